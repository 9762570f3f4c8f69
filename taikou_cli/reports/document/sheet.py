"""An item's sheet (個票): everything that a report says of one item in one year."""

from collections.abc import Iterator, Mapping

from taikou_cli.base.label import enumerate_labels, join_labels, label
from taikou_cli.model.catalogue import Entry
from taikou_cli.model.correction import Correction
from taikou_cli.model.evaluation import Evaluation, Evidence, Opinion
from taikou_cli.model.item import Item
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.model.scales import RatingScale
from taikou_cli.model.workflow import DEMANDS
from taikou_cli.progress.standing import ActionStanding, ItemStanding, ItemState
from taikou_cli.progress.wording import EMPTY, PENDING_REASONS, STATE_NAMES, describe_standing
from taikou_cli.project.field_names import list_names, list_results
from taikou_cli.reports.document.amounts import tell_item_amounts
from taikou_cli.reports.document.assessments import Subject, name_grade, tell_assessments
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Line,
    Listing,
    Notice,
    Row,
    Run,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.contact import tell_contact
from taikou_cli.reports.document.corrections import tell_change
from taikou_cli.reports.document.indicators import courses_of, tell_courses
from taikou_cli.reports.document.pictures import draw_logic
from taikou_cli.reports.document.source import Year, item_id
from taikou_cli.reports.document.texts import (
    UNTOLD,
    as_lines,
    flow,
    list_declared,
    missing,
    name_entry,
    paragraphs,
    say,
    say_empty,
    separate,
    tell_entry,
    tell_lineage,
    tell_stories,
)

_BEFORE = label("（計画の前）")
_SHORT_LOGIC = 8
"""So many boxes of a logic model stand in the sheet of a year; a bigger one in the plan sheet."""


def build_sheet(year: Year, standing: ItemStanding) -> Section:
    """Build the sheet of an item as a part of a report."""
    number = standing.item.number
    title = (
        name_titled(year, standing.item),
        *year.mark_of(standing.item),
    )
    told = (*tell_sheet(year, standing), *tell_contact(year, standing.item))
    return Section(item_id(number), title, told, "sheet")


def tell_sheet(year: Year, standing: ItemStanding, *, with_texts: bool = True) -> Iterator[Block]:
    """Tell everything of an item in a year.

    Args:
        year: The year.
        standing: The item.
        with_texts: With the texts of the item itself, where no plan sheet stands beside it.
    """
    evaluation = standing.evaluation
    yield Facts(tuple(_tell_card(year, standing)), "card")
    if with_texts:
        yield from tell_stories(year.plan, standing.item, of_year=True)
    if evaluation:
        yield from _tell_notices(year, standing, evaluation)
    if standing.state is not ItemState.NOT_IN_FORCE and standing.actions:
        yield _tabulate_actions(year, standing)
    number = standing.item.number
    caption = label(
        "{item}{sign}のKPI（{year}年度の評価）",
        item=year.words.item,
        sign=standing.item.sign,
        year=year.fiscal_year,
    )
    id_ = f"{number}-{year.fiscal_year}"
    yield from tell_courses(year, courses_of(year, standing), caption, f"kpis-{id_}")
    yield from tell_item_amounts(year, standing)
    if with_texts:
        yield from _draw_short_logic(year, standing.item)
    if evaluation:
        yield from _tell_story(year, standing, evaluation)
        own = _list_own(year, standing)
        subject = Subject(id_, own, standing.item)
        yield from tell_assessments(year, evaluation.assessments, subject)
        yield from _tell_opinions(year, evaluation, f"opinions-{id_}")
        yield from _tell_evidence(evaluation, f"evidence-{id_}")
    elif standing.state is ItemState.NOT_IN_FORCE:
        yield say_empty(label("この年度には実施していません。"))
    else:
        yield say_empty(label("この年度の評価はまだありません。"))


def _draw_short_logic(year: Year, item: Item) -> Iterator[Block]:
    figure = draw_logic(year, item)
    if figure and len(figure.table.rows) <= _SHORT_LOGIC:
        yield figure


def name_titled(year: Year, item: Item) -> str:
    """Name an item in full, as its heading does."""
    return label("{item}{sign}　{title}", item=year.words.item, sign=item.sign, title=item.title)


def tell_grade(year: Year, standing: ItemStanding) -> Line:
    """Give the grade with its meaning, or the state."""
    if not standing.grade:
        return (Run("missing", STATE_NAMES[standing.state]),)
    address = f"items.{standing.item.number}.grade"
    return name_grade(year.plan.scale_of("items"), standing.grade, address)


