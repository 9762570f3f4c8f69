"""All tables as one SQLite file, to be asked by SQL."""

import sqlite3
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from taikou_cli.publication.tables import Cell, Table

# Where the file notes which version of SQLite wrote it: readers do not use it, and the same
# data shall give the same bytes on any machine.
_VERSION = slice(96, 100)
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC"}


def render_all(tables: Iterable[Table]) -> bytes:
    """Give the file; a table `columns` holds the Japanese titles of all columns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sqlite"
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA page_size = 4096")
            _fill(connection, tables)
            connection.commit()
        finally:
            connection.close()
        content = path.read_bytes()
    return content[: _VERSION.start] + bytes(4) + content[_VERSION.stop :]


def _fill(connection: sqlite3.Connection, tables: Iterable[Table]) -> None:
    connection.execute('CREATE TABLE "columns" ("table" TEXT, "column" TEXT, "title" TEXT)')
    for table in tables:
        fields = ", ".join(f'"{c.name}" {_TYPES[c.kind]}' for c in table.columns)
        connection.execute(f'CREATE TABLE "{table.name}" ({fields})')
        marks = ", ".join("?" for _ in table.columns)
        # Names of tables and columns are ours, in ASCII; the data's values are bound.
        insert = f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608
        connection.executemany(insert, ([_bind(cell) for cell in row] for row in table.rows))
        titles = [(table.name, column.name, column.title) for column in table.columns]
        connection.executemany('INSERT INTO "columns" VALUES (?, ?, ?)', titles)


def _bind(cell: Cell) -> str | int | None:
    """Give a decimal as text: the column's affinity makes a number of it."""
    return str(cell) if isinstance(cell, Decimal) else cell
