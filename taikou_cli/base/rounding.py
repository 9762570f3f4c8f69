"""Exact shares and their printed form: every figure is a fraction until it is printed."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

RoundingMethod = Literal["half_up", "truncate", "half_even"]


def round_fraction(value: Fraction, decimals: int, method: RoundingMethod) -> Decimal:
    """Round an exact value for print.

    Args:
        value: The exact value.
        decimals: How many decimals stay.
        method: `half_up` takes a half away from zero, `truncate` cuts off, `half_even` takes
            a half to the even neighbour.
    """
    # In whole numbers: a fraction would be put into its lowest terms on the way.
    whole, rest = divmod(abs(value.numerator) * 10**decimals, value.denominator)
    twice = 2 * rest
    if method == "half_up":
        whole += twice >= value.denominator
    elif method == "half_even":
        whole += twice > value.denominator or (twice == value.denominator and whole % 2 == 1)
    return Decimal(-whole if value < 0 else whole).scaleb(-decimals)


def format_change(change: int | Decimal) -> str:
    """Write a change as offices do: a decrease as `▲2`, an increase without a sign."""
    return f"▲{-change}" if change < 0 else str(change)
