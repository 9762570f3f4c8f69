"""All tables as one SQLite file, to be asked by SQL."""

import sqlite3
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from taikou_cli.publication.tables.table import Cell, Table

# Where the file notes which version of SQLite wrote it: readers do not use it, and the same
# data shall give the same bytes on any machine.
_VERSION = slice(96, 100)
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "date": "TEXT"}


def render_all(tables: Iterable[Table]) -> bytes:
    """Give the file, with the keys of the tables and the references between them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sqlite"
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA page_size = 4096")
            for table in tables:
                _fill(connection, table)
            connection.commit()
        finally:
            connection.close()
        content = path.read_bytes()
    return content[: _VERSION.start] + bytes(4) + content[_VERSION.stop :]


def _fill(connection: sqlite3.Connection, table: Table) -> None:
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(_list_definitions(table))})')
    marks = ", ".join("?" for _ in table.columns)
    # Names of tables and columns are ours, in ASCII; the data's values are bound.
    insert = f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608
    connection.executemany(insert, ([_bind(cell) for cell in row] for row in table.rows))


def _list_definitions(table: Table) -> list[str]:
    columns = [
        f'"{column.name}" {_TYPES[column.kind]}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    references = [
        f'FOREIGN KEY ({_quote(one.columns)}) REFERENCES "{one.table}" ({_quote(one.key)})'
        for one in table.references
    ]
    return [*columns, f"PRIMARY KEY ({_quote(table.key)})", *references]


def _quote(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _bind(cell: Cell) -> str | int | None:
    """Give a decimal as text: the column's affinity makes a number of it."""
    return str(cell) if isinstance(cell, Decimal) else cell
