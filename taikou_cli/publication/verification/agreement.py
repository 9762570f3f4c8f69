"""Whether the files of the open data say the same: the JSON file is what the others are held to."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from taikou_cli.publication.exports import csv, stratml
from taikou_cli.publication.tables.table import Column, Table
from taikou_cli.publication.verification.open_data import OpenData, ReadTable, parse_json

Sheets = dict[str, list[list[Any]]]

# What computing a table from nothing would take; to read one takes a thousandth of it.
_MOST_STEPS = 100_000_000
_MOST_BYTES = 200_000_000  # of a workbook once unpacked; one of 35 items has about two million
_MOST_COLUMNS = 200
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
    tables = [_rebuild(name, table) for name, table in data.tables.items()]
    rendered = {f"{table.name}.csv": csv.render(table) for table in tables}
    rendered["stratml.xml"] = stratml.render_all(tables)
    for name, content in rendered.items():
        if name not in files:
            yield f"data/{name} がなく、data/data.json と比べられません。"
        elif files[name] != content:
            line = _find_difference(files[name].split(b"\n"), content.split(b"\n"))
            yield f"data/{name} の{line}行目が data/data.json と違います。"
    yield from _check_descriptions(files)
    wanted = {name: list(map(_normalize, table.rows)) for name, table in data.tables.items()}
    for name, read in (("data.sqlite", _read_sqlite), ("data.xlsx", _read_xlsx)):
        try:
            found = read(files[name], max(map(len, wanted.values()), default=0) + 1)
        except _UNREADABLE:
            yield f"data/{name} を読めません。"
            continue
        for table_name in sorted(wanted.keys() | found.keys()):
            if found.get(table_name) != wanted.get(table_name):
                row = _find_difference(found.get(table_name, []), wanted.get(table_name, []))
                yield (
                    f"data/{name} の表「{table_name}」のデータの{row}件目が"
                    " data/data.json と違います。"
                )


def _find_difference(found: Sequence[Any], wanted: Sequence[Any]) -> int:
    """Give the number of the first line or row that differs or is missing, from 1."""
    pairs = enumerate(zip(found, wanted, strict=False), start=1)
    shorter = min(len(found), len(wanted))
    return next((number for number, (one, other) in pairs if one != other), shorter + 1)


def _check_descriptions(files: Mapping[str, bytes]) -> Iterator[str]:
    """Check what the description of the CSV files says of their bytes."""
    try:
        described = {
            one["path"]: (one["bytes"], one["hash"])
            for one in parse_json(files["datapackage.json"])["resources"]
        }
    except (*_UNREADABLE, RecursionError):
        yield "data/datapackage.json を読めません。"
        return
    for name, content in files.items():
        is_right = (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        if name.endswith(".csv") and described.get(name) != is_right:
            yield f"data/datapackage.json にある {name} の大きさかハッシュが、そのファイルと違います。"


def _rebuild(name: str, table: ReadTable) -> Table:
    columns = tuple(Column(column, column, kind) for column, kind in table.columns.items())
    return Table(name, name, columns, (), (), tuple(map(tuple, table.rows)))


def _read_sqlite(content: bytes, most: int) -> Sheets:
    """Read at most so many rows of each table. A view, or a column that computes, is none."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.set_progress_handler(lambda: 1, _MOST_STEPS)
        names = connection.execute("SELECT name, type FROM sqlite_schema WHERE type != 'index'")
        return {
            name: _select(connection, name, most) if kind == "table" else []
            for name, kind in names.fetchall()
        }
    finally:
        connection.close()


def _select(connection: sqlite3.Connection, table: str, most: int) -> list[list[Any]]:
    name = table.replace('"', '""')
    columns = connection.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
    if any(hidden for *_, hidden in columns):
        raise sqlite3.DataError(table)
    rows = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid LIMIT {most}')  # noqa: S608
    return [_normalize(row) for row in rows]


def _read_xlsx(content: bytes, most: int) -> Sheets:
    """Read at most so many rows of each sheet."""
    from openpyxl import load_workbook

    with ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
            raise BadZipFile
    book = load_workbook(BytesIO(content), read_only=True)
    if any((sheet.max_column or 0) > _MOST_COLUMNS for sheet in book.worksheets):
        raise BadZipFile
    return {
        sheet.title: [
            _normalize(row)
            for row in sheet.iter_rows(min_row=2, max_row=most + 1, values_only=True)
        ]
        for sheet in book.worksheets
    }


def _normalize(row: Any) -> list[Any]:
    """Give the cells with every number as a float: that is what these files keep."""
    return [float(cell) if isinstance(cell, int | float | Decimal) else cell for cell in row]
