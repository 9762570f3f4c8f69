"""Indicators: targets and actual values over the years, and what has to be said of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taikou_cli.base.label import join_labels, label
from taikou_cli.model.branches import Branch
from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.goals import Goal
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.achievement import (
    Achievement,
    IndicatorState,
    assess,
    judge_by,
)
from taikou_cli.progress.kgis import results_of_kgi
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.wording import (
    EMPTY,
    PENDING_REASONS,
    describe_achievement,
    describe_amount,
    describe_ratio,
    round_expected,
)
from taikou_cli.reports.document.amount_definitions import say_sum_of
from taikou_cli.reports.document.blocks import (
    Block,
    Cell,
    Column,
    Line,
    Prose,
    Row,
    Run,
    Table,
    Text,
)
from taikou_cli.reports.document.indicator_notes import note_scales, note_value
from taikou_cli.reports.document.pictures import draw_indicator
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.texts import join_sentences, say
from taikou_cli.reports.document.travel import name_value_travel

Amount = int | Decimal | str

_PROGRESS = label("最終の目標値への進み")


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator up to the year of the report.

    Attributes:
        achievement: Its achievement in that year.
        results: What the evaluations up to that year say of it, by evaluated year.
        at: Its address in the figures; empty if it has none.
    """

    achievement: Achievement
    results: Mapping[int, IndicatorResult]
    at: str = ""

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.achievement.indicator

    @property
    def name(self) -> str:
        """Its name with the unit of its values."""
        return name_indicator(self.indicator)

    @property
    def is_pending(self) -> bool:
        """Its value is not known yet."""
        return self.achievement.state is IndicatorState.PENDING

    @property
    def actuals(self) -> dict[int, Amount]:
        """The actual values by evaluated year."""
        known = sorted(self.results.items())
        return {year: one.actual for year, one in known if one.actual is not None}


def courses_of(year: Year, standing: ItemStanding) -> tuple[Course, ...]:
    """Give the indicators of an item."""
    results: dict[str, dict[int, IndicatorResult]] = {}
    evaluations = year.evaluations.get(standing.item.number, {})
    for evaluated, evaluation in evaluations.items():
        if evaluated <= year.fiscal_year:
            for result in evaluation.kpis:
                results.setdefault(result.id, {})[evaluated] = result
    at = f"items.{standing.item.number}.kpis"
    return tuple(
        Course(one, results.get(one.indicator.id, {}), f"{at}.{one.indicator.id}")
        for one in standing.indicators
    )


def courses_of_part(year: Year, branch: Branch) -> tuple[Course, ...]:
    """Give the indicators of a part of the plan: only goals have any."""
    goal = branch.part
    if not isinstance(goal, Goal):
        return ()
    scale = year.plan.scale_of("kpis")
    return tuple(
        Course(assess(kgi, counted, year.fiscal_year, scale), own)
        for kgi in goal.kgis
        for own in [results_of_kgi(year.project, year.fiscal_year, goal, kgi, with_earlier=True)]
        for counted in [{y: one for y, one in own.items() if not year.plan.is_earlier(y)}]
    )


def tell_kgis(year: Year, branch: Branch, caption: str) -> Iterator[Block]:
    """Tell the indicators of a goal; see `tell_courses`."""
    yield from tell_courses(year, courses_of_part(year, branch), caption, f"kgis-{branch.number}")


def tell_courses(year: Year, courses: Sequence[Course], caption: str, id_: str) -> Iterator[Block]:
    """Tell indicators: their values as one table, what has to be said of them, a picture of each.

    Args:
        year: The year.
        courses: The indicators.
        caption: What the table is called.
        id_: Names the table in the document, and with a number each picture.
    """
    if courses:
        yield _tabulate(year, courses, join_labels((caption, year.provisional("kpis"))), id_)
        notes = tuple(line for course in courses for line in _tell_notes(year, course))
        if notes:
            yield Prose(notes, "note")
        for place, course in enumerate(courses, 1):
            achievement, results = course.achievement, course.results
            figure = draw_indicator(year, achievement, results, f"{id_}-{place}")
            if figure:
                yield figure


def tell_notes(year: Year, course: Course) -> str:
    """Say in one line what has to be said of the values of an indicator."""
    indicator = course.indicator
    summed = say_sum_of(year.plan, indicator)
    noted = (
        *note_value(course.achievement, course.results, year.plan),
        *note_scales(course.achievement, year.plan),
    )
    own = (
        f"{entry.title}：{told}"
        for entry in year.plan.declared_for(indicator)
        if (told := entry.tell(indicator))
    )
    return join_sentences(
        (*_say_pending(year, course), *((summed,) if summed else ()), *noted, *own)
    )


def name_indicator(indicator: Indicator) -> str:
    """Name an indicator with its unit."""
    return f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name


def tell_baseline(indicator: Indicator) -> Text:
    """Give the baseline with its year."""
    if indicator.baseline is None:
        return say(EMPTY)
    value = describe_amount(indicator.baseline.value, indicator.decimals)
    return say(label("{value}（{year}年度）", value=value, year=indicator.baseline.fiscal_year))


