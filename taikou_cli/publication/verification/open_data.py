"""The open data of a bundle as they are read back: every table as records."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from taikou_cli.base.fiscal_year import FiscalYears
from taikou_cli.model.branches import LEVELS, LISTS
from taikou_cli.model.fields import Level
from taikou_cli.model.words import WORDS, Words
from taikou_cli.publication.tables.table import Column, Reference, Table

Record = dict[str, Any]

_LARGEST = 60  # the power of ten: no plan has such numbers, and to compute with them takes days
_KINDS = {"string", "integer", "number", "date"}
# Names of tables and columns stand in SQL and XML that is made anew of them.
_NAME = re.compile("[a-z][a-z0-9_]{0,60}", re.ASCII)


class ReadTable(NamedTuple):
    """A table as it stands in the JSON file: its columns' names and kinds, and its rows."""

    columns: dict[str, str]
    rows: list[list[Any]]


class OpenData:
    """All tables by their names.

    Attributes:
        tables: Each with its columns and rows.
        columns: The columns of each with all that the file says of them.
    """

    def __init__(
        self,
        tables: dict[str, ReadTable],
        columns: Mapping[str, tuple[Column, ...]] | None = None,
    ) -> None:
        self.tables = tables
        self.columns = columns or {}
        self._found: dict[tuple[str, ...], dict[tuple[Any, ...], list[Record]]] = {}

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that the plan has above its items: those with a table."""
        return tuple(level for level in LEVELS if LISTS[level] in self.tables)

    @property
    def fiscal_years(self) -> FiscalYears:
        """How the government counts its years."""
        (plan,) = self.records("plan")
        return FiscalYears(plan["year_starts"], plan["year_named_by"])

    @property
    def words(self) -> Words:
        """What the plan calls its parts."""
        told = {one["code"]: one["meaning"] for one in self.records("codes", code_list="word")}
        return Words.model_validate({key: told[key] for key in WORDS if key in told})

    def records(self, table: str, **wanted: Any) -> list[Record]:
        """Give the rows of a table whose columns have these values."""
        # Each item asks for rows of its own: the table is sorted out once for all of them.
        question = (table, *wanted)
        if question not in self._found:
            self._found[question] = self._sort_out(table, tuple(wanted))
        return self._found[question].get(tuple(wanted.values()), [])

    def trace(self, level: Level, number: int) -> dict[str, int]:
        """Give the numbers of a part of the plan and of all that it lies in, by level."""
        found = {level: number}
        for lower, upper in pairwise(reversed(LEVELS)):
            for one in (
                self.records(LISTS[lower], **{lower: found[lower]}) if lower in found else ()
            ):
                found[upper] = one[upper]
        return {str(one): found[one] for one in found}

    def _sort_out(self, table: str, names: tuple[str, ...]) -> dict[tuple[Any, ...], list[Record]]:
        columns, rows = self.tables[table]
        found: dict[tuple[Any, ...], list[Record]] = {}
        for row in rows:
            record = dict(zip(columns, row, strict=True))
            found.setdefault(tuple(record[name] for name in names), []).append(record)
        return found


def parse_open_data(content: bytes) -> OpenData:
    """Read the JSON file, every number to its last digit.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: It has not the shape of one.
    """
    document = parse_json(content)
    columns = {
        _check_name(name): tuple(map(_read_column, table["columns"]))
        for name, table in document.items()
    }
    tables = {
        name: _read([column.name for column in columns[name]], columns[name], table["rows"])
        for name, table in document.items()
    }
    return OpenData(tables, columns)


def build_tables_anew(data: OpenData, package: bytes) -> tuple[Table, ...]:
    """Give the tables as they were before they were written.

    Args:
        data: What the JSON file says.
        package: `datapackage.json`, which knows the keys of the tables.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: The description has not the shape of one,
            or is of other tables.
    """
    schemas = {one["name"]: one["schema"] for one in parse_json(package)["resources"]}
    titles = {one["table"]: one["table_title"] for one in data.records("columns")}
    return tuple(
        Table(
            name,
            titles[name],
            data.columns[name],
            _read_names(schemas[name]["primaryKey"]),
            tuple(map(_read_reference, schemas[name].get("foreignKeys", ()))),
            tuple(map(tuple, table.rows)),
        )
        for name, table in data.tables.items()
    )


def parse_json(content: bytes) -> Any:
    """Read JSON, every number to its last digit.

    Raises:
        ValueError, RecursionError: It is none; or it says two things under one name, of which
            every reader would take another.
    """
    return json.loads(content, parse_float=_parse_number, object_pairs_hook=_take_once)


def _take_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    taken = dict(pairs)
    if len(taken) < len(pairs):
        raise ValueError(next(iter(taken)))
    return taken


def _parse_number(text: str) -> Decimal:
    number = Decimal(text)
    if abs(number.adjusted()) > _LARGEST:
        raise ValueError(text)
    return number


def _read(names: list[str], columns: tuple[Column, ...], rows: Any) -> ReadTable:
    kinds = {column.name: column.kind for column in columns}
    if len(kinds) < len(columns):
        raise ValueError(names)
    return ReadTable(kinds, [[_check_cell(row[name]) for name in names] for row in rows])


def _read_column(column: Any) -> Column:
    read = Column(
        _check_name(column["name"]),
        str(column["title"]),
        column["kind"],
        column["codes"],
        column["required"],
    )
    if read.kind not in _KINDS or read.required not in (True, False):
        raise ValueError(read.name)
    return read


def _read_reference(one: Any) -> Reference:
    reference = one["reference"]
    return Reference(
        _read_names(one["fields"]),
        _check_name(reference["resource"]),
        _read_names(reference["fields"]),
    )


def _read_names(names: Any) -> tuple[str, ...]:
    return tuple(map(_check_name, names))


def _check_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return name


def _check_cell(cell: Any) -> Any:
    """Refuse what no table has: true, a list, a number that is none."""
    if isinstance(cell, str | Decimal | None) or type(cell) is int:
        return cell
    raise ValueError(cell)
