"""What achievements are called, by the thresholds that stand in the table of codes."""

from collections.abc import Iterable
from fractions import Fraction

from taikou_cli.publication.verification.open_data import OpenData, Record

_FULL = 100


def find_status(data: OpenData, ratio: Fraction | None, *, met: bool | None) -> str | None:
    """Give the status of an indicator.

    Args:
        data: The open data.
        ratio: Its achievement (1 = 100 %), if there is one.
        met: Whether its target is reached, if that can be told.
    """
    codes = [one for one in data.records("codes", code_list="kpi_status") if one["counted"]]
    if (ratio is None and met is None) or not codes:
        return None
    if not data.records("scales", applies_to="kpis"):
        return str(codes[0 if met else -1]["code"])
    if all(one["at_least"] is None for one in codes):
        is_told = met is not None and len(codes) == len(("met", "unmet"))
        return str(codes[0 if met else -1]["code"]) if is_told else None
    if ratio is None and not met:
        return str(codes[-1]["code"])
    return _reach(codes, _FULL * _weigh(ratio, met=met), all_met=met is not False)


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
    scales = data.records("scales", applies_to="items")
    if not scales or all(one["at_least"] is None for one in codes):
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
        least = one["at_least"]
        return int(one["favorable"]) if least is None else Fraction(least) / _FULL
    return None


def _reach(codes: list[Record], percent: Fraction | int, *, all_met: bool) -> str | None:
    """Give the first code that a percentage reaches; one from 100 % on needs the targets met.

    A code without a threshold counts only after all that have one.
    """
    last = max(place for place, one in enumerate(codes) if one["at_least"] is not None)
    for place, one in enumerate(codes):
        least = one["at_least"]
        if least is None and place < last:
            continue
        if least is None or (percent >= least and (all_met or least < _FULL)):
            return str(one["code"])
    return None
