"""What a table of the open data is, and what it is made from."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from taikou_cli.base.amounts import canonical
from taikou_cli.base.fiscal_year import format_era_year
from taikou_cli.model.plan import Plan
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
    """

    name: str
    title: str
    kind: str = "string"
    codes: str | None = None
    required: bool = False


class Reference(NamedTuple):
    """Columns of a table whose values stand in the key of another."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Source(NamedTuple):
    """What tables are made from: the plan, and the figures of each year that is told of."""

    project: Project
    plan: Plan
    years: tuple[Figures, ...]


class Layout(NamedTuple):
    """A kind of table: its columns, and what yields its rows.

    Attributes:
        name: Its physical name, in ASCII.
        title: What the office calls it.
        columns: Its columns.
        key: The columns that tell one row from another.
        build: Yields the rows.
        references: Which of its columns point to other tables.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    build: Callable[[Source], Iterator[Row]]
    references: tuple[Reference, ...] = ()


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


YEAR = (
    Column("fiscal_year", "年度（西暦）", "integer", required=True),
    Column("fiscal_year_name", "年度（元号）", required=True),
)
ITEM = Column("item", "実施項目番号", "integer", required=True)
GOAL = Column("goal", "目標番号", "integer", required=True)
VALUE = (Column("value", "値", "number"), Column("value_text", "値（数でないとき）"))
PENDING = (
    Column("pending_reason", "未確定の理由", codes="pending_reason"),
    Column("pending_expected", "未確定の値が分かる見込み（年-月）"),
    Column("pending_note", "未確定の理由の説明"),
)

OF_ITEM = Reference(("item",), "items", ("item",))
OF_GOAL = Reference(("goal",), "goals", ("goal",))


def name_year(fiscal_year: int) -> tuple[int, str]:
    """Give a fiscal year for the two columns of `YEAR`: 2025, 令和7年度."""
    return fiscal_year, f"{format_era_year(fiscal_year)}年度"


def split_amount(
    amount: int | Decimal | str | None, decimals: int | None = None
) -> tuple[Cell, Cell]:
    """Give a value as number, in its one form, and as words: one of them is blank."""
    if isinstance(amount, str) or amount is None:
        return None, amount
    return canonical(amount, decimals), None
