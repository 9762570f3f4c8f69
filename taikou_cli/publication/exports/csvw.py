"""`csv-metadata.json` (CSV on the Web): what the CSV files are and mean, for the Web of data."""

import json
from collections.abc import Iterable
from typing import Any

from taikou_cli.model.plan import Plan
from taikou_cli.publication.dataset_title import name_dataset
from taikou_cli.publication.licences import licence_of
from taikou_cli.publication.tables.table import Column, Table

_TYPES = {"string": "string", "integer": "integer", "number": "decimal", "date": "date"}


def render(tables: Iterable[Table], plan: Plan) -> bytes:
    """Give the description of `name.csv` for each table."""
    licence = licence_of(plan)
    document: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "dc:title": name_dataset(plan),
        "dc:publisher": plan.government,
        **({"dc:license": {"@id": licence.url}} if licence else {}),
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


def _describe_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        # The first is what stands in the file's header.
        "titles": {"und": column.name, "ja": column.title},
        "datatype": _TYPES[column.kind],
        "required": column.required,
        "null": "",
    }
