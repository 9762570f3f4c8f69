"""The points of an indicator in a picture: what it reached, what it was to reach, and when."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.scales import Rounding
from taikou_cli.progress.achievement import Achievement
from taikou_cli.progress.former_targets import list_former_targets
from taikou_cli.progress.target import TargetKind, read_target
from taikou_cli.progress.wording import describe_amount, round_expected


class Point(NamedTuple):
    """A value of a fiscal year: exact, and as it is printed."""

    year: int
    value: Fraction
    label: str


class IndicatorLines(NamedTuple):
    """What the picture shows.

    Attributes:
        name: The indicator, with its unit.
        years: The fiscal years from left to right.
        baseline: Where it stood before; None if that is no number.
        targets: The targets that are numbers.
        actuals: The actual values that are numbers, at the year that each is of.
        pending: The year whose value is not known yet, if it is the year of the report.
        better: Which values are better, in words.
        is_running: The actual values are summed up since the beginning, as the targets are.
        expected: What the value was held against where its year has no target.
        former: Targets that were replaced by others.
        loosened: Those of them that became easier to reach.
    """

    name: str
    years: tuple[int, ...]
    baseline: Point | None
    targets: tuple[Point, ...]
    actuals: tuple[Point, ...]
    pending: int | None
    better: str
    is_running: bool
    expected: Point | None = None
    former: tuple[Point, ...] = ()
    loosened: tuple[Point, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """Everything that has a place in the picture."""
        others = (one for one in (self.baseline, self.expected) if one)
        return (*self.targets, *self.actuals, *self.former, *others)


def iter_actuals(
    indicator: Indicator, results: Mapping[int, IndicatorResult], *, is_running: bool
) -> Iterator[Point]:
    """Yield the actual values that are numbers, perhaps summed up since the beginning."""
    known = {
        result.fiscal_year or year: result.actual
        for year, result in sorted(results.items())
        if result.actual is not None and not isinstance(result.actual, str)
    }
    values = list(known.values())
    for year, value in zip(known, accumulate(values) if is_running else values, strict=True):
        yield Point(year, Fraction(value), describe_amount(value, indicator.decimals))


def iter_targets(indicator: Indicator) -> Iterator[Point]:
    """Yield the targets that are numbers."""
    baseline = find_baseline(indicator)
    for year, amount in sorted(indicator.targets.items()):
        target = read_target(indicator, amount)
        value = target.value
        if target.kind is TargetKind.MAINTAIN and baseline:
            value = baseline.value
        if value is not None:
            yield Point(year, value, describe_amount(amount, indicator.decimals))


def find_baseline(indicator: Indicator) -> Point | None:
    """Give where it stood before; None if that is no number."""
    known = indicator.baseline
    if known is None or isinstance(known.value, str):
        return None
    label = describe_amount(known.value, indicator.decimals)
    return Point(known.fiscal_year, Fraction(known.value), label)


def find_expected(achievement: Achievement, rounding: Rounding) -> Point | None:
    """Give what the value was held against where its year has no target."""
    printed = round_expected(achievement, rounding)
    if achievement.expected is None or printed is None:
        return None
    result = achievement.result
    year = (result.fiscal_year if result else None) or achievement.fiscal_year
    label = describe_amount(printed, achievement.indicator.decimals)
    return Point(year, achievement.expected, label)


def iter_former(indicator: Indicator) -> Iterator[tuple[Point, bool]]:
    """Yield the targets that were replaced, each with whether it became easier to reach."""
    for one in list_former_targets(indicator):
        if one.value is not None:
            label = describe_amount(one.change.before, indicator.decimals)
            yield Point(one.change.fiscal_year, one.value, label), one.is_loosened
