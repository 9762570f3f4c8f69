"""The parts that the report of the plan itself is put together from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taikou_cli.base.label import enumerate_labels, join_labels, label
from taikou_cli.model.branches import Branch, walk
from taikou_cli.model.fields import Source
from taikou_cli.model.goals import Goal
from taikou_cli.model.item import Item, Revision
from taikou_cli.model.plan import Plan, PlanRevision
from taikou_cli.model.validity import FormerTitle
from taikou_cli.reports.document.amount_definitions import say_sum_of
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
from taikou_cli.reports.document.source import Outline, item_id, part_id
from taikou_cli.reports.document.summary import note_repeated
from taikou_cli.reports.document.texts import (
    as_lines,
    join_sentences,
    missing,
    paragraphs,
    say,
    say_empty,
    tell_declared,
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
    parts = join_labels((words.division, words.action, "KPI"), "・")
    if counted.is_complete:
        state: Block = Prose(
            say(
                label("すべての{item}に、{parts}が登録されています。", item=words.item, parts=parts)
            )
        )
    else:
        state = Notice(
            say(
                label(
                    "{plan}は方向性を示すものです。{parts}は、別に定める実施計画で決まります。"
                    "まだ登録されていないものは「未登録」と表示します。",
                    plan=words.plan,
                    parts=parts,
                )
            )
        )
    blocks = (
        _count_parts(outline, counted),
        state,
        _tabulate_state(outline),
        *note_repeated(outline),
        draw_structure(outline),
    )
    return Section("state", (label("登録の状況"),), blocks)


def tell_parts(outline: Outline) -> Prose:
    """Say in a sentence how many parts of each level the plan has."""
    words, levels = outline.words, outline.levels
    first, *below = ((words.of_level(one), len(outline.parts_on(one))) for one in levels)
    parts = [label("{count}つの{word}", count=first[1], word=first[0])]
    parts += [
        label("{count}の{word}", count=number, word=word)
        for word, number in (*below, (words.item, len(outline.items)))
    ]
    told = enumerate_labels(parts)
    return Prose(say(label("{plan}は、{parts}から成ります。", plan=outline.plan.title, parts=told)))


def _count_parts(outline: Outline, counted: Tally) -> Facts:
    words, marked = outline.words, outline.plan.data_plan
    counts = [
        *((words.of_level(level), len(outline.parts_on(level))) for level in outline.levels),
        (words.item, counted.items),
        *([(label("うち{mark}", mark=marked.mark), counted.data_plan)] if marked else []),
    ]
    return Facts(tuple(Fact(name, say(str(number))) for name, number in counts), "counts")


def _tabulate_state(outline: Outline) -> Table:
    words, marked = outline.words, outline.plan.data_plan
    columns = (
        Column(words.goal, "name"),
        *(Column(words.of_level(level), "number") for level in outline.levels[1:]),
        Column(words.item, "number"),
        *((Column(marked.mark, "number"),) if marked else ()),
        *(Column(name, "number") for name in (words.division, words.action, "KPI")),
    )
    rows = [
        _tell_tally(outline, outline.name_part(goal), (goal,), outline.items_in(goal))
        for goal in outline.branches
    ]
    total = _tell_tally(outline, label("計"), outline.branches, outline.items)
    caption = label(
        "{goal}別の登録の状況（登録済みの項目数／{item}数）", goal=words.goal, item=words.item
    )
    return Table(caption, columns, (*rows, Row(total.cells, is_total=True)))


def _tell_tally(
    outline: Outline, name: str, branches: tuple[Branch, ...], items: Iterable[Item]
) -> Row:
    counted = tally(items)
    cells = [name, *map(str, count_below(outline, branches)), str(counted.items)]
    cells += [str(counted.data_plan)] if outline.plan.data_plan else []
    registered = (counted.divisions, counted.actions, counted.kpis)
    cells += [f"{number}／{counted.items}" for number in registered]
    return Row(tuple(map(say, cells)))


def count_below(outline: Outline, branches: Iterable[Branch]) -> tuple[int, ...]:
    """Count the parts in some goals on each level below these that the plan has."""
    counted = Counter(one.level for one in walk(branches))
    return tuple(counted[level] for level in outline.levels[1:])


def tell_part(outline: Outline, branch: Branch) -> Section:
    """Tell a part of the plan: its summary, its indicators, and what is below it."""
    part = branch.part
    about = (*tell_summary(part.summary, part.names), *tell_source(part.source))
    kgis = tuple(_tell_kgis(outline, part)) if isinstance(part, Goal) else ()
    below: Iterable[Block] = (tell_part(outline, one) for one in branch.below)
    if not branch.below:
        below = (_tell_items(outline, branch),)
    blocks = (*about, *tell_declared(outline.plan, part), *kgis, *below)
    return Section(part_id(branch), (outline.name_part(branch),), blocks)


def _tell_kgis(outline: Outline, goal: Goal) -> Iterator[Block]:
    if goal.kgis:
        yield from tabulate_indicators(outline, goal.kgis, "KGI")
    for kgi in goal.kgis:
        if summed := say_sum_of(outline.plan, kgi):
            yield Prose(
                say(join_sentences([label("{name}：{told}", name=kgi.name, told=summed)])), "note"
            )


def _tell_items(outline: Outline, branch: Branch) -> Block:
    items, word = outline.items_in(branch), outline.words.item
    if not items:
        level = outline.words.of_level(branch.level)
        return say_empty(label("この{level}の{word}は登録されていません。", level=level, word=word))
    return _tabulate_items(
        outline,
        items,
        label("{branch}の{word}", branch=outline.name_sign(branch), word=word),
        branch,
    )


def tell_summary(summary: str | None, names: tuple[FormerTitle, ...] = ()) -> Iterator[Prose]:
    """Tell the summary of a part of the plan, and what the part was called before."""
    if summary:
        yield Prose(paragraphs(summary))
    if names:
        former = [
            label("{title}（{year}年度まで）", title=one.title, year=one.until) for one in names
        ]
        yield Prose(say(label("旧名称：{names}", names=enumerate_labels(former))), "note")


def tell_source(source: Source | None) -> Iterator[Prose]:
    """Tell where in the outline something stands."""
    yield from tell_sources((source,))


def _tabulate_items(
    outline: Outline, items: Iterable[Item], caption: str, home: Branch | None = None
) -> Table:
    """List items, of one part of the plan or of all; where they are at home links lead to, else from."""
    words = outline.words
    columns = (
        Column(label("番号"), "number"),
        Column(words.item, "name"),
        *(() if home else (Column(outline.home_word, "text"),)),
        Column(label("事業例"), "long"),
        Column(words.division, "text"),
        Column("KPI", "text"),
    )
    return Table(
        caption,
        columns,
        tuple(_tell_item_row(outline, item, home) for item in items),
        "records",
    )


def _tell_item_row(outline: Outline, item: Item, home: Branch | None) -> Row:
    is_home = home is not None and home.is_home_of(item)
    again = outline.mark_repeated(item, home) if home else ()
    name = item.title if is_home else Run("link", item.title, item_id(item.number))
    place = outline.places[item.number][-1].part
    cells: tuple[Cell, ...] = (
        say(item.sign),
        ((name, *outline.mark_of(item), *again),),
        *(() if home else (say(f"{place.sign}　{place.title}"),)),
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
    caption = label(
        "{title}の取組項目（{word}{total}項目のうち{count}項目）",
        title=known.title,
        word=word,
        total=total,
        count=len(items),
    )
    told = label(
        "{mark}の付いた{word}は、{statute}に定める{title}の取組項目です。",
        mark=known.mark,
        word=word,
        statute=known.statute,
        title=known.title,
    )
    yield Section(
        "data-plan",
        (known.title,),
        (
            Prose(say(told)),
            *tell_source(known.source),
            _tabulate_items(outline, items, caption),
        ),
    )


def tell_revisions(
    plan: Plan, revisions: Iterable[Revision | PlanRevision], caption: str
) -> Iterator[Table]:
    """List how a part of the plan was changed."""
    rows = tuple(
        Row((say(str(one.date)), tell_revision(plan, one), paragraphs(one.why)))
        for one in revisions
    )
    if rows:
        columns = (
            Column(label("日付"), "name"),
            Column(label("内容"), "long"),
            Column(label("理由"), "long"),
        )
        yield Table(caption, columns, rows, "records")
