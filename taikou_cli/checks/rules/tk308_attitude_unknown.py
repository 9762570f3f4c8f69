"""‹item›が、ない‹attitude›を指している

attitudes は plan.yaml の職員の‹attitude›の番号です。ない番号は、‹attitude›ごとの集計に入りません。

誤りの例：‹attitude›が①～④の計画で attitudes に 5
正しい例：‹attitude›が①～④の計画で attitudes に 3

直し方：番号を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    known = [attitude.number for attitude in project.plan.content.attitudes]
    for item in project.items:
        for index, number in enumerate(item.content.attitudes):
            if number not in known:
                message = f"‹attitude›{number}は {project.plan.path} にありません。"
                hint = f"使える番号は {list_numbers(known)} です。"
                yield Problem(item.path, message, hint, ("attitudes", index))
