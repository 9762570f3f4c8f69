"""The texts of a document that a search looks through, each with what it is."""

from collections.abc import Iterable, Iterator

from taikou_cli.reports.document.blocks import (
    Block,
    Facts,
    Line,
    Listing,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
)
from taikou_cli.reports.document.walk import read_line, read_text

_READ = {"name", "text", "long"}


def list_texts(blocks: Iterable[Block], within: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of blocks with what kind of text each is.

    Args:
        blocks: The blocks.
        within: The heading under which they stand.
    """
    for block in blocks:
        match block:
            case Section():
                yield from list_texts(block.blocks, read_line(block.title))
            case Facts() if block.role != "card":
                for fact in block.entries:
                    name = within if block.role == "opinions" and not fact.is_reply else fact.name
                    yield name, read_text(fact.text)
            case Notice():
                yield from ((_name(line), read_line(line)) for line in block.text)
            case Prose() if block.role != "empty":
                yield from ((within or "KPI", read_line(line)) for line in block.text)
            case Table():
                name = block.caption.partition("（")[0]
                yield from ((name, told) for row in block.rows for told in _read_row(block, row))
            case Listing():
                yield from ((within, read_text(entry)) for entry in block.entries)


def _name(line: Line) -> str:
    first = line[0] if line else ""
    return first.text if isinstance(first, Run) else ""


def _read_row(table: Table, row: Row) -> Iterator[str]:
    cells = zip(table.columns, row.cells, strict=True)
    told = [read_text(cell) for column, cell in cells if cell and column.kind in _READ]
    if told:
        yield "　".join(told)
