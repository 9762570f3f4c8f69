"""The sheets of a form with many items → the parts of one page."""

from collections.abc import Iterator

from taikou_cli.forms.layout.fields import Field
from taikou_cli.forms.layout.sheets import Form, Line, Role, Sheet
from taikou_cli.web.controls import Part, Said, Shown, build_control, show_parts
from taikou_cli.work.typed_form import place_in_form

_WHOLE = "全体について"


def show_form(form: Form, said: Said) -> tuple[Part, ...]:
    """Lay out the sheets on which something is filled in, each a section of the page."""
    cover, *sheets = form.sheets
    parts = [_show_cover(cover, said)]
    for sheet in sheets:
        if any(_has_field(line) for line in sheet.lines):
            parts += _show_table(sheet, said) if sheet.is_landscape else _show_list(sheet, said)
    return tuple(parts)


def _has_field(line: Line) -> bool:
    return any(isinstance(cell, Field) for cell in line.cells)


def _show_cover(sheet: Sheet, said: Said) -> Part:
    """What is printed beside the fields tells how to fill in a workbook."""
    fields = [cell for line in sheet.lines for cell in line.cells if isinstance(cell, Field)]
    return Part(Role.SECTION, _WHOLE, tuple(_show(field, said) for field in fields))


def _show_list(sheet: Sheet, said: Said) -> Iterator[Part]:
    """Lay out a sheet of labels, fields and what was said the year before."""
    for part in show_parts(sheet.lines, said, place_in_form):
        yield part._replace(role=Role.SECTION) if part.role == Role.TITLE else part


def _show_table(sheet: Sheet, said: Said) -> Iterator[Part]:
    """Lay out a table: a block for each row, with the headings of the columns as labels."""
    headings: tuple[str, ...] = ()
    for line in sheet.lines:
        if line.role is Role.TITLE:
            yield Part(Role.SECTION, str(line.cells[0]), ())
        elif line.role is Role.HEADER:
            headings = tuple(map(str, line.cells))
        elif _has_field(line):
            head, *cells = line.cells
            shown = (_show_cell(*one, said) for one in zip(headings[1:], cells, strict=True))
            yield Part(Role.BLOCK, str(head).strip(), tuple(shown))


def _show_cell(heading: str, cell: str | Field, said: Said) -> Shown:
    return _show(cell, said) if isinstance(cell, Field) else Shown(heading, cell)


def _show(field: Field, said: Said) -> Shown:
    return Shown(control=build_control(field, "", said, place_in_form(field)))
