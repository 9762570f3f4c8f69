"""All tables as one JSON object: for each its columns, and its rows as objects."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from taikou_cli.publication.tables import Cell, Table


def render_all(tables: Iterable[Table]) -> bytes:
    """Give the file in UTF-8. Numbers keep their decimals: they are written as text."""
    document: dict[str, Any] = {
        table.name: {
            "title": table.title,
            "columns": [column._asdict() for column in table.columns],
            "rows": [
                {c.name: _write(v) for c, v in zip(table.columns, row, strict=True)}
                for row in table.rows
            ],
        }
        for table in tables
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _write(cell: Cell) -> str | int | None:
    return str(cell) if isinstance(cell, Decimal) else cell
