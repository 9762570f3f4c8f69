"""Goes through documents: to change every line of a block, or to take texts out of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from taikou_cli.reports.document.blocks import (
    Block,
    Facts,
    Figure,
    Line,
    Listing,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
    Text,
)

Change = Callable[[Line], Line]


def change_lines(block: Block, change: Change) -> Block:
    """Give a block with every line changed; headings, names and captions stay."""
    match block:
        case Section():
            return replace(block, blocks=tuple(change_lines(one, change) for one in block.blocks))
        case Prose() | Notice():
            return replace(block, text=_change(block.text, change))
        case Facts():
            facts = (replace(one, text=_change(one.text, change)) for one in block.entries)
            return replace(block, entries=tuple(facts))
        case Listing():
            return replace(block, entries=tuple(_change(one, change) for one in block.entries))
        case Table():
            return replace(block, rows=tuple(_change_row(row, change) for row in block.rows))
        case Figure():
            return block


def _change(text: Text, change: Change) -> Text:
    return tuple(map(change, text))


def _change_row(row: Row, change: Change) -> Row:
    cells = (None if cell is None else _change(cell, change) for cell in row.cells)
    return replace(row, cells=tuple(cells))


def quote(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks of another year: without pictures, and without addresses in its figures."""
    for block in blocks:
        if isinstance(block, Section):
            title = _drop_addresses(block.title)
            yield replace(block, title=title, blocks=tuple(quote(block.blocks)))
        elif not isinstance(block, Figure):
            yield change_lines(block, _drop_addresses)


def _drop_addresses(line: Line) -> Line:
    return tuple(
        replace(run, to="")
        if isinstance(run, Run) and run.kind in ("figure", "badge", "muted")
        else run
        for run in line
    )


def read_line(line: Line) -> str:
    """Give what is read of a line."""
    return "".join(run if isinstance(run, str) else run.text for run in line)


def read_text(text: Text) -> str:
    """Give what is read of paragraphs, on one line."""
    return "　".join(map(read_line, text))
