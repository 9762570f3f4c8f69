"""目標値が望ましい向きと逆である

大きいほどよい指標の目標値が基準値より小さい、年を追って小さくなる、または「以下」のような上限であるときは、向きか値の書き間違いの疑いがあります。

誤りの例：基準値 30、大きいほどよい指標で、目標値 12
正しい例：基準値 10、大きいほどよい指標で、目標値 12

直し方：direction と targets を確かめてください。正しければ、基準値や目標値の考え方を見直してください。
"""

from collections.abc import Iterator
from fractions import Fraction

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.target import TargetKind, read_baseline, read_target
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            for year, message in _find_doubts(kpi):
                hint = "direction と目標値を確かめてください。"
                yield Problem(item.path, message, hint, ("kpis", index, "targets", year))


def _find_doubts(kpi: Indicator) -> Iterator[tuple[int, str]]:
    lower = kpi.direction == "lower"
    side = "小さい" if lower else "大きい"
    previous = None
    for year, amount in sorted(kpi.targets.items()):
        target = read_target(kpi, amount)
        if target.value is None or target.kind is TargetKind.RANK:
            continue
        # A limit may be a floor that is to be kept, below where the indicator stands.
        if previous is None and target.kind is not TargetKind.LIMIT and kpi.baseline:
            previous = read_baseline(kpi)
        if target.upper is not None and target.upper != lower:
            limit = "上限" if target.upper else "下限"
            yield year, f"{year}年度の目標値「{amount}」は{limit}なのに、{side}ほどよい指標です。"
        elif previous is not None and _is_worse(target.value, previous, kpi):
            yield (
                year,
                f"{year}年度の目標値「{amount}」が、{side}ほどよい指標なのに後退しています。",
            )
        previous = target.value


def _is_worse(value: Fraction, previous: Fraction, kpi: Indicator) -> bool:
    if kpi.direction == "lower":
        return value > previous and kpi.method != "cumulative"  # a sum only grows
    return value < previous
