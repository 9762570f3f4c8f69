"""What the plan says of itself: what it aims at, who promotes it, what came before."""

from collections.abc import Iterator

from taikou_cli.base.fiscal_year import FiscalYears
from taikou_cli.base.label import join_labels, label
from taikou_cli.model.plan import PastPlan, Plan
from taikou_cli.model.validity import Validity
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Prose,
    Row,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.outline_parts import tell_revisions, tell_source
from taikou_cli.reports.document.reading import tell_scales, tell_sources
from taikou_cli.reports.document.source import Outline
from taikou_cli.reports.document.texts import (
    as_lines,
    list_texts,
    missing,
    paragraphs,
    say,
    tell_declared,
)


def tell_idea(outline: Outline) -> Section:
    """Tell what the plan aims at, why it was made, and where it stands among others."""
    plan, word = outline.plan, outline.words.plan
    own = tuple(tell_declared(plan, plan))
    fields = (
        (Section("plan-fields", (label("この{word}について", word=word),), own),) if own else ()
    )
    parts = (
        *_tell_vision(plan),
        *fields,
        *_tell_background(plan),
        *_tell_position(outline),
        *_tell_attitudes(outline),
    )
    return Section("idea", (label("{word}の考え方", word=word),), parts)


def _tell_vision(plan: Plan) -> Iterator[Section]:
    if plan.vision:
        yield Section("vision", (label("目指す姿"),), (Prose(paragraphs(plan.vision), "vision"),))


def _tell_background(plan: Plan) -> Iterator[Section]:
    if plan.background is None:
        return
    rows = tuple(
        Row(
            (
                say(label("第{edition}次　{aim}", edition=turn.edition, aim=turn.aim)),
                as_lines(turn.background),
                paragraphs(turn.direction),
            )
        )
        for turn in plan.background.turns
    )
    word = plan.words.plan
    columns = (Column(word, "name"), Column(label("背景"), "long"), Column(label("方向性"), "long"))
    table: tuple[Block, ...] = (
        (Table(label("前の{word}からの転換", word=word), columns, rows, "records"),) if rows else ()
    )
    told: Block = Prose(paragraphs(plan.background.summary))
    blocks: tuple[Block, ...] = (told, *table, *tell_source(plan.background.source))
    yield Section("background", (label("策定の趣旨"),), blocks)


def _tell_position(outline: Outline) -> Iterator[Section]:
    place, word = outline.plan.positioning, outline.words.plan
    if place:
        facts = (
            Fact(label("上位計画"), say("、".join(place.upper_plans))),
            Fact(
                label("この{word}が最上位計画となる分野", word=word), say("、".join(place.fields))
            ),
            Fact(
                label("下位計画"),
                as_lines(
                    label("{title}（{field}分野）", title=one.title, field=one.field)
                    for one in place.lower_plans
                ),
            ),
        )
        summary: Block = Prose(paragraphs(place.summary))
        told = (summary, Facts(facts, "terms"), *tell_source(place.source))
        yield Section("positioning", (label("位置付け"),), told)
    if outline.plan.composition:
        part = outline.plan.composition
        blocks: tuple[Block, ...] = (Prose(paragraphs(part.summary)), *tell_source(part.source))
        yield Section("composition", (label("{word}の体系", word=word),), blocks)


def _tell_attitudes(outline: Outline) -> Iterator[Section]:
    if outline.plan.attitudes:
        facts = tuple(
            Fact(f"{one.number}　{one.title}", paragraphs(one.summary, None))
            for one in outline.plan.attitudes
        )
        source = tell_sources(one.source for one in outline.plan.attitudes)
        title = label("職員の{attitude}", attitude=outline.words.attitude)
        yield Section("attitudes", (title,), (Facts(facts, "terms"), *source))


