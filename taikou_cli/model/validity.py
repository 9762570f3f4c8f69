"""From when to when something holds: an office, a responsibility, a scale, a name."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

from pydantic import Field

from taikou_cli.base.label import label
from taikou_cli.model.fields import FiscalYear, Text
from taikou_cli.model.record import Record

FirstYear = Annotated[
    FiscalYear | None,
    Field(alias="from", title="最初の年度", description="途中からのものなら、最初の年度（西暦）。"),
]
LastYear = Annotated[
    FiscalYear | None,
    Field(
        title="最後の年度",
        description="途中までのものなら、最後の年度（西暦）。この年度を含む。",
    ),
]


class Validity(Record):
    """What holds in some fiscal years only; both ends belong to it, and either may be open.

    Each kind of record names the two keys itself, where they are to stand among its own.
    """

    if TYPE_CHECKING:
        from_year: FirstYear = None
        until: LastYear = None

    def covers(self, fiscal_year: int) -> bool:
        """Tell whether it holds in a fiscal year."""
        return (self.from_year or fiscal_year) <= fiscal_year <= (self.until or fiscal_year)

    @property
    def years(self) -> str:
        """When it holds, in words: `2025～2027年度`, `2028年度から`; empty if always."""
        if self.from_year and self.until:
            span = {self.from_year, self.until}
            return label("{year}年度", year="～".join(map(str, sorted(span))))
        if self.until:
            return label("{year}年度まで", year=self.until)
        return label("{year}年度から", year=self.from_year) if self.from_year else ""


Dated = TypeVar("Dated", bound=Validity)


class FormerName(Record):
    """What an office was called before."""

    until: FiscalYear = Field(
        title="最後の年度", description="この名称だった最後の年度（西暦）。この年度を含む。"
    )
    name: Text = Field(title="旧名称", description="その年度までの名称。")

    @property
    def words(self) -> str:
        """The name."""
        return self.name


class FormerTitle(Record):
    """What a part of the plan was called before."""

    until: FiscalYear = Field(
        title="最後の年度", description="この名称だった最後の年度（西暦）。この年度を含む。"
    )
    title: Text = Field(title="旧名称", description="その年度までの名称。")

    @property
    def words(self) -> str:
        """The title."""
        return self.title


class _Former(Protocol):
    @property
    def until(self) -> int: ...
    @property
    def words(self) -> str: ...


def name_in(fiscal_year: int, present: str, former: Iterable[_Former]) -> str:
    """Give the name that holds in a fiscal year: the former one that ends first, else the present."""
    known = sorted((one for one in former if one.until >= fiscal_year), key=lambda one: one.until)
    return known[0].words if known else present
