"""The grades of the whole period (総合評価), counted in no year."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from taikou_cli.model.period import PeriodEvaluation, PeriodResults
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.contract import describe_rate, describe_shares
from taikou_cli.progress.figures import Figures
from taikou_cli.progress.group import CodeFigures, RateFigure, compute_rates, count_codes
from taikou_cli.progress.judged_grades import grade_by
from taikou_cli.project.as_of import published_on, tells_period


class Period(NamedTuple):
    """What is said of the whole period.

    Attributes:
        evaluations: Of each item, by its number.
        results: Of the plan, its goals and policies.
        grades: How often each grade was given, by every scale of which one was.
        rates: The rates of these scales.
    """

    evaluations: Mapping[int, PeriodEvaluation]
    results: PeriodResults | None
    grades: Mapping[str, CodeFigures]
    rates: tuple[RateFigure, ...]


def look_at_period(figures: Figures) -> Period | None:
    """Tell what is said of the period; None where nothing is, or not with this year.

    Args:
        figures: The figures of the year up to which is reported: its scales, its items. One that
            is published tells of the period only if it was the last one then.
    """
    whole, at = figures.project.whole or figures.project, figures.fiscal_year
    if published_on(whole, at) and not tells_period(whole, at):
        return None
    known = {document.content.item: document.content for document in whole.period}
    results = next((document.content for document in whole.period_results), None)
    if not known and results is None:
        return None
    scales = {scale.id: scale for scale in figures.plan.scales}
    grades = {
        id_: told
        for id_, scale in scales.items()
        if (told := _count(figures, known, scale)) and any(told.counts.values())
    }
    rates = (
        rate
        for id_, told in grades.items()
        for rate in compute_rates(told, scales[id_], figures.plan.rounding)
    )
    return Period(known, results, grades, tuple(rates))


def find_grade(
    figures: Figures, evaluation: PeriodEvaluation | None, scale: RatingScale
) -> str | None:
    """Give an item's grade of the period by a scale."""
    if evaluation and scale is figures.plan.scale_of("items"):
        return evaluation.self_evaluation.grade
    return grade_by(evaluation, scale)


def _count(
    figures: Figures, known: Mapping[int, PeriodEvaluation], scale: RatingScale
) -> CodeFigures | None:
    """Count all items, or all actions, that the plan has had; None for scales of indicators."""
    if scale.applies_to == "items":
        codes: Iterator[str | None] = (
            find_grade(figures, known.get(one.item.number), scale) for one in figures.standings
        )
        total = len(figures.standings)
    elif scale is figures.plan.scale_of("actions"):
        codes = _list_statuses(figures, known)
        total = figures.overall.actions.total
    else:
        return None
    # Whatever the plan has had was in force in the period.
    return count_codes(filter(None, codes), scale, total, total, figures.plan.rounding)


def _list_statuses(figures: Figures, known: Mapping[int, PeriodEvaluation]) -> Iterator[str | None]:
    for standing in figures.standings:
        evaluation = known.get(standing.item.number)
        told = {one.id: one.status for one in evaluation.actions} if evaluation else {}
        yield from (told.get(action.action.id) for action in standing.actions)


def describe_period(figures: Figures, period: Period) -> dict[str, Any]:
    """Give the grades of the period as plain data, in the shape of the figures of a year."""
    return {
        "grades": {
            id_: {"rated": told.rated, "grades": told.counts, "shares": describe_shares(told)}
            for id_, told in period.grades.items()
        },
        "rates": [describe_rate(rate) for rate in period.rates],
        "items": [
            {
                "number": one.item.number,
                "grades": {
                    scale.id: find_grade(figures, period.evaluations.get(one.item.number), scale)
                    for scale in figures.plan.item_scales
                },
            }
            for one in figures.standings
        ],
    }
