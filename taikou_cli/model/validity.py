"""From when to when something holds: an office, a responsibility, a scale, a name."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from pydantic import Field

from taikou_cli.model.fields import FiscalYear, Text
from taikou_cli.model.record import Record


class Validity(Record):
    """What holds in some fiscal years only; both ends belong to it, and either may be open."""

    unpublished = frozenset({"from_year", "until"})

    from_year: FiscalYear | None = Field(
        default=None,
        alias="from",
        title="最初の年度",
        description="途中からのものなら、最初の年度（西暦）。",
    )
    until: FiscalYear | None = Field(
        default=None,
        title="最後の年度",
        description="途中までのものなら、最後の年度（西暦）。この年度を含む。",
    )

    def covers(self, fiscal_year: int) -> bool:
        """Tell whether it holds in a fiscal year."""
        return (self.from_year or fiscal_year) <= fiscal_year <= (self.until or fiscal_year)


Dated = TypeVar("Dated", bound=Validity)


def choose_valid(entries: Iterable[Dated], fiscal_year: int) -> tuple[Dated, ...]:
    """Give those that hold in a fiscal year, in their order."""
    return tuple(entry for entry in entries if entry.covers(fiscal_year))


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
