"""A target that says how far to go from the baseline: `5ポイント上昇`, `20％短縮`, `2倍`, `半減`."""

import re
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.base.amounts import is_share, read_amount

_SHARE = re.compile("[%割]|パーセント")
_POINTS = re.compile("ポイント|pt")
_HUNDRED = 100


class Step(NamedTuple):
    """The way from the baseline, as it is written.

    Attributes:
        amount: How far, in half-width text.
        sign: 1 upwards, -1 downwards.
        is_multiple: The amount is how many times the baseline.
        times: That number, where a word says it (半減).
        limit: Whether what is reached is an upper limit, and whether it is itself outside.
    """

    amount: str
    sign: int = 1
    is_multiple: bool = False
    times: Fraction | None = None
    limit: tuple[bool, bool] | None = None


def follow_step(
    step: Step, unit: str | None, baseline: Fraction | None, *, sums_up: bool
) -> tuple[Fraction | None, str]:
    """Compute where a way from the baseline leads.

    Args:
        step: The way.
        unit: The indicator's unit.
        baseline: Where the indicator stood; None if that is no number.
        sums_up: The indicator's target is a sum since the start, of which the baseline is no part.

    Returns:
        The number; or None, and why it is not certain.
    """
    if baseline is None:
        return None, "基準値が数でないため、基準値からの変化を計算できません"
    if sums_up:
        return None, "累計の目標値が、基準値からの変化で書かれています"
    times, why = _find_factor(step, unit)
    if why:
        return None, why
    if times is not None:
        return _multiply(baseline, times)
    amount = read_amount(step.amount, _unit_of_step(step.amount, unit))
    return (None if amount.value is None else baseline + step.sign * amount.value), amount.why


def _multiply(baseline: Fraction, times: Fraction) -> tuple[Fraction | None, str]:
    if baseline <= 0:
        return None, "基準値が0以下のため、何倍・何％かの変化を計算できません"
    return baseline * times, ""


def _find_factor(step: Step, unit: str | None) -> tuple[Fraction | None, str]:
    """Give what the baseline is multiplied by; nothing where an amount is added to it."""
    if step.times is not None:
        return step.times, ""
    if step.is_multiple:
        amount = read_amount(step.amount, "倍")
        return amount.value, amount.why
    if step.amount[0] in "+-":
        return None, "増減が、符号と言葉の両方で書かれています"
    if is_share(unit) and not _POINTS.search(step.amount):
        return None, "割合の増減が、ポイントか、基準値に対する割合かが分かりません"
    if not _SHARE.search(step.amount) or _POINTS.search(step.amount):
        return None, ""
    return _read_share(step)


def _read_share(step: Step) -> tuple[Fraction | None, str]:
    amount = read_amount(step.amount, "%")
    if amount.value is None:
        return None, amount.why
    return 1 + step.sign * amount.value / _HUNDRED, ""


def _unit_of_step(amount: str, unit: str | None) -> str | None:
    """Give the unit of a difference: of shares it is points, and must say so."""
    return "ポイント" if is_share(unit) and _POINTS.search(amount) else unit
