"""The bytes of a workbook, the same for the same content; and cells that hold what they shall."""

import re
import zipfile
import zlib
from datetime import date
from io import BytesIO

from openpyxl.worksheet.worksheet import Worksheet

from taikou_cli.forms.layout.cell_text import cut_to_cell, escape_cell

CORE = "docProps/core.xml"
"""The part of a workbook that tells who made it."""

CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
"""What that part tells of the time."""


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Put a value into a cell; text stays text, even if it begins with `=` or `#`."""
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    cell.value = cut_to_cell(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.data_type = "d"


def cut(text: str, longest: int) -> str:
    """Shorten a text to what fits."""
    clean = escape_cell(text)
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


def is_as_written(raw: bytes) -> bool:
    """Tell whether a file is still as `save_book` gave it: who saves a form dates it."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            core = archive.read(CORE)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error):
        return False
    return not CLOCK.search(core)
