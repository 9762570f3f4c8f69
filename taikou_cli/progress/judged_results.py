"""Every result that evaluations hold, with what is computed of it and where it stands."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.achievement import Achievement, assess
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

Results = Mapping[int, IndicatorResult]


class JudgedResult(NamedTuple):
    """A result of a KPI or KGI: its file, the route of keys to it, and its achievement."""

    path: str
    route: tuple[str | int, ...]
    achievement: Achievement


def iter_judged_results(project: Project) -> Iterator[JudgedResult]:
    """Yield every result whose indicator is known, as of the year that it is of."""
    if project.plan is None:
        return
    yield from _iter_kpis(project)
    yield from _iter_kgis(project)


def _iter_kpis(project: Project) -> Iterator[JudgedResult]:
    by_item = project.evaluations_by_item()
    for document in project.evaluations:
        year, number = document.content.fiscal_year, document.content.item
        item = as_of(project, year).items_by_number().get(number)
        indicators = {kpi.id: kpi for kpi in item.content.kpis} if item else {}
        told = {at: evaluation.kpis for at, evaluation in by_item[number].items()}
        for index, result in enumerate(document.content.kpis):
            if result.id in indicators:
                one = _assess(project, indicators[result.id], told, year)
                yield JudgedResult(document.path, ("kpis", index), one)


def _iter_kgis(project: Project) -> Iterator[JudgedResult]:
    told = {one.content.fiscal_year: one.content.kgis for one in project.goal_results}
    for document in project.goal_results:
        year = document.content.fiscal_year
        goals = as_of(project, year).goals
        indicators = (
            {kgi.id: kgi for goal in goals.content.goals for kgi in goal.kgis} if goals else {}
        )
        for index, result in enumerate(document.content.kgis):
            if result.id in indicators:
                one = _assess(project, indicators[result.id], told, year)
                yield JudgedResult(document.path, ("kgis", index), one)


def _assess(
    project: Project,
    indicator: Indicator,
    told: Mapping[int, tuple[IndicatorResult, ...]],
    year: int,
) -> Achievement:
    results = {
        at: result
        for at, some in sorted(told.items())
        for result in some
        if result.id == indicator.id
    }
    plan = as_of(project, year).require_outline()
    return assess(indicator, results, year, plan.scale_of("kpis"))
