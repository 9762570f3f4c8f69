"""What has to be said of the value of an indicator, beside the value itself."""

from collections.abc import Iterator, Mapping

from taikou_cli.base.amounts import to_decimal
from taikou_cli.base.fiscal_year import FiscalYears
from taikou_cli.base.label import enumerate_labels, label
from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import RatingScale, Rounding
from taikou_cli.progress.achievement import (
    Achievement,
    IndicatorState,
    judge_by,
    measure,
)
from taikou_cli.progress.former_targets import list_former_targets
from taikou_cli.progress.wording import (
    FINALITIES,
    describe_amount,
    describe_bound,
    note_achievement,
    round_expected,
    write_exact,
)

_NO_TARGET = label("この年度の目標値はない")
_FROM_BASELINE = label("達成率は、基準値から目標値までのうち進んだ割合")


def note_value(
    known: Achievement, results: Mapping[int, IndicatorResult], plan: Plan
) -> Iterator[str]:
    """Yield what has to be said of a value: where it is from, and what it was judged by.

    Args:
        known: The achievement of an indicator.
        results: What the evaluations say of it, by evaluated year.
        plan: The plan.
    """
    yield from _note_result(known, plan.fiscal_years)
    yield from _note_judgement(known, plan.rounding)
    yield from _note_method(known, results)
    yield from _note_targets(known.indicator, plan.fiscal_years)


def _note_result(achievement: Achievement, years: FiscalYears) -> Iterator[str]:
    result, indicator = achievement.result, achievement.indicator
    if result is None:
        return
    if FINALITIES[result.finality]:
        yield FINALITIES[result.finality]
    if result.fiscal_year not in (None, achievement.fiscal_year):
        yield label("{year}の値", year=years.name(result.fiscal_year or 0))
    for restated in result.restatements:
        before = describe_amount(restated.before, indicator.decimals)
        yield label(
            "{date} に {before} から改定（{why}）",
            date=restated.date,
            before=before,
            why=restated.why,
        )
    if result.note:
        yield result.note


def _note_judgement(one: Achievement, rounding: Rounding) -> Iterator[str]:
    """Say what the value was judged by, and by whom, where the table does not show it."""
    expected, decimals = round_expected(one, rounding), one.indicator.decimals
    if expected is not None:
        value = describe_amount(expected, decimals)
        yield label(
            "この年度の目標値はなく、期待値 {value}（基準値と最終の目標値を結ぶ線の値）と比べた",
            value=value,
        )
    elif one.state is IndicatorState.MEASURED and one.target is None:
        yield _NO_TARGET
    if one.aim and one.aim.is_relative and one.aim.value is not None:
        aim = describe_amount(to_decimal(one.aim.value), decimals)
        yield label(
            "目標値の「{target}」は、基準値から {aim} と計算した", target=one.target, aim=aim
        )
    if note := note_achievement(one, rounding):
        yield note
    reason = one.result.status_reason if one.result else None
    if one.is_judged_by_hand:
        if reason:
            yield label("状況は人が判断した（{reason}）", reason=reason)
        else:
            yield label("状況は人が判断した")
    elif reason:
        yield label("状況の理由：{reason}", reason=reason)


def note_scales(known: Achievement, plan: Plan) -> Iterator[str]:
    """Say what a scale looked at that does not look at the achievement, and the bound it held."""
    for scale in plan.scales:
        code = judge_by(known, scale) if scale.applies_to == "kpis" else None
        grade = scale.grade_of(code) if code else None
        if grade and scale.of not in {"achievement", "progress"}:
            bound = describe_bound(scale, grade)
            change = _say_change(known, scale, plan.rounding)
            told = enumerate_labels([change, bound] if bound else [change])
            yield label("{name}は{code}（{told}）", name=scale.title, code=code, told=told)


def _say_change(known: Achievement, scale: RatingScale, rounding: Rounding) -> str:
    value, previous = measure(known, scale), known.previous
    if previous is None or known.change is None:
        return label("前年度の値がない")
    sign = -1 if known.indicator.direction == "lower" else 1
    before = write_exact(previous, rounding)
    actual = write_exact(previous + sign * known.change, rounding)
    told = label("前年度 {before} から {actual}", before=before, actual=actual)
    if value is None:
        return enumerate_labels([told, label("変化の率は計算できない")])
    unit = "％" if scale.of == "change_percent" else ""
    change = f"{write_exact(value, rounding)}{unit}"
    return enumerate_labels([told, label("良くなる向きの変化 {change}", change=change)])


def _note_method(known: Achievement, results: Mapping[int, IndicatorResult]) -> Iterator[str]:
    """Say how the ratio came about where actual value and target do not show it."""
    indicator = known.indicator
    method = indicator.effective_method
    if known.ratio is None:
        return
    if method == "from_baseline":
        yield _FROM_BASELINE
    elif method == "cumulative":
        reached = known.reached
        total = None if reached is None else to_decimal(reached)
        summed = describe_amount(total, indicator.decimals)
        yield label("達成率は、開始からの累計 {sum} の、累計の目標値に対する割合", sum=summed)
        waiting = [
            label("{year}年度", year=year) for year, one in sorted(results.items()) if one.pending
        ]
        if waiting:
            years = enumerate_labels(waiting)
            yield label("累計に、未確定だった{years}の値は入っていない", years=years)


def _note_targets(indicator: Indicator, years: FiscalYears) -> Iterator[str]:
    for former in list_former_targets(indicator):
        change = former.change
        before = describe_amount(change.before, indicator.decimals)
        after = describe_amount(former.after, indicator.decimals)
        changed = label("{before} から {after} に変更", before=before, after=after)
        if former.is_loosened:
            changed = label("{before} から {after} に緩めた", before=before, after=after)
        yield label(
            "{year}の目標値を {date} に {changed}（{why}）",
            year=years.name(change.fiscal_year),
            date=change.date,
            changed=label("加えた") if change.before is None else changed,
            why=change.why,
        )
