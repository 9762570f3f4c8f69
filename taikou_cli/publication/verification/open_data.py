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


class OpenData(NamedTuple):
    """All tables by their names."""

    tables: dict[str, ReadTable]

    def records(self, table: str, **wanted: Any) -> list[Record]:
        """Give the rows of a table whose columns have these values."""
        columns, rows = self.tables[table]
        records = (dict(zip(columns, row, strict=True)) for row in rows)
        return [one for one in records if all(one[k] == v for k, v in wanted.items())]


def parse_open_data(content: bytes) -> OpenData:
    """Read the JSON file, every number to its last digit.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: It has not the shape of one.
    """
    document = json.loads(content, parse_float=_parse_number)
    return OpenData({name: _read(table) for name, table in document.items()})


def _parse_number(text: str) -> Decimal:
    number = Decimal(text)
    if abs(number.adjusted()) > _LARGEST:
        raise ValueError(text)
    return number


def _read(table: Any) -> ReadTable:
    columns = {column["name"]: column["kind"] for column in table["columns"]}
    return ReadTable(columns, [[row[name] for name in columns] for row in table["rows"]])
