"""What somebody wrote where nothing is taken in from: beside the input cells, in notes, in shapes."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from taikou_cli.forms.excel.book import BookSheet, name_place
from taikou_cli.forms.excel.key_sheet import FormKey
from taikou_cli.forms.excel.raw_cell import shorten
from taikou_cli.forms.excel.returned import Complaint, ReturnedCell, place_of
from taikou_cli.forms.excel.trail import mark_printed
from taikou_cli.forms.layout.cell_text import trim_lines, unescape_cell

_MOVE_IT = "要るものなら、記入欄に移してもらってください。"
_MOST_TOLD = 10
# What Excel 365 writes before a comment for older versions that do not know threads.
_THREAD, _THREADED = "[", re.compile(r"(?:コメント|Comment):\s*")


def find_strays(
    file: str, sheets: Sequence[BookSheet], key: FormKey, cells: Sequence[ReturnedCell]
) -> tuple[Complaint, ...]:
    """Find what would be lost without a word.

    Args:
        file: The name of the file.
        sheets: Its sheets but the hidden one.
        key: What its key sheet says.
        cells: Its input cells.
    """
    inputs = {cell.place for cell in cells}
    found = chain(_iter_written(file, sheets, key, inputs), _iter_shapes(file, sheets))
    told = tuple(
        Complaint(place, message, _MOVE_IT) for place, message in islice(found, _MOST_TOLD)
    )
    rest = sum(1 for _ in found)
    if rest:
        more = Complaint(file, f"取り込まない書き込みは、ほかに{rest}か所あります。", _MOVE_IT)
        return (*told, more)
    return told


def _iter_written(
    file: str, sheets: Sequence[BookSheet], key: FormKey, inputs: set[str]
) -> Iterator[tuple[str, str]]:
    ours = {""}  # what is printed repeats from sheet to sheet
    for sheet in sheets:
        for at in sorted(sheet.cells.keys() | sheet.notes.keys()):
            cell = sheet.cells.get(at)
            held = _held(cell.value if cell else None, cell.formula if cell else None)
            if held in ours and at not in sheet.notes:
                continue
            place = place_of(file, sheet.title, name_place(at))
            text = trim_lines(unescape_cell(held))
            if not text.strip() or mark_printed(held) in key.printed:
                ours.add(held)
            elif place not in inputs:
                yield place, f"記入欄でないセルの「{shorten(text)}」は取り込みません。"
            if at in sheet.notes:
                yield place, f"コメント「{shorten(_said(sheet.notes[at]))}」は取り込みません。"


def _held(value: object, formula: str | None) -> str:
    shown = value if value is not None or formula is None else f"={formula}"
    return "" if shown is None else str(shown)


def _said(note: str) -> str:
    """Leave out what introduces a thread."""
    if not note.startswith(_THREAD):
        return note
    introduced = _THREADED.search(note)
    return note[introduced.end() :] if introduced else note


def _iter_shapes(file: str, sheets: Sequence[BookSheet]) -> Iterator[tuple[str, str]]:
    count = sum(sheet.shapes for sheet in sheets)
    if count:
        yield file, f"図形や画像（{count}個）が貼られています。取り込みません。"
