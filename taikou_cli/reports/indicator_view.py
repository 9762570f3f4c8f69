"""Indicators as reports show them: targets, actual values and what has to be said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taikou_cli.base.amounts import to_decimal
from taikou_cli.base.fiscal_year import format_fiscal_year
from taikou_cli.model.evaluation import IndicatorResult, Pending
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.achievement import Achievement, IndicatorState, assess
from taikou_cli.progress.wording import FINALITIES, describe_amount
from taikou_cli.project.project import Project

Amount = int | Decimal | str


_NO_TARGET = "この年度の目標値はない"
_EXPECTED = "この年度の目標値はなく、基準値と最終の目標値を結ぶ線の値と比べた"

_FROM_BASELINE = "達成率は、基準値から目標値までのうち進んだ割合"


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its values by fiscal year, written as they are printed.

    Attributes:
        achievement: Its achievement in the year of the report, exact.
        name: Its name.
        unit: The unit of its values.
        baseline: The baseline with its year.
        targets: The target of each year.
        actuals: The actual value of each evaluated year.
        values: The actual values that are numbers, exact, by the year that each is of.
        notes: What has to be said of the values: provisional, of another year, restated; how
            the achievement was computed where target and actual value do not show it.
        pending: Why the value is not known yet.
    """

    achievement: Achievement
    name: str
    unit: str
    baseline: str | None
    targets: dict[int, str]
    actuals: dict[int, str]
    values: dict[int, int | Decimal]
    notes: tuple[str, ...]
    pending: Pending | None


def build_indicator(
    achievement: Achievement, results: Mapping[int, IndicatorResult]
) -> IndicatorView:
    """Arrange an indicator.

    Args:
        achievement: Its achievement in the year of the report.
        results: What the evaluations up to that year say of it, by evaluated year.
    """
    indicator = achievement.indicator
    result = achievement.result
    known = {year: one.actual for year, one in sorted(results.items()) if one.actual is not None}
    return IndicatorView(
        achievement=achievement,
        name=indicator.name,
        unit=indicator.unit or "",
        baseline=_write_baseline(indicator),
        targets={y: _write(a, indicator) for y, a in sorted(indicator.targets.items())},
        actuals={year: _write(actual, indicator) for year, actual in known.items()},
        values={
            results[year].fiscal_year or year: actual
            for year, actual in known.items()
            if not isinstance(actual, str)
        },
        notes=(
            *_note_result(achievement),
            *_note_method(achievement, results),
            *_note_targets(indicator),
        ),
        pending=result.pending if result else None,
    )


def build_kgis(project: Project, year: int) -> dict[int | str, tuple[IndicatorView, ...]]:
    """Arrange the goals' indicators by the goals' numbers."""
    results: dict[str, dict[int, IndicatorResult]] = {}
    for document in project.goal_results:
        if document.content.fiscal_year <= year:
            for result in document.content.kgis:
                results.setdefault(result.id, {})[document.content.fiscal_year] = result
    scale = project.plan.content.scale_of("kpis") if project.plan else None
    return {
        goal.number: tuple(
            build_indicator(assess(kgi, own, year, scale), own)
            for kgi in goal.kgis
            for own in [results.get(kgi.id, {})]
        )
        for goal in (project.goals.content.goals if project.goals else ())
    }


def _write(amount: Amount, indicator: Indicator) -> str:
    return describe_amount(amount, indicator.decimals)


def _write_baseline(indicator: Indicator) -> str | None:
    if indicator.baseline is None:
        return None
    return f"{_write(indicator.baseline.value, indicator)}（{indicator.baseline.fiscal_year}年度）"


def _note_result(achievement: Achievement) -> tuple[str, ...]:
    result = achievement.result
    if result is None:
        return ()
    notes = [FINALITIES[result.finality]]
    if result.fiscal_year not in (None, achievement.fiscal_year):
        notes.append(f"{format_fiscal_year(result.fiscal_year or 0)}の値")
    notes += [
        f"{restated.date} に {_write(restated.before, achievement.indicator)} から改定（{restated.why}）"
        for restated in result.restatements
    ]
    notes.append(result.note or "")
    if achievement.state is IndicatorState.MEASURED and achievement.target is None:
        notes.append(_NO_TARGET if achievement.is_met is None else _EXPECTED)
    return tuple(note for note in notes if note)


def _note_method(achievement: Achievement, results: Mapping[int, IndicatorResult]) -> Iterator[str]:
    """Say how the ratio came about where actual value and target do not show it."""
    method = achievement.indicator.effective_method
    if achievement.ratio is None:
        return
    if method == "from_baseline":
        yield _FROM_BASELINE
    elif method == "cumulative" and achievement.reached is not None:
        total = to_decimal(achievement.reached)
        yield f"達成率は、開始からの累計 {describe_amount(total, achievement.indicator.decimals)} の、累計の目標値に対する割合"
        if waiting := [f"{year}年度" for year, one in sorted(results.items()) if one.pending]:
            yield f"累計に、未確定だった{'、'.join(waiting)}の値は入っていない"


def _note_targets(indicator: Indicator) -> tuple[str, ...]:
    return tuple(
        f"{format_fiscal_year(change.fiscal_year)}の目標値を "
        f"{change.date} に {_write(change.before, indicator)} から変更（{change.why}）"
        for change in indicator.target_changes
    )
