"""How far an indicator has come in a fiscal year, and which status that is."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.scales import RatingScale, ScaleGrade
from taikou_cli.progress.measurement import Measurement, Point, divide
from taikou_cli.progress.methods import load_method
from taikou_cli.progress.target import Target, TargetKind, read_baseline, read_target

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
        aim: That target as it is read: its number, computed into the indicator's unit.
        expected: The value that a year without a target of its own is judged by (`expected_line`).
        reached: What is held against the target: the actual value, or the sum since the start.
        ratio: The achievement as an exact ratio (1 = 100 %); None where it cannot be computed.
        progress: How far the indicator is on its way from the baseline to its final target.
        is_met: The target is reached; None where that cannot be told.
        previous: The value of the year before, or the baseline if that is of the year before.
        computed_status: The status that follows from these; None where none does.
        status: The status that holds: the one somebody typed, else the computed one.
    """

    indicator: Indicator
    fiscal_year: int
    state: IndicatorState
    result: IndicatorResult | None = None
    target: int | Decimal | str | None = None
    aim: Target | None = None
    expected: Fraction | None = None
    reached: Fraction | None = None
    ratio: Fraction | None = None
    progress: Fraction | None = None
    is_met: bool | None = None
    previous: Fraction | None = None
    computed_status: str | None = None
    status: str | None = None

    @property
    def attained(self) -> Fraction | None:
        """The achievement to hold against thresholds; None where arithmetic cannot judge.

        Where there is no ratio (a rank, 維持, a value of 0 that should be small, a deficit), a met
        target counts as 100 % and a missed one as nothing.
        """
        if self.ratio is None and self.is_met is not None:
            return Fraction(self.is_met)
        return self.ratio

    @property
    def is_judged_by_hand(self) -> bool:
        """The status is a person's: arithmetic gives another one, or none."""
        return self.status is not None and self.status != self.computed_status

    @property
    def change(self) -> Fraction | None:
        """How far the value moved since the year before, in its unit; better is positive."""
        actual = _number(self.result.actual) if self.result else None
        if actual is None or self.previous is None:
            return None
        return (actual - self.previous) * (-1 if self.indicator.direction == "lower" else 1)

    @property
    def is_unjudged(self) -> bool:
        """There is an actual value that neither arithmetic nor a person has judged."""
        is_told = self.state is IndicatorState.MEASURED and self.result is not None
        return is_told and self.is_met is None and self.status is None


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
    aim = None if written is None else read_target(indicator, written)
    known = Achievement(indicator, fiscal_year, state, result, written, aim)
    measurement = _measure(indicator, results, fiscal_year, aim)
    if measurement is not None:
        known = _judge(known, measurement)
        known = known._replace(previous=_find_previous(measurement))
    status = judge_by(known, scale)
    return known._replace(computed_status=status, status=result.status or status)


def measure(known: Achievement, scale: RatingScale) -> Fraction | None:
    """Give what a scale looks at, in the unit of its bounds; None where it cannot be computed."""
    if scale.of == "change":
        return known.change
    if scale.of == "change_percent":
        if known.change is None or not known.previous:
            return None
        return 100 * known.change / abs(known.previous)
    ratio = known.progress if scale.of == "progress" else known.attained
    return None if ratio is None else 100 * ratio


def judge_by(known: Achievement, scale: RatingScale | None) -> str | None:
    """Find the status by a scale, also of what cannot be computed, if the scale has one for that."""
    if known.state is not IndicatorState.MEASURED:
        return None
    return find_status(known, scale) or (scale.code_without if scale else None)


def find_status(known: Achievement, scale: RatingScale | None) -> str | None:
    """Find the status of an achievement by the thresholds of the scale.

    Without a ratio, an unmet target has the last grade. A scale without thresholds tells only a
    met target from an unmet one, which takes two grades.
    """
    if scale is not None and scale.of != "achievement":
        value = measure(known, scale) if scale.has_thresholds else None
        return None if value is None else _choose_grade(value, scale, is_met=True)
    if known.attained is None:
        return None
    if scale is None:
        return MET if known.is_met else UNMET
    if not scale.has_thresholds:
        return _choose_of_two(scale, is_met=known.is_met)
    if known.ratio is None and not known.is_met:
        return _graded(scale)[-1].code
    return find_grade(known.attained, scale, is_met=known.is_met is not False)


