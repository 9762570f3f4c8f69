"""実績値の年度が評価の年度より後である

評価の年度より後の値は、まだないはずです。

誤りの例：2025年度の評価で fiscal_year: 2026
正しい例：2025年度の評価で fiscal_year: 2025

直し方：fiscal_year を確かめてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.results import iter_results

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for path, key, year, results in iter_results(project):
        for index, result in enumerate(results):
            if result.fiscal_year is not None and result.fiscal_year > year:
                message = f"{year}年度の評価に、{result.fiscal_year}年度の値があります。"
                route = (key, index, "fiscal_year")
                yield Problem(path, message, "値の年度を確かめてください。", route)
