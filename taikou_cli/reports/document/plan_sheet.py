"""An item's plan sheet (実施計画): what is done, why, when, by whom, and by what it is measured."""

from collections.abc import Iterator

from taikou_cli.base.label import enumerate_labels, label
from taikou_cli.model.item import Action, Item
from taikou_cli.progress.wording import EMPTY
from taikou_cli.reports.document.amounts import tell_item_plan
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Listing,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
)
from taikou_cli.reports.document.indicator_definitions import tabulate_indicators, tell_years
from taikou_cli.reports.document.outline_parts import tell_revisions, tell_source, tell_summary
from taikou_cli.reports.document.pictures import draw_logic, draw_schedule
from taikou_cli.reports.document.source import Outline
from taikou_cli.reports.document.texts import (
    as_lines,
    list_declared,
    paragraphs,
    say,
    tell_lineage,
    tell_stories,
)


def tell_implementation(outline: Outline) -> Section:
    """Tell the sheet of every item of which something is registered, in the order of the plan."""
    known = tuple(item for item in outline.items if _is_registered(outline, item))
    words = outline.words
    if not known:
        empty = Notice(
            say(
                label(
                    "実施計画はまだ登録されていません。実施計画が定まると、{item}ごとの{action}、"
                    "年度の予定、KPIと目標値をここに掲載します。",
                    item=words.item,
                    action=words.action,
                )
            )
        )
        return Section("implementation", (label("実施計画"),), (empty,))
    links = tuple(
        ((Run("link", f"{item.sign}　{item.title}", _id_of(item)), *outline.mark_of(item)),)
        for item in known
    )
    parts = (Section(_id_of(one), outline.name_item(one), _sheet(outline, one)) for one in known)
    return Section("implementation", (label("実施計画"),), (Listing(links), *parts))


def _is_registered(outline: Outline, item: Item) -> bool:
    told = (
        *(item.actions, item.kpis, item.amounts, item.revisions),
        *(item.classes, item.also_under),
        next(tell_stories(outline.plan, item), None),
    )
    return any(told)


def _id_of(item: Item) -> str:
    return f"implementation-{item.number}"


def _sheet(outline: Outline, item: Item) -> tuple[Block, ...]:
    divisions = Fact(outline.words.division, outline.name_divisions(item.divisions))
    place = (*outline.tell_place(item), divisions)
    examples = (Fact(label("事業例"), as_lines(item.examples)),) if item.examples else ()
    facts = (*place, *examples, *tell_lineage(item))
    return (Facts(facts, "card"), *tell_item(outline, item))


def tell_item(outline: Outline, item: Item) -> Iterator[Block]:
    """Tell what the implementation plan says of an item."""
    yield from tell_summary(None, item.names)
    yield from tell_stories(outline.plan, item)
    classes = tuple(outline.tell_classes(item))
    if classes:
        yield Facts(classes, "terms")
    titles = {one.number: one.title for one in outline.plan.attitudes}
    named = [f"{number}　{titles[number]}" for number in item.attitudes if number in titles]
    if named:
        listed = enumerate_labels(named)
        yield Prose(say(label("{name}：{told}", name=outline.words.attitude, told=listed)))
    yield from _tell_logic(outline, item)
    yield from _tell_actions(outline, item)
    if item.kpis:
        yield from tabulate_indicators(outline, item.kpis, "KPI")
    yield from tell_item_plan(outline, item)
    yield from tell_revisions(outline.plan, item.revisions, label("計画の変更"))
    yield from tell_source(item.source)


def _tell_logic(outline: Outline, item: Item) -> Iterator[Block]:
    figure = draw_logic(outline, item)
    if figure:
        yield figure


def _tell_actions(outline: Outline, item: Item) -> Iterator[Block]:
    if not item.actions:
        return
    told = any(action.summary for action in item.actions)
    columns = (
        Column(outline.words.short.action, "name"),
        *((Column(label("内容"), "long"),) if told else ()),
        Column(outline.words.division, "text"),
    )
    rows = tuple(_tell_action(outline, action, with_summary=told) for action in item.actions)
    yield Table(outline.words.action, columns, rows, "records")
    plan = outline.plan
    figure = draw_schedule(outline, item, range(plan.first_year, plan.last_year + 1))
    if figure:
        yield figure


def _tell_action(outline: Outline, action: Action, *, with_summary: bool) -> Row:
    name = (action.title, tell_years(action.first_year, action.last_year))
    own = outline.name_divisions(action.divisions) if action.divisions else say(EMPTY)
    summary = (paragraphs(action.summary, EMPTY),) if with_summary else ()
    return Row(((*say(*name), *list_declared(outline.plan, action)), *summary, own))