def tell_other_grade(standing: ItemStanding, scale: RatingScale) -> Line:
    """Give the grade by another scale with its meaning."""
    code = standing.grade_by(scale)
    return name_grade(scale, code) if code else (EMPTY,)


def tell_stage(year: Year, standing: ItemStanding) -> Text:
    """Name the stage that the evaluation has reached."""
    if standing.evaluation is None:
        return missing(label("ファイルなし"))
    stages = {stage.id: stage.name for stage in year.plan.workflow}
    name = stages.get(standing.evaluation.stage)
    return say(name) if name else missing(label("ファイルなし"))


def name_member(opinion: Opinion) -> str:
    """Say whose opinion it is, and where and when it was given."""
    where = f"{opinion.meeting}、{opinion.date}" if opinion.date else opinion.meeting
    return join_labels((opinion.member or label("委員（匿名）"), f"（{where}）"))


def is_deviating(standing: ItemStanding) -> bool:
    """Tell whether the grade is another than the one that the indicators suggest."""
    return standing.suggested is not None and standing.grade != standing.suggested


def _list_own(year: Year, standing: ItemStanding) -> Line:
    """Give the division's grades by all of its scales."""
    own = [scale for scale in year.plan.other_item_scales if scale.judged_by is None]
    graded = [
        (f"{scale.title}　", *tell_other_grade(standing, scale))
        for scale in own
        if standing.grade_by(scale)
    ]
    return separate((tell_grade(year, standing), *graded), "、")


def _tell_card(year: Year, standing: ItemStanding) -> Iterator[Fact]:
    item, is_idle = standing.item, standing.state is ItemState.NOT_IN_FORCE
    yield Fact(
        label("評価{provisional}", provisional=year.provisional("items")),
        (tell_grade(year, standing),),
    )
    for scale in year.plan.other_item_scales:
        if not is_idle:
            yield Fact(
                join_labels((scale.title, describe_standing(scale))),
                (tell_other_grade(standing, scale),),
            )
    if standing.suggested:
        badge = Run("badge", standing.suggested, f"items.{item.number}.suggested")
        yield Fact(label("KPIからの目安"), say(badge))
    if not is_idle:
        yield Fact(label("段階"), tell_stage(year, standing))
    yield Fact(year.words.division, year.name_divisions(item.divisions))
    yield from _tell_item(year, item)
    if not is_idle and not standing.actions:
        yield Fact(year.words.action, missing())
    if not is_idle and not item.kpis:
        yield Fact("KPI", missing())
    yield from _tell_history(year, item.number)
    yield from _tell_dates(year, standing.evaluation)


def _tell_item(year: Year, item: Item) -> Iterator[Fact]:
    if item.examples:
        yield Fact(label("事業例"), say("、".join(map(flow, item.examples))))
    yield from tell_lineage(item)
    yield from year.tell_classes(item)
    titles = {one.number: one.title for one in year.plan.attitudes}
    named = [f"{number}　{titles[number]}" for number in item.attitudes if number in titles]
    if named:
        yield Fact(year.words.attitude, say(enumerate_labels(named)))


def _tell_history(year: Year, number: int) -> Iterator[Fact]:
    told = [
        (
            label("{year}年度", year=y),
            *((_BEFORE,) if y in year.earlier else ()),
            " ",
            Run("badge", year.grade_in(number, y)),
        )
        for y in (*year.earlier, *year.standings)
        if y < year.fiscal_year and year.grade_in(number, y) != EMPTY
    ]
    if told:
        yield Fact(label("これまでの評価"), (separate(told, "、"),))


def _tell_dates(year: Year, evaluation: Evaluation | None) -> Iterator[Fact]:
    dates = evaluation.dates if evaluation else {}
    told = [f"{stage.name} {dates[stage.id]}" for stage in year.plan.workflow if stage.id in dates]
    if told:
        yield Fact(label("段階の日付"), say("、".join(told)))


def _tell_notices(year: Year, standing: ItemStanding, evaluation: Evaluation) -> Iterator[Notice]:
    reason = evaluation.self_evaluation.grade_reason
    if reason:
        name = (
            label("KPIからの目安と違う理由") if is_deviating(standing) else label("評価区分の理由")
        )
        yield Notice(say(Run("strong", name), f"　{flow(reason)}"))
    if evaluation.pending:
        pending = evaluation.pending
        when = label(
            "{reason}。{month}に分かる見込みです。",
            reason=PENDING_REASONS[pending.reason],
            month=year.plan.fiscal_years.name_month(pending.expected),
        )
        note = flow(pending.note or "")
        yield Notice(say(Run("strong", label("未確定")), "　", when, note))
    if evaluation.state_reason:
        name = label("{state}の理由", state=STATE_NAMES[standing.state])
        yield Notice(say(Run("strong", name), f"　{flow(evaluation.state_reason)}"))
    for correction in evaluation.corrections:
        names = list_names(year.project, evaluation) | list_results(standing.item)
        yield Notice((tell_correction(year, evaluation, names, correction),), "correction")


