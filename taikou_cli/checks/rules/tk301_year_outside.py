"""予定や目標値、計画の額の年度が、推進期間の外にある

取組の予定とKPIの目標値、金額と業務量の計画は、推進期間の年度に書きます。外の年度は、年の書き間違いの疑いがあります。
成果の指標（kind: outcome）の目標値だけは、計画が終わった後の年度にも書けます。

誤りの例：2025～2029年度の計画で、targets に 2035: 20
正しい例：2025～2029年度の計画で、targets に 2029: 20

直し方：年度を直すか、推進期間を延長する改定を plan.yaml の revisions に書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.base.span import Span, read_span
from taikou_cli.model.item import Item
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if years is None:
        return
    for item in project.items:
        for route, span in _iter_places(item.content, years[-1]):
            outside = [y for y in (span.first_year, span.last_year) if y not in years]
            if outside:
                message = f"{outside[0]}年度は推進期間（{years[0]}～{years[-1]}年度）の外です。"
                hint = "年度を確かめてください。"
                yield Problem(item.path, message, hint, route, on_key=True)


def _iter_places(item: Item, last_year: int) -> Iterator[tuple[Route, Span]]:
    for index, action in enumerate(item.actions):
        for key in action.schedule:
            yield ("actions", index, "schedule", key), read_span(key)
    for index, kpi in enumerate(item.kpis):
        for year in kpi.targets:
            if not kpi.is_late(year, last_year):
                yield ("kpis", index, "targets", year), read_span(year)
    for id_, by_year in item.amounts.items():
        for year in by_year:
            yield ("amounts", id_, year), read_span(year)
