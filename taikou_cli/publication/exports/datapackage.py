"""`datapackage.json` (Frictionless Data Package v2): what the CSV files are and mean."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from taikou_cli.publication.tables.about import About, read_about
from taikou_cli.publication.tables.codes import list_codes
from taikou_cli.publication.tables.table import Column, Table

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
KEYWORDS = ("行財政改革", "行政評価", "KPI", "年度評価")
"""Under what the open data are to be found."""


def render(tables: Sequence[Table], files: Mapping[str, bytes]) -> bytes:
    """Give the description.

    Args:
        tables: The tables.
        files: The CSV file of each table, by `name.csv`.
    """
    about = read_about(tables)
    codes = list_codes(tables)
    document: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": "taikou-open-data",
        "title": about.title,
        "description": (
            f"{about.government}「{about.plan}」の計画、年度評価、意見、集計。"
            "列の意味は columns.csv、コードの意味は codes.csv にある。"
        ),
        "keywords": list(KEYWORDS),
        "contributors": [{"title": about.government, "roles": ["publisher"]}],
        **_describe_terms(about),
        "resources": [_describe(table, files[f"{table.name}.csv"], codes) for table in tables],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _describe_terms(about: About) -> dict[str, Any]:
    licence, url = about.licence, about.url
    terms: dict[str, Any] = {"homepage": url} if url else {}
    if licence:
        entry = {"name": licence.id, "path": licence.url, "title": licence.title}
        terms["licenses"] = [entry]
    return terms


def _describe(table: Table, content: bytes, codes: Mapping[str, list[str]]) -> dict[str, Any]:
    references = [
        {
            "fields": list(one.columns),
            "reference": {"resource": one.table, "fields": list(one.key)},
        }
        for one in table.references
    ]
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
            "fields": [_describe_field(column, codes) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": references} if references else {}),
        },
    }


def _describe_field(column: Column, codes: Mapping[str, list[str]]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "title": column.title, "type": column.kind}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes and (known := codes.get(column.codes)):
        field["description"] = f"コードの意味は codes.csv の {column.codes}"
        constraints["enum"] = [int(c) for c in known] if column.kind == "integer" else known
    return field | ({"constraints": constraints} if constraints else {})
