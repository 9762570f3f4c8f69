"""再掲する先の‹policy›が違う

also_under は、‹item›を再び掲げる、ほかの‹policy›の番号です（goal で属する項目では‹goal›、group で属する項目では‹group›の番号）。
自分の‹policy›や、‹plan›にない‹policy›には再掲できません。

誤りの例：policy: 1 の項目で、also_under: [1]
正しい例：policy: 1 の項目で、also_under: [3]

直し方：番号を直すか、消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.branches import LEVELS, walk
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    leaves: dict[str, list[int]] = {level: [] for level in LEVELS}
    for branch in walk(project.branches):
        if not branch.below:
            leaves[branch.level].append(branch.number)
    for document in project.items:
        item = document.content
        level, own = item.home
        word, known = project.words.of_level(level), leaves[level]
        others = list_numbers(number for number in known if number != own)
        hint = f"再掲できる{word}は {others} です。" if others else "also_under を消してください。"
        for index, number in enumerate(item.also_under):
            if fault := _find_fault(number, own, known, item.also_under[:index]):
                message = fault.format(word=word, number=number)
                yield Problem(document.path, message, hint, ("also_under", index))


def _find_fault(number: int, own: int, known: list[int], before: tuple[int, ...]) -> str:
    if number == own:
        return "{word}{number}は、この項目が属する{word}です。"
    if number not in known:
        return "項目を再掲できる{word}{number}が goals.yaml にありません。"
    return "{word}{number}が二度書かれています。" if number in before else ""
