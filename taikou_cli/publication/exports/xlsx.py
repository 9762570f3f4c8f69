"""All tables as one plain Excel workbook: a sheet a table, nothing but names and values."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from taikou_cli.model.plan import Plan
from taikou_cli.publication.bundle import build_zip
from taikou_cli.publication.dataset_title import FICTITIOUS, name_dataset
from taikou_cli.publication.exports.csv import FORMULA_STARTS
from taikou_cli.publication.tables.table import Cell, Table

# The workbook says when it was made: always then, for the same data give the same bytes.
_NO_TIME = datetime(1980, 1, 1)  # noqa: DTZ001 - Excel knows no time zone
_LONGEST = 32_767  # characters that a cell of Excel can hold


def render_all(tables: Iterable[Table], plan: Plan) -> bytes:
    """Give the workbook: the physical names in row 1 of each sheet, the data from row 2."""
    book = Workbook(write_only=True)
    book.properties.title = name_dataset(plan)
    book.properties.creator = plan.government
    book.properties.created = book.properties.modified = _NO_TIME
    for table in tables:
        sheet = book.create_sheet(table.name)
        if plan.fictitious:
            # In the margin of the print: beside the table nothing may stand in the cells.
            sheet.oddHeader.center.text = FICTITIOUS
        sheet.append([column.name for column in table.columns])
        for row in table.rows:
            sheet.append(list(_iter_cells(sheet, row)))
    stream = BytesIO()
    book.save(stream)
    return _fix_times(stream)


def _iter_cells(sheet: Any, row: Iterable[Cell]) -> Iterator[Any]:
    for value in row:
        if isinstance(value, str) and value.startswith((*FORMULA_STARTS, "#")):
            cell = WriteOnlyCell(sheet, value[:_LONGEST])
            cell.data_type = "s"  # not a formula, nor an error such as #N/A
            cell.quotePrefix = True  # and none when somebody edits the cell
            yield cell
        else:
            yield value


def _fix_times(stream: BytesIO) -> bytes:
    """Pack the parts anew: openpyxl notes the time of saving."""
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return build_zip(parts)
