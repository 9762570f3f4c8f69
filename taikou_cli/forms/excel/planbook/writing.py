"""The workbook of a plan → its bytes; the same plan gives the same bytes."""

from collections.abc import Sequence
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from taikou_cli.forms.excel.book_bytes import cut, put
from taikou_cli.forms.excel.book_saving import save_book
from taikou_cli.forms.excel.key_sheet import TITLE
from taikou_cli.forms.excel.planbook.keys import KEY_COLUMN, heading_of, iter_key_rows
from taikou_cli.forms.excel.workbook_look import Look, measure_line, set_height
from taikou_cli.forms.layout.cell_text import escape_cell
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.layout.planbook.book import STEPS, Book, BookRow, BookSheet
from taikou_cli.forms.layout.planbook.columns import Column
from taikou_cli.forms.layout.planbook.documents import value_in
from taikou_cli.forms.layout.sheets import Role, Sheet

_FICTITIOUS = "【架空のデータ】"
_COVER, _LISTS = "はじめに", "taikou_list"
_HEADER = 3
_FREE_ROWS = 8
"""Rows that are dressed below the last, to show where more may be written."""
_LAST_ROW = 2000
_KEY_WIDTH = 4
_A3, _A4 = 8, 9
_WIDEST_ON_A4, _WIDEST_ON_A3 = 150, 290
_LONGEST_PROMPT, _LONGEST_PROMPT_TITLE = 255, 32
_COVER_WIDTHS = (6, 100)
_NUMBERS = Alignment(horizontal="right", vertical="top", wrap_text=True)


def write_book(book: Book) -> bytes:
    """Give the bytes of the workbook of a plan."""
    excel = Workbook()
    excel.remove(excel.active)
    excel.properties.creator = "taikou"
    excel.properties.title = escape_cell(f"{_mark(book)}計画　{book.plan}")
    writer = _Writer(excel, book)
    writer.write_cover()
    for sheet in book.sheets:
        writer.write_sheet(sheet)
    writer.write_hidden()
    return save_book(excel)


def _mark(book: Book) -> str:
    return _FICTITIOUS if book.is_fictitious else ""


