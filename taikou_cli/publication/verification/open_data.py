"""The open data of a bundle as they are read back: every table as records."""

import json
from decimal import Decimal
from typing import Any, NamedTuple

Record = dict[str, Any]

_LARGEST = 60  # the power of ten: no plan has such numbers, and to compute with them takes days


class ReadTable(NamedTuple):
    """A table as it stands in the JSON file: its columns' names and kinds, and its rows."""

    columns: dict[str, str]
    rows: list[list[Any]]


class OpenData:
    """All tables by their names."""

    def __init__(self, tables: dict[str, ReadTable]) -> None:
        self.tables = tables
        self._found: dict[tuple[str, ...], dict[tuple[Any, ...], list[Record]]] = {}

    def records(self, table: str, **wanted: Any) -> list[Record]:
        """Give the rows of a table whose columns have these values."""
        # Each item asks for rows of its own: the table is sorted out once for all of them.
        question = (table, *wanted)
        if question not in self._found:
            self._found[question] = self._sort_out(table, tuple(wanted))
        return self._found[question].get(tuple(wanted.values()), [])

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
    return OpenData({name: _read(table) for name, table in document.items()})


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


def _read(table: Any) -> ReadTable:
    columns = {column["name"]: column["kind"] for column in table["columns"]}
    return ReadTable(columns, [[row[name] for name in columns] for row in table["rows"]])
