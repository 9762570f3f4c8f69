"""What targets were before they were changed, and which of them were loosened."""

from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import NamedTuple

from taikou_cli.model.indicator import Indicator, TargetChange
from taikou_cli.progress.target import TargetKind, read_baseline, read_target

Amount = int | Decimal | str


class FormerTarget(NamedTuple):
    """A target that was replaced.

    Attributes:
        change: The change, with the year of the target and what it was before.
        after: What it became; None if the year has no target now.
        value: The number that it was; None of words.
        is_loosened: What it became is easier to reach; False also where that cannot be told.
    """

    change: TargetChange
    after: Amount | None
    value: Fraction | None
    is_loosened: bool


def list_former_targets(indicator: Indicator) -> tuple[FormerTarget, ...]:
    """List the targets that an indicator had before, by their year and the day of the change."""
    changes = sorted(indicator.target_changes, key=lambda one: (one.fiscal_year, one.date))
    return tuple(
        _compare(indicator, change, following)
        for change, following in zip_longest(changes, changes[1:])
    )


def _compare(
    indicator: Indicator, change: TargetChange, following: TargetChange | None
) -> FormerTarget:
    after = indicator.targets.get(change.fiscal_year)
    if following and following.fiscal_year == change.fiscal_year:
        after = following.before
    value, now = _read(indicator, change.before), _read(indicator, after)
    if value is None or now is None:
        return FormerTarget(change, after, value, is_loosened=False)
    is_loosened = now > value if indicator.direction == "lower" else now < value
    return FormerTarget(change, after, value, is_loosened)


def _read(indicator: Indicator, amount: Amount | None) -> Fraction | None:
    if amount is None:
        return None
    target = read_target(indicator, amount)
    return read_baseline(indicator) if target.kind is TargetKind.MAINTAIN else target.value
