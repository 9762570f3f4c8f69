"""再掲する先の方針が違う

also_under は、実施項目を再び掲げる、ほかの方針の番号です。自分の方針や、大綱にない方針には再掲できません。

誤りの例：policy: 1 の項目で、also_under: [1]
正しい例：policy: 1 の項目で、also_under: [3]

直し方：番号を直すか、消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    known = [policy.number for _, policy in project.iter_policies()]
    for document in project.items:
        item = document.content
        others = [number for number in known if number != item.policy]
        for index, number in enumerate(item.also_under):
            if fault := _find_fault(number, item.policy, known, item.also_under[:index]):
                hint = f"再掲できる方針は {list_numbers(others)} です。"
                yield Problem(document.path, fault, hint, ("also_under", index))


def _find_fault(number: int, own: int, known: list[int], before: tuple[int, ...]) -> str:
    if number == own:
        return f"方針{number}は、この項目が属する方針です。"
    if number not in known:
        return f"再掲する先の方針{number}が goals.yaml にありません。"
    return f"方針{number}が二度書かれています。" if number in before else ""
