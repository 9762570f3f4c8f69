"""The bytes of a returned workbook → its input cells, wherever they have gone."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.forms.excel.book import Area, Book, BookSheet, Cell, Place, name_place, parse_area
from taikou_cli.forms.excel.key_sheet import (
    MARK,
    PRINTED_COLUMN,
    TITLE,
    BadKeyError,
    FieldKey,
    FormKey,
    parse_rows,
)
from taikou_cli.forms.excel.package_guard import open_package
from taikou_cli.forms.excel.package_reading import read_package
from taikou_cli.forms.excel.raw_cell import CellError, Raw, is_error, raw_of, shorten
from taikou_cli.forms.excel.returned import (
    EXPORT_AGAIN,
    Complaint,
    ReturnedCell,
    ReturnedForm,
    place_of,
)
from taikou_cli.forms.excel.stray_writing import find_strays
from taikou_cli.forms.excel.trail import find_places, read_trail
from taikou_cli.forms.excel.xml_stream import reading_foreign

_VALUE_PASTE = "計算結果をコピーし、「値の貼り付け」で入れ直してください。"
_LONGEST_KEYS = 20_000
_HYPERLINK = "HYPERLINK("

Target = tuple[BookSheet, Place]


class NotOurFormError(TaikouError):
    """The workbook can be opened, but it is not a form that this program can take in."""


@reading_foreign()
def read_workbook(file: str, raw: bytes) -> ReturnedForm:
    """Read a returned workbook.

    Args:
        file: The name of its file, for messages.
        raw: Its bytes.

    Raises:
        UnsafeWorkbookError: It cannot or must not be opened.
        NotOurFormError: It is no form, or of another version.
    """
    book = read_package(open_package(raw))
    hidden = _find_key_sheet(book)
    key = _read_key(hidden)
    visible = tuple(sheet for sheet in book.sheets if sheet is not hidden)
    form = _Reader(file, book, key, _find_targets(book, visible, key)).read()
    return form._replace(strays=find_strays(file, visible, key, form.cells))


def _find_key_sheet(book: Book) -> BookSheet:
    named = (sheet for sheet in book.sheets if sheet.title == TITLE)
    marked = (sheet for sheet in book.sheets if sheet.value_at(1, 1) == MARK)
    sheet = next(named, None) or next(marked, None)
    if sheet is None:
        raise NotOurFormError(
            "お送りした様式ではありません（様式の隠しシートがありません）。",
            "「taikou form export」で作った様式そのものに記入してもらってください（シートを別のブックへ移すと取り込めません）。",
        )
    return sheet


def _read_key(sheet: BookSheet) -> FormKey:
    last = min(max((row for row, _ in sheet.cells), default=0), _LONGEST_KEYS)
    columns = range(1, PRINTED_COLUMN + 1)
    rows = tuple(
        tuple(sheet.value_at(row, column) for column in columns) for row in range(1, last + 1)
    )
    try:
        return parse_rows(rows)
    except BadKeyError as error:
        if error.version is not None:
            raise NotOurFormError(
                f"様式の版（{error.version}）が、この taikou で扱える版と違います。",
                "taikou を新しくするか、この taikou で様式を作り直してください。",
            ) from error
        raise NotOurFormError(
            "様式の隠しシートが壊れています。",
            "様式を作り直し、記入した内容を貼り付けてもらってください。",
        ) from error


class _Targets(NamedTuple):
    """Where the input cells are, by their names; `is_by_print`: some by what is printed."""

    places: Mapping[str, Target]
    is_by_print: bool


def _find_targets(book: Book, visible: tuple[BookSheet, ...], key: FormKey) -> _Targets:
    sheets = {sheet.title: sheet for sheet in visible}
    named: dict[str, Target] = {}
    for one in key.fields:
        if targets := _follow_name(book.names.get(one.name, ()), sheets):
            named[one.name] = targets[0]
    trails = {one.name: read_trail(one.trail) for one in key.fields if one.name not in named}
    known = {name: trail for name, trail in trails.items() if trail}
    if not known:
        return _Targets(named, is_by_print=False)
    taken = {(sheet.title, place) for sheet, place in named.values()}
    printed = {
        name: target
        for name, target in find_places(visible, known).items()
        if (target[0].title, target[1]) not in taken
    }
    return _Targets(named | printed, is_by_print=bool(printed))


def _follow_name(references: Iterable[str], sheets: Mapping[str, BookSheet]) -> list[Target]:
    """Find the cells that a name stands for: of the workbook's own name, or one sheet's copy."""
    found = []
    for reference in references:
        title, _, place = reference.rpartition("!")
        if title.startswith("'"):
            title = title[1:-1].replace("''", "'")
        area = parse_area(place)
        sheet = sheets.get(title)
        if sheet and area and _is_one_cell(area, sheet):
            found.append((sheet, area.first))
    return found


def _is_one_cell(area: Area, sheet: BookSheet) -> bool:
    """Tell whether an area is one cell, or cells joined to one."""
    return area.size == 1 or sheet.merged.get(area.first) == area


class _Reader:
    def __init__(self, file: str, book: Book, key: FormKey, targets: _Targets) -> None:
        self._file = file
        self._book = book
        self._key = key
        self._targets = targets.places
        self._is_by_print = targets.is_by_print

    def read(self) -> ReturnedForm:
        items = {key.item for key in self._key.fields}
        absent = items - {key.item for key in self._key.fields if key.name in self._targets}
        nameless = self._nameless(absent)
        cells = [self._read(key) for key in self._key.fields if key.item not in absent]
        return ReturnedForm(
            self._file,
            self._key.kind,
            self._key.fiscal_year,
            self._key.division,
            self._key.plan,
            tuple(cells),
            tuple(sorted(absent - nameless.keys())),
            self._head_places(),
            nameless,
            self._notices(),
            as_of=self._key.as_of,
        )

    def _nameless(self, absent: set[int]) -> dict[int, str]:
        """Find the items whose sheets are there, although none of their cells can be told."""
        there = {sheet.title for sheet in self._book.sheets}
        return {
            key.item: place_of(self._file, key.sheet)
            for key in self._key.fields
            if key.item in absent and key.sheet in there
        }

    def _notices(self) -> tuple[Complaint, ...]:
        if not self._is_by_print:
            return ()
        message = "記入欄の名前が失われていたので、印刷された見出しから記入欄を見分けました。"
        return (Complaint(self._file, message, "取り込む値が記入どおりかを確かめてください。"),)

    def _head_places(self) -> dict[int, str]:
        places: dict[int, str] = {}
        for key in self._key.fields:
            if key.name in self._targets:
                places.setdefault(key.item, place_of(self._file, self._targets[key.name][0].title))
        return places

    def _read(self, key: FieldKey) -> ReturnedCell:
        target = self._targets.get(key.name)
        place = place_of(self._file, key.sheet)
        try:
            if target is None:
                raise CellError(
                    f"「{key.label}」の記入欄が見つかりません（行の削除や切り取りで失われています）。",
                    EXPORT_AGAIN,
                )
            place = place_of(self._file, target[0].title, name_place(target[1]))
            raw, notices = self._read_raw(key, *target)
        except CellError as error:
            return ReturnedCell(key, place, fault=error)
        return ReturnedCell(key, place, raw, notices)

    def _read_raw(
        self, key: FieldKey, sheet: BookSheet, place: Place
    ) -> tuple[Raw, tuple[str, ...]]:
        joined = sheet.merged.get(place)
        if joined and joined.first != place:
            merged = ":".join(map(name_place, joined))
            raise CellError(
                f"「{key.label}」の記入欄が、ほかのセルと結合されています（{merged}）。",
                "セルの結合を解除し、記入欄に書き直してください。",
            )
        cell = sheet.cells.get(place, Cell(None))
        link = _link_of(cell) or sheet.link_at(place)
        value = cell.value
        if value is None and cell.formula is not None and not _link_of(cell):
            raise CellError(
                f"「{key.label}」に数式が入っていて、計算結果がありません。", _VALUE_PASTE
            )
        if is_error(cell):
            raise CellError(
                f"「{key.label}」がエラー値（{shorten(str(value))}）になっています。",
                _VALUE_PASTE,
            )
        value = link if value is None and cell.formula is not None else value
        raw = raw_of(value, self._book.format_of(cell), self._book.epoch, link)
        # Of a link it is told later where it leads.
        is_link = key.address[-1] == "url" and link and "://" not in str(value)
        if cell.formula is None or is_link:
            return raw, ()
        return raw, (f"数式の計算結果「{shorten(str(raw.value))}」を取り込みます。",)


def _link_of(cell: Cell) -> str:
    """Give where a formula `HYPERLINK("…")` leads; empty if it is none."""
    formula = (cell.formula or "").strip()
    if not formula.upper().startswith(_HYPERLINK):
        return ""
    quoted = formula[len(_HYPERLINK) :].lstrip()
    return quoted[1:].partition('"')[0] if quoted.startswith('"') else ""
