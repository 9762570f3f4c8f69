"""How the lines of a form look in Excel: fonts, fills, borders, heights."""

from collections.abc import Sequence
from copy import copy
from functools import cache
from math import ceil
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from taikou_cli.base.japanese_text import display_width
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.layout.sheets import Role, Sheet

_FONT = "游ゴシック"
_INPUT = "FFF9E1"
_LABEL = "F4F6F8"
_COLORS = {Role.SECTION: "FFFFFF", Role.WARNING: "C00000"}
_FILLS = {Role.HEADER: "D9E2EC", Role.SECTION: "274B6D", Role.BLOCK: "E8EEF4"}
_BORDERLESS = {Role.TITLE, Role.NOTE, Role.WARNING}
_SIZES = {Role.TITLE: 14, Role.NOTE: 9, Role.HEADER: 10, Role.SECTION: 11}
_POINTS_A_LINE = 1.55
_PADDING = 5
_HIGHEST_ROW = 400
# Of text that takes several rows: low, so that pages are filled when it is printed.
_JOINED_ROW = 100
_TEXTS = {Kind.TEXT, Kind.LINE}
_PLAIN_SIZE = 10
# From this column on text stands for reference only.
_QUIET = 3


@cache
def _font(role: Role, *, is_quiet: bool = False) -> Font:
    bold = role in {Role.TITLE, Role.WARNING, Role.HEADER, Role.SECTION, Role.BLOCK}
    color = _COLORS.get(role, "555555" if is_quiet else "000000")
    return Font(name=_FONT, size=_SIZES.get(role, _PLAIN_SIZE), bold=bold, color=color)


@cache
def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color, end_color=color)


@cache
def _border() -> Border:
    side = Side("thin", color="9AA5B1")
    return Border(left=side, right=side, top=side, bottom=side)


@cache
def _alignment(*, is_tall: bool) -> Alignment:
    vertical = "top" if is_tall else "center"
    return Alignment(wrap_text=True, vertical=vertical, horizontal="left", indent=1)


@cache
def _unlocked() -> Protection:
    return Protection(locked=False)


class Look:
    """Styles the cells of one workbook.

    openpyxl looks every style up anew for every cell; what was put together once is copied.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Any] = {}

    def dress_text(self, cell: Cell, role: Role, *, is_tall: bool = False) -> None:
        """Style a read-only cell; the text of a tall one stands at its top."""
        place = min(cell.column, _QUIET) if role is Role.ROW else 0
        if self._copy(cell, (role, place, is_tall)):
            return
        cell.font = _font(role, is_quiet=place == _QUIET)
        cell.alignment = _alignment(is_tall=is_tall)
        if role in _FILLS or place == 1:
            cell.fill = _fill(_FILLS.get(role, _LABEL))
        if role not in _BORDERLESS:
            cell.border = _border()
        # In a sheet that is not locked, what begins with `=` stays text when the cell is edited.
        cell.quotePrefix = True
        self._known[role, place, is_tall] = cell._style

    def dress_input(self, cell: Cell, field: Field, *, is_tall: bool = False) -> None:
        """Style an input cell: open, and of a colour of its own."""
        number_format, is_text = number_format_of(field), _holds_text(field)
        if self._copy(cell, (number_format, is_text, is_tall)):
            return
        cell.font = _font(Role.ROW)
        cell.alignment = _alignment(is_tall=is_tall)
        cell.fill = _fill(_INPUT)
        cell.border = _border()
        cell.protection = _unlocked()
        cell.number_format = number_format
        # What begins with `=` stays text when the cell is edited.
        cell.quotePrefix = is_text
        self._known[number_format, is_text, is_tall] = cell._style

    def _copy(self, cell: Cell, key: tuple[object, ...]) -> bool:
        if key in self._known:
            cell._style = copy(self._known[key])
        return key in self._known

    def span_line(self, sheet: Worksheet, row: int, role: Role, text: str, layout: Sheet) -> None:
        """Let the one text of a line span the sheet, high enough for all of it."""
        last = len(layout.widths)
        # `merge_cells` would make the cells anew and look into their borders.
        sheet.merged_cells.add(f"A{row}:{get_column_letter(last)}{row}")
        for column in range(1, last + 1):
            self.dress_text(sheet.cell(row, column), role)
        size = _SIZES.get(role, _PLAIN_SIZE)
        lines = _count_lines(text, sum(layout.widths) * _PLAIN_SIZE / size)
        set_height(sheet, row, lines * size * _POINTS_A_LINE + _PADDING, grows=False)


def _holds_text(field: Field) -> bool:
    return field.kind in _TEXTS or isinstance(field.value, str)


def number_format_of(field: Field) -> str:
    """Give the format of a cell: amounts with their unit, days as days, all else as text."""
    if field.kind is Kind.DATE:
        return "yyyy-mm-dd"
    if field.kind is Kind.YEAR:
        return '0"年度"'
    if field.kind is not Kind.AMOUNT:
        return "@"
    # A semicolon divides a format even within quotes for some readers, who then take it for a day.
    unit = "".join(c for c in field.unit if c not in '"\\;' and c.isprintable())
    number = "General"
    if field.decimals is not None:
        number = "#,##0" + (f".{'0' * field.decimals}" if field.decimals else "")
    return f'{number}"{unit}"' if unit else number


class _GrowingRow(RowDimension):  # type: ignore[misc]
    """A row with a height that is not called custom: Excel lets it grow with what is written."""

    customHeight = False  # noqa: N815 - the library's name


def set_height(sheet: Worksheet, row: int, height: float, *, grows: bool) -> None:
    """Give a row its height; joined cells must not grow, Excel would shrink them."""
    kind = _GrowingRow if grows else RowDimension
    sheet.row_dimensions[row] = kind(sheet, index=row, ht=height)


def measure_line(texts: Sequence[str], widths: Sequence[int]) -> tuple[int, float, bool]:
    """Tell how many rows of Excel a line of texts needs, how high each, and whether it is tall.

    Excel knows no row higher than 409 points: longer text takes several, joined to one.
    """
    lines = max(_count_lines(text, width) for text, width in zip(texts, widths, strict=True))
    height = lines * _PLAIN_SIZE * _POINTS_A_LINE + _PADDING
    rows = ceil(height / _JOINED_ROW) if height > _HIGHEST_ROW else 1
    return rows, round(height / rows, 1), lines > 1


def _count_lines(text: str, width: float) -> int:
    room = width - 2
    return sum(max(1, ceil(display_width(line) / room)) for line in text.split("\n"))
