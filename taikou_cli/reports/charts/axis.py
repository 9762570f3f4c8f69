"""The vertical axis of a picture: round ticks, and zero unless the values lie far from it."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from taikou_cli.base.rounding import round_fraction

_STEPS = (Fraction(1), Fraction(2), Fraction(5))
_INTERVALS = 5
# From this share of the largest value on the smallest one lies too far from zero to show both.
_FAR = Fraction(1, 2)


class Axis(NamedTuple):
    """Values on a line from `bottom` up to `top`, both coordinates that grow downwards."""

    ticks: tuple[Fraction, ...]
    top: int
    bottom: int
    is_broken: bool

    def y_of(self, value: Fraction) -> float:
        """Give the coordinate of a value."""
        # Exact numbers are slow, and a drawing has two decimals.
        first, last = float(self.ticks[0]), float(self.ticks[-1])
        return self.bottom - (float(value) - first) / (last - first) * (self.bottom - self.top)

    def label_of(self, tick: Fraction) -> str:
        """Write a tick with as many decimals as the ticks need."""
        decimals = _count_decimals(self.ticks[1] - self.ticks[0])
        return f"{round_fraction(tick, decimals, 'half_even'):,}"


def choose_axis(values: Sequence[Fraction], top: int, bottom: int) -> Axis:
    """Choose the ticks for some values, at least one of them.

    The axis begins at zero; where the values lie far from zero and close together it does not,
    and is then broken.
    """
    low, high = min(values), max(values)
    is_broken = is_far_from_zero(low, high)
    if not is_broken:
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    step = _choose_step((high - low) or abs(high) or Fraction(1))
    first, last = floor(low / step), ceil(high / step)
    # Room for the values below the lowest and above the highest marker.
    first -= is_broken and first * step == low
    last += last * step == high
    return Axis(tuple(step * n for n in range(first, last + 1)), top, bottom, is_broken)


def is_far_from_zero(low: Fraction, high: Fraction) -> bool:
    """Tell whether an axis from the lowest to the highest value leaves out zero."""
    return (low > _FAR * high > 0) or (high < _FAR * low < 0)


def _choose_step(span: Fraction) -> Fraction:
    """Give the smallest round step that covers the span in a few intervals."""
    power = Fraction(1)
    while power * _INTERVALS > span:
        power /= 10
    while power * 10 * _INTERVALS <= span:
        power *= 10
    return next((power * step for step in _STEPS if power * step * _INTERVALS >= span), power * 10)


def _count_decimals(step: Fraction) -> int:
    decimals = 0
    while (step * 10**decimals).denominator > 1:
        decimals += 1
    return decimals
