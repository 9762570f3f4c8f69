"""A workbook of the plan that came back → the plan's data with what was changed in it."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from taikou_cli.forms.excel.planbook.reading import ReturnedBook
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.planbook.cells import show_value, value_of
from taikou_cli.forms.layout.planbook.documents import (
    PLAN,
    Data,
    goal_documents,
    group_documents,
    item_documents,
    iter_homes,
    policy_documents,
    put_in,
    read_documents,
)
from taikou_cli.forms.layout.planbook.names import fold
from taikou_cli.forms.layout.planbook.places import AMOUNT, PART, Row
from taikou_cli.forms.layout.planbook.tables import ITEM_TABLE, build_tables
from taikou_cli.forms.returns.planbook.cell_taking import CellTaker
from taikou_cli.forms.returns.planbook.department_renaming import rename_departments
from taikou_cli.forms.returns.planbook.line_reading import LineReader, name_of
from taikou_cli.forms.returns.planbook.matching import Line, match_lines
from taikou_cli.forms.returns.planbook.merged import Context, Merged, Office, Touched
from taikou_cli.forms.returns.planbook.reasons import keep_reasons
from taikou_cli.forms.returns.planbook.removal import Evidence

_LET_END = "終わるものは、行を残して「終了年度」を書いてください。"
_BLANK: dict[str, dict[str, Any]] = {
    "goal": {"policies": []},
    "item": {
        "data_plan": False,
        "examples": [],
        "divisions": [],
        "actions": [],
        "kpis": [],
        "revisions": [],
    },
}
"""What new records say from the start, as the other commands that make them let them say."""


def merge_book(book: ReturnedBook, office: Office) -> Merged:
    """Hold a workbook against the plan, table by table: what others name comes first."""
    before = read_documents(office.project)
    merged = Merged(before, deepcopy(before))
    merged.notices += book.strays
    for table in build_tables(before):
        if table.key in book.tables:
            context = Context(merged, table.key, book.tables[table.key], office)
            _TableMerger(context).merge()
    _count(merged)
    return merged


def _count(merged: Merged) -> None:
    """Let the outline count what was added and taken out.

    Not twice: it is written before the items, and a run that was interrupted is repeated.
    """
    now, before = _numbers(merged.data), _numbers(merged.before)
    counts = merged.data[PLAN].get("counts") or {}
    for key, number in now.items():
        told = counts.get(key) or 0
        if told != number and number != before[key]:
            put_in(counts, (key,), told + number - before[key] or None)


def _numbers(data: Data) -> dict[str, int]:
    return {
        "goals": len(goal_documents(data)),
        "policies": len(policy_documents(data)),
        "groups": len(group_documents(data)),
        "items": len(item_documents(data)),
    }


class _TableMerger:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._table = context.table
        self._place = context.table.place
        self._data = context.data
        self._evidence = Evidence(context.office.project)

    def merge(self) -> None:
        if not self._has_names():
            return
        if self._table.key == "division":
            rename_departments(self._context)
        rows = self._place.rows(self._data)
        lines, unread = LineReader(self._context).read()
        twice = match_lines(lines, rows, lambda row: name_of(self._context, row))
        for first, second in twice:
            message = f"同じものの行が、ほかにもあります（{first.line.place}）。"
            self._context.complain(second.line.place, message, "どちらか一方にしてください。")
        seen = unread | {line.row.key for line in lines if line.row}
        self._remove([row for row in rows if row.key not in seen])
        repeated = {second for _, second in twice}
        settled = [self._settle(one) for one in lines if not one.is_dropped and one not in repeated]
        self._context.look_up_again()
        for line, row in filter(None, settled):
            taken = CellTaker(self._context, line, row)
            taken.take()
            self._place.save(self._data, row)
            keep_reasons(self._context, line, row, taken)

    def _has_names(self) -> bool:
        """Tell whether the columns are there without which no row can be told from others."""
        known = {column.key for column in self._context.columns.values()}
        missing = [
            column.heading
            for column in self._table.columns
            if (column.names or column.is_above) and column.route != (PART,)
            if column.key not in known
        ]
        if missing:
            self._context.complain(
                self._context.returned.place,
                f"「{'」「'.join(missing)}」の列がありません。",
                "見出しを元の言葉に戻すか、書き出し直したブックに貼り付けてください。",
            )
        return not missing

    def _remove(self, rows: Sequence[Row]) -> None:
        """Take out what was in the workbook and is no longer; what has evaluations stays."""
        place = self._context.returned.place
        for row in rows:
            if row.key not in self._context.returned.marks or self._place.is_fixed:
                continue
            if not row.record:  # a deadline that is not set
                continue
            if years := self._evidence.of(self._table.key, row):
                message = (
                    f"{self._tell(row)}の行がありません。{years}の評価があるので、取り除けません。"
                )
                self._context.complain(place, message, _LET_END)
                continue
            message = f"{self._tell(row)}を、行がなくなったので取り除きます。"
            self._context.merged.notices.append(Complaint(place, message))
            self._place.remove(self._data, row)

    def _tell(self, row: Row) -> str:
        """Name a row for a message: what it stands under, its name, of an item its title."""
        columns = [one for one in self._table.columns if one.names or one.is_above]
        titles = [one for one in self._table.columns if one.route == ("title",)]
        names, amount = self._context.names, str(row.above.get(AMOUNT))
        shown = (
            show_value(column, value_of(column, row), names, amount)
            for column in dict.fromkeys((*columns, *titles))
        )
        return f"「{'　'.join(str(one) for one in shown if one is not None)}」"

    def _settle(self, line: Line) -> tuple[Line, Row] | None:
        """Put a new line into the plan, and one that moved where it belongs now."""
        row = line.row
        if row is None:
            is_left_out = self._place.is_fixed or self._has_no_number(line)
            return None if is_left_out else (line, self._add(line))
        if self._is_renumbered(line, row):
            return None
        if row.above != line.above:
            if years := self._evidence.of(self._table.key, row):
                self._context.complain(
                    line.line.place,
                    f"{self._tell(row)}には{years}の評価があるので、ほかへ移せません。",
                    f"{_LET_END}新しい所には、新しい行を加えます。",
                )
                return None
            self._place.remove(self._data, row)
            row.above.update(line.above)
            self._place.add(self._data, row)
        return line, row

    def _has_no_number(self, line: Line) -> bool:
        """Refuse what stands where others have a number and is none."""
        if self._place.prefix or self._table.model is None or line.name[-1].isdecimal():
            return False
        self._context.complain(
            line.line.place,
            f"番号「{line.name[-1]}」は、整数ではありません。",
            "ほかと重ならない番号にしてください。",
        )
        return True

    def _is_renumbered(self, line: Line, row: Row) -> bool:
        """Refuse another number for what others name by its number."""
        number = row.record.get("number")
        if number is None or fold(str(number)) == line.name[-1]:
            return False
        self._context.complain(
            line.line.place,
            f"番号は変えられません（{number}→{line.name[-1]}）。",
            "番号を元に戻してください。新しいものは、新しい行に書いてください。",
        )
        return True

    def _add(self, line: Line) -> Row:
        record = deepcopy(_BLANK.get(self._table.key, {}))
        if self._place.prefix:
            record["id"] = self._context.new_id(self._place.prefix)
        elif self._table.model is not None:
            record["number"] = int(line.name[-1])
        homes = list(iter_homes(self._data))
        if self._table.key == ITEM_TABLE and len(homes) == 1:
            record.update(homes)
        row = Row("", dict(line.above), record)
        self._place.add(self._data, row)
        self._context.merged.touched.append(Touched(record, (), line.line.place))
        return row
