"""KPIに単位がない

単位のない数は、割合なのか件数なのか読む人に分かりません。目標値がすべて言葉の指標には要りません。

誤りの例：unit のない KPI
正しい例：unit: 件

直し方：unit に単位を書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.target import TargetKind, read_target
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            kinds = {read_target(kpi, amount).kind for amount in kpi.targets.values()}
            if kpi.unit is None and kinds != {TargetKind.WORDS}:
                message = f"KPI「{kpi.name}」に単位がありません。"
                yield Problem(
                    item.path, message, "unit に単位を書いてください。", ("kpis", index, "name")
                )
