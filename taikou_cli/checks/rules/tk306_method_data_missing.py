"""達成率の計算に要る値がない

from_baseline と expected_line は基準値から計算します。基準値が数でなければ、達成率が出ません。

誤りの例：method: expected_line で、baseline がない
正しい例：method: expected_line で、baseline に数がある

直し方：baseline に数を書くか、別の計算方法にしてください。
"""

from collections.abc import Iterator
from decimal import Decimal

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


_NEEDING_BASELINE = {"from_baseline", "expected_line"}


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            value = kpi.baseline.value if kpi.baseline else None
            if kpi.method in _NEEDING_BASELINE and not isinstance(value, int | Decimal):
                message = f"計算方法「{kpi.method}」には、数の基準値が要ります。"
                hint = "baseline に基準値を数で書くか、method を変えてください。"
                yield Problem(item.path, message, hint, ("kpis", index, "method"))