class _Writer:
    def __init__(self, excel: Workbook, book: Book) -> None:
        self._excel = excel
        self._book = book
        self._look = Look()
        self._lists: dict[tuple[str, ...], str] = {}

    def write_cover(self) -> None:
        sheet = self._excel.create_sheet(_COVER)
        layout = Sheet(_COVER, _COVER_WIDTHS, ())
        for column, width in enumerate(_COVER_WIDTHS, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row, (role, text) in enumerate(
            ((Role.TITLE, f"{_mark(self._book)}計画のブック"), (Role.NOTE, self._book.plan)),
            start=1,
        ):
            put(sheet, row, 1, escape_cell(text))
            self._look.span_line(sheet, row, role, text, layout)
        for number, step in enumerate(STEPS, start=1):
            self._write_texts(sheet, 2 + number, (str(number), step))
        self._set_up_page(sheet, _COVER_WIDTHS)

    def _write_texts(self, sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
        _, height, is_tall = measure_line(texts, _COVER_WIDTHS)
        for column, text in enumerate(texts, start=1):
            put(sheet, row, column, escape_cell(text))
            self._look.dress_text(sheet.cell(row, column), Role.ROW, is_tall=is_tall)
        set_height(sheet, row, height, grows=True)

    def write_sheet(self, layout: BookSheet) -> None:
        table = layout.table
        sheet = self._excel.create_sheet(table.title)
        for row, (role, text) in enumerate(
            ((Role.TITLE, f"{_mark(self._book)}{table.title}"), (Role.NOTE, table.note)), start=1
        ):
            put(sheet, row, KEY_COLUMN + 1, escape_cell(text))
            self._look.dress_text(sheet.cell(row, KEY_COLUMN + 1), role)
            sheet.cell(row, KEY_COLUMN + 1).alignment = None
        self._write_header(sheet, layout)
        for row, one in enumerate(layout.rows, start=_HEADER + 1):
            self._write_row(sheet, row, layout, one)
        first_free = _HEADER + 1 + len(layout.rows)
        for row in range(first_free, first_free + (0 if table.place.is_fixed else _FREE_ROWS)):
            for place, column in enumerate(table.columns, start=KEY_COLUMN + 1):
                self._dress(sheet, row, place, (column, column.field()))
        self._offer(sheet, layout)
        self._finish(sheet, layout)

    def _write_header(self, sheet: Worksheet, layout: BookSheet) -> None:
        columns = layout.table.columns
        put(sheet, _HEADER, KEY_COLUMN, heading_of(layout.table.key))
        widths = [column.width for column in columns]
        headings = [escape_cell(column.heading) for column in columns]
        _, height, _ = measure_line(headings, widths)
        for place, (column, heading) in enumerate(
            zip(columns, headings, strict=True), start=KEY_COLUMN + 1
        ):
            put(sheet, _HEADER, place, heading)
            self._look.dress_text(sheet.cell(_HEADER, place), Role.HEADER)
            dimension = sheet.column_dimensions[get_column_letter(place)]
            dimension.width = column.width
            if column.key in layout.folded:
                dimension.hidden, dimension.outlineLevel = True, 1
        sheet.column_dimensions[get_column_letter(KEY_COLUMN)].hidden = True
        sheet.column_dimensions[get_column_letter(KEY_COLUMN)].width = _KEY_WIDTH
        set_height(sheet, _HEADER, height, grows=True)

    def _write_row(self, sheet: Worksheet, row: int, layout: BookSheet, one: BookRow) -> None:
        columns = layout.table.columns
        put(sheet, row, KEY_COLUMN, one.row.key)
        decimals = value_in(one.row.record, ("decimals",))
        texts = ["" if cell is None else str(cell) for cell in one.cells]
        _, height, is_tall = measure_line(texts, [column.width for column in columns])
        for place, (column, cell) in enumerate(
            zip(columns, one.cells, strict=True), start=KEY_COLUMN + 1
        ):
            put(sheet, row, place, escape_cell(cell) if isinstance(cell, str) else cell)
            field = column.field(decimals=decimals if column.route != ("decimals",) else None)
            self._dress(sheet, row, place, (column, field._replace(value=cell)), is_tall)
        set_height(sheet, row, min(height, 400), grows=True)

    def _dress(
        self,
        sheet: Worksheet,
        row: int,
        place: int,
        what: tuple[Column, Field],
        is_tall: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        column, field = what
        cell = sheet.cell(row, place)
        if column.is_note:
            self._look.dress_text(cell, Role.ROW, is_tall=is_tall)
            return
        self._look.dress_input(cell, field, is_tall=is_tall)
        if column.is_number and column.notation:
            cell.number_format = "General"
            cell.quotePrefix = False
        if field.kind is Kind.AMOUNT and not isinstance(field.value, str):
            cell.alignment = _NUMBERS

    def _offer(self, sheet: Worksheet, layout: BookSheet) -> None:
        """Say in every column how it is filled in, and offer what may be chosen."""
        for place, column in enumerate(layout.table.columns, start=KEY_COLUMN + 1):
            choices = layout.lists.get(column.key, ())
            if not (column.help or choices):
                continue
            validation = DataValidation(allow_blank=True, showInputMessage=True)
            validation.promptTitle = cut(column.heading, _LONGEST_PROMPT_TITLE)
            validation.prompt = cut(column.help or "一覧から選ぶか、書く。", _LONGEST_PROMPT)
            if choices:
                validation.type = "list"
                validation.formula1 = self._lists.setdefault(
                    choices, f"tk_list_{len(self._lists) + 1}"
                )
            sheet.add_data_validation(validation)
            letter = get_column_letter(place)
            validation.add(f"{letter}{_HEADER + 1}:{letter}{_LAST_ROW}")

    def _finish(self, sheet: Worksheet, layout: BookSheet) -> None:
        columns = layout.table.columns
        last = get_column_letter(KEY_COLUMN + len(columns))
        end = _HEADER + max(len(layout.rows), 1)
        sheet.auto_filter.ref = f"{get_column_letter(KEY_COLUMN)}{_HEADER}:{last}{end}"
        named = [place for place, column in enumerate(columns, start=2) if column.names]
        above = [place for place, column in enumerate(columns, start=2) if column.is_above]
        fixed = min(max((*named[:1], *above[:1]), default=1), 5)
        sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{_HEADER + 1}"
        sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
        sheet.print_title_cols = f"{get_column_letter(KEY_COLUMN + 1)}:{get_column_letter(fixed)}"
        widths = [column.width for column in columns if column.key not in layout.folded]
        self._set_up_page(sheet, widths)

    def _set_up_page(self, sheet: Worksheet, widths: Sequence[int]) -> None:
        sheet.sheet_view.showGridLines = False
        page = sheet.page_setup
        page.orientation = "landscape"
        page.paperSize = _A4 if sum(widths) <= _WIDEST_ON_A4 else _A3
        page.fitToWidth, page.fitToHeight = ceil(sum(widths) / _WIDEST_ON_A3), 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom = 0.5, 0.6
        margins.header = margins.footer = 0.3
        plan = escape_cell(self._book.plan)[:60].replace("&", "&&")
        sheet.oddFooter.left.text = f"{_mark(self._book)}{plan}"
        sheet.oddFooter.center.text = "&A"
        sheet.oddFooter.right.text = "&P／&N"

    def write_hidden(self) -> None:
        """Write what cells held, and what may be chosen, where nobody sees it."""
        sheet = self._excel.create_sheet(TITLE)
        sheet.sheet_state, sheet.protection.sheet = "veryHidden", True
        for row, cells in enumerate(iter_key_rows(self._book), start=1):
            for column, value in enumerate(cells, start=1):
                put(sheet, row, column, escape_cell(value) if isinstance(value, str) else value)
        lists = self._excel.create_sheet(_LISTS)
        lists.sheet_state, lists.protection.sheet = "veryHidden", True
        for column, (choices, name) in enumerate(self._lists.items(), start=1):
            for row, choice in enumerate(choices, start=1):
                put(lists, row, column, escape_cell(choice))
            letter = get_column_letter(column)
            area = f"{quote_sheetname(_LISTS)}!${letter}$1:${letter}${len(choices)}"
            self._excel.defined_names[name] = DefinedName(name, attr_text=area)
