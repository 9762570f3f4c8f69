"""Pieces of text: paragraphs of what the data say, and lines put together of runs."""

from collections.abc import Iterable, Iterator

from taikou_cli.base.japanese_text import join_lines
from taikou_cli.base.label import join_labels, label
from taikou_cli.model.catalogue import Entry, Kind
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.reports.document.blocks import Fact, Facts, Line, Listing, Prose, Run, Text

UNTOLD = label("未記入")
UNREGISTERED = label("未登録")


def say(*parts: str | Run) -> Text:
    """Give one paragraph; the lines of a text of the data run together."""
    told = (flow(part) if isinstance(part, str) else part for part in parts)
    return (tuple(part for part in told if part != ""),)


def missing(words: str = UNREGISTERED) -> Text:
    """Give one paragraph that says that nothing is told."""
    return ((Run("missing", words),),)


def paragraphs(text: str | None, empty: str | None = UNTOLD) -> Text:
    """Give the paragraphs of a text of the data; the lines of each run together.

    Args:
        text: The text.
        empty: What stands for no text; None stands for nothing.
    """
    blocks = (join_lines(block) for block in (text or "").split("\n\n"))
    told = tuple((block,) for block in blocks if block)
    return told or (() if empty is None else missing(empty))


def flow(text: str) -> str:
    """Make one line of a text; a label that is one stays one."""
    return join_lines(text) if "\n" in text else text


def as_lines(texts: Iterable[str]) -> Text:
    """Make a paragraph of each text."""
    return tuple((flow(text),) for text in texts)


def separate(lines: Iterable[Line], separator: str) -> Line:
    """Run lines together."""
    joined: list[str | Run] = []
    for line in lines:
        joined += [separator, *line] if joined else line
    return tuple(joined)


def say_empty(words: str) -> Prose:
    """Say in a section of its own that there is nothing to tell."""
    return Prose(say(words), "empty")


def tell_stories(plan: Plan, *records: Record, of_year: bool = False) -> Iterator[Facts]:
    """Tell the texts of records that have some: every public one of the catalogue, by its title.

    The fields that the plan declares follow those of the model.

    Args:
        plan: The plan.
        records: The records.
        of_year: Only what the reports of single years carry.
    """
    for_all = ((one, plan.stories_of(one)) for one in records)
    yield from _tell_entries(
        (one, [entry for entry in entries if not (of_year and entry.is_of_plan)])
        for one, entries in for_all
    )


def tell_declared(plan: Plan, record: Record) -> Iterator[Facts]:
    """Tell the fields of a record that the plan declares, where its own texts stand elsewhere."""
    yield from _tell_entries([(record, plan.declared_for(record))])


def _tell_entries(told: Iterable[tuple[Record, Iterable[Entry]]]) -> Iterator[Facts]:
    facts = tuple(
        Fact(name_entry(entry), text)
        for record, entries in told
        for entry in entries
        if (text := tell_entry(entry, record))
    )
    if facts:
        yield Facts(facts, "story")


def tell_lineage(item: Item) -> Iterator[Fact]:
    """Tell which item of an earlier plan goes on in this one."""
    if item.continues:
        yield Fact(label("引き継いだ項目"), say(f"{item.continues.plan}　{item.continues.item}"))


def name_entry(entry: Entry) -> str:
    """Name a field: one of the program's own can be read in other languages."""
    return entry.title if entry.is_declared else label(entry.title)


def tell_entry(entry: Entry, record: Record, empty: str | None = None) -> Text:
    """Tell a plain value of a record; a link leads to where it points."""
    told = entry.tell(record)
    if told and entry.is_declared and entry.kind is Kind.LINK:
        return say(Run("web", told, told))
    return paragraphs(told, empty)


def list_declared(plan: Plan, record: Record) -> Text:
    """Tell the fields of a record that the plan declares, each in a paragraph with its name."""
    return tuple(
        (f"{entry.title}：", *line)
        for entry in plan.declared_for(record)
        for line in tell_entry(entry, record)
    )


def list_texts(texts: Iterable[str]) -> Listing:
    """List texts of the data."""
    return Listing(tuple(say(text) for text in texts))


def join_sentences(texts: Iterable[str]) -> str:
    """Run texts together, each ended by one full stop."""
    return join_labels(
        [
            text if text.endswith("。") else label("{sentence}。", sentence=text)
            for text in map(flow, texts)
        ]
    )
