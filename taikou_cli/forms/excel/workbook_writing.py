"""A form → the bytes of a workbook; the same form gives the same bytes."""

import re
import zipfile
import zlib
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

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
_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
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
    saved = BytesIO()
    book.save(saved)
    return _pack(saved)


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
        _put(sheet, row, column, shown)
        self._printed.add(mark_printed(shown))

    def _write_field(self, sheet: Worksheet, row: int, column: int, field: Field) -> None:
        _put(sheet, row, column, show_value(field))
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
        validation.promptTitle = _cut(field.label, _LONGEST_PROMPT_TITLE)
        validation.prompt = _cut(field.help, _LONGEST_PROMPT)
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
                _put(sheet, row, column, text)
        for row, mark in enumerate(sorted(self._printed - {""}), start=1):
            _put(sheet, row, PRINTED_COLUMN, mark)
        for number, (choices, name) in enumerate(self._lists.items()):
            column = _LIST_COLUMN + number
            for row, choice in enumerate(choices, start=1):
                _put(sheet, row, column, escape_cell(choice.label))
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


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Put a value into a cell; text stays text, even if it begins with `=` or `#`."""
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    cell.value = cut_to_cell(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.data_type = "d"


def _cut(text: str, longest: int) -> str:
    clean = escape_cell(text)
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


def is_as_written(raw: bytes) -> bool:
    """Tell whether a file is still as `write_workbook` gave it: who saves a form dates it."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            core = archive.read(_CORE)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error):
        return False
    return not _CLOCK.search(core)


def _pack(saved: BytesIO) -> bytes:
    """Write the archive anew without the time of day and the traces of this system."""
    packed = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _CLOCK.sub(b"", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content)
    return packed.getvalue()
