"""What is said of the whole period: 総合評価 of the items, 総括 of the plan, its goals, its policies."""

from collections.abc import Iterator

from taikou_cli.base.label import label
from taikou_cli.model.evaluation import PartSummary
from taikou_cli.model.goals import Goal
from taikou_cli.model.item import Item
from taikou_cli.model.period import PeriodEvaluation, PeriodResults
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.period import Period, find_grade, look_at_period
from taikou_cli.progress.wording import COUNTERS, DENOMINATORS, EMPTY
from taikou_cli.project.field_names import list_names, list_results
from taikou_cli.reports.document.assessments import (
    Subject,
    name_grade,
    tell_assessments,
    tell_kgis,
    tell_part,
    tell_results,
)
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Line,
    Listing,
    Notice,
    Row,
    Section,
    Table,
)
from taikou_cli.reports.document.sheet import (
    name_titled,
    tell_correction,
    tell_opinion,
    tell_source,
)
from taikou_cli.reports.document.source import Year, part_id
from taikou_cli.reports.document.summary import tabulate_codes, tell_share
from taikou_cli.reports.document.texts import paragraphs, tell_stories


def tell_period(year: Year) -> Iterator[Section]:
    """Tell what is said of the whole period, if anything is."""
    period = look_at_period(year.figures)
    if period:
        yield Section("period", (label("期間全体の総合評価"),), tuple(_tell_all(year, period)))


def tell_period_of(year: Year, item: Item) -> Iterator[Section]:
    """Tell what is said of an item over the whole period, if anything is."""
    period = look_at_period(year.figures)
    if period and item.number in period.evaluations:
        told = tuple(_tell_evaluation(year, item, period.evaluations[item.number]))
        yield Section(f"period-{item.number}", (label("期間全体の総合評価"),), told)


def _tell_all(year: Year, period: Period) -> Iterator[Block]:
    if period.results:
        whole = PartSummary(
            number=1, summary=period.results.summary, assessments=period.results.assessments
        )
        yield from tell_part(year, whole, "plan-period")
    yield from _tell_figures(year, period)
    if period.results:
        yield from _tell_parts(year, period.results)
    for item in year.items:
        if item.number in period.evaluations:
            yield _tell_item(year, item, period.evaluations[item.number])


def _tell_figures(year: Year, period: Period) -> Iterator[Block]:
    if period.rates:
        facts = tuple(
            Fact(
                rate.name,
                (
                    tell_share(
                        rate.share,
                        f"period.rates.{rate.id}",
                        COUNTERS[rate.of],
                        DENOMINATORS[rate.of][rate.denominator_of],
                    ),
                ),
            )
            for rate in period.rates
        )
        yield Facts(facts, "rates")
    for scale in year.plan.scales:
        if scale.id in period.grades:
            yield tabulate_codes(scale, period.grades[scale.id], f"period.grades.{scale.id}")
    if any(scale.id in period.grades for scale in year.plan.item_scales):
        yield _tabulate_items(year, period)


def _tabulate_items(year: Year, period: Period) -> Table:
    scales = [scale for scale in year.plan.item_scales if scale.id in period.grades]
    columns = (
        Column(year.words.item, "name"),
        *(Column(scale.title, "text") for scale in scales),
    )
    rows = []
    for item in year.items:
        told = period.evaluations.get(item.number)
        grades: list[Line] = []
        for scale in scales:
            code = find_grade(year.figures, told, scale)
            grades.append(_name_grade(scale, code, item.number) if code else (EMPTY,))
        rows.append(Row(((year.name_item(item),), *((one,) for one in grades))))
    return Table(
        label("{item}ごとの総合評価", item=year.words.item), columns, tuple(rows), "records"
    )


def _name_grade(scale: RatingScale | None, code: str, item: int) -> Line:
    address = f"period.items.{item}.grades.{scale.id}" if scale else ""
    return name_grade(scale, code, address)


def _tell_parts(year: Year, results: PeriodResults) -> Iterator[Section]:
    for branch in year.parts:
        kgis = branch.part.kgis if isinstance(branch.part, Goal) else ()
        told = (
            *tell_part(year, results.of_part(branch.home), f"{part_id(branch)}-period"),
            *tell_kgis(results.kgis, kgis),
        )
        if told:
            yield Section(f"period-{part_id(branch)}", (year.name_part(branch),), told)


def _tell_item(year: Year, item: Item, told: PeriodEvaluation) -> Section:
    title = (name_titled(year, item), *year.mark_of(item))
    return Section(f"period-{item.number}", title, tuple(_tell_evaluation(year, item, told)))


def _tell_evaluation(year: Year, item: Item, told: PeriodEvaluation) -> Iterator[Block]:
    own, scale = told.self_evaluation, year.plan.scale_of("items")
    grade = _name_grade(scale, own.grade, item.number) if own.grade else (EMPTY,)
    reason = (
        (Fact(label("評価区分の理由"), paragraphs(own.grade_reason)),) if own.grade_reason else ()
    )
    yield Facts((Fact(label("総合評価"), (grade,)), *reason), "story")
    for one in told.corrections:
        yield Notice(
            (
                tell_correction(
                    year, told, list_names(year.project, told) | list_results(item), one
                ),
            ),
            "correction",
        )
    yield from tell_stories(year.plan, own, told)
    yield from tell_results(year, told, item)
    yield from tell_assessments(
        year, told.assessments, Subject(f"{item.number}-period", grade, item)
    )
    if told.opinions:
        facts = tuple(fact for one in told.opinions for fact in tell_opinion(year, one))
        title = label(
            "{opinions}と{response}", opinions=year.words.opinions, response=year.words.response
        )
        yield Section(f"opinions-{item.number}-period", (title,), (Facts(facts, "opinions"),))
    if told.evidence:
        entries = tuple(tell_source(one) for one in told.evidence)
        yield Section(f"evidence-{item.number}-period", (label("根拠資料"),), (Listing(entries),))
