"""Whether the files of the open data say the same: the JSON file is what the others are held to."""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from taikou_cli.publication.exports import csv
from taikou_cli.publication.tables.table import Column, Table
from taikou_cli.publication.verification.open_data import OpenData, ReadTable

Sheets = dict[str, list[list[Any]]]

# What reading a file raises that is damaged or of another kind.
_UNREADABLE = (
    *(KeyError, IndexError, TypeError, ValueError, AttributeError, OSError, RuntimeError),
    *(sqlite3.Error, BadZipFile, zlib.error, ParseError),
)


def iter_disagreements(files: Mapping[str, bytes], data: OpenData) -> Iterator[str]:
    """Yield a sentence for every file whose content is not that of the JSON file.

    Args:
        files: The files of the open data by their names.
        data: What the JSON file says.
    """
    for name, table in data.tables.items():
        if files.get(f"{name}.csv") != csv.render(_rebuild(name, table)):
            yield f"data/{name}.csv の内容が data/data.json と違います。"
    wanted = {name: list(map(_normalize, table.rows)) for name, table in data.tables.items()}
    for name, read in (("data.sqlite", _read_sqlite), ("data.xlsx", _read_xlsx)):
        try:
            found = read(files[name])
        except _UNREADABLE:
            yield f"data/{name} を読めません。"
            continue
        for table_name in sorted(wanted.keys() | found.keys()):
            if found.get(table_name) != wanted.get(table_name):
                yield f"data/{name} の表「{table_name}」の内容が data/data.json と違います。"


def _rebuild(name: str, table: ReadTable) -> Table:
    columns = tuple(Column(column, column, kind) for column, kind in table.columns.items())
    return Table(name, name, columns, (), (), tuple(map(tuple, table.rows)))


def _read_sqlite(content: bytes) -> Sheets:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        return {name: _select(connection, name) for (name,) in names.fetchall()}
    finally:
        connection.close()


def _select(connection: sqlite3.Connection, table: str) -> list[list[Any]]:
    name = table.replace('"', '""')
    rows = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608
    return [_normalize(row) for row in rows]


def _read_xlsx(content: bytes) -> Sheets:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True)
    return {
        sheet.title: [_normalize(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        for sheet in book.worksheets
    }


def _normalize(row: Any) -> list[Any]:
    """Give the cells with every number as a float: that is what these files keep."""
    return [float(cell) if isinstance(cell, int | float | Decimal) else cell for cell in row]
