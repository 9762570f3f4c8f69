"""What each line of a table is about: what it stands under, and what it is called."""

from datetime import date, datetime
from typing import Any

from taikou_cli.forms.excel.cell_reading import read_cell
from taikou_cli.forms.excel.planbook.reading import BookCell, BookLine
from taikou_cli.forms.excel.raw_cell import CellError, exact_number
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.cell_text import unescape_cell
from taikou_cli.forms.layout.planbook.cells import mark_of, value_of
from taikou_cli.forms.layout.planbook.columns import Column
from taikou_cli.forms.layout.planbook.documents import ORGANIZATION, PLAN
from taikou_cli.forms.layout.planbook.names import NotReadableError, fold
from taikou_cli.forms.layout.planbook.places import AMOUNT, PART, Row
from taikou_cli.forms.layout.planbook.tables import DEPARTMENT
from taikou_cli.forms.returns.planbook.matching import Line, Name
from taikou_cli.forms.returns.planbook.merged import Context


def read_value(
    context: Context, column: Column, cell: BookCell, record: dict[Any, Any], amount: str = ""
) -> Any:
    """Read what a cell means; None if it is empty.

    Args:
        context: The table.
        column: The column.
        cell: The cell.
        record: The row's values, of which a number takes its unit and its decimals.
        amount: The kind of amount that the row is about; empty if none.

    Raises:
        CellError: It holds something that cannot be meant.
        NotReadableError: It names something that is not there.
    """
    if cell.fault:
        raise cell.fault
    if column.notation:
        return column.notation.read(cell.text, context.names) if cell.text else None
    kinds = context.data[PLAN].get("amounts") or ()
    unit = next((str(one["unit"]) for one in kinds if one["id"] == amount), "")
    decimals = record.get("decimals") if column.route != ("decimals",) else None
    reading = read_cell(column.field(str(record.get("unit") or unit), decimals), cell.raw)
    told = context.merged.readings[context.table.key, column.key]
    told += [Complaint(cell.place, notice) for notice in reading.notices]
    value = reading.value
    return value.isoformat() if isinstance(value, date) else value


def mark_of_cell(column: Column, cell: BookCell) -> str:
    """Give the mark of a cell as it stands there, if it could have been written so."""
    value = cell.raw.value
    if isinstance(value, datetime):
        value = value.date()
    elif isinstance(value, float):
        value = exact_number(value)
    elif isinstance(value, str):
        value = unescape_cell(value)
    return mark_of(column, value)


def name_of(context: Context, row: Row) -> Name:
    """Give by what a row of the plan is known; see `Line.name`."""
    columns = context.columns.values()
    above = [row.above[str(one.route[0])] for one in columns if one.is_above]
    return (*above, *(fold(str(value_of(one, row))) for one in columns if one.names))


class LineReader:
    """Reads what the lines of a table are about."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._last: dict[str, Any] = {}

    def read(self) -> tuple[list[Line], set[str]]:
        """Give the lines that can be told, and the keys of the others, which are complained of."""
        lines: list[Line] = []
        unread: set[str] = set()
        for line in self._context.returned.lines:
            try:
                lines.append(self._read_line(line))
            except (CellError, NotReadableError) as error:
                self._context.complain(line.place, error.message, error.hint)
                unread.add(line.key)
        return lines, unread

    def _read_line(self, line: BookLine) -> Line:
        self._last = above = self._read_above(line)
        return Line(line, above, (*above.values(), *self._read_name(line)), self._is_touched(line))

    def _read_above(self, line: BookLine) -> dict[str, Any]:
        above: dict[str, Any] = {}
        for heading, column in self._context.columns.items():
            if not column.is_above:
                continue
            route, cell = str(column.route[0]), line.cells[heading]
            if not cell.text and column.route != (PART,) and not line.key and route in self._last:
                above[route] = self._last[route]  # joined cells hold something at their top only
            else:
                above[route] = self._read_reference(column, cell, above)
        return above

    def _read_reference(self, column: Column, cell: BookCell, above: dict[str, Any]) -> Any:
        if column.route == (PART,):
            parts = self._context.names.part(above[AMOUNT])
            return parts.find(cell.text) if cell.text else ""
        if not cell.text:
            raise NotReadableError(
                f"「{column.heading}」が空です。", "何についての行かを書くか、行を消してください。"
            )
        if column.route == (DEPARTMENT,):
            return self._find_department(cell)
        return read_value(self._context, column, cell, {})

    def _find_department(self, cell: BookCell) -> str:
        """Find a department by its name; make one that is not there yet."""
        try:
            found: str = self._context.names.of("department").find(cell.text)
        except NotReadableError as error:
            near = error.hint if "ことではありませんか" in error.hint else ""
            called = self._context.names.words.department
            notice = Complaint(cell.place, f"新しい{called}「{cell.text}」を作ります。", near)
            self._context.merged.notices.append(notice)
            found = self._context.new_id("dept")
            organization = self._context.data[ORGANIZATION]
            made = {"id": found, "name": cell.text, "divisions": []}
            organization["departments"] = [*(organization.get("departments") or ()), made]
            self._context.look_up_again()
        return found

    def _read_name(self, line: BookLine) -> tuple[str, ...]:
        named = [(h, column) for h, column in self._context.columns.items() if column.names]
        for heading, column in named:
            if not (line.cells[heading].text or line.cells[heading].fault):
                raise NotReadableError(
                    f"「{column.heading}」が空です。", "名称や番号を書くか、行を消してください。"
                )
        values = (read_value(self._context, column, line.cells[h], {}) for h, column in named)
        return tuple(fold(str(value)) for value in values)

    def _is_touched(self, line: BookLine) -> bool:
        marks = self._context.returned.marks.get(line.key)
        return marks is None or any(
            mark_of_cell(column, line.cells[heading]) != marks.get(column.key, "")
            for heading, column in self._context.columns.items()
            if not column.is_note
        )
