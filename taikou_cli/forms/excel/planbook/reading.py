"""The bytes of a plan's workbook that came back → its tables, as they are written."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

from taikou_cli.forms.excel.key_sheet import TITLE, BadKeyError
from taikou_cli.forms.excel.package_guard import (
    MAX_XML_SIZE,
    UnsafeWorkbookError,
    check_package,
)
from taikou_cli.forms.excel.planbook.keys import (
    KEY_COLUMN,
    PLAN_MARK,
    BookKey,
    Marks,
    heading_of,
    parse_key_rows,
)
from taikou_cli.forms.excel.raw_cell import CellError, Raw, shorten
from taikou_cli.forms.excel.returned import Complaint, place_of
from taikou_cli.forms.excel.workbook_reading import NotOurFormError
from taikou_cli.forms.layout.cell_text import trim_lines, unescape_cell

_MOST_KEYS, _MOST_ROWS, _MOST_COLUMNS = 50_000, 5_000, 300
_HEADING_ROWS = 30
_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet")
_MARK = re.compile(rb">%s<" % PLAN_MARK.encode())
_UNCHANGED = "変更なしとして扱います。"
_PASTE_VALUES = "計算結果をコピーし、「値の貼り付け」で入れ直してください。"


class BookCell(NamedTuple):
    """A cell: where it stands, what it holds, and why that cannot be told, if it cannot."""

    place: str
    raw: Raw
    fault: CellError | None = None

    @property
    def text(self) -> str:
        """What it holds as text, for names."""
        value = self.raw.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else trim_lines(unescape_cell(str(value))).strip()


class BookLine(NamedTuple):
    """A row: its key, empty if it was written by hand; its place; its cells by their headings."""

    key: str
    place: str
    cells: dict[str, BookCell]


class BookTable(NamedTuple):
    """A table: where it stands, its headings and lines, and what its cells held at export."""

    place: str
    headings: tuple[str, ...]
    lines: tuple[BookLine, ...]
    marks: Marks


class ReturnedBook(NamedTuple):
    """A workbook that came back.

    Attributes:
        file: The name of its file.
        plan: The government and the title of the plan.
        tables: Its tables by their keys; those whose sheets are gone are left out.
        strays: What is not taken in: sheets that are gone, and comments.
    """

    file: str
    plan: str
    tables: dict[str, BookTable]
    strays: tuple[Complaint, ...] = ()


def is_plan_book(raw: bytes) -> bool:
    """Tell whether a file is the workbook of a plan; what cannot be opened is none.

    It is asked of every form: only the texts of its cells are looked at, as far as they may go.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return any(_MARK.search(text) for text in _iter_texts(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, RuntimeError):
        return False


def _iter_texts(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Yield the parts that hold the texts of cells, together no more than a workbook may have."""
    room = MAX_XML_SIZE
    for name in archive.namelist():
        if name.startswith(_TEXTS) and room > 0:
            with archive.open(name) as part:
                text = part.read(room)
            room -= len(text)
            yield text


def read_book(file: str, raw: bytes) -> ReturnedBook:
    """Read a workbook.

    Args:
        file: The name of its file, for messages.
        raw: Its bytes.

    Raises:
        UnsafeWorkbookError: It cannot or must not be opened.
        NotOurFormError: What it held when it was made cannot be told.
    """
    check_package(raw)
    book = _open(raw, data_only=False)
    key = _read_key(book)
    reader = _Reader(file, lambda: _open(raw, data_only=True))
    headers = _find_headers(book, key)
    tables = {
        name: reader.read_table(sheet, row, key.tables[name])
        for name, (sheet, row) in headers.items()
    }
    gone = (title for name, title in key.titles.items() if name not in headers)
    lost = (Complaint(file, f"「{title}」のシートがありません。{_UNCHANGED}") for title in gone)
    written = (one for sheet, _ in headers.values() for one in _iter_comments(file, sheet))
    return ReturnedBook(file, key.plan, tables, (*lost, *written))


def _open(raw: bytes, *, data_only: bool) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of decoration that it does not know
            return openpyxl.load_workbook(BytesIO(raw), data_only=data_only)
    except Exception as error:  # whatever a damaged file leads the library to
        raise UnsafeWorkbookError(
            "Excelのファイルとして読み込めません。",
            "Excelで開けるかを確かめ、「Excel ブック（*.xlsx）」で保存し直してください。",
        ) from error


def _read_key(book: Any) -> BookKey:
    sheet = next((one for one in book.worksheets if one.title == TITLE), None)
    rows = ()
    if sheet is not None:
        rows = tuple(sheet.iter_rows(values_only=True, max_row=min(sheet.max_row, _MOST_KEYS)))
    try:
        return parse_key_rows(rows)
    except BadKeyError as error:
        raise NotOurFormError(
            "計画のブックの隠しシートが壊れているか、版が違います。",
            "「taikou form export --for plan」で作り直し、直した行を貼り付けてください。",
        ) from error


def _find_headers(book: Any, key: BookKey) -> dict[str, tuple[Any, int]]:
    """Find the sheet of every table, and the row of its headings.

    Raises:
        NotOurFormError: A table stands there twice, or lacks its hidden column.
    """
    headers: dict[str, tuple[Any, int]] = {}
    for sheet in book.worksheets:
        found = _find_header(sheet, key)
        if found is None and sheet.title in key.titles.values():
            raise NotOurFormError(
                f"「{sheet.title}」のシートの、隠した列（A列）がありません。",
                "「taikou form export --for plan」で作り直し、直した行を貼り付けてください。",
            )
        if found and found[0] in headers:
            raise NotOurFormError(
                f"「{sheet.title}」と「{headers[found[0]][0].title}」は、同じ表のシートです。",
                "どちらか一方にまとめ、もう一方のシートを消してください。",
            )
        if found:
            headers[found[0]] = (sheet, found[1])
    return headers


def _iter_comments(file: str, sheet: Any) -> Iterator[Complaint]:
    for _, cell in sorted(sheet._cells.items()):
        if note := getattr(cell, "comment", None):
            place = place_of(file, sheet.title, cell.coordinate)
            message = f"コメント「{shorten(str(note.text))}」は取り込みません。"
            yield Complaint(place, message, "要るものなら、セルに書いてください。")


def _find_header(sheet: Any, key: BookKey) -> tuple[str, int] | None:
    known = {heading_of(table): table for table in key.tables}
    cells = sheet.iter_rows(
        max_row=_HEADING_ROWS, min_col=KEY_COLUMN, max_col=KEY_COLUMN, values_only=True
    )
    for row, (value,) in enumerate(cells, start=1):
        if value in known:
            return known[value], row
    return None


class _Reader:
    def __init__(self, file: str, open_computed: Callable[[], Any]) -> None:
        self._file = file
        self._open_computed = open_computed
        self._computed: Any = None

    def read_table(self, sheet: Any, header: int, marks: Marks) -> BookTable:
        last = min(sheet.max_column, _MOST_COLUMNS)
        headings = {
            column: text
            for column in range(KEY_COLUMN + 1, last + 1)
            if (text := BookCell("", Raw(sheet.cell(header, column).value)).text)
        }
        lines = tuple(self._iter_lines(sheet, header, headings))
        return BookTable(place_of(self._file, sheet.title), tuple(headings.values()), lines, marks)

    def _iter_lines(self, sheet: Any, header: int, headings: dict[int, str]) -> Iterator[BookLine]:
        rows = sorted({row for row, _ in sheet._cells if row > header})[:_MOST_ROWS]
        for row in rows:
            cells = {
                heading: self._read_cell(sheet, sheet.cell(row, column))
                for column, heading in headings.items()
            }
            if any(cell.text or cell.fault for cell in cells.values()):
                key = BookCell("", Raw(sheet.cell(row, KEY_COLUMN).value)).text
                yield BookLine(key, place_of(self._file, sheet.title, f"{row}行目"), cells)

    def _read_cell(self, sheet: Any, cell: Any) -> BookCell:
        place = place_of(self._file, sheet.title, cell.coordinate)
        raw = Raw(cell.value, str(cell.number_format))
        try:
            if cell.data_type == "f":
                raw = raw._replace(value=self._compute(sheet.title, cell.coordinate))
            if cell.data_type == "e" or _is_error(raw.value):
                raise CellError(
                    f"エラー値（{shorten(str(raw.value))}）になっています。", _PASTE_VALUES
                )
        except CellError as error:
            return BookCell(place, raw, error)
        return BookCell(place, raw)

    def _compute(self, title: str, coordinate: str) -> object:
        if self._computed is None:
            self._computed = self._open_computed()
        value = self._computed[title][coordinate].value
        if value is None:
            raise CellError("数式が入っていて、計算結果がありません。", _PASTE_VALUES)
        return value


def _is_error(value: object) -> bool:
    return isinstance(value, str) and value in {
        "#N/A",
        "#REF!",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
    }
