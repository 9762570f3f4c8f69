"""What somebody wrote where nothing is taken in from: beside the input cells, in notes, in shapes."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from taikou_cli.forms.excel.key_sheet import MARK, FormKey, mark_printed
from taikou_cli.forms.excel.raw_cell import shorten
from taikou_cli.forms.excel.returned import Complaint, ReturnedCell, place_of
from taikou_cli.forms.layout.cell_text import trim_lines, unescape_cell

_MOVE_IT = "要るものなら、記入欄に移してもらってください。"
_MOST_TOLD = 10
_DRAWING = re.compile(r"xl/drawings/drawing[0-9]*\.xml")
# What Excel 365 writes before a comment for older versions that do not know threads.
_THREADED = re.compile(r"\[[^\]]*\]\n.*?(?:コメント|Comment):\s*", re.DOTALL)
_ANCHOR = re.compile(rb"<(?:\w+:)?(?:twoCell|oneCell|absolute)Anchor\b")


def find_strays(
    file: str, raw: bytes, book: Any, key: FormKey, cells: Sequence[ReturnedCell]
) -> tuple[Complaint, ...]:
    """Find what would be lost without a word.

    Args:
        file: The name of the file.
        raw: Its bytes.
        book: The workbook as openpyxl reads it.
        key: What its key sheet says.
        cells: Its input cells.
    """
    inputs = {cell.place for cell in cells}
    found = [*_iter_written(file, book, key, inputs), *_iter_shapes(file, raw)]
    rest = len(found) - _MOST_TOLD
    if rest > 0:
        more = Complaint(file, f"取り込まない書き込みは、ほかに{rest}か所あります。", _MOVE_IT)
        return (*found[:_MOST_TOLD], more)
    return tuple(found)


def _iter_written(file: str, book: Any, key: FormKey, inputs: set[str]) -> Iterator[Complaint]:
    for sheet in book.worksheets:
        if sheet["A1"].value == MARK:
            continue
        # Only the cells that exist: one far away would make the whole sheet billions of them.
        for cell in [cell for _, cell in sorted(sheet._cells.items())]:
            place = place_of(file, sheet.title, cell.coordinate)
            text = "" if cell.value is None else trim_lines(unescape_cell(str(cell.value)))
            is_ours = place in inputs or mark_printed(text) in key.printed or not key.printed
            if text.strip() and not is_ours:
                message = f"記入欄でないセルの「{shorten(text)}」は取り込みません。"
                yield Complaint(place, message, _MOVE_IT)
            if note := getattr(cell, "comment", None):
                said = _THREADED.sub("", str(note.text))
                message = f"コメント「{shorten(said)}」は取り込みません。"
                yield Complaint(place, message, _MOVE_IT)


def _iter_shapes(file: str, raw: bytes) -> Iterator[Complaint]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        drawings = [name for name in archive.namelist() if _DRAWING.fullmatch(name)]
        count = sum(len(_ANCHOR.findall(archive.read(name))) for name in drawings)
    if count:
        yield Complaint(
            file, f"図形や画像（{count}個）が貼られています。取り込みません。", _MOVE_IT
        )
