"""What the cells of a table show, and the mark by which an untouched cell is known again."""

from datetime import date
from decimal import Decimal
from typing import Any

from taikou_cli.forms.layout.cell_text import cut_to_cell, trim_lines
from taikou_cli.forms.layout.field_values import CellValue, canonical_value, fingerprint
from taikou_cli.forms.layout.fields import Kind
from taikou_cli.forms.layout.planbook.columns import Column
from taikou_cli.forms.layout.planbook.documents import value_in
from taikou_cli.forms.layout.planbook.names import Names
from taikou_cli.forms.layout.planbook.places import AMOUNT, ITEM, PART, Row
from taikou_cli.model.fields import read_day

_DATED = {Kind.DATE}
_LONGEST_TITLE = 20


def value_of(column: Column, row: Row) -> Any:
    """Give the value of a cell as the files have it; None if there is none."""
    if column.is_above:
        return row.above.get(str(column.route[0]))
    return value_in(row.record, column.route)


def show_cell(column: Column, row: Row, names: Names, titles: dict[Any, str]) -> CellValue:
    """Give what a cell shows.

    Args:
        column: Its column.
        row: Its row.
        names: The names of the plan.
        titles: The titles of the items, for the column that only reminds of them.
    """
    if column.is_note:
        title = titles.get(row.above.get(ITEM), "")
        return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
    return show_value(column, value_of(column, row), names, str(row.above.get(AMOUNT)))


def show_value(column: Column, value: Any, names: Names, amount: str = "") -> CellValue:
    """Give what the cell of a value shows; see `show_cell`."""
    if value is None or value == "":
        return None
    if column.route == (PART,):
        return names.part(amount).show(value)
    if column.notation:
        shown = str(column.notation.write(value, names))
        return int(shown) if column.is_number and shown.isdecimal() else cut_to_cell(shown) or None
    if column.choices:
        return next((one.label for one in column.choices if one.code == str(value)), str(value))
    if column.kind in _DATED and isinstance(value, str):
        return _as_day(value)
    return cut_to_cell(trim_lines(value)) if isinstance(value, str) else value


def _as_day(value: str) -> date | str:
    try:
        return read_day(value)
    except ValueError:
        return value


def mark_of(column: Column, shown: object) -> str:
    """Give the mark of what a cell shows; cells that nobody would tell apart have one mark."""
    if isinstance(shown, bool) or not isinstance(shown, str | int | Decimal | date):
        return ""
    return fingerprint(canonical_value(column.kind, shown))
