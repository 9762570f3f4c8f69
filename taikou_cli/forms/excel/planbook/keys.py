"""The hidden sheet of the plan's workbook: what every cell held when it was written."""

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


def parse_key_rows(rows: Sequence[tuple[Any, ...]]) -> BookKey:
    """Understand the rows of a hidden sheet.

    Raises:
        BadKeyError: They are not what `iter_key_rows` gives.
    """
    if len(rows) < 2 or rows[0][:1] != (PLAN_MARK,) or rows[0][1] != VERSION:  # noqa: PLR2004
        raise BadKeyError(rows[0][1] if rows and rows[0][:1] == (PLAN_MARK,) else None)
    titles: dict[str, str] = {}
    tables: dict[str, dict[str, dict[str, str]]] = {}
    columns: list[str] = []
    marks: dict[str, dict[str, str]] = {}
    for kind, name, *texts in rows[2:]:
        if kind == _TABLE:
            titles[str(name)], *columns = (str(text) for text in texts if text is not None)
            marks = tables.setdefault(str(name), {})
        elif kind == _ROW:
            told = (str(text or "") for text in texts)
            marks[str(name)] = dict(zip(columns, told, strict=False))
    return BookKey(str(rows[1][1] or ""), titles, tables)
