"""評価の年度が推進期間の後にある

推進期間が終わった後の年度は、評価しません。始まる前の年度の評価は、前の計画から続く項目の
それまでの評価として置けます（この計画の集計には入りません）。

誤りの例：2025～2029年度の計画に fiscal_year: 2030
正しい例：fiscal_year: 2025

直し方：年度を直すか、推進期間を延長する改定を plan.yaml の revisions に書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.results import iter_years

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if not years:
        return
    for path, year, _ in iter_years(project):
        if year > years[-1]:
            message = f"{year}年度は推進期間（{years[0]}～{years[-1]}年度）の後です。"
            yield Problem(path, message, "年度を確かめてください。", ("fiscal_year",))