def tell_target(year: Year, course: Course, of: int) -> Text:
    """Give the target of a year, or what stood in for it; with its address where it was judged by."""
    indicator, known = course.indicator, course.achievement
    amount, is_current = indicator.targets.get(of), of == known.fiscal_year
    expected = round_expected(known, year.plan.rounding)
    if amount is None and is_current and expected is not None:
        value = describe_amount(expected, indicator.decimals)
        return say(
            Run("figure", value, f"{course.at}.expected" if course.at else ""), label("（期待値）")
        )
    is_judged_by = is_current and amount == known.target
    return _tell_amount(amount, indicator, f"{course.at}.target" if is_judged_by else "", course)


def tell_actual(course: Course, year: int) -> Text:
    """Give the actual value of an evaluated year, or say that it is not known yet."""
    if course.is_pending and year == course.achievement.fiscal_year:
        return say(label("未確定"))
    address = f"{course.at}.actual" if year == course.achievement.fiscal_year else ""
    return _tell_amount(course.actuals.get(year), course.indicator, address, course)


def tell_achievement(year: Year, course: Course) -> Text:
    """Give the achievement in the year of the report, rounded as the plan says."""
    printed = describe_achievement(course.achievement, year.plan.rounding)
    return say(Run("figure", printed, f"{course.at}.achievement" if course.at else ""))


def has_progress(courses: Iterable[Course]) -> bool:
    """Tell whether any indicator is on its way to a final target."""
    return any(course.achievement.progress is not None for course in courses)


def tell_progress(year: Year, course: Course) -> Text:
    """Give how far the indicator is on its way from the baseline to its final target."""
    printed = describe_ratio(course.achievement.progress, year.plan.rounding)
    return say(Run("figure", printed, f"{course.at}.progress" if course.at else ""))


def tell_status(course: Course) -> Text:
    """Give the status in the year of the report."""
    status = course.achievement.status
    if course.is_pending:
        return say(label("未確定"))
    return say(
        Run("figure", status, f"{course.at}.status" if course.at else "") if status else EMPTY
    )


def _tell_travel(course: Course) -> Text:
    told = name_value_travel(course.achievement)
    return say(Run("muted", told)) if told else ()


def _tell_other_status(course: Course, scale: RatingScale) -> Text:
    status = judge_by(course.achievement, scale)
    address = f"{course.at}.other_statuses.{scale.id}" if course.at else ""
    return say(Run("figure", status, address) if status else EMPTY)


def _tell_amount(amount: Amount | None, indicator: Indicator, address: str, course: Course) -> Text:
    if amount is None:
        return say(EMPTY)
    printed = describe_amount(amount, indicator.decimals)
    return say(Run("figure", printed, address) if address and course.at else printed)


def _tabulate(year: Year, courses: Sequence[Course], caption: str, id_: str) -> Table:
    told = {y for course in courses for y in (*course.indicator.targets, *course.actuals)}
    years = sorted({*year.years, *told})
    columns = (
        Column(label("指標（単位）"), "name"),
        Column(label("基準値"), "text"),
        Column(label("区分"), "short"),
        *(Column(label("{year}年度", year=y), "number") for y in years),
        Column(label("達成率"), "share"),
        *((Column(_PROGRESS, "share"),) if has_progress(courses) else ()),
        Column(label("状況"), "short"),
        *(Column(scale.title, "short") for scale in year.plan.other_scales_of("kpis")),
    )
    shown = has_progress(courses)
    rows = [
        row for course in courses for row in _tell_rows(year, course, years, shows_progress=shown)
    ]
    return Table(caption, columns, tuple(rows), "course", id_)


def _tell_rows(
    year: Year, course: Course, years: Sequence[int], *, shows_progress: bool
) -> Iterator[Row]:
    others = year.plan.other_scales_of("kpis")
    yield Row(
        (
            say(course.name),
            tell_baseline(course.indicator),
            say(label("目標値")),
            *(tell_target(year, course, y) for y in years),
            tell_achievement(year, course),
            *((tell_progress(year, course),) if shows_progress else ()),
            (*tell_status(course), *_tell_travel(course)),
            *(_tell_other_status(course, scale) for scale in others),
        )
    )
    values: tuple[Cell, ...] = tuple(tell_actual(course, y) for y in years)
    below: tuple[Cell, ...] = (None,) * (len(others) + (3 if shows_progress else 2))
    yield Row((None, None, say(label("実績")), *values, *below))


def _tell_notes(year: Year, course: Course) -> Iterator[Line]:
    told = tell_notes(year, course)
    if told:
        yield (label("{name}：{told}", name=course.indicator.name, told=told),)


def _say_pending(year: Year, course: Course) -> Iterator[str]:
    result = course.achievement.result
    if result and result.pending:
        pending = result.pending
        yield label(
            "{reason}（{month}に分かる見込み）",
            reason=PENDING_REASONS[pending.reason],
            month=year.plan.fiscal_years.name_month(pending.expected),
        )
        yield from (pending.note,) if pending.note else ()
