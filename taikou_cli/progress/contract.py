"""The figures as the JSON that other programs rely on (docs/figures.md)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from taikou_cli.base.amounts import to_decimal
from taikou_cli.base.rounding import format_change
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.branches import LEVELS, LISTS, list_paths
from taikou_cli.model.fields import Level
from taikou_cli.model.plan import Plan
from taikou_cli.progress.achievement import Achievement, judge_by
from taikou_cli.progress.amounts import AmountFigure, AmountSum
from taikou_cli.progress.figures import ClassGroups, Figures, NamedGroup
from taikou_cli.progress.group import CodeFigures, GroupFigures, RateFigure, Share
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.wording import (
    round_expected,
    round_ratio,
    write_amount,
    write_exact,
    write_sum,
)


def describe_figures(figures: Figures) -> dict[str, Any]:
    """Give the figures as plain data: counts are integers, percentages are strings as printed."""
    plan = figures.plan
    places = {
        path[-1].home: {one.level: one.number for one in path}
        for path in list_paths(figures.project.branches)
    }
    return {
        **describe_groups(figures),
        "years": [
            {"fiscal_year": year.fiscal_year, **describe_group(year.figures)}
            for year in figures.years
        ],
        "items": [
            _describe_item(standing, plan, places.get(standing.item.home, {}))
            for standing in figures.standings
        ],
    }


def describe_groups(figures: Figures) -> dict[str, Any]:
    """Give what `describe_figures` says of the year's groups, without other years and items."""
    return {
        "fiscal_year": figures.fiscal_year,
        "overall": describe_group(figures.overall) | _describe_changes(figures),
        **{
            LISTS[level]: [_describe_placed(group) for group in figures.on_level(level)]
            for level in LEVELS
        },
        "divisions": [_describe_identified(group) for group in figures.divisions],
        "departments": [_describe_identified(group) for group in figures.departments],
        "attitudes": [_describe_numbered(group) for group in figures.attitudes],
        "classifications": [_describe_classes(one) for one in figures.classifications],
        "data_plan": describe_group(figures.data_plan),
    }


def describe_year(figures: Figures) -> dict[str, Any]:
    """Give the figures as `status` and `report` print them: with a notice if they are made up."""
    notice = figures.plan.notice
    return ({"notice": notice} if notice else {}) | describe_figures(figures)


def describe_group(group: GroupFigures) -> dict[str, Any]:
    """Give the figures of one group as plain data."""
    states = group.states
    return {
        "amounts": [_describe_amount(one) for one in group.amounts],
        "items": group.grades.total,
        "in_force": group.in_force,
        "rated": group.grades.rated,
        "pending": states[ItemState.PENDING],
        "states": {state.value: count for state, count in states.items()},
        "grades": group.grades.counts,
        "shares": describe_shares(group.grades),
        "rates": [describe_rate(rate) for rate in group.rates],
        "other_scales": {
            id_: {
                "rated": codes.rated,
                "grades": codes.counts,
                "shares": describe_shares(codes),
            }
            for id_, codes in group.other_scales.items()
        },
        "actions": {
            "total": group.actions.total,
            "in_force": group.actions.in_force,
            "rated": group.actions.rated,
            "statuses": group.actions.counts,
            "shares": describe_shares(group.actions),
        },
        "kpis": {
            "total": group.indicators.total,
            "in_force": group.indicators.in_force,
            "measured": group.measured,
            "pending": group.pending_indicators,
            "judged": group.indicators.rated,
            "statuses": group.indicators.counts,
            "shares": describe_shares(group.indicators),
        },
        "axes": {
            "both": group.axes.both,
            "schedule_only": group.axes.schedule_only,
            "outcome_only": group.axes.outcome_only,
            "neither": group.axes.neither,
            "not_comparable": group.axes.not_comparable,
        },
    }


def _describe_amount(one: AmountFigure) -> dict[str, Any]:
    return {
        "id": one.kind.id,
        "name": one.kind.name,
        "unit": one.kind.unit,
        **_describe_sum(one.year, one.kind),
        "items": one.items,
        "told": one.told,
        "parts": [
            {
                "id": part.id,
                "name": part.name,
                "planned": write_sum(sums.planned, one.kind),
                "actual": write_sum(sums.actual, one.kind),
            }
            for part, sums in one.parts
        ],
        "cumulative": _describe_sum(one.cumulative, one.kind),
    }


