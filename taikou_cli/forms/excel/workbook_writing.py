"""A form → the bytes of a workbook; the same form gives the same bytes."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from taikou_cli.forms.excel.book_bytes import cut, put
from taikou_cli.forms.excel.book_saving import save_book
from taikou_cli.forms.excel.key_sheet import (
    PRINTED_COLUMN,
    TITLE,
    build_keys,
    iter_rows,
)
from taikou_cli.forms.excel.trail import mark_printed
from taikou_cli.forms.excel.workbook_look import Look, measure_line, set_height
from taikou_cli.forms.layout.cell_text import cut_to_cell, escape_cell
from taikou_cli.forms.layout.field_values import show_value, write_value
from taikou_cli.forms.layout.fields import Choice, Field, Kind
from taikou_cli.forms.layout.sheets import Form, Line, Role, Sheet

FICTITIOUS = "架空のデータ"
_LIST_COLUMN = PRINTED_COLUMN + 1
_LONGEST_PROMPT = 255
_LONGEST_PROMPT_TITLE = 32
_LONGEST_FOOTER = 60
_A4 = 9
_SPANNING = {Role.TITLE, Role.NOTE, Role.WARNING, Role.SECTION, Role.BLOCK}


def write_workbook(form: Form) -> bytes:
    """Give the bytes of the workbook of a form."""
    book = Workbook()
    book.remove(book.active)
    book.security = WorkbookProtection(lockStructure=True)
    mark = f"【{FICTITIOUS}】" if form.is_fictitious else ""
    book.properties.creator = "taikou"
    book.properties.title = escape_cell(f"{mark}{form.sheets[0].lines[0].cells[0]}　{form.name}")
    writer = _Writer(book, form)
    for sheet in form.sheets:
        writer.write_sheet(sheet)
    writer.write_keys()
    return save_book(book)


class _Apart(MultiCellRange):  # type: ignore[misc]
    """Merged cells that are known to lie apart: none is compared with all the others."""

    def add(self, coord: str | CellRange) -> None:
        self.ranges.add(CellRange(coord) if isinstance(coord, str) else coord)


class _Writer:
    def __init__(self, book: Workbook, form: Form) -> None:
        self._book = book
        self._form = form
        self._keys = build_keys(form)
        self._names = iter(self._keys)
        self._look = Look()
        self._lists: dict[tuple[Choice, ...], str] = {}
        self._printed: set[str] = set()

    def write_sheet(self, layout: Sheet) -> None:
        sheet = self._book.create_sheet(layout.title)
        sheet.merged_cells = _Apart()
        for column, width in enumerate(layout.widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        lines = list(layout.lines)
        if self._form.is_fictitious:
            note = Line(Role.WARNING, (f"【{FICTITIOUS}】実在の団体のものではありません。",))
            lines.insert(1, note)
        row = 1
        for line in lines:
            row += self._write_line(sheet, row, line, layout)
        repeated = layout.repeated and layout.repeated + len(lines) - len(layout.lines)
        self._set_up_page(sheet, layout, repeated)
        sheet.protection.sheet = True
        # Who writes much may make rows and columns larger.
        sheet.protection.formatRows = False
        sheet.protection.formatColumns = False

    def _write_line(self, sheet: Worksheet, row: int, line: Line, layout: Sheet) -> int:
        """Write a line; tell how many rows it took."""
        if line.role in _SPANNING:
            text = str(line.cells[0])
            self._print(sheet, row, 1, text)
            self._look.span_line(sheet, row, line.role, text, layout)
            return 1
        texts = [write_value(c) if isinstance(c, Field) else c for c in line.cells]
        count, height, is_tall = measure_line(texts, layout.widths)
        for column, cell in enumerate(line.cells, start=1):
            if isinstance(cell, Field):
                self._write_field(sheet, row, column, cell)
                self._look.dress_input(sheet.cell(row, column), cell, is_tall=is_tall)
            else:
                self._print(sheet, row, column, cell)
                self._look.dress_text(sheet.cell(row, column), line.role, is_tall=is_tall)
            if count > 1:
                sheet.merge_cells(
                    start_row=row, end_row=row + count - 1, start_column=column, end_column=column
                )
        for each in range(row, row + count):
            set_height(sheet, each, height, grows=count == 1)
        return count

    def _print(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Write text that is only read, and remember that it is ours."""
        shown = cut_to_cell(escape_cell(text))
        put(sheet, row, column, shown)
        self._printed.add(mark_printed(shown))

    def _write_field(self, sheet: Worksheet, row: int, column: int, field: Field) -> None:
        put(sheet, row, column, show_value(field))
        place = f"{get_column_letter(column)}{row}"
        absolute = f"${get_column_letter(column)}${row}"
        name = next(self._names).name
        self._book.defined_names[name] = DefinedName(
            name, attr_text=f"{quote_sheetname(sheet.title)}!{absolute}"
        )
        validation = self._validation_of(field)
        sheet.add_data_validation(validation)
        validation.add(place)

    def _validation_of(self, field: Field) -> DataValidation:
        validation = DataValidation(allow_blank=True, showInputMessage=True)
        validation.promptTitle = cut(field.label, _LONGEST_PROMPT_TITLE)
        validation.prompt = cut(field.help, _LONGEST_PROMPT)
        if field.kind is Kind.CHOICE and field.choices:
            validation.type = "list"
            validation.formula1 = self._name_list(field.choices)
            validation.showErrorMessage = True
            validation.errorTitle = "一覧にない値です"
            validation.error = "一覧（▼）から選ぶか、消して空けてください。"
        return validation

    def _name_list(self, choices: tuple[Choice, ...]) -> str:
        return self._lists.setdefault(choices, f"tk_list_{len(self._lists) + 1}")

    def write_keys(self) -> None:
        sheet = self._book.create_sheet(TITLE)
        sheet.sheet_state = "veryHidden"
        for row, cells in enumerate(iter_rows(self._form, self._keys), start=1):
            for column, value in enumerate(cells, start=1):
                text = escape_cell(value) if isinstance(value, str) else value
                put(sheet, row, column, text)
        for row, mark in enumerate(sorted(self._printed - {""}), start=1):
            put(sheet, row, PRINTED_COLUMN, mark)
        for number, (choices, name) in enumerate(self._lists.items()):
            column = _LIST_COLUMN + number
            for row, choice in enumerate(choices, start=1):
                put(sheet, row, column, escape_cell(choice.label))
            letter = get_column_letter(column)
            area = f"{quote_sheetname(TITLE)}!${letter}$1:${letter}${len(choices)}"
            self._book.defined_names[name] = DefinedName(name, attr_text=area)
        sheet.protection.sheet = True

    def _set_up_page(self, sheet: Worksheet, layout: Sheet, repeated: int) -> None:
        sheet.sheet_view.showGridLines = False
        page = sheet.page_setup
        page.paperSize = _A4
        page.orientation = "landscape" if layout.is_landscape else "portrait"
        page.fitToWidth, page.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom = 0.6, 0.7
        margins.header = margins.footer = 0.3
        if repeated:
            sheet.print_title_rows = f"1:{repeated}"
            sheet.freeze_panes = f"A{repeated + 1}"
        mark = f"【{FICTITIOUS}】" if self._form.is_fictitious else ""
        name = escape_cell(self._form.name)[:_LONGEST_FOOTER].replace("&", "&&")
        sheet.oddFooter.left.text = f"{mark}{self._form.fiscal_year}年度評価　{name}"
        sheet.oddFooter.center.text = "&A"
        sheet.oddFooter.right.text = "&P／&N"
