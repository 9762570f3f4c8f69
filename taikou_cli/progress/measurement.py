"""What a method of computing an achievement may look at."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple


class Point(NamedTuple):
    """A value at a fiscal year."""

    fiscal_year: int
    value: Fraction


class Measurement(NamedTuple):
    """An indicator's numbers, exact and in its own unit.

    Attributes:
        fiscal_year: The year that the actual value is of.
        actual: The actual value of that year.
        target: That year's target, or what the method expects where the year has none.
        baseline: Where the indicator stood before; None if not known.
        final_target: The target of the last year that has one; None if there is none.
        actuals: The actual values by the years that they are of, that year's included.
        lower_is_better: A smaller value is better.
    """

    fiscal_year: int
    actual: Fraction
    target: Fraction | None
    baseline: Point | None
    final_target: Point | None
    actuals: Mapping[int, Fraction]
    lower_is_better: bool


def divide(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    """Divide; None where the denominator is zero."""
    return numerator / denominator if denominator else None


def divide_positive(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    """Divide a part by a whole; None where one is negative: of a deficit there are no per cents."""
    return None if numerator < 0 or denominator <= 0 else numerator / denominator
