"""The parts that the report of the plan itself is put together from."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taikou_cli.model.fields import Source
from taikou_cli.model.goals import Goal, Policy
from taikou_cli.model.item import Item, Revision
from taikou_cli.model.plan import PlanRevision
from taikou_cli.model.validity import FormerTitle
from taikou_cli.reports.document.amounts import say_sum_of
from taikou_cli.reports.document.blocks import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
)
from taikou_cli.reports.document.indicator_definitions import tabulate_indicators
from taikou_cli.reports.document.listings import tell_revision
from taikou_cli.reports.document.pictures import draw_structure
from taikou_cli.reports.document.reading import tell_sources
from taikou_cli.reports.document.source import Outline, goal_id, item_id, policy_id
from taikou_cli.reports.document.texts import (
    as_lines,
    missing,
    paragraphs,
    say,
    say_empty,
)


class Tally(NamedTuple):
    """How many of some items have what the implementation plan demands; all are counts."""

    items: int
    data_plan: int
    divisions: int
    actions: int
    kpis: int

    @property
    def is_complete(self) -> bool:
        """There are items, and every one has a division, actions and indicators."""
        return self.items > 0 and self.divisions == self.actions == self.kpis == self.items


def tally(items: Iterable[Item]) -> Tally:
    """Count what of some items is registered."""
    known = list(items)
    return Tally(
        items=len(known),
        data_plan=sum(item.data_plan for item in known),
        divisions=sum(bool(item.divisions) for item in known),
        actions=sum(bool(item.actions) for item in known),
        kpis=sum(bool(item.kpis) for item in known),
    )


def tell_state(outline: Outline) -> Section:
    """Tell how many parts the plan has, and what of it is registered."""
    counted, words = tally(outline.items), outline.words
    parts = f"{words.division}・{words.action}・KPI"
    if counted.is_complete:
        state: Block = Prose(say(f"すべての{words.item}に、{parts}が登録されています。"))
    else:
        state = Notice(
            say(
                f"{words.plan}は方向性を示すものです。{parts}は、別に定める実施計画で決まります。"
                "まだ登録されていないものは「未登録」と表示します。"
            )
        )
    blocks = (
        _count_parts(outline, counted),
        state,
        _tabulate_state(outline),
        draw_structure(outline),
    )
    return Section("state", ("登録の状況",), blocks)


def _count_parts(outline: Outline, counted: Tally) -> Facts:
    words, marked = outline.words, outline.plan.data_plan
    counts = [
        (words.goal, len(outline.goals)),
        (words.policy, len(outline.policies)),
        (words.item, counted.items),
        *([(f"うち{marked.mark}", counted.data_plan)] if marked else []),
    ]
    return Facts(tuple(Fact(name, say(str(number))) for name, number in counts), "counts")


def _tabulate_state(outline: Outline) -> Table:
    words, marked = outline.words, outline.plan.data_plan
    columns = (
        Column(words.goal, "name"),
        Column(words.policy, "number"),
        Column(words.item, "number"),
        *((Column(marked.mark, "number"),) if marked else ()),
        *(Column(name, "number") for name in (words.division, words.action, "KPI")),
    )
    rows = [_tell_tally(outline, outline.name_goal(goal), goal.policies) for goal in outline.goals]
    total = _tell_tally(outline, "計", outline.policies)
    caption = f"{words.goal}別の登録の状況（登録済みの項目数／{words.item}数）"
    return Table(caption, columns, (*rows, Row(total.cells, is_total=True)))


def _tell_tally(outline: Outline, name: str, policies: tuple[Policy, ...]) -> Row:
    counted = tally(outline.items_in(*policies))
    cells = [name, str(len(policies)), str(counted.items)]
    cells += [str(counted.data_plan)] if outline.plan.data_plan else []
    registered = (counted.divisions, counted.actions, counted.kpis)
    cells += [f"{number}／{counted.items}" for number in registered]
    return Row(tuple(map(say, cells)))


def tell_goal(outline: Outline, goal: Goal) -> Section:
    """Tell a goal: its summary, its indicators, its policies with their items."""
    kgis = tuple(_tell_kgis(outline, goal))
    policies = (tell_policy(outline, policy) for policy in goal.policies)
    blocks = (*tell_summary(goal.summary, goal.names), *tell_source(goal.source), *kgis, *policies)
    return Section(goal_id(goal.number), (outline.name_goal(goal),), blocks)


def _tell_kgis(outline: Outline, goal: Goal) -> Iterator[Block]:
    if goal.kgis:
        yield from tabulate_indicators(outline, goal.kgis, "KGI")
    for kgi in goal.kgis:
        if summed := say_sum_of(outline.plan, kgi):
            yield Prose(say(f"{kgi.name}：{summed}。"), "note")


def tell_policy(outline: Outline, policy: Policy) -> Section:
    """Tell a policy: its summary, and its items."""
    items = outline.items_in(policy)
    caption = f"{outline.words.policy}{policy.sign}の{outline.words.item}"
    told: Block = say_empty(
        f"この{outline.words.policy}の{outline.words.item}は登録されていません。"
    )
    if items:
        told = _tabulate_items(outline, items, caption, is_home=True)
    blocks = (*tell_summary(policy.summary, policy.names), *tell_source(policy.source), told)
    return Section(policy_id(policy.number), (outline.name_policy(policy),), blocks)


def tell_summary(summary: str | None, names: tuple[FormerTitle, ...] = ()) -> Iterator[Prose]:
    """Tell the summary of a part of the plan, and what the part was called before."""
    if summary:
        yield Prose(paragraphs(summary))
    if names:
        former = "、".join(f"{one.title}（{one.until}年度まで）" for one in names)
        yield Prose(say(f"旧名称：{former}"), "note")


def tell_source(source: Source | None) -> Iterator[Prose]:
    """Tell where in the outline something stands."""
    yield from tell_sources((source,))


def _tabulate_items(
    outline: Outline, items: Iterable[Item], caption: str, *, is_home: bool
) -> Table:
    """List items; where they are at home links lead to, elsewhere links lead from."""
    words = outline.words
    columns = (
        Column("番号", "number"),
        Column(words.item, "name"),
        *(() if is_home else (Column(words.policy, "text"),)),
        Column("事業例", "long"),
        Column(words.division, "text"),
        Column("KPI", "text"),
    )
    return Table(
        caption,
        columns,
        tuple(_tell_item_row(outline, item, is_home=is_home) for item in items),
        "records",
    )


def _tell_item_row(outline: Outline, item: Item, *, is_home: bool) -> Row:
    name = item.title if is_home else Run("link", item.title, item_id(item.number))
    policy = outline.place_of(item)[1]
    cells: tuple[Cell, ...] = (
        say(item.sign),
        ((name, *outline.mark_of(item)),),
        *(() if is_home else (say(f"{policy.sign}　{policy.title}"),)),
        as_lines(item.examples) or missing(outline.unwritten),
        outline.name_divisions(item.divisions),
        as_lines(kpi.name for kpi in item.kpis) or missing(),
    )
    return Row(cells, id=item_id(item.number) if is_home else "")


def tell_data_plan(outline: Outline) -> Iterator[Section]:
    """Tell the statutory plan that marked items form."""
    known = outline.plan.data_plan
    if known is None:
        return
    items = [item for item in outline.items if item.data_plan]
    total = len(outline.items)
    word = outline.words.item
    caption = f"{known.title}の取組項目（{word}{total}項目のうち{len(items)}項目）"
    told = f"{known.mark}の付いた{word}は、{known.statute}に定める{known.title}の取組項目です。"
    yield Section(
        "data-plan",
        (known.title,),
        (
            Prose(say(told)),
            *tell_source(known.source),
            _tabulate_items(outline, items, caption, is_home=False),
        ),
    )


def tell_revisions(revisions: Iterable[Revision | PlanRevision], caption: str) -> Iterator[Table]:
    """List how a part of the plan was changed."""
    rows = tuple(
        Row((say(str(one.date)), tell_revision(one), paragraphs(one.why))) for one in revisions
    )
    if rows:
        columns = (Column("日付", "name"), Column("内容", "long"), Column("理由", "long"))
        yield Table(caption, columns, rows, "records")
