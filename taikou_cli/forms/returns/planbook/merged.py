"""What a workbook makes of a plan, as it grows table by table."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.forms.excel.planbook.reading import BookTable
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.planbook.columns import Column
from taikou_cli.forms.layout.planbook.documents import Data
from taikou_cli.forms.layout.planbook.names import Names
from taikou_cli.forms.layout.planbook.tables import Table, build_table
from taikou_cli.forms.returns.importing import Side
from taikou_cli.forms.returns.new_ids import make_id
from taikou_cli.project.project import Project

_MOST_ALIKE = 3


class Touched(NamedTuple):
    """A cell that changed the plan: whose record it is, which value, and where it stands."""

    record: Any
    route: Route
    place: str


class Conflict(NamedTuple):
    """A value that changed in the plan as well since the workbook was made.

    Attributes:
        place: The cell.
        label: What stands above it.
        ours: What the plan says, as the workbook would.
        theirs: What the workbook says.
    """

    place: str
    label: str
    ours: str
    theirs: str


Choose = Callable[[Conflict], Side | None]
"""Says whose value stands where both sides changed it; None takes neither."""


class Office(NamedTuple):
    """What is known beside the workbook.

    Attributes:
        project: The plan, its private fields included.
        choose: Whose value stands where both changed it.
        day: The day, for the record of what changed.
    """

    project: Project
    choose: Choose
    day: date


@dataclass(slots=True)
class Merged:
    """What a workbook makes of a plan.

    Attributes:
        before: The plan's data as they are.
        data: The same with what was changed.
        complaints: Why nothing is taken in.
        conflicts: What changed on both sides.
        unsettled: What of it nobody has said whose value stands.
        notices: What is made or taken out beside the cells.
        readings: What had to be understood in the cells, by table and column.
        touched: The cells that changed something.
    """

    before: Data
    data: Data
    complaints: list[Complaint] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    unsettled: list[Conflict] = field(default_factory=list)
    notices: list[Complaint] = field(default_factory=list)
    readings: dict[tuple[str, str], list[Complaint]] = field(
        default_factory=lambda: defaultdict(list)
    )
    touched: list[Touched] = field(default_factory=list)

    def place_of(self, record: Any, route: Route) -> str:
        """Give the cell that changed a value."""
        places = (one.place for one in self.touched if one.record is record and one.route == route)
        return next(places)

    def all_notices(self) -> Iterator[Complaint]:
        """Yield what is to be said; of a column read alike all the way down, its beginning."""
        yield from dict.fromkeys(self.notices)
        for readings in self.readings.values():
            single = list(dict.fromkeys(readings))
            yield from single[:_MOST_ALIKE]
            if rest := single[_MOST_ALIKE:]:
                message = f"この列では、ほかに{len(rest)}か所を、同じように読みました。"
                yield Complaint(rest[-1].place, message)


class Context:
    """A table that is being taken in.

    Args:
        merged: What the tables before have made of the plan.
        key: The table.
        returned: What came back of it.
        office: What is known beside the workbook.
    """

    def __init__(self, merged: Merged, key: str, returned: BookTable, office: Office) -> None:
        self.merged = merged
        self.data = merged.data
        self.returned = returned
        self.office = office
        self.table: Table = build_table(self.data, key)
        self.columns = dict(self._find_columns())
        self.look_up_again()

    def _find_columns(self) -> Iterator[tuple[str, Column]]:
        """Yield the columns that the sheet has, by what stands above them."""
        seen = set()
        for heading in self.returned.headings:
            column = self.table.column_for(heading)
            if column is not None and column.key not in seen:
                seen.add(column.key)
                yield heading, column
            elif any(line.cells[heading].text for line in self.returned.lines):
                hint = "見出しを、様式にある言葉に直してください。"
                message = f"「{heading}」の列は取り込みません。"
                self.merged.notices.append(Complaint(self.returned.place, message, hint))

    def look_up_again(self) -> None:
        """Learn the names of what was added or renamed."""
        self.names = Names(self.data, Names(self.merged.before))

    def complain(self, place: str, message: str, hint: str) -> None:
        """Say why nothing is taken in."""
        self.merged.complaints.append(Complaint(place, message, hint))

    def new_id(self, prefix: str) -> str:
        """Make an identifier that nothing in the plan has or had."""
        return make_id(prefix, (*self.office.project.texts.values(), repr(self.data)))
