"""KPIに目標値がない

目標値がなければ、実績が出ても達成したかどうかを言えません。

誤りの例：targets のない KPI
正しい例：targets に 2029: 20

直し方：targets に年度と目標値を書いてください。数で表せないときは言葉で書けます。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            if not kpi.targets:
                message = f"KPI「{kpi.name}」に目標値がありません。"
                hint = "targets に年度と目標値を書いてください。"
                yield Problem(item.path, message, hint, ("kpis", index, "name"))
