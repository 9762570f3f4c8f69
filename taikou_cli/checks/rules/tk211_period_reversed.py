"""推進期間の終わりが始まりより前になっている

推進期間は、年度の範囲の検査すべての基になります。

誤りの例：first_year: 2025 と last_year: 2015
正しい例：first_year: 2025 と last_year: 2029

直し方：first_year と last_year を確かめてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    period = project.plan.content.period
    if period.last_year < period.first_year:
        message = f"推進期間の終わり（{period.last_year}年度）が始まり（{period.first_year}年度）より前です。"
        yield Problem(
            project.plan.path,
            message,
            "first_year と last_year を確かめてください。",
            ("period", "last_year"),
        )
