"""The bytes of a plan's workbook that came back → its tables, as they are written."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from taikou_cli.forms.excel.book import Book, BookSheet, Cell, Place, name_place
from taikou_cli.forms.excel.key_sheet import BadKeyError
from taikou_cli.forms.excel.package_guard import open_package
from taikou_cli.forms.excel.package_reading import read_package
from taikou_cli.forms.excel.planbook.keys import (
    KEY_COLUMN,
    BookKey,
    Marks,
    heading_of,
    parse_key_rows,
)
from taikou_cli.forms.excel.planbook.recognition import find_key_sheet
from taikou_cli.forms.excel.raw_cell import CellError, Raw, is_error, raw_of, shorten
from taikou_cli.forms.excel.returned import Complaint, place_of
from taikou_cli.forms.excel.workbook_reading import NotOurFormError
from taikou_cli.forms.excel.xml_stream import reading_foreign, too_large
from taikou_cli.forms.layout.cell_text import trim_lines, unescape_cell

_MOST_KEYS, _MOST_ROWS, _MOST_COLUMNS = 50_000, 5_000, 300
# Cells of all tables together, the empty ones, too.
_MOST_CELLS = 300_000
_HEADING_ROWS = 30
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


@reading_foreign()
def read_book(file: str, raw: bytes) -> ReturnedBook:
    """Read a workbook.

    Args:
        file: The name of its file, for messages.
        raw: Its bytes.

    Raises:
        UnsafeWorkbookError: It cannot or must not be opened.
        NotOurFormError: What it held when it was made cannot be told.
    """
    book = read_package(open_package(raw))
    key = _read_key(book)
    headers = _find_headers(book, key)
    readers = {name: _TableReader(file, book, sheet, row) for name, (sheet, row) in headers.items()}
    if sum(reader.size for reader in readers.values()) > _MOST_CELLS:
        raise too_large()
    tables = {name: reader.read(key.tables[name]) for name, reader in readers.items()}
    gone = (title for name, title in key.titles.items() if name not in headers)
    lost = (Complaint(file, f"「{title}」のシートがありません。{_UNCHANGED}") for title in gone)
    written = (one for sheet, _ in headers.values() for one in _iter_comments(file, sheet))
    return ReturnedBook(file, key.plan, tables, (*lost, *written))


def _read_key(book: Book) -> BookKey:
    sheet = find_key_sheet(book)
    try:
        return parse_key_rows(_rows_of(sheet) if sheet else ())
    except BadKeyError as error:
        raise NotOurFormError(
            "計画のブックの隠しシートが壊れているか、版が違います。",
            "「taikou form export --for plan」で作り直し、直した行を貼り付けてください。",
        ) from error


def _rows_of(sheet: BookSheet) -> list[Mapping[int, object]]:
    """Give the rows that hold something, each by the numbers of its columns."""
    rows: dict[int, dict[int, object]] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.value is not None and row <= _MOST_KEYS:
            rows.setdefault(row, {})[column] = cell.value
    return [rows[row] for row in sorted(rows)]


def _find_headers(book: Book, key: BookKey) -> dict[str, tuple[BookSheet, int]]:
    """Find the sheet of every table, and the row of its headings.

    Raises:
        NotOurFormError: A table stands there twice, or lacks its hidden column.
    """
    headers: dict[str, tuple[BookSheet, int]] = {}
    known: dict[object, str] = {heading_of(table): table for table in key.tables}
    titles = set(key.titles.values())
    for sheet in book.sheets:
        found = _find_header(sheet, known)
        if found is None and sheet.title in titles:
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


def _find_header(sheet: BookSheet, known: Mapping[object, str]) -> tuple[str, int] | None:
    for row in range(1, _HEADING_ROWS + 1):
        value = sheet.value_at(row, KEY_COLUMN)
        if value in known:
            return known[value], row
    return None


def _iter_comments(file: str, sheet: BookSheet) -> Iterator[Complaint]:
    for place, note in sorted(sheet.notes.items()):
        message = f"コメント「{shorten(note)}」は取り込みません。"
        at = place_of(file, sheet.title, name_place(place))
        yield Complaint(at, message, "要るものなら、セルに書いてください。")


class _TableReader:
    def __init__(self, file: str, book: Book, sheet: BookSheet, header: int) -> None:
        self._file = file
        self._book = book
        self._sheet = sheet
        self._rows = sorted({row for row, _ in sheet.cells if row > header})[:_MOST_ROWS]
        self._headings = {
            column: text
            for column in range(KEY_COLUMN + 1, _MOST_COLUMNS + 1)
            if (text := self._text_at(header, column))
        }

    @property
    def size(self) -> int:
        """How many cells it has, the empty ones, too."""
        return len(self._rows) * len(self._headings)

    def read(self, marks: Marks) -> BookTable:
        headings = tuple(self._headings.values())
        return BookTable(self._place(), headings, tuple(self._iter_lines()), marks)

    def _place(self, cell: str = "") -> str:
        return place_of(self._file, self._sheet.title, cell)

    def _text_at(self, row: int, column: int) -> str:
        return BookCell("", Raw(self._sheet.value_at(row, column))).text

    def _iter_lines(self) -> Iterator[BookLine]:
        for row in self._rows:
            cells = {
                text: self._read_cell((row, column)) for column, text in self._headings.items()
            }
            if any(cell.text or cell.fault for cell in cells.values()):
                yield BookLine(self._text_at(row, KEY_COLUMN), self._place(f"{row}行目"), cells)

    def _read_cell(self, at: Place) -> BookCell:
        place, cell = self._place(name_place(at)), self._sheet.cells.get(at, Cell(None))
        joined = self._sheet.merged.get(at)
        if joined and joined.first != at:
            return BookCell(place, Raw(None))  # what is joined shows its first cell alone
        raw = raw_of(cell.value, self._book.format_of(cell), self._book.epoch)
        return BookCell(place, raw, _fault_of(cell))


def _fault_of(cell: Cell) -> CellError | None:
    """Say why what a cell holds cannot be told."""
    if cell.formula is not None and cell.value is None:
        return CellError("数式が入っていて、計算結果がありません。", _PASTE_VALUES)
    if is_error(cell):
        return CellError(f"エラー値（{shorten(str(cell.value))}）になっています。", _PASTE_VALUES)
    return None
