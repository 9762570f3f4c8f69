"""A part of a document for the terminal: two columns, names and what stands beside them."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.progress.wording import EMPTY
from taikou_cli.reports.document.blocks import (
    Block,
    Facts,
    Figure,
    Line,
    Listing,
    Notice,
    Prose,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.writers.rows import Cell, TableRow, arrange_bodies

# Cells up to which a caption stands beside its table instead of above it.
_LABEL_WIDTH = 14

Look = Literal["plain", "heading", "muted"]


class Entry(NamedTuple):
    """A line of the screen: a name, what stands beside it, and how it looks."""

    name: str
    text: str
    look: Look = "plain"


def write_entries(section: Section) -> tuple[Entry, ...]:
    """Give the lines below the heading of a part."""
    return tuple(_write_all(section.blocks))


def write_title(section: Section) -> str:
    """Give the heading of a part."""
    return _write_line(section.title)


def _write_all(blocks: Iterable[Block]) -> Iterator[Entry]:
    for block in blocks:
        yield from _write(block)


def _write(block: Block) -> Iterator[Entry]:
    match block:
        case Section():
            yield Entry("", f"── {_write_line(block.title)} ──", "heading")
            yield from _write_all(block.blocks)
        case Prose():
            look: Look = "plain" if block.role in ("text", "summary", "vision") else "muted"
            yield Entry("", _write_text(block.text), look)
        case Notice():
            yield Entry("※", _write_text(block.text))
        case Facts():
            for fact in block.entries:
                yield Entry(fact.name, _write_text(fact.text), _look_of(fact.text))
        case Table():
            yield from _write_table(block)
        case Figure():
            yield from () if block.is_told else _write_table(block.table)
        case Listing():
            for entry in block.entries:
                yield Entry("", f"・{_write_text(entry)}")


def _write_table(table: Table) -> Iterator[Entry]:
    """Give the rows as a list, under the caption or, if that is short, beside it."""
    is_short = display_width(table.caption) <= _LABEL_WIDTH
    if not is_short:
        yield Entry("", f"【{table.caption}】", "heading")
    rows = "\n".join(
        _write_row(row, is_course=table.role == "course")
        for body in arrange_bodies(table)
        for row in body.rows
    )
    yield Entry(table.caption if is_short else "", rows)


def _write_row(row: TableRow, *, is_course: bool) -> str:
    """Give the name of a row, and below it the other cells with the names of their columns.

    What several rows have in common comes first, on a line of its own.
    """
    name = "".join(_write_text(cell.text) for cell in row.cells if cell.column.kind == "name")
    others = [cell for cell in row.cells if cell.column.kind != "name"]
    lines = (
        _write_cells((cell for cell in others if cell.span > 1), is_course=is_course),
        _write_cells((cell for cell in others if cell.span == 1), is_course=is_course),
    )
    told = (f"・{name}" if name else "", *(f"　{line}" if line else "" for line in lines))
    return "\n".join(filter(None, told))


def _write_cells(cells: Iterable[Cell], *, is_course: bool) -> str:
    told = (
        f"{cell.column.name}{' ' if is_course else '：'}{words}"
        for cell in cells
        if (words := _write_text(cell.text, "、")) not in ("", EMPTY)
    )
    return "　".join(told)


def _look_of(text: Text) -> Look:
    runs = [run for line in text for run in line]
    is_missing = all(not isinstance(run, str) and run.kind == "missing" for run in runs)
    return "muted" if runs and is_missing else "plain"


def _write_text(text: Text, separator: str = "\n") -> str:
    return separator.join(map(_write_line, text))


def _write_line(line: Line) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in line)
