"""The cells of a row → the values of its record, where they say something new."""

from typing import Any

from taikou_cli.forms.excel.planbook.reading import BookCell
from taikou_cli.forms.excel.raw_cell import CellError
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.planbook.cells import mark_of, show_value, value_of
from taikou_cli.forms.layout.planbook.columns import Column
from taikou_cli.forms.layout.planbook.documents import put_in
from taikou_cli.forms.layout.planbook.names import NotReadableError
from taikou_cli.forms.layout.planbook.places import AMOUNT, Row
from taikou_cli.forms.layout.planbook.tables import WHY
from taikou_cli.forms.returns.importing import Side
from taikou_cli.forms.returns.planbook.line_reading import mark_of_cell, read_value
from taikou_cli.forms.returns.planbook.matching import Line
from taikou_cli.forms.returns.planbook.merged import Conflict, Context, Touched
from taikou_cli.forms.returns.planbook.targets import TargetEdit

_FORMER = ("names",)
_UNTIL = ("until",)


class CellTaker:
    """Takes the cells of one line in.

    Args:
        context: The table.
        line: The line.
        row: The row of the plan that it means.
    """

    def __init__(self, context: Context, line: Line, row: Row) -> None:
        self._context = context
        self._line = line
        self._row = row
        self._marks = context.returned.marks.get(row.key, {})
        self._amount = str(row.above.get(AMOUNT) or "")
        self.why = ""
        self.targets: list[TargetEdit] = []

    def take(self) -> None:
        """Put every value that is new into the record; what cannot be read is complained of."""
        keys = [column.key for column in self._context.table.columns]
        ranks = {key: rank for rank, key in enumerate(keys)}
        columns = sorted(
            self._context.columns.items(), key=lambda known: ranks.get(known[1].key, len(ranks))
        )
        for heading, column in columns:
            cell = self._line.line.cells[heading]
            if column.route == (WHY,):
                self.why = cell.text
            elif not (column.is_above or column.is_note):
                self._take_cell(column, cell)
        self._date_former_names()

    def _take_cell(self, column: Column, cell: BookCell) -> None:
        old = value_of(column, self._row)
        try:
            is_new, value = self._read_new(column, cell, old)
        except (CellError, NotReadableError) as error:
            self._context.complain(cell.place, error.message, error.hint)
            return
        if not is_new:
            return
        put_in(self._row.record, column.route, value)
        self._context.merged.touched.append(Touched(self._row.record, column.route, cell.place))
        if column.route[0] == "targets":
            self.targets.append(TargetEdit(int(column.route[1]), old, value))

    def _read_new(self, column: Column, cell: BookCell, old: Any) -> tuple[bool, Any]:
        """Read a cell; tell whether it says something new, and what."""
        mark = self._marks.get(column.key)
        if mark is not None and mark_of_cell(column, cell) == mark:
            return False, None
        value = read_value(self._context, column, cell, self._row.record, self._amount)
        if value is None and not self._line.line.key:
            return False, None  # a row that was pasted says nothing where it is blank
        if value is not None and column.notation:
            value = column.notation.adopt(old, value)
            value = None if value in ([], {}) else value
        now, new = (mark_of(column, self._show(column, one)) for one in (old, value))
        if new in {now, mark}:
            return False, None
        if mark is not None and now != mark and not self._stands(column, cell, old):
            return False, None
        return True, self._name_parts(value) if column.route == ("parts",) else value

    def _show(self, column: Column, value: Any) -> Any:
        return show_value(column, value, self._context.names, self._amount)

    def _stands(self, column: Column, cell: BookCell, old: Any) -> bool:
        """Tell whether the workbook's value stands where the plan changed, too."""
        merged, ours = self._context.merged, self._show(column, old)
        told = "" if ours is None else str(ours)
        conflict = Conflict(cell.place, column.heading, told, cell.text)
        merged.conflicts.append(conflict)
        side = self._context.office.choose(conflict)
        if side is None:
            merged.unsettled.append(conflict)
        return side is Side.THEIRS

    def _name_parts(self, parts: Any) -> Any:
        """Give the parts that are new their identifiers."""
        for part in parts or ():
            if "id" not in part:
                part["id"] = self._context.new_id("part")
                self._row.record["parts"] = parts  # the next one counts on from it
        return parts

    def _date_former_names(self) -> None:
        """Say until when former names held that were written without a year.

        Where the last year of the row was written beside one, that is meant: nothing is renamed
        and ends at once. Else the present name holds in the present year.
        """
        names = self._row.record.get("names") or ()
        undated = [one for one in names if one["until"] is None]
        if not undated:
            return
        is_beside = any(
            one.record is self._row.record and one.route == _UNTIL
            for one in self._context.merged.touched
        )
        year = self._row.record.pop("until") if is_beside else None
        plan = self._context.office.project.require_outline()
        year = year or plan.fiscal_years.year_of(self._context.office.day) - 1
        for one in undated:
            one["until"] = year
            message = (
                f"「{one.get('name') or one.get('title')}」を、{year}年度までの名称としました。"
            )
            hint = "違うときは「旧名（2026年度まで）」のように、いつまでかを書いてください。"
            notice = Complaint(self._line.line.place, message, hint)
            self._context.merged.notices.append(notice)
