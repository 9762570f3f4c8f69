"""The figures of a group of items: counts, shares and rates, each with its fraction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import RatingScale, Rounding
from taikou_cli.progress.achievement import MET, UNMET, Achievement, IndicatorState, judge_by
from taikou_cli.progress.amounts import AmountFigure, compute_amounts
from taikou_cli.progress.standing import ItemStanding, ItemState


class Share(NamedTuple):
    """A part of a whole. `percent` is rounded for print; None where the whole is empty."""

    numerator: int
    denominator: int
    percent: Decimal | None


class RateFigure(NamedTuple):
    """A rate that the plan defines: its share, and what its denominator counts.

    `of` is what it counts: `items`, `actions` or `kpis`.
    """

    id: str
    name: str
    of: str
    denominator_of: str
    share: Share


class CodeFigures(NamedTuple):
    """How often each code of a scale was given.

    Attributes:
        total: All things of the group, in force or not.
        in_force: Those of them that are in force in the year.
        rated: Those with a counted code: the denominator of the shares.
        counts: The count of every code of the scale, in its order.
        shares: The share of every counted code among the rated.
    """

    total: int
    in_force: int
    rated: int
    counts: dict[str, int]
    shares: dict[str, Share]


class Axes(NamedTuple):
    """Items by two questions: are the actions on schedule, do the outcomes follow.

    Items that lack a rated action or a judged indicator are `not_comparable`.
    """

    both: int
    schedule_only: int
    outcome_only: int
    neither: int
    not_comparable: int


class GroupFigures(NamedTuple):
    """All figures of a group of items in a fiscal year.

    Attributes:
        states: How many items are in each state; every item has exactly one.
        in_force: Items that are neither discontinued nor outside their years.
        grades: Grades of the first scale for items.
        other_scales: Grades by the other scales for items and for indicators, by their ids.
        rates: The rates that the scales define, in their order.
        actions: Statuses of the actions.
        indicators: Statuses of the indicators; `rated` are those that could be judged.
        measured: Indicators with an actual value.
        pending_indicators: Indicators whose value is not out yet.
        axes: Schedule against outcome.
        amounts: Every amount of the plan, in its order.
    """

    states: dict[ItemState, int]
    in_force: int
    grades: CodeFigures
    other_scales: dict[str, CodeFigures]
    rates: tuple[RateFigure, ...]
    actions: CodeFigures
    indicators: CodeFigures
    measured: int
    pending_indicators: int
    axes: Axes
    amounts: tuple[AmountFigure, ...]


def compute_share(numerator: int, denominator: int, rounding: Rounding) -> Share:
    """Give a share with its percentage, rounded as the plan says."""
    if not denominator:
        return Share(numerator, denominator, None)
    percent = rounding.apply(Fraction(100 * numerator, denominator))
    return Share(numerator, denominator, percent)


def compute_group(standings: Sequence[ItemStanding], plan: Plan) -> GroupFigures:
    """Compute the figures of some items, all of the same fiscal year."""
    counted = Counter(standing.state for standing in standings)
    in_force = sum(standing.is_in_force for standing in standings)
    indicators = [one for standing in standings for one in standing.indicators]
    states = Counter(one.state for one in indicators)
    scale = plan.scale_of("items")
    grades = _count_grades(standings, scale, plan.rounding)
    others = _count_others(standings, plan)
    actions, kpis = _count_actions(standings, plan), _count_indicators(standings, plan)
    counts = _index_scales(plan, grades, actions, kpis) | others
    return GroupFigures(
        states={state: counted[state] for state in ItemState},
        in_force=in_force,
        grades=grades,
        other_scales=others,
        rates=tuple(
            rate
            for one in plan.scales
            if one.id in counts
            for rate in compute_rates(counts[one.id], one, plan.rounding)
        ),
        actions=actions,
        indicators=kpis,
        measured=states[IndicatorState.MEASURED],
        pending_indicators=states[IndicatorState.PENDING],
        axes=_compare_axes(standings, plan),
        amounts=compute_amounts(standings, plan),
    )


def _count_grades(
    standings: Sequence[ItemStanding], scale: RatingScale | None, rounding: Rounding
) -> CodeFigures:
    codes = [standing.grade for standing in standings if standing.grade]
    in_force = sum(standing.is_in_force for standing in standings)
    return count_codes(codes, scale, len(standings), in_force, rounding)


def _index_scales(
    plan: Plan, grades: CodeFigures, actions: CodeFigures, kpis: CodeFigures
) -> dict[str, CodeFigures]:
    """Give the counts by the ids of the scales that they are by."""
    counts = {"items": grades, "actions": actions, "kpis": kpis}
    leading = {subject: plan.scale_of(subject) for subject in counts}
    return {scale.id: counts[subject] for subject, scale in leading.items() if scale}


def _count_others(standings: Sequence[ItemStanding], plan: Plan) -> dict[str, CodeFigures]:
    in_force = sum(standing.is_in_force for standing in standings)
    items = {
        scale.id: count_codes(
            filter(None, (one.grade_by(scale) for one in standings if one.is_in_force)),
            scale,
            len(standings),
            in_force,
            plan.rounding,
        )
        for scale in plan.other_item_scales
    }
    total = sum(len(standing.item.kpis) for standing in standings)
    running = _list_running(standings)
    kpis = {
        scale.id: count_codes(
            filter(None, (judge_by(one, scale) for one in running)),
            scale,
            total,
            len(running),
            plan.rounding,
        )
        for scale in plan.other_scales_of("kpis")
    }
    return items | kpis


def _list_running(standings: Sequence[ItemStanding]) -> list[Achievement]:
    """Give the indicators that are in force."""
    indicators = (one for standing in standings for one in standing.indicators)
    return [one for one in indicators if one.state is not IndicatorState.NOT_IN_FORCE]


def _count_actions(standings: Sequence[ItemStanding], plan: Plan) -> CodeFigures:
    actions = [action for standing in standings for action in standing.actions]
    in_force = [action for action in actions if action.is_in_force]
    codes = [action.result.status for action in in_force if action.result and action.result.status]
    return count_codes(codes, plan.scale_of("actions"), len(actions), len(in_force), plan.rounding)


def _count_indicators(standings: Sequence[ItemStanding], plan: Plan) -> CodeFigures:
    in_force = _list_running(standings)
    total = sum(len(standing.item.kpis) for standing in standings)
    codes = [one.status for one in in_force if one.status]
    scale = plan.scale_of("kpis")
    counts = count_codes(codes, scale, total, len(in_force), plan.rounding)
    if scale is not None:
        return counts
    return _count_known(Counter(codes), (MET, UNMET), total, len(in_force), plan.rounding)


def count_codes(
    codes: Iterable[str],
    scale: RatingScale | None,
    total: int,
    in_force: int,
    rounding: Rounding,
) -> CodeFigures:
    """Count codes by a scale.

    Args:
        codes: The codes of what is in force.
        scale: Their scale; None counts none of them.
        total: How many things there are.
        in_force: How many of them are in force.
        rounding: How shares are rounded.
    """
    counter = Counter(codes)
    if scale is None:
        return CodeFigures(total, in_force, counter.total(), {}, {})
    counted = [grade.code for grade in scale.grades if grade.counted]
    rated = sum(counter[code] for code in counted)
    return CodeFigures(
        total=total,
        in_force=in_force,
        rated=rated,
        counts={grade.code: counter[grade.code] for grade in scale.grades},
        shares={code: compute_share(counter[code], rated, rounding) for code in counted},
    )


def _count_known(
    counter: Counter[str], codes: Sequence[str], total: int, in_force: int, rounding: Rounding
) -> CodeFigures:
    rated = sum(counter[code] for code in codes)
    shares = {code: compute_share(counter[code], rated, rounding) for code in codes}
    return CodeFigures(total, in_force, rated, {code: counter[code] for code in codes}, shares)


def compute_rates(
    grades: CodeFigures, scale: RatingScale, rounding: Rounding
) -> Iterable[RateFigure]:
    """Compute the rates that a scale defines, from the counts of its codes."""
    denominators = {"all": grades.total, "rated": grades.rated, "in_force": grades.in_force}
    for rate in scale.rates:
        numerator = sum(grades.counts.get(code, 0) for code in rate.grades)
        share = compute_share(numerator, denominators[rate.denominator], rounding)
        yield RateFigure(rate.id, rate.name, scale.applies_to, rate.denominator, share)


def _compare_axes(standings: Sequence[ItemStanding], plan: Plan) -> Axes:
    counter = Counter(
        (_is_on_schedule(standing, plan), _do_outcomes_follow(standing, plan))
        for standing in standings
        if standing.is_in_force
    )
    both, schedule_only = counter[True, True], counter[True, False]
    outcome_only, neither = counter[False, True], counter[False, False]
    comparable = both + schedule_only + outcome_only + neither
    return Axes(both, schedule_only, outcome_only, neither, counter.total() - comparable)


def _is_on_schedule(standing: ItemStanding, plan: Plan) -> bool | None:
    codes = [
        action.result.status
        for action in standing.actions
        if action.is_in_force and action.result and action.result.status
    ]
    return _are_favorable(codes, plan.scale_of("actions"))


def _do_outcomes_follow(standing: ItemStanding, plan: Plan) -> bool | None:
    codes = [one.status for one in _list_outcomes(standing) if one.status]
    scale = plan.scale_of("kpis")
    if scale is None:
        return all(code == MET for code in codes) if codes else None
    return _are_favorable(codes, scale)


def _list_outcomes(standing: ItemStanding) -> Sequence[Achievement]:
    """Give the indicators that tell of outcomes: those marked so, or all where none says its kind."""
    if not any(one.indicator.kind for one in standing.indicators):
        return standing.indicators
    return [one for one in standing.indicators if one.indicator.kind == "outcome"]


def _are_favorable(codes: Sequence[str], scale: RatingScale | None) -> bool | None:
    grades = [scale.grade_of(code) for code in codes] if scale else []
    judged = [grade.favorable for grade in grades if grade and grade.counted]
    return all(judged) if judged else None
