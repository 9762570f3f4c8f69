"""`datapackage.json` (Frictionless Data Package v2): what the CSV files are and mean."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from taikou_cli.model.plan import Plan
from taikou_cli.publication.tables import Table

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def render(tables: Iterable[Table], files: Mapping[str, bytes], plan: Plan) -> bytes:
    """Give the description.

    Args:
        tables: The tables.
        files: The CSV file of each table, by `name.csv`.
        plan: The plan, for its title.
    """
    document: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": "taikou-open-data",
        "title": f"{'【架空のデータ】' if plan.fictitious else ''}{plan.title}　オープンデータ",
        "resources": [_describe(table, files[f"{table.name}.csv"]) for table in tables],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _describe(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [
                {"name": column.name, "title": column.title, "type": column.kind}
                for column in table.columns
            ],
            "missingValues": [""],
        },
    }
