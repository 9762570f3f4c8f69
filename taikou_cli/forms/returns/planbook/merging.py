"""A workbook of the plan that came back → the plan's data with what was changed in it."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.forms.excel.cell_reading import read_cell
from taikou_cli.forms.excel.planbook.reading import BookCell, BookLine, BookTable, ReturnedBook
from taikou_cli.forms.excel.raw_cell import CellError, exact_number
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.cell_text import unescape_cell
from taikou_cli.forms.layout.planbook.cells import mark_of, show_value, value_of
from taikou_cli.forms.layout.planbook.columns import Column
from taikou_cli.forms.layout.planbook.documents import (
    ORGANIZATION,
    PLAN,
    Data,
    item_documents,
    put_in,
    read_documents,
    value_in,
)
from taikou_cli.forms.layout.planbook.names import Names, NotReadableError, fold
from taikou_cli.forms.layout.planbook.places import AMOUNT, ITEM, PART, Row
from taikou_cli.forms.layout.planbook.tables import WHY, Table, build_table, build_tables
from taikou_cli.forms.returns.importing import Side
from taikou_cli.forms.returns.planbook.matching import Line, match_lines
from taikou_cli.forms.returns.planbook.removal import Evidence
from taikou_cli.forms.returns.planbook.targets import TargetEdit, needs_reason, record_changes
from taikou_cli.project.project import Project

_DEPARTMENT = "@department"
_UNTIL = "終わるものは、行を残して「終了年度」を書いてください。"


class Touched(NamedTuple):
    """A cell that changed the plan: whose record it is, which value, and where it stands."""

    record: Any
    route: Route
    place: str


@dataclass(slots=True)
class Merged:
    """What a workbook makes of a plan.

    Attributes:
        before: The plan's data as they are.
        data: The same with what was changed.
        complaints: Why nothing is taken in.
        conflicts: Cells that changed in the plan as well since the workbook was made.
        notices: What had to be understood, and what is taken out.
        touched: The cells that changed something.
    """

    before: Data
    data: Data
    complaints: list[Complaint] = field(default_factory=list)
    conflicts: list[Complaint] = field(default_factory=list)
    notices: list[Complaint] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)


def merge_book(project: Project, book: ReturnedBook, side: Side | None, day: date) -> Merged:
    """Hold a workbook against the plan.

    Args:
        project: The plan, its private fields included.
        book: The workbook.
        side: Whose value stands where both changed; None leaves it to a person.
        day: The day, for the record of what changed.
    """
    before = read_documents(project)
    merged = Merged(before, deepcopy(before))
    merged.notices += book.strays
    for table in build_tables(before):
        if table.key in book.tables:
            _TableMerger(merged, table.key, book.tables[table.key], _Office(project, side, day)).merge()
    _count(merged)
    return merged


class _Office(NamedTuple):
    """What is known beside the workbook: the plan, whose values stand, and the day."""

    project: Project
    side: Side | None
    day: date


def _count(merged: Merged) -> None:
    """Let the outline count what was added and taken out."""
    now, before = _numbers(merged.data), _numbers(merged.before)
    counts = merged.data[PLAN].get("counts") or {}
    for key, number in now.items():
        if key in counts:
            counts[key] += number - before[key]


def _numbers(data: Data) -> dict[str, int]:
    goals = data["goals.yaml"].get("goals") or ()
    policies = sum(len(goal.get("policies") or ()) for goal in goals)
    return {"goals": len(goals), "policies": policies, "items": len(item_documents(data))}


class _TableMerger:
    def __init__(self, merged: Merged, key: str, returned: BookTable, office: _Office) -> None:
        self._merged = merged
        self._data = merged.data
        self._returned = returned
        self._office = office
        self._table: Table = build_table(self._data, key)
        self._columns = dict(self._find_columns())
        self._names = Names(self._data)
        self._evidence = Evidence(office.project)

    def _find_columns(self) -> Iterator[tuple[str, Column]]:
        """Yield the columns that the sheet has, by what stands above them."""
        seen = set()
        for heading in self._returned.headings:
            column = self._table.column_for(heading)
            if column is not None and column.key not in seen:
                seen.add(column.key)
                yield heading, column
            elif any(line.cells[heading].text for line in self._returned.lines):
                self._merged.notices.append(
                    Complaint(
                        self._returned.place,
                        f"「{heading}」の列は取り込みません。",
                        "見出しを、様式にある言葉に直してください。",
                    )
                )

    def merge(self) -> None:
        """Take the table in."""
        if not self._has_names():
            return
        rows = self._table.place.rows(self._data)
        lines, unread = self._read_lines()
        for first, second in match_lines(lines, rows, self._name_of):
            self._complain(
                second.line.place,
                f"同じものの行が、ほかにもあります（{first.line.place}）。",
                "どちらか一方にしてください。",
            )
        seen = unread | {line.row.key for line in lines if line.row}
        self._remove([row for row in rows if row.key not in seen])
        lines = [line for line in lines if not line.is_dropped]
        taken = [line for line in lines if self._settle(line)]
        self._names = Names(self._data)
        for line in taken:
            self._take(line)

    def _has_names(self) -> bool:
        known = {column.key for column in self._columns.values()}
        needed = [one for one in self._table.columns if one.names or one.is_above]
        missing = [
            one.heading
            for one in needed
            if one.key not in known and not one.is_note and one.route not in {(WHY,), (PART,)}
        ]
        if missing:
            self._complain(
                self._returned.place,
                f"「{'」「'.join(missing)}」の列がありません。",
                "見出しを元の言葉に戻すか、書き出し直した様式に貼り付けてください。",
            )
        return not missing

    def _complain(self, place: str, message: str, hint: str) -> None:
        self._merged.complaints.append(Complaint(place, message, hint))

    # What every line stands under, and what it is called.

    def _read_lines(self) -> tuple[list[Line], set[str]]:
        """Read what every line is about; give the keys of those that cannot be told, too."""
        lines: list[Line] = []
        unread: set[str] = set()
        last: dict[str, Any] = {}
        for line in self._returned.lines:
            try:
                above = self._read_above(line, last)
                name = (*above.values(), *self._read_name(line))
            except (CellError, NotReadableError) as error:
                self._complain(line.place, error.message, error.hint)
                unread.add(line.key)
                continue
            last = above
            lines.append(Line(line, above, name, self._is_touched(line)))
        return lines, unread

    def _read_above(self, line: BookLine, last: dict[str, Any]) -> dict[str, Any]:
        above: dict[str, Any] = {}
        for heading, column in self._columns.items():
            if not column.is_above or column.is_note or column.route == (WHY,):
                continue
            route, cell = str(column.route[0]), line.cells[heading]
            if not cell.text and column.route == (PART,):
                above[route] = ""
            elif not cell.text and not line.key and route in last:
                above[route] = last[route]
            else:
                above[route] = self._read_reference(column, cell, above)
        return above

    def _read_reference(self, column: Column, cell: BookCell, above: dict[str, Any]) -> Any:
        if not cell.text:
            raise NotReadableError(
                f"「{column.heading}」が空です。", "何についての行かを書くか、行を消してください。"
            )
        if column.route == (PART,):
            return self._names.part(above[AMOUNT]).find(cell.text)
        if column.route == (_DEPARTMENT,):
            return self._find_department(cell)
        return self._read(column, cell, {})

    def _find_department(self, cell: BookCell) -> str:
        """Find a department by its name; make one that is not there yet."""
        try:
            found: str = self._names.department.find(cell.text)
        except NotReadableError as error:
            near = error.hint if "ことではありませんか" in error.hint else ""
            self._merged.notices.append(
                Complaint(cell.place, f"新しい部局「{cell.text}」を作ります。", near)
            )
            found = self._new_id("dept")
            departments = self._data[ORGANIZATION].setdefault("departments", [])
            departments.append({"id": found, "name": cell.text, "divisions": []})
            self._names = Names(self._data)
        return found

    def _read_name(self, line: BookLine) -> tuple[str, ...]:
        named = [(h, column) for h, column in self._columns.items() if column.names]
        for heading, column in named:
            if line.cells[heading].fault:
                raise line.cells[heading].fault  # type: ignore[misc]
            if not line.cells[heading].text:
                raise NotReadableError(
                    f"「{column.heading}」が空です。", "名称や番号を書くか、行を消してください。"
                )
        texts = (str(self._read(column, line.cells[heading], {})) for heading, column in named)
        return tuple(map(fold, texts))

    def _name_of(self, row: Row) -> tuple[Any, ...]:
        named = [column for column in self._columns.values() if column.names]
        above = [str(c.route[0]) for c in self._columns.values() if c.is_above and c.route != (WHY,)]
        texts = (str(value_of(column, row)) for column in named)
        return (*(row.above[route] for route in above if route in row.above), *map(fold, texts))

    def _is_touched(self, line: BookLine) -> bool:
        marks = self._returned.marks.get(line.key)
        return marks is None or any(
            _mark_of_raw(column, line.cells[heading]) != marks.get(column.key, "")
            for heading, column in self._columns.items()
            if not column.is_note
        )

    # Rows that are gone, new or moved.

    def _remove(self, rows: list[Row]) -> None:
        """Take out what was in the workbook and is no longer; what has evaluations stays."""
        for row in rows:
            if row.key not in self._returned.marks or self._table.place.is_fixed:
                continue
            if self._table.key == "calendar" and not row.record:
                continue
            told = self._tell(row)
            if years := self._evidence.of(self._table.key, row):
                self._complain(
                    self._returned.place,
                    f"{told}の行がありません。{years}の評価があるので、取り除けません。",
                    _UNTIL,
                )
                continue
            self._merged.notices.append(
                Complaint(self._returned.place, f"{told}を、行がなくなったので取り除きます。")
            )
            self._table.place.remove(self._data, row)

    def _tell(self, row: Row) -> str:
        texts = [
            str(show_value(column, value_of(column, row), self._names, str(row.above.get(AMOUNT))))
            for column in self._columns.values()
            if (column.names or column.is_above) and column.route != (WHY,) and value_of(column, row)
        ]
        title = row.record.get("title") if self._table.key == "item" else None
        return f"「{'　'.join([*texts, *([str(title)] if title else [])])}」"

    def _settle(self, line: Line) -> bool:
        """Put a new line into the plan, and one that moved where it belongs now."""
        place = self._table.place
        if line.row is None:
            if place.is_fixed:
                return False
            line.row = self._make(line)
            place.add(self._data, line.row)
            self._merged.touched.append(Touched(line.row.record, (), line.line.place))
            return True
        if line.row.above == line.above:
            return not self._is_renumbered(line)
        if years := self._evidence.of(self._table.key, line.row):
            self._complain(
                line.line.place,
                f"{self._tell(line.row)}には{years}の評価があるので、ほかへ移せません。",
                f"{_UNTIL}新しい所には、新しい行を加えます。",
            )
            return False
        place.remove(self._data, line.row)
        line.row.above.update(line.above)
        place.add(self._data, line.row)
        return not self._is_renumbered(line)

    def _is_renumbered(self, line: Line) -> bool:
        """Refuse another number for what others name by its number."""
        known = line.row.record.get("number") if line.row and not self._table.place.prefix else None
        if known is None or fold(str(known)) == line.name[-1]:
            return False
        self._complain(
            line.line.place,
            f"番号は変えられません（{known}→{line.name[-1]}）。",
            "番号を元に戻してください。新しいものは、新しい行に書いてください。",
        )
        return True

    def _make(self, line: Line) -> Row:
        prefix, record = self._table.place.prefix, dict[Any, Any]()
        if prefix:
            record["id"] = self._new_id(prefix)
        elif self._table.model is not None:
            record["number"] = int(line.name[-1]) if line.name[-1].isdecimal() else line.name[-1]
        record.update(_BLANK.get(self._table.key, {}))
        if self._table.key == "item":
            policies = list(Names(self._data).policy.labels)
            record.update({"policy": policies[0]} if len(policies) == 1 else {})
        return Row("", dict(line.above), deepcopy(record))

    def _new_id(self, prefix: str) -> str:
        """Make an identifier that nothing in the plan has or had."""
        pattern = re.compile(rf"\b{prefix}_([0-9]{{1,6}})\b")
        numbers = [
            int(number)
            for text in (*self._office.project.texts.values(), repr(self._data))
            for number in pattern.findall(text)
        ]
        return f"{prefix}_{max(numbers, default=0) + 1}"

    # The cells.

    def _take(self, line: Line) -> None:
        row = line.row
        if row is None:
            return
        marks = self._returned.marks.get(row.key, {})
        edits: list[TargetEdit] = []
        why = ""
        for heading, column in sorted(self._columns.items(), key=self._order):
            cell = line.line.cells[heading]
            if column.route == (WHY,):
                why = cell.text
                continue
            if column.is_above or column.is_note:
                continue
            old = value_of(column, row)
            if self._take_cell(column, cell, line, marks.get(column.key)):
                self._merged.touched.append(Touched(row.record, column.route, cell.place))
                if column.route[0] == "targets":
                    edits.append(TargetEdit(int(column.route[1]), old, value_of(column, row)))
        self._table.place.save(self._data, row)
        self._explain(line, row, edits, why)

    def _order(self, known: tuple[str, Column]) -> int:
        keys = [column.key for column in self._table.columns]
        key = known[1].key
        return keys.index(key) if key in keys else len(keys)

    def _take_cell(self, column: Column, cell: BookCell, line: Line, mark: str | None) -> bool:
        """Take a cell in; tell whether that changes the plan."""
        row = line.row
        if row is None or (mark is not None and _mark_of_raw(column, cell) == mark):
            return False
        try:
            value = self._read(column, cell, row.record, str(row.above.get(AMOUNT)))
        except (CellError, NotReadableError) as error:
            self._complain(cell.place, error.message, error.hint)
            return False
        if value is None and not line.line.key:
            return False  # a row that was pasted says nothing where it is blank
        old = value_of(column, row)
        now = mark_of(column, show_value(column, old, self._names))
        new = mark_of(column, show_value(column, _complete(column, value, row), self._names))
        if new in {now, mark}:
            return False
        if mark is not None and now != mark and not self._stands(column, cell, old, value):
            return False
        put_in(row.record, column.route, self._adopt(column, old, value))
        return True

    def _stands(self, column: Column, cell: BookCell, old: Any, value: Any) -> bool:
        """Tell whether the workbook's value stands where the plan changed, too."""
        if self._office.side is None:
            ours = show_value(column, old, self._names)
            message = (
                f"「{column.heading}」が、書き出した後にデータでも変わっています"
                f"（データ：{ours if ours is not None else '空'}、ブック：{cell.text or '空'}）。"
            )
            hint = "「--theirs」（ブックの値）か「--ours」（データの値）を付けて取り込み直してください。"
            self._merged.conflicts.append(Complaint(cell.place, message, hint))
        return self._office.side is Side.THEIRS

    def _adopt(self, column: Column, old: Any, value: Any) -> Any:
        if value is None:
            return None
        adopted = column.notation.adopt(old, value) if column.notation else value
        if column.route == ("parts",):
            for part in adopted:
                if "id" not in part:
                    part["id"] = self._new_id("part")
            taken: set[str] = set()
            for part in adopted:
                while part["id"] in taken:
                    head, _, number = part["id"].rpartition("_")
                    part["id"] = f"{head}_{int(number) + 1}"
                taken.add(part["id"])
        if column.route == ("names",):
            for one in adopted:
                one["until"] = one["until"] or self._office.day.year
        return adopted or None

    def _read(
        self, column: Column, cell: BookCell, record: dict[Any, Any], amount: str = ""
    ) -> Any:
        """Read what a cell means; None if it is empty.

        Raises:
            CellError: It holds something that cannot be meant.
            NotReadableError: It names something that is not there.
        """
        if cell.fault:
            raise cell.fault
        if column.notation:
            return column.notation.read(cell.text, self._names) if cell.text else None
        unit = str(record.get("unit") or self._unit_of(amount))
        decimals = record.get("decimals") if column.route != ("decimals",) else None
        reading = read_cell(column.field(unit, decimals), cell.raw)
        for notice in reading.notices:
            self._merged.notices.append(Complaint(cell.place, notice))
        value = reading.value
        return value.isoformat() if isinstance(value, date) else value

    def _unit_of(self, amount: str) -> str:
        kinds = self._data[PLAN].get("amounts") or ()
        return next((str(one["unit"]) for one in kinds if one["id"] == amount), "")

    # Reasons.

    def _explain(self, line: Line, row: Row, edits: list[TargetEdit], why: str) -> None:
        if self._table.key == "item":
            self._explain_item(line, row, why)
        if not edits or line.row is None or not row.key:
            return
        told = self._evidence.target_years(row)
        if why:
            changed = [edit for edit in edits if edit.before is not None or edit.after is not None]
            item = item_documents(self._data).get(row.above.get(ITEM))
            record_changes(row.record, item, changed, why, self._office.day)
            return
        if lowered := [edit for edit in edits if needs_reason(row.record, edit, told)]:
            years = "、".join(str(edit.fiscal_year) for edit in lowered)
            self._complain(
                line.line.place,
                f"「{row.record['name']}」の{years}年度の目標値を変える理由がありません。",
                "同じ行の「理由」の列に、なぜ変えるかを書いてください。",
            )

    def _explain_item(self, line: Line, row: Row, why: str) -> None:
        """Keep why an item was added to a plan that had begun without it."""
        first = row.record.get("first_year")
        is_later = first is not None and first > self._data[PLAN]["period"]["first_year"]
        if row.key:
            return
        if why:
            added = {"date": self._office.day.isoformat(), "what": "項目の追加", "why": why}
            row.record["revisions"] = [added]
        elif is_later:
            self._complain(
                line.line.place,
                f"途中で加える実施項目{row.record['number']}の理由がありません。",
                "同じ行の「理由」の列に、なぜ加えるかを書いてください。",
            )


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


def _complete(column: Column, value: Any, row: Row) -> Any:
    """Give what a cell would show of a value that was read; an unfinished one shows itself."""
    if column.route == ("names",) and value:
        return [{**one, "until": one["until"] or 0} for one in value]
    return column.notation.adopt(value_of(column, row), value) if column.notation and value else value


def _mark_of_raw(column: Column, cell: BookCell) -> str:
    """Give the mark of a cell as it stands there, if it could have been written so."""
    value = cell.raw.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float):
        value = exact_number(value)
    if isinstance(value, str):
        value = unescape_cell(value)
    return mark_of(column, value if isinstance(value, str | int | Decimal | date) else None)
