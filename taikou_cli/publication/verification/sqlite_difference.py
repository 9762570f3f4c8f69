"""Where a SQLite file differs from the one that the data give, in anything that can be asked."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any

# What computing a table from nothing would take; to read one takes a thousandth of it.
_MOST_STEPS = 100_000_000
# Versions of SQLite read a decimal number into neighbouring floats.
_TOLERANCE = 1e-15
# What the header says beside the layout of the file: who made it, and text in which coding.
_PRAGMAS = ("application_id", "user_version", "encoding", "freelist_count", "auto_vacuum")


def find_sqlite_difference(found: bytes, wanted: bytes) -> str | None:
    """Say which definition, row or setting differs first; None if only the layout does.

    Args:
        found: The file.
        wanted: The file as it is made of the data, perhaps by another version of SQLite.
    """
    try:
        with closing(_open(found)) as one, closing(_open(wanted)) as other:
            return next(_iter_differences(one, other, len(found)), None)
    except (sqlite3.Error, ValueError, OverflowError):
        return "中身（壊れていて読めません）"


def _open(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.set_progress_handler(lambda: 1, _MOST_STEPS)
    return connection


def _iter_differences(
    found: sqlite3.Connection, wanted: sqlite3.Connection, size: int
) -> Iterator[str]:
    """Yield what differs. The rows are looked at only where all definitions are ours."""
    objects = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"
    for one, other in zip_longest(found.execute(objects), wanted.execute(objects)):
        if one != other:
            yield f"「{(other or one)[1]}」の定義"
            return
    for (table,) in wanted.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        yield from _iter_rows(found, wanted, table)
    for name in _PRAGMAS:
        if _ask(found, f"PRAGMA {name}") != _ask(wanted, f"PRAGMA {name}"):
            yield f"設定「{name}」"
    # An index that leads elsewhere, or what stands behind the last page.
    if _ask(found, "PRAGMA integrity_check") != "ok":
        yield "索引"
    if _ask(found, "PRAGMA page_count") * _ask(found, "PRAGMA page_size") != size:
        yield "ファイルの終わり"


def _iter_rows(found: sqlite3.Connection, wanted: sqlite3.Connection, table: str) -> Iterator[str]:
    query = f'SELECT rowid, * FROM "{table}" ORDER BY rowid'  # noqa: S608 - a name of ours
    rows = zip_longest(found.execute(query), wanted.execute(query))
    for number, (one, other) in enumerate(rows, start=1):
        if one is None or other is None or not all(map(_is_same, one, other)):
            yield f"表「{table}」のデータの{number}件目"
            return


def _is_same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return math.isclose(one, other, rel_tol=_TOLERANCE)
    return bool(one == other)


def _ask(connection: sqlite3.Connection, question: str) -> Any:
    return connection.execute(question).fetchone()[0]
