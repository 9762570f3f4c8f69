"""Which way things went since the year before: better, the same, or worse."""

from enum import StrEnum
from fractions import Fraction

from taikou_cli.model.scales import RatingScale


class Travel(StrEnum):
    """The direction of travel: whether it got better, not whether a number grew."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def judge_change(change: Fraction | None) -> Travel | None:
    """Judge a change of which more is better; None where it is not known."""
    if change is None:
        return None
    if change == 0:
        return Travel.SAME
    return Travel.BETTER if change > 0 else Travel.WORSE


def compare_grades(scale: RatingScale, before: str | None, now: str | None) -> Travel | None:
    """Compare two grades of a scale; None where one of them is not among its counted grades."""
    codes = [grade.code for grade in scale.grades if grade.counted]
    if before not in codes or now not in codes:
        return None
    return judge_change(Fraction(codes.index(before) - codes.index(now)))
