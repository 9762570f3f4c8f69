"""The table of a picture as CSV in UTF-8 with a byte order mark: Excel opens it by a double click."""

import csv
from io import StringIO

from taikou_cli.base.japanese_text import FORMULA, reveal_controls
from taikou_cli.reports.document.blocks import Table
from taikou_cli.reports.document.walk import read_text


def write_csv(table: Table) -> bytes:
    """Give the file: the names of the columns in the first row, then what is read of each cell.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_guard(column.name) for column in table.columns)
    writer.writerows([_guard(read_text(cell or ())) for cell in row.cells] for row in table.rows)
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _guard(text: str) -> str:
    shown = reveal_controls(text)
    return f"'{shown}" if FORMULA.match(shown) else shown
