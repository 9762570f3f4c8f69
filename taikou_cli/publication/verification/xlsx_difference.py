"""Where a workbook differs from the one that the data give."""

import warnings
import zlib
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import BadZipFile, ZipFile

from taikou_cli.publication.exports.xlsx import name_part

_MOST_BYTES = 200_000_000  # once unpacked; a workbook of 35 items has about two million
_MOST_COLUMNS = 200
_BROKEN = (BadZipFile, zlib.error, OSError, RuntimeError, ValueError, NotImplementedError)
# What reading cells raises where a part is damaged or of another kind.
_UNREADABLE = (*_BROKEN, KeyError, IndexError, TypeError, AttributeError, SyntaxError)


def find_xlsx_difference(found: bytes, wanted: bytes, sheets: list[str]) -> str:
    """Say which cell, sheet or part differs first.

    Args:
        found: The workbook.
        wanted: The workbook as it is made of the data, with other bytes.
        sheets: The names of its sheets.
    """
    try:
        parts = _read_parts(found)
    except _BROKEN:
        return "中身（壊れていて読めません）"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the library, about parts that it does not know
            place = _find_cell(found, wanted)
        if place:
            return place
    except _UNREADABLE:
        pass  # not even a program for workbooks can name a cell: the part is named below
    right = _read_parts(wanted)
    for number, sheet in enumerate(sheets, start=1):
        if parts.get(name_part(number)) != right[name_part(number)]:
            return f"シート「{sheet}」の行・列・書式・印刷などの設定"
    for part in sorted(parts.keys() | right.keys()):
        if parts.get(part) != right.get(part):
            return f"シートの名前・並び・表示・書式など（{part}）"
    return "ファイルの組み立て"


def _read_parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise BadZipFile
        return {entry.filename: archive.read(entry) for entry in entries}


def _find_cell(found: bytes, wanted: bytes) -> str | None:
    """Say which cell has another value or formula; None if none has."""
    books = [_open(content) for content in (found, wanted)]
    names = [book.sheetnames for book in books]
    for sheet in names[1]:
        if sheet not in names[0]:
            return f"シート「{sheet}」（ありません）"
        most = (books[1][sheet].max_row or 0) + 1
        rows = zip_longest(*(book[sheet].iter_rows(max_row=most) for book in books), fillvalue=())
        for row in rows:
            for one, other in zip_longest(*row):
                if _value(one) != _value(other):
                    return f"シート「{sheet}」のセル{getattr(other or one, 'coordinate', '')}"
    return next(
        (f"シート「{name}」（余分です）" for name in names[0] if name not in names[1]), None
    )


def _open(content: bytes) -> Any:
    from openpyxl import load_workbook  # takes its time, and is needed only for what is wrong

    book = load_workbook(BytesIO(content), read_only=True)
    if any((sheet.max_column or 0) > _MOST_COLUMNS for sheet in book.worksheets):
        raise BadZipFile
    return book


def _value(cell: Any) -> tuple[Any, str] | None:
    value = getattr(cell, "value", None)
    return None if value is None else (value, cell.data_type)
