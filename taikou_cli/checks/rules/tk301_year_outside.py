"""予定や目標値、計画の額の年度が、推進期間の外にある

取組の予定とKPIの目標値、金額と業務量の計画は、推進期間の年度に書きます。外の年度は、年の書き間違いの疑いがあります。

誤りの例：2025～2029年度の計画で、targets に 2035: 20
正しい例：2025～2029年度の計画で、targets に 2029: 20

直し方：年度を直すか、推進期間を延長する改定を plan.yaml の revisions に書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if years is None:
        return
    for item in project.items:
        places: list[Route] = [
            ("actions", index, "schedule", year)
            for index, action in enumerate(item.content.actions)
            for year in action.schedule
        ]
        places += [
            ("kpis", index, "targets", year)
            for index, kpi in enumerate(item.content.kpis)
            for year in kpi.targets
        ]
        places += [
            ("amounts", id_, year)
            for id_, years_ in item.content.amounts.items()
            for year in years_
        ]
        for route in places:
            if route[-1] not in years:
                message = f"{route[-1]}年度は推進期間（{years[0]}～{years[-1]}年度）の外です。"
                hint = "年度を確かめてください。"
                yield Problem(item.path, message, hint, route, on_key=True)
