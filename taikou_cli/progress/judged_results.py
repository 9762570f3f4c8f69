"""Every result that evaluations hold, with what is computed of it and where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.achievement import Achievement, assess
from taikou_cli.progress.kgis import results_of_kgi
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project


class JudgedResult(NamedTuple):
    """A result of a KPI or KGI: its file, the route of keys to it, and its achievement."""

    path: str
    route: tuple[str | int, ...]
    achievement: Achievement


@lru_cache(maxsize=1)
def judge_results(project: Project) -> tuple[JudgedResult, ...]:
    """Judge every result whose indicator is known, as of the year that it is of."""
    return () if project.plan is None else (*_iter_kpis(project), *_iter_kgis(project))


def _iter_kpis(project: Project) -> Iterator[JudgedResult]:
    by_item = project.evaluations_by_item()
    items = {year: as_of(project, year).items_by_number() for year in project.evaluated_years()}
    for document in project.evaluations:
        year, number = document.content.fiscal_year, document.content.item
        if year not in items:
            continue  # what a year before the plan reached is held against no target of it
        item = items[year].get(number)
        told = {at: evaluation.kpis for at, evaluation in sorted(by_item[number].items())}
        told[year] = document.content.kpis  # of two files of one year, each tells its own
        for index, one in _assess_all(project, item.content.kpis if item else (), told, year):
            yield JudgedResult(document.path, ("kpis", index), one)


def _iter_kgis(project: Project) -> Iterator[JudgedResult]:
    for document in project.goal_results:
        year = document.content.fiscal_year
        view = as_of(project, year)
        scale = view.require_outline().scale_of("kpis")
        goals = view.goals.content.goals if view.goals else ()
        known = {kgi.id: (goal, kgi) for goal in goals for kgi in goal.kgis}
        for index, result in enumerate(document.content.kgis):
            if result.id in known:
                goal, kgi = known[result.id]
                one = assess(kgi, results_of_kgi(project, year, goal, kgi), year, scale)
                yield JudgedResult(document.path, ("kgis", index), one)


def _assess_all(
    project: Project,
    indicators: Sequence[Indicator],
    told: Mapping[int, tuple[IndicatorResult, ...]],
    year: int,
) -> Iterator[tuple[int, Achievement]]:
    """Yield the achievement of every result of a year, with its place among them."""
    scale = as_of(project, year).require_outline().scale_of("kpis")
    known = {indicator.id: indicator for indicator in indicators}
    for index, result in enumerate(told[year]):
        if result.id in known:
            results = {at: one for at, some in told.items() for one in some if one.id == result.id}
            yield index, assess(known[result.id], results, year, scale)
