"""`csv-metadata.json` (CSV on the Web): what the CSV files are and mean, for the Web of data."""

import json
from collections.abc import Sequence
from typing import Any

from taikou_cli.publication.tables.about import read_about
from taikou_cli.publication.tables.table import Column, Table

_TYPES = {"string": "string", "integer": "integer", "number": "decimal", "date": "date"}


def render(tables: Sequence[Table]) -> bytes:
    """Give the description of `name.csv` for each table."""
    about = read_about(tables)
    document: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "dc:title": about.title,
        "dc:publisher": about.government,
        **({"dc:license": {"@id": about.licence.url}} if about.licence else {}),
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "tables": [_describe(table) for table in tables],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _describe(table: Table) -> dict[str, Any]:
    references = [
        {
            "columnReference": list(one.columns),
            "reference": {"resource": f"{one.table}.csv", "columnReference": list(one.key)},
        }
        for one in table.references
        if _is_filled(table, one.columns)
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "tableSchema": {
            "columns": [_describe_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": references} if references else {}),
        },
    }


def _is_filled(table: Table, names: Sequence[str]) -> bool:
    """Tell whether columns refer to something in every row: a blank is no key here."""
    places = [n for n, column in enumerate(table.columns) if column.name in names]
    return all(row[n] is not None for row in table.rows for n in places)


def _describe_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        # The first is what stands in the file's header.
        "titles": {"und": column.name, "ja": column.title},
        "datatype": _TYPES[column.kind],
        "required": column.required,
        "null": "",
    }
