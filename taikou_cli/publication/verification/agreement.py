"""Whether the files of the open data say the same: each is made anew and held against its bytes.

What is not ours is thereby a difference, whatever it is: a heading, a hidden sheet, a number
format, a view. Only SQLite, whose file its own library lays out, may differ in its bytes; then
everything that it can be asked is compared.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taikou_cli.publication.open_data import build_all
from taikou_cli.publication.tables import describe_columns
from taikou_cli.publication.tables.table import Table
from taikou_cli.publication.verification.open_data import OpenData, build_tables_anew
from taikou_cli.publication.verification.sqlite_difference import find_sqlite_difference
from taikou_cli.publication.verification.xlsx_difference import find_xlsx_difference

_PACKAGE, _JSON = "datapackage.json", "data.json"
# What making the files of another shape than expected raises.
_MISSHAPEN = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    sqlite3.Error,  # two rows of one key
)


def iter_disagreements(files: Mapping[str, bytes], data: OpenData) -> Iterator[str]:
    """Yield a sentence for every file whose content is not that of the JSON file.

    Args:
        files: The files of the open data by their names.
        data: What the JSON file says.
    """
    try:
        tables = build_tables_anew(data, files[_PACKAGE])
        wanted = build_all(tables)
    except _MISSHAPEN:
        yield f"data/{_PACKAGE} がないか、data/data.json の表の説明になっていません。"
        return
    yield from _check_columns(tables)
    for name in sorted(files.keys() - wanted.keys()):
        yield f"data/{name} は、オープンデータのファイルではありません。"
    for name, content in wanted.items():
        if name not in files:
            yield f"data/{name} がなく、data/data.json と比べられません。"
        elif files[name] != content and (place := _find_place(name, files[name], content, tables)):
            other = "自身の値から作り直したもの" if name == _JSON else f"data/{_JSON}"
            yield f"data/{name} の{place}が {other} と違います。"


def _check_columns(tables: tuple[Table, ...]) -> Iterator[str]:
    """Check the table that defines the columns of all tables."""
    told = tables[-1]
    wanted = describe_columns(tables[:-1])
    if told.rows != wanted.rows:
        row = find_difference(told.rows, wanted.rows)
        yield f"data/data.json の表「{told.name}」の{row}件目が、その表の列と違います。"


def _find_place(name: str, found: bytes, wanted: bytes, tables: tuple[Table, ...]) -> str | None:
    """Say where a file differs from the one that the data give; None if only its layout does."""
    if name.endswith(".xlsx"):
        return find_xlsx_difference(found, wanted, [table.name for table in tables])
    if name.endswith(".sqlite"):
        return find_sqlite_difference(found, wanted)
    line = find_difference(found.split(b"\n"), wanted.split(b"\n"))
    return f"{line}行目"


def find_difference(found: Sequence[Any], wanted: Sequence[Any]) -> int:
    """Give the number of the first line or row that differs or is missing, from 1."""
    pairs = enumerate(zip(found, wanted, strict=False), start=1)
    shorter = min(len(found), len(wanted))
    return next((number for number, (one, other) in pairs if one != other), shorter + 1)
