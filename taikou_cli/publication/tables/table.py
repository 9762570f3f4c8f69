"""What a table of the open data is, and what it is made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from taikou_cli.base.amounts import canonical
from taikou_cli.base.fiscal_year import USUAL
from taikou_cli.model.branches import levels_of
from taikou_cli.model.catalogue import Entry, Kind
from taikou_cli.model.fields import Level
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.model.validity import Validity
from taikou_cli.progress.figures import Figures
from taikou_cli.project.project import Project

Cell = str | int | Decimal | None
"""A text without line breaks, a number, or None where nothing is known."""

Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its physical name, in ASCII.
        title: What the office calls it.
        kind: `string`, `integer`, `number` or `date` (a text such as `2025-04-01`).
        codes: The list of the table `codes` that explains its values, if they are codes.
        required: It is never blank.
        level: It is of parts of this level: a plan without the level has no such column.
    """

    name: str
    title: str
    kind: str = "string"
    codes: str | None = None
    required: bool = False
    level: Level | None = None


class Reference(NamedTuple):
    """Columns of a table whose values stand in the key of another."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Source(NamedTuple):
    """What tables are made from.

    Attributes:
        project: The plan, as it is known in the last year that the tables know of.
        plan: Its outline.
        years: The figures of each year that is told of.
        groups: What other programs are told of the groups in each of these years.
        known_until: The last year that the tables know of.
    """

    project: Project
    plan: Plan
    years: tuple[Figures, ...]
    groups: tuple[Mapping[str, Any], ...]
    known_until: int

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that the plan has above its items."""
        return levels_of(self.project.branches)

    @property
    def last_year(self) -> int:
        """The last fiscal year that is told of; the plan's first one where none is."""
        return max((one.fiscal_year for one in self.years), default=self.plan.first_year)


class Layout(NamedTuple):
    """A kind of table: its columns, and what yields its rows.

    Attributes:
        name: Its physical name, in ASCII.
        title: What the office calls it.
        columns: Its columns.
        key: The columns that tell one row from another.
        build: Yields the rows.
        references: Which of its columns point to other tables.
        level: It is of the parts of this level: a plan without the level has no such table.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    build: Callable[[Source], Iterator[Row]]
    references: tuple[Reference, ...] = ()
    level: Level | None = None


class Table(NamedTuple):
    """A table of the open data; every row has a cell for every column."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    rows: tuple[Row, ...]

    def list_records(self) -> list[dict[str, Cell]]:
        """Give the rows by the names of the columns."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


NO_PART = "ALL"
"""Stands in a column of parts for the whole of an amount: no identifier has capitals."""

YEAR_NAME = "fy_name"
"""No word for a time is in it: an era in a column of dates counts as one of them written badly."""

YEAR = (
    Column("fiscal_year", "年度（西暦）", "integer", required=True),
    Column(YEAR_NAME, "年度の名称", required=True),
)
VALIDITY = (
    Column("from_year", "最初の年度（西暦、初めからなら空欄）", "integer"),
    Column("until_year", "最後の年度（西暦、終わりが決まっていなければ空欄）", "integer"),
)
ITEM = Column("item", "‹item›番号", "integer", required=True)
GOAL = Column("goal", "‹goal›番号", "integer", required=True)
VALUE = (Column("value", "値", "number"), Column("value_text", "値（数でないとき）"))
PENDING = (
    Column("pending_reason", "未確定の理由", codes="pending_reason"),
    Column("pending_expected", "未確定の値が分かる見込み（年-月）"),
    Column("pending_note", "未確定の理由の説明"),
)

OF_ITEM = Reference(("item",), "items", ("item",))
OF_GOAL = Reference(("goal",), "goals", ("goal",))


_KINDS = {
    Kind.NUMBER: "number",
    Kind.YEAR: "integer",
    Kind.FLAG: "integer",
    Kind.DATE: "date",
}


def columns_of(entries: Iterable[Entry]) -> tuple[Column, ...]:
    """Make the columns of plain fields of the catalogue."""
    return tuple(
        Column(
            entry.key,
            entry.title,
            _KINDS.get(entry.kind, "string"),
            "flag" if entry.kind is Kind.FLAG else None,
            entry.is_required,
        )
        for entry in entries
    )


def cells_of(entries: Iterable[Entry], record: Record | None) -> Row:
    """Give the cells of a record for the columns of the same fields; blank without a record."""
    return tuple(_cell(entry.read(record)) for entry in entries)


def _cell(value: Any) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def name_year(fiscal_year: int) -> tuple[int, str]:
    """Give a fiscal year for the two columns of `YEAR`: 2025, 令和7年度.

    A plan without eras has the other name put in where its tables are made.
    """
    return fiscal_year, USUAL.name_era(fiscal_year)


def list_validity(*dated: Validity) -> tuple[Cell, Cell]:
    """Give the cells of the columns `VALIDITY` for what holds while all of some things do."""
    first = max((one.from_year for one in dated if one.from_year), default=None)
    return first, min((one.until for one in dated if one.until), default=None)


def split_amount(
    amount: int | Decimal | str | None, decimals: int | None = None
) -> tuple[Cell, Cell]:
    """Give a value as number, in its one form, and as words: one of them is blank."""
    if isinstance(amount, str) or amount is None:
        return None, amount
    return canonical(amount, decimals), None
