"""A table as CSV in UTF-8 with a byte order mark: Excel opens it by a double click."""

import csv
from decimal import Decimal
from io import StringIO

from taikou_cli.base.japanese_text import FORMULA
from taikou_cli.publication.tables.table import Cell, Table


def render(table: Table) -> bytes:
    """Give the file: the physical names in the first row, then one record a line.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_write(cell) for cell in row] for row in table.rows)
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _write(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if FORMULA.match(cell) else cell
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
