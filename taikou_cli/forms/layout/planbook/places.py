"""Where the rows of a table stand in the plan's files: found, added, moved and taken out there."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from taikou_cli.forms.layout.planbook.documents import (
    GOALS,
    ORGANIZATION,
    PLAN,
    Data,
    goal_documents,
    item_documents,
    policy_documents,
    put_in,
    value_in,
)
from taikou_cli.model.amounts import WHOLE

ITEM, AMOUNT, PART, YEAR, STAGE = "^item", "^amount", "^part", "^year", "^stage"


@dataclass(slots=True)
class Row:
    """A row of a table.

    Attributes:
        key: What tells it from all other rows of the table.
        above: What it stands under, by the routes of the columns that say so.
        record: Its values; it may be changed.
    """

    key: str
    above: dict[str, Any]
    record: dict[Any, Any] = field(default_factory=dict)


class Place(ABC):
    """Where the rows of a table stand.

    Attributes:
        prefix: Begins the identifiers of new records; empty where they have none.
        is_fixed: Rows are neither added nor taken out.
    """

    prefix: str = ""
    is_fixed: bool = False

    @abstractmethod
    def rows(self, data: Data) -> list[Row]:
        """Give the rows in the order of the files."""

    def add(self, data: Data, row: Row) -> None:  # noqa: B027
        """Put a new row where it belongs; by itself, if what stands in it makes its place."""

    def remove(self, data: Data, row: Row) -> None:
        """Take a row out, wherever it stands."""
        row.record.clear()
        self.save(data, row)

    def save(self, data: Data, row: Row) -> None:  # noqa: B027
        """Put back what changed in a row whose record is no part of the data itself."""


Holders = Callable[[Data], Iterable[tuple[Any, dict[str, Any]]]]
"""Gives what may hold a list of records, each with the number or identifier that rows name."""


@dataclass(frozen=True, slots=True)
class Lists(Place):
    """Records in a list, or in one list below each of others.

    Attributes:
        holders: Gives what holds the lists.
        list_key: The key of the list.
        prefix: What begins the identifiers of new records; empty if they have numbers.
        above: The route of the column that names the holder; empty if there is but one.
        beside: The key that parts records of one identifier; empty if it is unique.
    """

    holders: Holders
    list_key: str
    prefix: str = ""
    above: str = ""
    beside: str = ""

    def rows(self, data: Data) -> list[Row]:
        """Give the rows in the order of the files."""
        return [
            self._row(name, record)
            for name, holder in self.holders(data)
            for record in holder.get(self.list_key) or ()
        ]

    def _row(self, name: Any, record: dict[str, Any]) -> Row:
        own = str(record["id" if self.prefix else "number"])
        own = f"{record[self.beside]}.{own}" if self.beside else own
        return Row(f"{name}/{own}" if self.above else own, self._above(name), record)

    def _above(self, name: Any) -> dict[str, Any]:
        return {self.above: name} if self.above else {}

    def add(self, data: Data, row: Row) -> None:
        """Put a new row where it belongs."""
        wanted = row.above.get(self.above) if self.above else None
        holder = next(holder for name, holder in self.holders(data) if name == wanted)
        holder[self.list_key] = [*(holder.get(self.list_key) or ()), row.record]

    def remove(self, data: Data, row: Row) -> None:
        """Take a row out, wherever it stands."""
        for _, holder in self.holders(data):
            records = holder.get(self.list_key) or []
            records[:] = [one for one in records if one is not row.record]


class Whole(Place):
    """The outline itself: one row."""

    is_fixed = True

    def rows(self, data: Data) -> list[Row]:
        """Give the rows in the order of the files."""
        return [Row("plan", {}, data[PLAN])]


class ItemFiles(Place):
    """The items: each has a file of its own."""

    def rows(self, data: Data) -> list[Row]:
        """Give the rows in the order of the files."""
        return [Row(str(number), {}, item) for number, item in item_documents(data).items()]

    def add(self, data: Data, row: Row) -> None:
        """Put a new row where it belongs."""
        data[f"items/{row.record['number']:02}.yaml"] = row.record

    def remove(self, data: Data, row: Row) -> None:
        """Take a row out, wherever it stands."""
        for path in [path for path, content in data.items() if content is row.record]:
            del data[path]


class Amounts(Place):
    """What items plan of amounts: a row for each amount and part, its numbers by year."""

    def rows(self, data: Data) -> list[Row]:
        """Give the rows in the order of the files."""
        return [
            Row(f"{number}/{amount}/{part}", {ITEM: number, AMOUNT: amount, PART: part}, years)
            for number, item in item_documents(data).items()
            for amount, told in (item.get("amounts") or {}).items()
            for part, years in _by_part(told).items()
        ]

    def save(self, data: Data, row: Row) -> None:
        """Put back what changed in a row."""
        item = item_documents(data)[row.above[ITEM]]
        part, amount = row.above.get(PART) or WHOLE, row.above[AMOUNT]
        told = value_in(item, ("amounts", amount)) or {}
        for year in sorted({*told, *row.record}):
            way = ("amounts", amount, year, *((part,) if part else ()))
            if value_in(item, way) != row.record.get(year):
                put_in(item, way, row.record.get(year))


def _by_part(told: Any) -> dict[str, dict[int, Any]]:
    parts: dict[str, dict[int, Any]] = {}
    for year, amount in (told or {}).items():
        for part, number in (amount if isinstance(amount, dict) else {WHOLE: amount}).items():
            parts.setdefault(part, {})[year] = number
    return parts


@dataclass(frozen=True, slots=True)
class Calendar(Place):
    """The deadlines: a row for each year of the plan and stage, with a deadline or not yet."""

    years: tuple[int, ...]

    def rows(self, data: Data) -> list[Row]:
        """Give the rows in the order of the files."""
        known = {one["fiscal_year"]: one["deadlines"] for one in _calendar(data)}
        stages = [stage["id"] for stage in data[PLAN].get("workflow") or ()]
        return [
            self._row(year, stage, known.get(year, {}))
            for year in sorted({*self.years, *known})
            for stage in dict.fromkeys((*stages, *known.get(year, {})))
        ]

    def _row(self, year: int, stage: str, deadlines: dict[str, Any]) -> Row:
        record = {"deadline": deadlines[stage]} if stage in deadlines else {}
        return Row(f"{year}/{stage}", {YEAR: year, STAGE: stage}, record)

    def save(self, data: Data, row: Row) -> None:
        """Put back what changed in a row."""
        year, stage = row.above[YEAR], row.above[STAGE]
        calendar = _calendar(data)
        one = next((one for one in calendar if one["fiscal_year"] == year), None)
        if one is None and row.record:
            one = {"fiscal_year": year, "deadlines": {}}
            data[PLAN]["calendar"] = [*calendar, one]
        if one is not None:
            put_in(one["deadlines"], (stage,), row.record.get("deadline"))
            if not one["deadlines"]:
                data[PLAN]["calendar"].remove(one)


def _calendar(data: Data) -> list[Any]:
    calendar: list[Any] = data[PLAN].get("calendar") or []
    return calendar


def plan_file(data: Data) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Give `plan.yaml`."""
    yield None, data[PLAN]


def goals_file(data: Data) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Give `goals.yaml`."""
    yield None, data[GOALS]


def organization_file(data: Data) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Give `organization.yaml`."""
    yield None, data[ORGANIZATION]


def departments(data: Data) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the departments by their identifiers."""
    for department in data[ORGANIZATION].get("departments") or ():
        yield department["id"], department


def goals(data: Data) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the goals by their numbers."""
    for goal in goal_documents(data):
        yield goal["number"], goal


def policies(data: Data) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the policies by their numbers."""
    for policy in policy_documents(data):
        yield policy["number"], policy


def items(data: Data) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the items by their numbers."""
    yield from item_documents(data).items()
