"""What achievements are called, by the thresholds that stand in the table of codes."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from taikou_cli.publication.verification.open_data import OpenData, Record

_FULL = 100


Values = Mapping[str, Fraction | None]
"""What scales can look at, by the names of the column `looks_at`, in the unit of the bounds."""


def find_status(data: OpenData, values: Values, *, met: bool | None) -> str | None:
    """Give the status of an indicator.

    Args:
        data: The open data.
        values: What can be computed of it.
        met: Whether its target is reached, if that can be told.
    """
    codes = data.records("codes", code_list="kpi_status")
    scales = [one for one in data.records("scales", applies_to="kpis") if not one["judged_by"]]
    if not scales:
        is_told = values["achievement"] is not None or met is not None
        return str(codes[0 if met else -1]["code"]) if codes and is_told else None
    return _judge(codes, scales[0], values, met=met)


def find_other_status(data: OpenData, scale: Record, values: Values, *, met: bool | None) -> Any:
    """Give the status of an indicator by another scale; see `find_status`."""
    codes = data.records("codes", code_list=f"scale_{scale['scale']}")
    return _judge(codes, scale, values, met=met)


def _judge(codes: list[Record], scale: Record, values: Values, *, met: bool | None) -> str | None:
    graded = [one for one in codes if one["counted"] and not one["without"]]
    told = _find_code(graded, scale, values, met=met)
    return told or next((str(one["code"]) for one in codes if one["without"]), None)


def _find_code(
    codes: list[Record], scale: Record, values: Values, *, met: bool | None
) -> str | None:
    bounded = any(_bound(one) is not None for one in codes)
    value = values[scale["looks_at"]]
    if scale["looks_at"] != "achievement":
        return None if value is None or not bounded else _reach(codes, value, all_met=True)
    return _find_achieved(codes, value, met=met, bounded=bounded)


def _find_achieved(
    codes: list[Record], percent: Fraction | None, *, met: bool | None, bounded: bool
) -> str | None:
    if (percent is None and met is None) or not codes:
        return None
    if not bounded:
        is_told = met is not None and len(codes) == len(("met", "unmet"))
        return str(codes[0 if met else -1]["code"]) if is_told else None
    if percent is None and not met:
        return str(codes[-1]["code"])
    return _reach(codes, _FULL if percent is None else percent, all_met=met is not False)


def _bound(one: Record) -> Any:
    return one["above"] if one["at_least"] is None else one["at_least"]


def _holds(one: Record, value: Fraction | int) -> bool:
    if one["at_least"] is not None:
        return bool(value >= one["at_least"])
    return one["above"] is None or bool(value > one["above"])


def _weigh(ratio: Fraction | None, *, met: bool | None) -> Fraction | int:
    """Give what an indicator counts for: without a ratio in full if it is met, or for nothing."""
    return int(bool(met)) if ratio is None else ratio


def suggest_grade(
    data: OpenData, indicators: Iterable[tuple[Fraction | None, bool | None, str | None]]
) -> str | None:
    """Give the grade that the measured indicators of an item suggest.

    Args:
        data: The open data.
        indicators: Of each its achievement, whether its target is reached, and its status.
    """
    codes = [one for one in data.records("codes", code_list="grade") if one["counted"]]
    scales = [one for one in data.records("scales", applies_to="items") if not one["judged_by"]]
    if not scales or all(_bound(one) is None for one in codes):
        return None
    values, missed = [], False
    for ratio, met, status in indicators:
        missed = missed or met is False
        is_computed = ratio is not None or met is not None
        value = _weigh(ratio, met=met) if is_computed else _value_of(data, status)
        if value is not None:
            values.append((value, value >= 1 and met is not False))
    if not values:
        return None
    share = min(value for value, _ in values)
    if scales[0]["suggested_by"] == "achieved_share":
        share = Fraction(sum(reached for _, reached in values), len(values))
    return _reach(codes, _FULL * share, all_met=not missed)


def _value_of(data: OpenData, status: str | None) -> Fraction | int | None:
    """Give what a status is worth that a person gave: its threshold, or all or nothing."""
    for one in data.records("codes", code_list="kpi_status", code=status):
        if not one["counted"]:
            return None
        least = _bound(one) if _looks_at_achievement(data) else None
        return int(one["favorable"]) if least is None else Fraction(least) / _FULL
    return None


def _looks_at_achievement(data: OpenData) -> bool:
    scales = [one for one in data.records("scales", applies_to="kpis") if not one["judged_by"]]
    return not scales or scales[0]["looks_at"] == "achievement"


def _reach(codes: list[Record], percent: Fraction | int, *, all_met: bool) -> str | None:
    """Give the first code that a percentage reaches; one from 100 % on needs the targets met.

    A code without a threshold counts only after all that have one.
    """
    codes = [one for one in codes if not one["without"]]
    last = max(place for place, one in enumerate(codes) if _bound(one) is not None)
    for place, one in enumerate(codes):
        least = _bound(one)
        if least is None and place < last:
            continue
        if least is None or (_holds(one, percent) and (all_met or least < _FULL)):
            return str(one["code"])
    return None
