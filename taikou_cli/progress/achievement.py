"""How far an indicator has come in a fiscal year, and which status that is."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.measurement import Measurement, Point
from taikou_cli.progress.methods import load_method
from taikou_cli.progress.methods.expected_line import find_expected
from taikou_cli.progress.target import Target, TargetKind, parse_target

_FULL = Fraction(1)
# The statuses of a plan that has no scale for indicators.
MET, UNMET = "達成", "未達成"


class IndicatorState(StrEnum):
    """What is known of an indicator in a fiscal year."""

    MEASURED = "measured"
    PENDING = "pending"
    MISSING = "missing"
    NOT_IN_FORCE = "not_in_force"


class Achievement(NamedTuple):
    """An indicator in one fiscal year.

    Attributes:
        indicator: The indicator.
        fiscal_year: The year that is evaluated.
        state: What is known.
        result: What the evaluation says; None if nothing.
        target: The target that the actual value is held against, as written; None if there is none.
        ratio: The achievement as an exact ratio (1 = 100 %); None where it cannot be computed.
        is_met: The target is reached; None where that cannot be told.
        status: The code of the indicators' scale; None where it cannot be told.
    """

    indicator: Indicator
    fiscal_year: int
    state: IndicatorState
    result: IndicatorResult | None = None
    target: int | Decimal | str | None = None
    ratio: Fraction | None = None
    is_met: bool | None = None
    status: str | None = None

    @property
    def attained(self) -> Fraction | None:
        """The ratio to hold against thresholds: with a met target, it is 100 % at least.

        A deficit that is smaller than it was allowed to be has a low ratio though its target is
        met, and one that is twice as large has 200 %, which says nothing good.
        """
        if self.ratio is None:
            return None
        if self.is_met:
            return max(self.ratio, _FULL)
        return Fraction(0) if self.is_met is False and self.ratio > _FULL else self.ratio


def assess(
    indicator: Indicator,
    results: Mapping[int, IndicatorResult],
    fiscal_year: int,
    scale: RatingScale | None,
) -> Achievement:
    """Judge an indicator in a fiscal year.

    The actual value is held against the target of the year that the value is of; if that year
    has none, against the target of the evaluated year.

    Args:
        indicator: The indicator.
        results: What the evaluations say of it, by evaluated fiscal year.
        fiscal_year: The year that is evaluated.
        scale: The indicators' scale; None judges only whether the target is reached.
    """
    result = results.get(fiscal_year)
    state = _find_state(indicator, result, fiscal_year)
    if state is not IndicatorState.MEASURED or result is None:
        return Achievement(indicator, fiscal_year, state, result)
    value_year = result.fiscal_year or fiscal_year
    written = indicator.targets.get(value_year, indicator.targets.get(fiscal_year))
    ratio, is_met = _compute(indicator, results, fiscal_year, value_year, written)
    known = Achievement(indicator, fiscal_year, state, result, written, ratio, is_met)
    return known._replace(status=result.status or find_status(known, scale))


def find_status(known: Achievement, scale: RatingScale | None) -> str | None:
    """Find the status of an achievement by the thresholds of the scale.

    Without a ratio, an unmet target has the last grade. A scale without thresholds tells only a
    met target from an unmet one, which takes two grades.
    """
    if known.ratio is None and known.is_met is None:
        return None
    if scale is None:
        return MET if known.is_met else UNMET
    if not scale.has_thresholds:
        return _choose_of_two(scale, is_met=known.is_met)
    if known.ratio is None and not known.is_met:
        return [grade.code for grade in scale.grades if grade.counted][-1]
    attained = _FULL if known.attained is None else known.attained
    return find_grade(attained, scale, is_met=known.is_met is not False)


def find_grade(attained: Fraction, scale: RatingScale, *, is_met: bool) -> str | None:
    """Find the first grade whose `at_least` (percent) is attained.

    A grade from 100 % on demands that the target itself is met, so that 93 against `93％超` does
    not pass. Below all thresholds lies the first grade after them.
    """
    grades = [grade for grade in scale.grades if grade.counted]
    last = max(i for i, grade in enumerate(grades) if grade.at_least is not None)
    for i, grade in enumerate(grades):
        if grade.at_least is None:
            if i > last:
                return grade.code
            continue
        least = Fraction(grade.at_least) / 100
        if attained >= least and (is_met or least < _FULL):
            return grade.code
    return None


def _choose_of_two(scale: RatingScale, *, is_met: bool | None) -> str | None:
    grades = [grade.code for grade in scale.grades if grade.counted]
    if is_met is None or len(grades) != len((MET, UNMET)):
        return None
    return grades[0 if is_met else 1]


def _find_state(
    indicator: Indicator, result: IndicatorResult | None, fiscal_year: int
) -> IndicatorState:
    first, last = indicator.first_year or fiscal_year, indicator.last_year or fiscal_year
    if not first <= fiscal_year <= last:
        return IndicatorState.NOT_IN_FORCE
    if result is not None and result.pending is not None:
        return IndicatorState.PENDING
    if result is None or (result.actual is None and result.status is None):
        return IndicatorState.MISSING
    return IndicatorState.MEASURED


def _compute(
    indicator: Indicator,
    results: Mapping[int, IndicatorResult],
    fiscal_year: int,
    value_year: int,
    written: int | Decimal | str | None,
) -> tuple[Fraction | None, bool | None]:
    actual = _number(results[fiscal_year].actual)
    if actual is None:
        return None, None
    target = parse_target(written) if written is not None else None
    baseline = _baseline(indicator)
    measurement = Measurement(
        fiscal_year=value_year,
        actual=actual,
        target=target.divisor if target else None,
        baseline=baseline,
        final_target=_final_target(indicator),
        actuals=_actuals(results, fiscal_year),
        lower_is_better=indicator.direction == "lower",
    )
    ratio = load_method(indicator.effective_method)(measurement)
    return ratio, _is_met(measurement, target, indicator)


def _is_met(measurement: Measurement, target: Target | None, indicator: Indicator) -> bool | None:
    reached = measurement.actual
    if indicator.effective_method == "cumulative":
        reached = measurement.total
    if indicator.effective_method == "expected_line" and target is None:
        expected = find_expected(measurement)
        target = None if expected is None else Target(TargetKind.NUMBER, expected)
    if target is None:
        return None
    baseline = measurement.baseline.value if measurement.baseline else None
    lower = measurement.lower_is_better
    return target.is_met(reached, lower_is_better=lower, baseline=baseline)


def _number(amount: int | Decimal | str | None) -> Fraction | None:
    return Fraction(amount) if isinstance(amount, int | Decimal) else None


def _baseline(indicator: Indicator) -> Point | None:
    if indicator.baseline is None:
        return None
    value = _number(indicator.baseline.value)
    return None if value is None else Point(indicator.baseline.fiscal_year, value)


def _final_target(indicator: Indicator) -> Point | None:
    if not indicator.targets:
        return None
    year = max(indicator.targets)
    value = parse_target(indicator.targets[year]).divisor
    return None if value is None else Point(year, value)


def _actuals(results: Mapping[int, IndicatorResult], last: int) -> dict[int, Fraction]:
    numbers = {year: _number(result.actual) for year, result in results.items() if year <= last}
    return {year: number for year, number in numbers.items() if number is not None}
