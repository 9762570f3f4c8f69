"""The hidden sheet of the plan's workbook: what every cell held when it was written."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from taikou_cli.forms.excel.key_sheet import BadKeyError
from taikou_cli.forms.excel.planbook.recognition import PLAN_MARK
from taikou_cli.forms.layout.planbook.book import Book, BookSheet
from taikou_cli.forms.layout.planbook.cells import mark_of

VERSION = 1
KEY_COLUMN = 1
"""The hidden column, from 1, that holds the keys of the rows on every sheet."""

_HEADING = "taikou:{}"
_TABLE, _ROW, _PLAN = "table", "row", "plan"

Marks = Mapping[str, Mapping[str, str]]
"""The marks of cells by the keys of their rows and columns."""


class BookKey(NamedTuple):
    """What the hidden sheet says.

    Attributes:
        plan: The government and the title of the plan.
        titles: The titles of the sheets, by the keys of their tables.
        tables: The marks of the tables.
    """

    plan: str
    titles: Mapping[str, str]
    tables: Mapping[str, Marks]


def heading_of(table: str) -> str:
    """Give what stands above the keys of a table's rows."""
    return _HEADING.format(table)


def iter_key_rows(book: Book) -> Iterator[tuple[str | int, ...]]:
    """Yield the rows of the hidden sheet."""
    yield PLAN_MARK, VERSION
    yield _PLAN, book.plan
    for sheet in book.sheets:
        yield from _iter_table(sheet)


def _iter_table(sheet: BookSheet) -> Iterator[tuple[str, ...]]:
    columns = sheet.table.columns
    yield (_TABLE, sheet.table.key, sheet.table.title, *(column.key for column in columns))
    for row, cells in sheet.rows:
        marks = (mark_of(column, cell) for column, cell in zip(columns, cells, strict=True))
        yield _ROW, row.key, *marks


def parse_key_rows(rows: Sequence[Mapping[int, Any]]) -> BookKey:
    """Understand the rows of a hidden sheet, each by the numbers of its columns that hold something.

    Raises:
        BadKeyError: They are not what `iter_key_rows` gives.
    """
    head, about = (*rows[:2], {}, {})[:2]
    if head.get(1) != PLAN_MARK or head.get(2) != VERSION:
        raise BadKeyError(head.get(2) if head.get(1) == PLAN_MARK else None)
    titles: dict[str, str] = {}
    tables: dict[str, dict[str, Mapping[str, str]]] = {}
    columns: dict[int, str] = {}
    blank: dict[str, str] = {}
    marks: dict[str, Mapping[str, str]] = {}
    for row in rows[2:]:
        kind, name = row.get(1), str(row.get(2))
        texts = {column: str(text) for column, text in row.items() if column > 2}  # noqa: PLR2004
        if kind == _TABLE:
            titles[name] = texts.pop(3, "")
            columns = {column - 1: text for column, text in texts.items()}
            blank = dict.fromkeys(columns.values(), "")
            marks = tables.setdefault(name, {})
        elif kind == _ROW:
            told = {columns[column]: text for column, text in texts.items() if column in columns}
            marks[name] = ChainMap(told, blank)
    return BookKey(str(about.get(2) or ""), titles, tables)
