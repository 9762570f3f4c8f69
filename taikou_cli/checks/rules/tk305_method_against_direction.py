"""達成率の計算方法が望ましい向きに合わない

ratio（実績÷目標値）は大きいほどよい指標、inverse_ratio（目標値÷実績）は小さいほどよい指標の方法です。逆に使うと、悪くなるほど達成率が上がります。

誤りの例：direction: higher に method: inverse_ratio
正しい例：direction: lower に method: inverse_ratio

直し方：method か direction を直してください。増減のどちらにも使えるのは from_baseline です。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.methods import load_method
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            fitting = load_method(kpi.effective_method).direction
            if fitting is not None and fitting != kpi.direction:
                message = (
                    f"計算方法「{kpi.method}」は、direction: {kpi.direction} の指標には使えません。"
                )
                hint = "method か direction を直してください。"
                yield Problem(item.path, message, hint, ("kpis", index, "method"))
