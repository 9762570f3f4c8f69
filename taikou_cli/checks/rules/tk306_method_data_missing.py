"""達成率の計算に要る値がない

from_baseline と expected_line は基準値から計算します。基準値が数でなければ、達成率が出ません。

誤りの例：method: expected_line で、baseline がない
正しい例：method: expected_line で、baseline に数がある

直し方：baseline に数を書くか、別の計算方法にしてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.methods import load_method
from taikou_cli.progress.target import read_baseline
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            needs = load_method(kpi.effective_method).needs_baseline
            if needs and read_baseline(kpi) is None:
                message = f"計算方法「{kpi.method}」には、数の基準値が要ります。"
                hint = "baseline に基準値を数で書くか、method を変えてください。"
                yield Problem(item.path, message, hint, ("kpis", index, "method"))
