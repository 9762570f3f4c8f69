"""The open data as one of their years sees them: with its names, offices, scales and rounding.

Targets are as they stood on the day on which the year was first published.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any

from taikou_cli.model.branches import LEVELS, LISTS
from taikou_cli.publication.verification.open_data import OpenData, ReadTable, Record

_MOST_YEARS = 64
_DATED = (
    "divisions",
    "item_divisions",
    "scales",
    "codes",
    "amount_kinds",
    "classifications",
)
_BEGUN = ("items", "kpis", "kgis")
_OF_ITEMS = ("kpis", "item_attitudes", "item_classes", "item_places")
# Tables of what may have been called otherwise, with the column of what it is called by.
_NAMED = (
    ("goals", "goal", "goal", "title"),
    ("policies", "policy", "policy", "title"),
    ("groups", "group", "group", "title"),
    ("items", "item", "item", "title"),
    ("divisions", "division", "division", "title"),
    ("divisions", "department", "department", "department_title"),
)
# Tables of targets, with what tells their rows apart.
_TARGETS = (
    ("targets", ("item", "kpi", "fiscal_year")),
    ("kgi_targets", ("goal", "kgi", "fiscal_year")),
)


@lru_cache(maxsize=_MOST_YEARS)
def view_year(data: OpenData, fiscal_year: int) -> OpenData:
    """Give the tables as of a year; what is told of single years stays as it is.

    Args:
        data: All tables.
        fiscal_year: One of the years of the table `years`.
    """
    tables = dict(data.tables)
    for name in _DATED:
        tables[name] = _choose(tables[name], lambda one: _covers(one, fiscal_year))
    for name in _BEGUN:
        tables[name] = _choose(tables[name], lambda one: _is_begun(one, fiscal_year))
    items = {one["item"] for one in _records(tables["items"])}
    for name in _OF_ITEMS:
        tables[name] = _choose(tables[name], lambda one: one["item"] in items)
    for name, kind, key, column in _NAMED:
        if name not in tables:
            continue  # of a level that the plan does not have
        tables[name] = _rename(tables[name], (key, column), _name(data, kind, fiscal_year))
    for year in data.records("years", fiscal_year=fiscal_year):
        tables["plan"] = _describe_plan(tables["plan"], year)
        for targets, columns in _TARGETS:
            former = data.records(f"former_{targets}")
            tables[targets] = _restore(tables[targets], columns, former, year["published_on"])
    _drop_unbegun(data, tables)
    _set_leads(tables)
    return OpenData(tables)


def _restore(
    table: ReadTable, key: tuple[str, ...], former: list[Record], day: str | None
) -> ReadTable:
    """Put targets that were changed after a day back to what they were on it."""
    later = [one for one in former if day is not None and one["changed_on"] > day]
    later.sort(key=lambda one: str(one["changed_on"]), reverse=True)
    stood = {tuple(one[name] for name in key): one | {"kind": "target"} for one in later}
    kept = _choose(
        table, lambda one: one["kind"] != "target" or tuple(one[name] for name in key) not in stood
    )
    told = (one for one in stood.values() if (one["value"], one["value_text"]) != (None, None))
    rows = [[one[name] for name in table.columns] for one in told]
    return ReadTable(table.columns, [*kept.rows, *rows])


def _describe_plan(plan: ReadTable, year: Record) -> ReadTable:
    told = {**year, "title": year["plan_title"]}
    rows = [
        [told.get(name, cell) for name, cell in zip(plan.columns, row, strict=True)]
        for row in plan.rows
    ]
    return ReadTable(plan.columns, rows)


def _drop_unbegun(data: OpenData, tables: dict[str, ReadTable]) -> None:
    """Leave out the parts of which every item begins later, and what consists of such parts."""
    begun = {(one["level"], one["key"]) for one in _records(tables["item_places"])}
    known = {(one["level"], one["key"]) for one in data.records("item_places")}
    had: set[int] = set()
    left: set[int] = set()
    for level in reversed(data.levels):
        name = LISTS[level]
        for one in data.records(name):
            number = one[level]
            if number not in had and ((level, number) in begun or (level, number) not in known):
                left.add(number)
        tables[name] = _choose(tables[name], partial(_is_in, level, frozenset(left)))
        if level != LEVELS[0]:
            above = LEVELS[LEVELS.index(level) - 1]
            had = {one[above] for one in data.records(name)}
            left = {one[above] for one in _records(tables[name])}


def _is_in(column: str, numbers: frozenset[int], one: Record) -> bool:
    return one[column] in numbers


def _set_leads(tables: dict[str, ReadTable]) -> None:
    """Let every item name the first of the divisions that were responsible in the year."""
    leads: dict[Any, str] = {}
    for one in sorted(_records(tables["item_divisions"]), key=lambda one: one["number"]):
        leads.setdefault(one["item"], one["division"])
    tables["items"] = _set(tables["items"], "division", lambda one: leads.get(one["item"]))


def _rename(table: ReadTable, columns: tuple[str, str], names: dict[str, str]) -> ReadTable:
    key, title = columns
    return _set(table, title, lambda one: names.get(str(one[key]), one[title]))


def _name(data: OpenData, kind: str, fiscal_year: int) -> dict[str, str]:
    """Give the former names that held in a year by what they name: of several the first to end."""
    rows = sorted(
        data.records("former_names", kind=kind), key=lambda one: one["until_year"], reverse=True
    )
    return {one["key"]: one["title"] for one in rows if one["until_year"] >= fiscal_year}


def _covers(one: Record, fiscal_year: int) -> bool:
    first, last = one["from_year"], one["until_year"]
    return bool((first or fiscal_year) <= fiscal_year <= (last or fiscal_year))


def _is_begun(one: Record, fiscal_year: int) -> bool:
    return bool((one["first_year"] or fiscal_year) <= fiscal_year)


def _records(table: ReadTable) -> Iterable[Record]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _choose(table: ReadTable, is_wanted: Callable[[Record], bool]) -> ReadTable:
    rows = [row for row, one in zip(table.rows, _records(table), strict=True) if is_wanted(one)]
    return ReadTable(table.columns, rows)


def _set(table: ReadTable, column: str, value_of: Callable[[Record], Any]) -> ReadTable:
    """Put other values into a column."""
    place = list(table.columns).index(column)
    rows = [
        [*row[:place], value_of(one), *row[place + 1 :]]
        for row, one in zip(table.rows, _records(table), strict=True)
    ]
    return ReadTable(table.columns, rows)
