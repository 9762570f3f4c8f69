"""実績値に、どの年度の値かがない

決算や統計の値は、評価の年度より前の年度のものであることがあります。年度がなければ、正しい目標値と比べられません。

誤りの例：actual: 11 だけ
正しい例：actual: 11 と fiscal_year: 2025

直し方：fiscal_year に値の年度を書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.results import iter_results

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for path, key, year, results in iter_results(project):
        for index, result in enumerate(results):
            if result.actual is not None and result.fiscal_year is None:
                message = f"実績値「{result.actual}」がどの年度の値か分かりません。"
                hint = f"fiscal_year に値の年度（例：{year}）を書いてください。"
                yield Problem(path, message, hint, (key, index, "actual"))
