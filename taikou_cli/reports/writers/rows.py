"""What every writer of tables and links needs: cells that go on over rows, and ids."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taikou_cli.reports.document.blocks import Block, Column, Facts, Row, Section, Table, Text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its column, and over how many rows it goes."""

    column: Column
    text: Text
    span: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with the cells that begin in it."""

    id: str
    tags: tuple[tuple[str, tuple[str, ...]], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """Rows that belong together."""

    rows: tuple[TableRow, ...]
    is_total: bool


def arrange_bodies(table: Table) -> tuple[Body, ...]:
    """Give the rows by the parts of the table that they make up: totals, and rows that are one."""
    groups: list[list[Row]] = []
    is_joined = any(cell is None for row in table.rows for cell in row.cells)
    for row in table.rows:
        begins = None not in row.cells if is_joined else row.is_total
        if not groups or begins or row.is_total != groups[-1][-1].is_total:
            groups.append([])
        groups[-1].append(row)
    return tuple(
        Body(tuple(_arrange(table, group, place) for place in range(len(group))), group[0].is_total)
        for group in groups
    )


def _arrange(table: Table, group: list[Row], place: int) -> TableRow:
    row = group[place]
    cells = []
    for number, (column, text) in enumerate(zip(table.columns, row.cells, strict=True)):
        if text is not None:
            end = place + 1
            while end < len(group) and group[end].cells[number] is None:
                end += 1
            cells.append(Cell(column, text, end - place))
    return TableRow(row.id, row.tags, tuple(cells))


def iter_ids(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the ids of a document that links can lead to."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from iter_ids(block.blocks)
        elif isinstance(block, Table):
            yield from (id_ for id_ in (block.id, *(row.id for row in block.rows)) if id_)
        elif isinstance(block, Facts):
            yield from (fact.id for fact in block.entries if fact.id)
