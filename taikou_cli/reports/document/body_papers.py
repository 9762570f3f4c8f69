"""The papers of a body of the promotion structure: what it has to decide, and on what grounds.

They are no kind of `kinds/`: those are built of a plan and a year alone, these of a body, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.model.organization import Body
from taikou_cli.model.scales import RatingScale
from taikou_cli.model.workflow import DEMANDS, Stage
from taikou_cli.progress.figures import NamedGroup
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.workflow import deadlines_of, stages_up_to
from taikou_cli.project.project import Project
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Row,
    Section,
    Table,
)
from taikou_cli.reports.document.cover import build_document
from taikou_cli.reports.document.listings import tabulate_overview
from taikou_cli.reports.document.reading import tabulate_scale, tell_reading
from taikou_cli.reports.document.sheet import build_sheet, tell_opinion
from taikou_cli.reports.document.source import Year, item_id, open_year, part_id
from taikou_cli.reports.document.summary import summarize
from taikou_cli.reports.document.texts import as_lines, paragraphs, say, say_empty

_ROOM = (("　",),) * 4
"""What stands in a cell that is to be written into: empty lines."""


class Wanted(NamedTuple):
    """Whose papers are made: a body by its id, and a department by its id or name; empty: all."""

    body: str
    department: str = ""

    def name_file(self, fiscal_year: int) -> str:
        """Give the name of the file, without what says the format."""
        return "-".join(filter(None, ("body", self.body, self.department, str(fiscal_year))))


def find_wanted(project: Project, fiscal_year: int, body: str, department: str = "") -> Wanted:
    """Find out whose papers are asked for.

    Raises:
        TaikouError: There is no such body, or no such department in that year.
    """
    year = open_year(project, fiscal_year)
    found = _find_body(year, body)
    group = _find_department(year, department) if department else None
    return Wanted(found.id, str(group.key) if group else "")


def build(project: Project, fiscal_year: int, wanted: Wanted) -> Document:
    """Build the papers.

    Args:
        project: The plan.
        fiscal_year: The year that is evaluated.
        wanted: Whose papers; see `find_wanted`.
    """
    year = open_year(project, fiscal_year)
    body = _find_body(year, wanted.body)
    group = _find_department(year, wanted.department) if wanted.department else None
    figures, at = (
        (group.figures, f"departments.{group.key}") if group else (year.figures.overall, "overall")
    )
    own = {one.item.number for one in group.standings} if group else None
    shown = [one for one in year.shown if own is None or one.item.number in own]
    scales = [scale for scale in year.plan.item_scales if scale.judged_by == body.id]
    summary = summarize(year, figures, at, compare=group is None)
    overview = tabulate_overview(year, shown, has_sheets=True)
    sections = (
        Section("decide", ("この会議で決めること",), tuple(_tell_task(year, body, shown))),
        Section("summary", ("評価の概要",), summary),
        Section("items", (f"{year.words.item}の一覧",), (overview,)),
        Section("sheets", ("個票",), tuple(_tell_sheets(year, shown, scales))),
        Section("notes", ("全体の書き込み欄",), (_give_room("全体", ()),)),
        tell_reading(year),
    )
    of = f"（{group.title}）" if group else ""
    return build_document(year.plan, "body", f"{year.name}の評価　{body.name}資料{of}", sections)


def _find_body(year: Year, wanted: str) -> Body:
    bodies = year.organization.bodies
    found = next((one for one in bodies if wanted in {one.id, one.name}), None)
    if found is None:
        known = "、".join(f"{one.id}（{one.name}）" for one in bodies)
        raise TaikouError(
            f"「{reveal_controls(wanted)}」という会議体はありません。",
            f"「--body」に推進体制の識別名を指定してください（{known}）。",
        )
    return found


def _find_department(year: Year, wanted: str) -> NamedGroup:
    groups = year.figures.departments
    found = next((one for one in groups if wanted in {str(one.key), one.title}), None)
    if found is None:
        known = "、".join(f"{one.key}（{one.title}）" for one in groups) or "なし"
        raise TaikouError(
            f"「{reveal_controls(wanted)}」は、{year.fiscal_year}年度に{year.words.item}を担う{year.words.department}にありません。",
            f"「--department」に識別名か名称を指定してください（{known}）。",
        )
    return found


def _tell_task(year: Year, body: Body, shown: Sequence[ItemStanding]) -> Iterator[Block]:
    stages = [stage for stage in year.plan.workflow if stage.body == body.id]
    scales = [scale for scale in year.plan.scales if scale.judged_by == body.id]
    yield Facts(tuple(_tell_body(year, body, stages, scales)), "card")
    for stage in stages:
        yield from _tell_stage(year, stage, shown)
    for scale in scales:
        yield tabulate_scale(scale)
    if not stages and not scales:
        yield say_empty("この会議が担う段階も、評価する尺度も登録されていません。報告の資料です。")


def _tell_body(
    year: Year, body: Body, stages: Sequence[Stage], scales: Sequence[RatingScale]
) -> Iterator[Fact]:
    if body.role:
        yield Fact("役割", paragraphs(body.role))
    if body.chair:
        holder = f"（{body.chair.holder}）" if body.chair.holder else ""
        yield Fact("長", say(f"{body.chair.title}{holder}"))
    if body.members:
        yield Fact("構成員", paragraphs(body.members))
    deadlines = deadlines_of(year.plan, year.fiscal_year)
    for stage in stages:
        day = f"（期限 {deadlines[stage.id]}）" if stage.id in deadlines else ""
        demands = year.words.say("、".join(DEMANDS[demand] for demand in stage.demands))
        needed = f"。必要な記入：{demands}" if demands else ""
        yield Fact("担う段階", say(f"{stage.name}{day}{needed}"))
    if scales:
        yield Fact("評価する尺度", as_lines(scale.title for scale in scales))


def _tell_stage(year: Year, stage: Stage, shown: Sequence[ItemStanding]) -> Iterator[Table]:
    """Tell which items are up to the body now, which have passed it, and which have not come yet."""
    order = list(year.plan.workflow)
    before = order[order.index(stage) - 1] if order.index(stage) else None
    names = ("この会議が決めるもの", "決めたもの", "まだ届いていないもの")
    groups: dict[str, list[str]] = {name: [] for name in names}
    for one in shown:
        if one.state is ItemState.NOT_IN_FORCE:
            continue
        reached = one.evaluation.stage if one.evaluation else ""
        if stage in stages_up_to(year.plan, reached):
            groups[names[1]].append(one.item.sign)
        elif before is None or before.id == reached:
            groups[names[0]].append(one.item.sign)
        else:
            groups[names[2]].append(one.item.sign)
    rows = tuple(
        Row((say(name), say(f"{len(signs)}"), say("、".join(signs) or "なし")))
        for name, signs in groups.items()
    )
    columns = (
        Column("", "name"),
        Column("項目", "number"),
        Column(f"{year.words.item}の番号", "text"),
    )
    yield Table(f"「{stage.name}」の段階", columns, rows)


def _tell_sheets(
    year: Year, shown: Sequence[ItemStanding], scales: Sequence[RatingScale]
) -> Iterator[Block]:
    for goal in year.branches:
        sheets = tuple(_tell_sheet(year, one, scales) for one in shown if goal.is_home_of(one.item))
        if sheets:
            yield Section(part_id(goal), (year.name_part(goal),), sheets)
    if not shown:
        yield say_empty("この年度に実施している項目はありません。")


def _tell_sheet(year: Year, standing: ItemStanding, scales: Sequence[RatingScale]) -> Section:
    sheet = build_sheet(year, standing)
    told = (
        *(block for block in sheet.blocks if not isinstance(block, Figure)),
        *_tell_earlier(year, standing),
        _give_room(f"{year.words.item}{standing.item.sign}", scales),
    )
    return replace(sheet, blocks=told)


def _tell_earlier(year: Year, standing: ItemStanding) -> Iterator[Section]:
    """Tell what was said in earlier years and what became of it."""
    number = standing.item.number
    facts = tuple(
        fact if fact.is_reply else replace(fact, name=f"{told}年度　{fact.name}")
        for told, evaluation in sorted(year.evaluations.get(number, {}).items(), reverse=True)
        if told < year.fiscal_year
        for opinion in evaluation.opinions
        for fact in tell_opinion(year, opinion)
    )
    if facts:
        title = f"前の年度までの{year.words.opinions}とその後"
        yield Section(f"earlier-{item_id(number)}", (title,), (Facts(facts, "opinions"),))


def _give_room(what: str, scales: Sequence[RatingScale]) -> Table:
    """Give a table to write into: a grade of each scale of the body, remarks, and the decision."""
    grades = tuple(
        Row((say(scale.title), say("　・　".join(grade.code for grade in scale.grades))))
        for scale in scales
    )
    rows = (*grades, Row((say("論点・意見"), _ROOM)), Row((say("決定"), _ROOM[:2])))
    return Table(
        f"{what}の書き込み欄", (Column("欄", "name"), Column("記入", "long")), rows, "records"
    )