def find_grade(attained: Fraction, scale: RatingScale, *, is_met: bool) -> str | None:
    """Find the first grade whose bound (percent) is attained.

    A grade from 100 % on demands that the target itself is met, so that 93 against `93％超` does
    not pass. Below all bounds lies the first grade after them.
    """
    return _choose_grade(100 * attained, scale, is_met=is_met)


def _choose_grade(value: Fraction, scale: RatingScale, *, is_met: bool) -> str | None:
    below = None
    for grade in _graded(scale):
        if grade.bound is None:
            below = below or grade.code
        elif grade.holds(value) and (is_met or grade.bound < 100 * _FULL):
            return grade.code
        else:
            below = None
    return below


def _graded(scale: RatingScale) -> list[ScaleGrade]:
    """Give the grades that a value can have."""
    return [grade for grade in scale.grades if grade.counted and not grade.without]


def _choose_of_two(scale: RatingScale, *, is_met: bool | None) -> str | None:
    grades = [grade.code for grade in _graded(scale)]
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


def _measure(
    indicator: Indicator,
    results: Mapping[int, IndicatorResult],
    fiscal_year: int,
    aim: Target | None,
) -> Measurement | None:
    """Gather the numbers of an indicator; None where the actual value is no number."""
    actual = _number(results[fiscal_year].actual)
    if actual is None:
        return None
    value_year = results[fiscal_year].fiscal_year or fiscal_year
    baseline = read_baseline(indicator)
    return Measurement(
        fiscal_year=value_year,
        actual=actual,
        target=aim.divisor if aim else None,
        baseline=Point(indicator.baseline.fiscal_year, baseline)
        if indicator.baseline and baseline is not None
        else None,
        final_target=_final_target(indicator),
        actuals=_actuals(results, fiscal_year, value_year),
        lower_is_better=indicator.direction == "lower",
    )


def _judge(known: Achievement, measurement: Measurement) -> Achievement:
    method = load_method(known.indicator.effective_method)
    expected = method.expect(measurement) if known.aim is None else None
    aim = known.aim
    if expected is not None:
        aim = Target(TargetKind.NUMBER, expected)
        measurement = measurement._replace(target=expected)
    reached = method.reach(measurement)
    is_met = None
    if aim is not None:
        is_met = aim.is_met(
            reached,
            lower_is_better=measurement.lower_is_better,
            baseline=measurement.baseline.value if measurement.baseline else None,
        )
    ratio = method.compute(measurement)
    return known._replace(
        expected=expected,
        reached=reached,
        ratio=None if _contradicts(ratio, is_met=is_met) else ratio,
        progress=_find_progress(measurement, reached, method.start(measurement)),
        is_met=is_met,
    )


def _find_previous(measurement: Measurement) -> Fraction | None:
    year, baseline = measurement.fiscal_year - 1, measurement.baseline
    told = measurement.actuals.get(year)
    if told is None and baseline is not None and baseline.fiscal_year == year:
        return baseline.value
    return told


def _contradicts(ratio: Fraction | None, *, is_met: bool | None) -> bool:
    """Tell whether a ratio says other than the target does.

    A deficit larger than was allowed is 150 % of it, and a decline that keeps within the allowed
    one is 60 %: such ratios are no achievements.
    """
    if ratio is None or is_met is None:
        return False
    return ratio < _FULL if is_met else ratio > _FULL


def _find_progress(
    measurement: Measurement, reached: Fraction, start: Fraction | None
) -> Fraction | None:
    if start is None or measurement.final_target is None:
        return None
    return divide(reached - start, measurement.final_target.value - start)


# The number of each year is asked for by every later one.
@lru_cache(maxsize=4096)
def _number(amount: int | Decimal | str | None) -> Fraction | None:
    return Fraction(amount) if isinstance(amount, int | Decimal) else None


def _final_target(indicator: Indicator) -> Point | None:
    if not indicator.targets:
        return None
    year = max(indicator.targets)
    value = read_target(indicator, indicator.targets[year]).divisor
    return None if value is None else Point(year, value)


def _actuals(
    results: Mapping[int, IndicatorResult], evaluated: int, value_year: int
) -> dict[int, Fraction]:
    """Give the values by the years that they are of; of one told again the last holds."""
    told = {
        result.fiscal_year or year: number
        for year, result in sorted(results.items())
        if year <= evaluated and (number := _number(result.actual)) is not None
    }
    return {year: number for year, number in told.items() if year <= value_year}