def tell_correction(
    year: Year, evaluation: Evaluation | PeriodEvaluation, names: Mapping[str, str], one: Correction
) -> Line:
    """Tell in one line what was wrong after publication."""
    place, before, after = tell_change(year, evaluation, one, names)
    told = label(
        "（{date}）　{place}：誤「{before}」→正「{after}」。",
        date=one.date,
        place=flow(place),
        before=flow(before),
        after=flow(after),
    )
    return (Run("strong", label("訂正")), told, flow(one.why))


def _tabulate_actions(year: Year, standing: ItemStanding) -> Table:
    return Table(
        join_labels((year.words.action, year.provisional("actions"))),
        (
            Column(year.words.short.action, "name"),
            Column(label("{year}年度の予定", year=year.fiscal_year), "text"),
            Column(label("状況"), "short"),
            Column(label("説明"), "text"),
        ),
        tuple(_tell_action(year, one) for one in standing.actions),
        "records",
    )


def _tell_action(year: Year, one: ActionStanding) -> Row:
    own = year.name_divisions(one.action.divisions)[0] if one.action.divisions else ()
    name: Text = (
        (one.action.title, *(("（", *own, "）") if own else ())),
        *(((Run("muted", flow(one.action.summary)),),) if one.action.summary else ()),
    )
    planned = as_lines(one.action.plan_for(year.fiscal_year)) or say(EMPTY)
    own_fields = list_declared(year.plan, one.action)
    idle = missing(UNTOLD) if one.is_in_force else say(STATE_NAMES[ItemState.NOT_IN_FORCE])
    status = one.result.status if one.result else None
    told = (*paragraphs(one.result.note if one.result else None, None), *own_fields)
    return Row((name, planned, say(status) if status else idle, told or say(EMPTY)))


def _tell_story(year: Year, standing: ItemStanding, evaluation: Evaluation) -> Iterator[Block]:
    told = tuple(_iter_story(year, evaluation))
    if standing.grade or any(text for _, text in told):
        facts = (Fact(name_entry(entry), text or paragraphs(None)) for entry, text in told)
        yield Facts(tuple(facts), "story")
    else:
        yield say_empty(label("自己評価はまだ記入されていません。"))


def _iter_story(year: Year, evaluation: Evaluation) -> Iterator[tuple[Entry, Text]]:
    """Yield the texts of the catalogue, those that stages can demand also where they are empty."""
    for record in (evaluation.self_evaluation, evaluation):
        for entry in year.plan.stories_of(record):
            text = tell_entry(entry, record)
            if text or (entry.name in DEMANDS and not entry.is_declared):
                yield entry, text


def _tell_opinions(year: Year, evaluation: Evaluation, id_: str) -> Iterator[Section]:
    if evaluation.opinions:
        facts = tuple(fact for one in evaluation.opinions for fact in tell_opinion(year, one))
        title = label(
            "{opinions}と{response}", opinions=year.words.opinions, response=year.words.response
        )
        yield Section(id_, (title,), (Facts(facts, "opinions"),))


def tell_opinion(year: Year, one: Opinion) -> Iterator[Fact]:
    """Tell an opinion, what was answered, and what came of it."""
    yield Fact(name_member(one), paragraphs(one.opinion))
    yield Fact(year.words.response, paragraphs(one.response, label("検討中")), is_reply=True)
    if one.follow_up:
        yield Fact(label("その後"), paragraphs(one.follow_up), is_reply=True)


def _tell_evidence(evaluation: Evaluation, id_: str) -> Iterator[Section]:
    if evaluation.evidence:
        entries = tuple(tell_source(one) for one in evaluation.evidence)
        yield Section(id_, (label("根拠資料"),), (Listing(entries),))


def tell_source(one: Evidence) -> Text:
    """Tell where a reader can check what is claimed."""
    return say(
        flow(one.label),
        *(("：", Run("web", one.url, one.url)) if one.url else ()),
        label("（{date}確認）", date=one.accessed) if one.accessed else "",
        label("　控え：{address}", address=flow(one.archived)) if one.archived else "",
    )