def _describe_sum(sums: AmountSum, kind: AmountKind) -> dict[str, Any]:
    """Give the sums; what is planned by the items that have told stands only if that is not all."""
    described = {
        "planned": write_sum(sums.planned, kind),
        "actual": write_sum(sums.actual, kind),
        "percent": None if sums.percent is None else str(sums.percent),
    }
    if sums.planned_told != sums.planned:
        described["planned_told"] = write_sum(sums.planned_told, kind)
    return described


def _describe_item(
    standing: ItemStanding, plan: Plan, place: Mapping[Level, int]
) -> dict[str, Any]:
    return {
        "number": standing.item.number,
        "label": standing.item.label,
        "title": standing.item.title,
        **{level: place.get(level) for level in LEVELS},
        "state": standing.state.value,
        "grade": standing.grade,
        "suggested": standing.suggested,
        "judged_by_hand": standing.is_judged_by_hand,
        "other_grades": {scale.id: standing.grade_by(scale) for scale in plan.other_item_scales},
        "kpis": [_describe_indicator(one, plan) for one in standing.indicators],
    }


def _describe_indicator(one: Achievement, plan: Plan) -> dict[str, Any]:
    decimals, expected = one.indicator.decimals, round_expected(one, plan.rounding)
    value = to_decimal(one.aim.value) if one.aim and one.aim.value is not None else None
    return {
        "id": one.indicator.id,
        "name": one.indicator.name,
        "unit": one.indicator.unit,
        "method": one.indicator.effective_method,
        "kind": one.indicator.kind,
        "state": one.state.value,
        "actual": write_amount(one.result.actual if one.result else None, decimals),
        "target": write_amount(one.target, decimals),
        "target_value": write_amount(value, decimals),
        "expected": write_amount(expected, decimals),
        "previous": write_exact(one.previous, plan.rounding),
        "change": write_exact(one.change, plan.rounding),
        "achievement": _describe_ratio(one.ratio, plan),
        "progress": _describe_ratio(one.progress, plan),
        "met": one.is_met,
        "status": one.status,
        "computed_status": one.computed_status,
        "judged_by_hand": one.is_judged_by_hand,
        "other_statuses": {
            scale.id: judge_by(one, scale) for scale in plan.other_scales_of("kpis")
        },
    }


def _describe_ratio(ratio: Fraction | None, plan: Plan) -> str | None:
    return None if ratio is None else str(round_ratio(ratio, plan.rounding))


def _describe_changes(figures: Figures) -> dict[str, Any]:
    before = figures.previous
    if before is None:
        return {"changes": None}
    now = figures.overall.grades.counts
    grades = {code: format_change(now[code] - before.grades.counts.get(code, 0)) for code in now}
    return {"changes": {"since": figures.fiscal_year - 1, "grades": grades}}


def _describe_numbered(group: NamedGroup) -> dict[str, Any]:
    named = {"number": group.key, "label": group.label, "title": group.title}
    return named | describe_group(group.figures)


def _describe_placed(group: NamedGroup) -> dict[str, Any]:
    """Give a group of items of which some are at home elsewhere."""
    return _describe_numbered(group) | {"repeated": group.repeated}


def _describe_classes(one: ClassGroups) -> dict[str, Any]:
    values = [
        {"code": group.key, "label": group.title, **describe_group(group.figures)}
        for group in one.groups
    ]
    return {"id": one.id, "name": one.title, "values": values}


def _describe_identified(group: NamedGroup) -> dict[str, Any]:
    return {"id": group.key, "name": group.title, **describe_group(group.figures)}


def describe_rate(rate: RateFigure) -> dict[str, Any]:
    """Give a rate with its fraction as plain data."""
    return {
        "id": rate.id,
        "name": rate.name,
        "of": rate.of,
        **_describe_share(rate.share),
        "denominator_of": rate.denominator_of,
    }


def describe_shares(codes: CodeFigures) -> dict[str, Any]:
    """Give the share of every counted code as plain data."""
    return {code: _describe_share(share) for code, share in codes.shares.items()}


def _describe_share(share: Share) -> dict[str, Any]:
    percent = None if share.percent is None else str(share.percent)
    return {"numerator": share.numerator, "denominator": share.denominator, "percent": percent}
