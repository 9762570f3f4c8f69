"""All tables as one JSON object: for each its columns, and its rows as objects."""

import json
from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any

from taikou_cli.publication.dataset_title import mark_fictitious
from taikou_cli.publication.tables.about import read_about
from taikou_cli.publication.tables.table import Cell, Column, Table

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def render_all(tables: Sequence[Table]) -> bytes:
    """Give the file in UTF-8, one row a line. Numbers keep all their decimals."""
    mark = mark_fictitious(fictitious=read_about(tables).is_fictitious)
    texts = (f"{_write(table.name)}: {_render(table, mark)}" for table in tables)
    return ("{\n" + ",\n".join(texts) + "\n}\n").encode("utf-8")


def _render(table: Table, mark: str) -> str:
    title = _write(f"{mark}{table.title}")
    columns = ",\n".join(f"  {_ENCODER.encode(_describe(one))}" for one in table.columns)
    rows = ",\n".join(_render_rows(table))
    return f'{{"title": {title}, "columns": [\n{columns}\n], "rows": [\n{rows}\n]}}'


def _describe(column: Column) -> dict[str, Any]:
    """Give what readers need of a column: whether a plan has it was settled before."""
    return {name: value for name, value in column._asdict().items() if name != "level"}


def _render_rows(table: Table) -> Iterator[str]:
    names = (_write(column.name).replace("%", "%%") for column in table.columns)
    form = "  {" + ", ".join(f"{name}: %s" for name in names) + "}"
    return (form % tuple(map(_write, row)) for row in table.rows)


def _write(cell: Cell) -> str:
    """Write a cell; a decimal digit by digit, for the encoder knows only floats."""
    if isinstance(cell, str):
        return encode_basestring(cell)
    return "null" if cell is None else str(cell)
