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
    if ratio is not None and data.records("scales", applies_to="kpis"):
        return _reach(codes, _FULL * ratio, all_met=met is not False)
    if met is None or not codes:
        return None
    return str(codes[0 if met else -1]["code"])


def suggest_grade(
    data: OpenData, indicators: Iterable[tuple[Fraction | None, bool | None]]
) -> str | None:
    """Give the grade that the measured indicators of an item suggest.

    Args:
        data: The open data.
        indicators: Of each its achievement, and whether its target is reached.
    """
    ratios, met = [list(column) for column in zip(*indicators, strict=True)] or [[], []]
    codes = data.records("codes", code_list="grade")
    scales = data.records("scales", applies_to="items")
    if not scales or all(one["at_least"] is None for one in codes):
        return None
    if scales[0]["suggested_by"] == "achieved_share":
        told = [one for one in met if one is not None]
        share = Fraction(sum(told), len(told)) if told else None
    else:
        known = [one for one in ratios if one is not None]
        share = min(known) if known and len(known) == len(ratios) else None
    if share is None:
        return None
    able = [one for one in codes if one["counted"] or one["at_least"] is not None]
    return _reach(able, _FULL * share, all_met=False not in met)


def _reach(codes: list[Record], percent: Fraction, *, all_met: bool) -> str | None:
    """Give the first code that a percentage reaches; one from 100 % on needs the targets met."""
    for one in codes:
        least = one["at_least"]
        if least is None or (percent >= least and (all_met or least < _FULL)):
            return str(one["code"])
    return None