def tell_structure(outline: Outline) -> Section:
    """Tell who promotes the plan, who does the work, and how progress is told."""
    management = outline.plan.progress_management
    office = outline.divisions.get(outline.organization.lead_division or "")
    parts: list[Block] = [
        *_tabulate_bodies(outline),
        *(
            (Prose(say(label("{name}：{told}", name=outline.words.office, told=office))),)
            if office
            else ()
        ),
        *_tabulate_departments(outline),
    ]
    if management:
        told = (Prose(paragraphs(management.summary)), *tell_source(management.source))
        parts.append(Section("management", (label("進捗管理・公表"),), told))
    parts += _tabulate_stages(outline)
    parts.append(Section("scales", (label("評価の区分"),), tuple(tell_scales(outline))))
    return Section("structure", (label("推進体制と進捗管理"),), tuple(parts))


def _tabulate_bodies(outline: Outline) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                say(str(place)),
                say(body.name, label("（第三者）") if body.third_party else ""),
                say(f"{body.chair.title}：{body.chair.holder}")
                if body.chair
                else missing(outline.unwritten),
                paragraphs(body.members, outline.unwritten),
                paragraphs(body.role, outline.unwritten),
            )
        )
        for place, body in outline.organization.bodies_in_order()
    )
    columns = (
        Column(label("順序"), "number"),
        Column(label("組織"), "name"),
        Column(label("長"), "text"),
        Column(label("構成員"), "text"),
        Column(label("役割"), "long"),
    )
    if rows:
        yield Table(label("推進体制"), columns, rows, "records")
        yield from tell_sources(body.source for body in outline.organization.bodies)


def _tabulate_stages(outline: Outline) -> Iterator[Table]:
    bodies = {body.id: body.name for body in outline.organization.bodies}
    rows = tuple(
        Row(
            (
                say(stage.name),
                say(bodies.get(stage.body, stage.body) if stage.body else outline.words.division),
            )
        )
        for stage in outline.plan.workflow
    )
    if rows:
        yield Table(
            label("評価の段階"),
            (Column(label("段階"), "name"), Column(label("担うもの"), "text")),
            rows,
        )


def _tabulate_departments(outline: Outline) -> Iterator[Table]:
    rows = tuple(
        Row(
            (
                say(department.name, _tell_validity(department)),
                as_lines(
                    join_labels((one.name, _tell_validity(one))) for one in department.divisions
                )
                or missing(),
            )
        )
        for department in outline.organization.departments
    )
    words = outline.words
    columns = (Column(words.department, "name"), Column(label("所属"), "long"))
    if rows:
        yield Table(
            label("{department}と所属", department=words.department), columns, rows, "records"
        )


def _tell_validity(dated: Validity) -> str:
    return label("（{when}）", when=dated.years) if dated.years else ""


def tell_history(outline: Outline) -> Iterator[Section]:
    """Tell the earlier plans."""
    if outline.plan.history:
        parts = tuple(
            Section(
                f"history-{place}",
                (join_labels((_tell_when(outline.plan.fiscal_years, past), past.title), "　"),),
                tuple(_tell_past(past)),
            )
            for place, past in enumerate(outline.plan.history, 1)
        )
        yield Section("history", (label("これまでの取組"),), parts)


def _tell_when(calendar: FiscalYears, past: PastPlan) -> str:
    if past.calendar_year:
        return calendar.name_calendar_year(past.calendar_year)
    years = [calendar.name(year) for year in (past.first_year, past.last_year) if year]
    return join_labels(years, "～")


def _tell_past(past: PastPlan) -> Iterator[Block]:
    yield Prose(paragraphs(past.summary))
    if past.results:
        yield Prose(say(label("主な成果")))
        yield list_texts(past.results)
    yield from tell_source(past.source)


def tell_plan_revisions(plan: Plan) -> Iterator[Section]:
    """Tell how the plan itself was changed."""
    tables = tuple(
        tell_revisions(
            plan, plan.revisions, label("計画の改定（{count}件）", count=len(plan.revisions))
        )
    )
    if tables:
        yield Section("revisions", (label("計画の改定"),), tables)


def tell_adoption(plan: Plan) -> Text:
    """Say when the plan was adopted, and which of its kind it is."""
    edition = label("（第{edition}次）", edition=plan.edition) if plan.edition else ""
    if not plan.adopted:
        return say(label("策定年月は未登録"), edition)
    month = plan.fiscal_years.name_month(plan.adopted)
    return say(label("{month}策定", month=month), edition)
