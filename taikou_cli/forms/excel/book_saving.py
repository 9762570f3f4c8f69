"""A workbook of openpyxl → its bytes, without the time of day and the traces of this system.

openpyxl gives every sheet a file of its own on the disk, packs it, and takes a third of its time
for turning cells into elements. Here the rows are written as text, and what is around them by it.
"""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element

from taikou_cli.base.packing import pack_zip
from taikou_cli.forms.excel.book_bytes import CLOCK, CORE

_NO_ROWS = re.compile(rb"<sheetData ?/>")


def save_book(book: Workbook) -> bytes:
    """Give the bytes of a workbook; the same workbook gives the same."""
    parts = _Parts()
    _BookWriter(book, parts).write_data()
    return pack_zip(parts.files | {CORE: CLOCK.sub(b"", parts.files[CORE])})


class _Parts:
    """Takes what openpyxl would put into a zip."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def writestr(self, name: str, content: bytes | str) -> None:
        self.files[name] = content.encode("utf-8") if isinstance(content, str) else content

    def namelist(self) -> list[str]:
        return list(self.files)


class _BookWriter(ExcelWriter):  # type: ignore[misc]
    def write_worksheet(self, ws: Worksheet) -> None:
        ws._drawing = SpreadsheetDrawing()
        around = BytesIO()
        writer = _SheetWriter(ws, around)
        writer.write()
        ws._rels = writer._rels
        rows = f"<sheetData>{''.join(_iter_rows(ws))}</sheetData>".encode()
        self._archive.writestr(
            ws.path[1:], _NO_ROWS.sub(lambda _: rows, around.getvalue(), count=1)
        )
        self.manifest.append(ws)


class _SheetWriter(WorksheetWriter):  # type: ignore[misc]
    def write_rows(self) -> None:
        self.xf.send(Element("sheetData"))


def _iter_rows(sheet: Worksheet) -> Iterator[str]:
    """Yield the rows in XML, also those that have nothing but a height."""
    rows: dict[int, list[Cell]] = {row: [] for row in sheet.row_dimensions}
    for (row, _), cell in sorted(sheet._cells.items()):
        rows.setdefault(row, []).append(cell)
    styles: dict[bytes, int] = {}
    for row, cells in sorted(rows.items()):
        looks = dict(sheet.row_dimensions.get(row, {}))
        attributes = "".join(f' {name}="{value}"' for name, value in looks.items())
        yield f'<row r="{row}"{attributes}>'
        yield from (_write_cell(cell, styles) for cell in cells)
        yield "</row>"


def _write_cell(cell: Cell, styles: dict[bytes, int]) -> str:
    """Write a cell in XML.

    Args:
        cell: A cell with a text, a number, a day or nothing; no formula.
        styles: The numbers of the styles that are known already, which openpyxl hashes every time.
    """
    key = bytes(cell._style) if cell.has_style else b""
    if key and key not in styles:
        styles[key] = cell.style_id
    start = f'<c r="{cell.coordinate}"' + (f' s="{styles[key]}"' if key else "")
    value = cell.value
    if isinstance(value, str):
        space = ' xml:space="preserve"' if value.strip() not in {"", value} else ""
        return f'{start} t="inlineStr"><is><t{space}>{escape(value)}</t></is></c>'
    if value is None:
        return f'{start} t="n" />'
    number = to_excel(value) if isinstance(value, date) else value
    return f'{start} t="n"><v>{safe_string(number)}</v></c>'
