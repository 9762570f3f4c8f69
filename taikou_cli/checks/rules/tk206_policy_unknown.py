"""実施項目が、ない方針を指している

実施項目の policy は goals.yaml の方針の番号です。ない番号を指すと、その項目はどの目標の集計にも入りません。

誤りの例：方針が17までの大綱で policy: 18
正しい例：方針が17までの大綱で policy: 17

直し方：policy を正しい方針の番号に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    known = {policy.number for _, policy in project.iter_policies()}
    for item in project.items:
        if item.content.policy not in known:
            message = f"方針{item.content.policy}は {project.goals.path} にありません。"
            hint = f"方針の番号は {list_numbers(known)} のどれかです。"
            yield Problem(item.path, message, hint, ("policy",))
