"""The bytes of a returned workbook → its input cells, wherever they have gone."""

import re
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.forms.excel.key_sheet import (
    MARK,
    PRINTED_COLUMN,
    TITLE,
    BadKeyError,
    FieldKey,
    FormKey,
    parse_rows,
)
from taikou_cli.forms.excel.package_guard import UnsafeWorkbookError, check_package
from taikou_cli.forms.excel.raw_cell import CellError, Raw, shorten
from taikou_cli.forms.excel.returned import EXPORT_AGAIN, ReturnedCell, ReturnedForm, place_of
from taikou_cli.forms.excel.stray_writing import find_strays

_TARGET = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[0-9]{1,7})"
    r"(?::(?P<last>\$?[A-Z]{1,3}\$?[0-9]{1,7}))?"
)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LINK = re.compile(r'\s*=\s*HYPERLINK\s*\(\s*"(?P<url>[^"]*)"', re.IGNORECASE)
_VALUE_PASTE = "計算結果をコピーし、「値の貼り付け」で入れ直してください。"
_LONGEST_KEYS = 20_000


class NotOurFormError(TaikouError):
    """The workbook can be opened, but it is not a form that this program can take in."""


def read_workbook(file: str, raw: bytes) -> ReturnedForm:
    """Read a returned workbook.

    Args:
        file: The name of its file, for messages.
        raw: Its bytes.

    Raises:
        UnsafeWorkbookError: It cannot or must not be opened.
        NotOurFormError: It is no form, or of another version.
    """
    check_package(raw)
    book = _open(raw, data_only=False)
    key = _read_key(book)
    form = _Reader(file, book, key, lambda: _open(raw, data_only=True)).read()
    return form._replace(strays=find_strays(file, raw, book, key, form.cells))


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


def _read_key(book: Any) -> FormKey:
    sheet = next((ws for ws in book.worksheets if ws.title == TITLE), None)
    if sheet is None:
        sheet = next((ws for ws in book.worksheets if ws["A1"].value == MARK), None)
    if sheet is None:
        raise NotOurFormError(
            "お送りした様式ではありません（様式の隠しシートがありません）。",
            "「taikou form export」で作った様式そのものに記入してもらってください（シートを別のブックへ移すと取り込めません）。",
        )
    rows = min(sheet.max_row, _LONGEST_KEYS)
    try:
        return parse_rows(
            tuple(sheet.iter_rows(values_only=True, max_row=rows, max_col=PRINTED_COLUMN))
        )
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


class _Reader:
    def __init__(
        self, file: str, book: Any, key: FormKey, open_computed: Callable[[], Any]
    ) -> None:
        self._file = file
        self._book = book
        self._key = key
        self._open_computed = open_computed
        self._computed: Any = None
        self._targets = dict(self._iter_targets())

    def read(self) -> ReturnedForm:
        lost = self._lost_items()
        cells = [self._read(key) for key in self._key.fields if key.item not in lost]
        return ReturnedForm(
            self._file,
            self._key.kind,
            self._key.fiscal_year,
            self._key.division,
            self._key.plan,
            tuple(cells),
            tuple(sorted(lost)),
            self._head_places(),
            as_of=self._key.as_of,
        )

    def _iter_targets(self) -> Iterator[tuple[str, tuple[Any, int, str]]]:
        sheets = {ws.title: ws for ws in self._book.worksheets}
        for name, defined in self._book.defined_names.items():
            match = _TARGET.fullmatch((defined.attr_text or "").strip())
            if match is None:
                continue
            title = match["sheet"]
            if title.startswith("'"):
                title = title[1:-1].replace("''", "'")
            if title in sheets and _is_one_cell(match, sheets[title]):
                yield name, (sheets[title], int(match["row"]), match["column"])

    def _lost_items(self) -> set[int]:
        """Find the items none of whose cells is left."""
        items = {key.item for key in self._key.fields}
        return items - {key.item for key in self._key.fields if key.name in self._targets}

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
            sheet, row, column = target
            place = place_of(self._file, sheet.title, f"{column}{row}")
            raw, notices = self._read_raw(key, sheet, sheet[f"{column}{row}"])
        except CellError as error:
            return ReturnedCell(key, place, fault=error)
        return ReturnedCell(key, place, raw, notices)

    def _read_raw(self, key: FieldKey, sheet: Any, cell: Any) -> tuple[Raw, tuple[str, ...]]:
        from openpyxl.cell.cell import MergedCell

        if isinstance(cell, MergedCell):
            merged = next(str(r) for r in sheet.merged_cells.ranges if cell.coordinate in r)
            raise CellError(
                f"「{key.label}」の記入欄が、ほかのセルと結合されています（{merged}）。",
                "セルの結合を解除し、記入欄に書き直してください。",
            )
        link = str(cell.hyperlink.target or "") if cell.hyperlink else ""
        raw = Raw(cell.value, str(cell.number_format), link, self._book.epoch.date())
        is_formula = cell.data_type == "f"
        if is_formula:
            raw = self._compute(key, raw, sheet.title, cell.coordinate)
        if cell.data_type == "e" or (is_formula and _is_error(raw.value)):
            raise CellError(
                f"「{key.label}」がエラー値（{shorten(str(raw.value))}）になっています。",
                _VALUE_PASTE,
            )
        # Of a link it is told later where it leads.
        is_link = key.address[-1] == "url" and raw.link and "://" not in str(raw.value)
        if not is_formula or is_link:
            return raw, ()
        return raw, (f"数式の計算結果「{shorten(str(raw.value))}」を取り込みます。",)

    def _compute(self, key: FieldKey, raw: Raw, title: str, coordinate: str) -> Raw:
        """Put the result of a formula in its place, and where it leads if it is a link."""
        if self._computed is None:
            self._computed = self._open_computed()
        value = self._computed[title][coordinate].value
        match = _LINK.match(str(getattr(raw.value, "text", raw.value)))
        if match:
            raw = raw._replace(link=match["url"])
            value = match["url"] if value is None else value
        if value is None:
            raise CellError(
                f"「{key.label}」に数式が入っていて、計算結果がありません。", _VALUE_PASTE
            )
        return raw._replace(value=value)


def _is_one_cell(match: re.Match[str], sheet: Any) -> bool:
    """Tell whether a name stands for a cell that a sheet can have, or for cells joined to one."""
    from openpyxl.utils import column_index_from_string

    column, row, last = match["column"], int(match["row"]), match["last"]
    if not (1 <= row <= _LAST_ROW and column_index_from_string(column) <= _LAST_COLUMN):
        return False
    area = f"{column}{row}:{(last or '').replace('$', '')}"
    return last is None or area in map(str, sheet.merged_cells.ranges)


def _is_error(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"#[A-Z0-9/]+[!?]?", value))
