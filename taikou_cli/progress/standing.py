"""Each item in one fiscal year: its one state, its grade, its actions, its indicators."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.model.amounts import YearAmount
from taikou_cli.model.evaluation import ActionResult, Evaluation
from taikou_cli.model.item import Action, Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.achievement import MET, Achievement, IndicatorState, assess, find_grade
from taikou_cli.progress.judged_grades import grade_by


class ItemState(StrEnum):
    """The state of an item in a fiscal year; each item has exactly one."""

    RATED = "rated"
    PENDING = "pending"
    UNRATED = "unrated"
    CARRIED_OVER = "carried_over"
    DISCONTINUED = "discontinued"
    NOT_IN_FORCE = "not_in_force"


_NOT_IN_FORCE = {ItemState.DISCONTINUED, ItemState.NOT_IN_FORCE}


class ActionStanding(NamedTuple):
    """An action in a fiscal year; `result` is None where the evaluation does not name it."""

    action: Action
    is_in_force: bool
    result: ActionResult | None


class ItemStanding(NamedTuple):
    """An item in a fiscal year.

    Attributes:
        item: The item.
        fiscal_year: The year.
        state: Its one state.
        evaluation: Its evaluation; None if there is none.
        actions: Its actions with their statuses.
        indicators: Its indicators with their achievements.
        suggested: The grade that the indicators suggest; None where nothing suggests one.
        amounts: The amounts that its evaluations tell, by year up to that one.
    """

    item: Item
    fiscal_year: int
    state: ItemState
    evaluation: Evaluation | None
    actions: tuple[ActionStanding, ...]
    indicators: tuple[Achievement, ...]
    suggested: str | None
    amounts: Mapping[int, Mapping[str, YearAmount]]

    @property
    def grade(self) -> str | None:
        """The grade of the self-evaluation, if the item is rated."""
        if self.state is not ItemState.RATED or self.evaluation is None:
            return None
        return self.evaluation.self_evaluation.grade

    @property
    def is_judged_by_hand(self) -> bool:
        """The grade is a person's judgement: the indicators suggest another one."""
        return None not in {self.grade, self.suggested} and self.grade != self.suggested

    def grade_by(self, scale: RatingScale) -> str | None:
        """Give the grade by another scale than that of the grades."""
        return grade_by(self.evaluation, scale)

    @property
    def is_in_force(self) -> bool:
        """The item is worked on in that year."""
        return self.state not in _NOT_IN_FORCE


def stand(item: Item, evaluations: Mapping[int, Evaluation], year: int, plan: Plan) -> ItemStanding:
    """Tell where an item stands.

    Args:
        item: The item.
        evaluations: Its evaluations by fiscal year.
        year: The fiscal year.
        plan: The outline with its scales.
    """
    evaluation = evaluations.get(year)
    state = find_state(item, evaluation, year, plan)
    is_in_force = state not in _NOT_IN_FORCE
    results = {result.id: result for result in evaluation.actions} if evaluation else {}
    actions = tuple(
        ActionStanding(
            action,
            is_in_force and action.covers(year),
            results.get(action.id),
        )
        for action in item.actions
    )
    indicators = tuple(_assess_all(item, evaluations, year, plan)) if is_in_force else ()
    suggested = suggest_grade(indicators, plan.scale_of("items"), plan.scale_of("kpis"))
    told = {at: one.amounts for at, one in evaluations.items() if one.amounts and at <= year}
    return ItemStanding(item, year, state, evaluation, actions, indicators, suggested, told)


def find_state(item: Item, evaluation: Evaluation | None, year: int, plan: Plan) -> ItemState:
    """Tell the one state that an item has in a fiscal year."""
    first, last = item.first_year or plan.first_year, item.last_year or plan.last_year
    is_before = plan.is_earlier(year) and evaluation is not None
    if not (first <= year <= last or is_before):
        return ItemState.NOT_IN_FORCE
    if evaluation is None:
        return ItemState.UNRATED
    if evaluation.state != "rated":
        return ItemState(evaluation.state)
    return ItemState.RATED if evaluation.self_evaluation.grade else ItemState.UNRATED


def suggest_grade(
    indicators: tuple[Achievement, ...], scale: RatingScale | None, kpi_scale: RatingScale | None
) -> str | None:
    """Give the grade of the items' scale that the measured indicators suggest.

    The lowest achievement, or the share of the indicators that reached their target, as the
    scale's `suggested_by` says, is held against the thresholds; a grade from 100 % on demands
    that every target itself is met. What nothing and nobody judged is left out.

    Args:
        indicators: The item's indicators.
        scale: The items' scale.
        kpi_scale: The indicators' scale, which says what statuses typed by hand are worth.
    """
    if scale is None or not scale.has_thresholds:
        return None
    measured = [one for one in indicators if one.state is IndicatorState.MEASURED]
    weighed = [(one, weight) for one in measured if (weight := _weigh(one, kpi_scale)) is not None]
    if not weighed:
        return None
    value = min(weight for _, weight in weighed)
    if scale.suggested_by == "achieved_share":
        reached = sum(weight >= 1 and one.is_met is not False for one, weight in weighed)
        value = Fraction(reached, len(weighed))
    return find_grade(value, scale, is_met=all(one.is_met is not False for one in measured))


def _weigh(one: Achievement, kpi_scale: RatingScale | None) -> Fraction | None:
    """Give what an indicator attained, or what the status is worth that a person gave it."""
    if one.attained is not None or one.status is None:
        return one.attained
    if kpi_scale is None:
        return Fraction(one.status == MET)
    grade = kpi_scale.grade_of(one.status)
    if grade is None or not grade.counted:
        return None
    if grade.bound is not None and kpi_scale.of == "achievement":
        return Fraction(grade.bound) / 100
    return Fraction(grade.favorable)


def _assess_all(
    item: Item, evaluations: Mapping[int, Evaluation], year: int, plan: Plan
) -> Iterator[Achievement]:
    scale = plan.scale_of("kpis")
    for indicator in item.kpis:
        results = {
            evaluated: result
            for evaluated, evaluation in sorted(evaluations.items())
            if plan.is_earlier(evaluated) == plan.is_earlier(year)
            for result in evaluation.kpis
            if result.id == indicator.id
        }
        yield assess(indicator, results, year, scale)
