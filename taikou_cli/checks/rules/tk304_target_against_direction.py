"""目標値が望ましい向きと逆である

大きいほどよい指標の目標値が基準値より小さい、または年を追って小さくなるときは、向きか値の書き間違いの疑いがあります。

誤りの例：基準値 30、大きいほどよい指標で、目標値 12
正しい例：基準値 10、大きいほどよい指標で、目標値 12

直し方：direction と targets を確かめてください。正しければ、基準値や目標の考え方を見直してください。
"""

from collections.abc import Iterator
from operator import gt, lt

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.target import TargetKind, parse_target
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            is_worse, word = (lt, "大きい") if kpi.direction == "higher" else (gt, "小さい")
            baseline = parse_target(kpi.baseline.value).value if kpi.baseline else None
            previous = None
            for year, amount in sorted(kpi.targets.items()):
                target = parse_target(amount)
                if target.value is None or target.kind is TargetKind.RANK:
                    continue
                # A limit may be a floor that is to be kept, below where the indicator stands.
                if previous is None and target.kind is not TargetKind.LIMIT:
                    previous = baseline
                if previous is not None and is_worse(target.value, previous):
                    message = f"{year}年度の目標値「{amount}」が、{word}ほどよい指標なのに後退しています。"
                    yield Problem(
                        item.path,
                        message,
                        "direction と目標値を確かめてください。",
                        ("kpis", index, "targets", year),
                    )
                previous = target.value
