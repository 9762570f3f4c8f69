"""Every result that evaluations hold, with what is computed of it and where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.progress.achievement import Achievement, assess
from taikou_cli.progress.kgis import results_of_kgi
from taikou_cli.project.as_of import as_of, outline_of
from taikou_cli.project.project import Project

_Told = defaultdict[str, dict[int, IndicatorResult]]
"""The results of an item by KPI and year."""


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
    told: defaultdict[int, _Told] = defaultdict(lambda: defaultdict(dict))
    for number, years in project.evaluations_by_item().items():
        for year, evaluation in sorted(years.items()):
            _add(told[number], year, evaluation.kpis)
    items = {year: as_of(project, year).items_by_number() for year in project.evaluated_years()}
    for document in project.evaluations:
        year, number = document.content.fiscal_year, document.content.item
        if year not in items:
            continue  # what a year before the plan reached is held against no target of it
        item = items[year].get(number)
        known = {kpi.id: kpi for kpi in item.content.kpis} if item else {}
        scale = outline_of(project, year).scale_of("kpis")
        # Of two files of one year, each tells its own.
        _add(told[number], year, document.content.kpis)
        for index, result in enumerate(document.content.kpis):
            if kpi := known.get(result.id):
                one = assess(kpi, told[number][result.id], year, scale)
                yield JudgedResult(document.path, ("kpis", index), one)


def _add(told: _Told, year: int, results: Iterable[IndicatorResult]) -> None:
    for result in results:
        told[result.id][year] = result


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
