"""How the width of a page is shared by the columns of a table, where a program does not see to it."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.reports.document.blocks import Table
from taikou_cli.reports.document.walk import read_line

_SHORT = {"number", "short", "share"}


class _Manner(NamedTuple):
    """How many half-width characters a column of a kind has at least and at most, and a head."""

    least: Mapping[str, int]
    most: Mapping[str, int]
    head: int


_ROOMY = _Manner(
    {"name": 20, "text": 12, "long": 26, "short": 4, "number": 4, "share": 6},
    {"name": 34, "text": 28, "long": 52, "short": 14, "number": 12, "share": 24},
    14,
)
_CROWDED = _Manner(
    {**_ROOMY.least, "name": 14, "text": 11, "long": 16}, {**_ROOMY.most, "number": 8}, 5
)
"""Where a table has so many columns that what cannot break would break."""
_MM_A_HALF, _SPARE_MM = 1.6, 0.6
_UNBROKEN = re.compile("[!-~]+")


def share_width(table: Table, whole: float, margins: float) -> tuple[float, ...]:
    """Give every column what it needs; what is left over, or lacking, falls to those that can break.

    Args:
        table: What the columns hold.
        whole: How wide the table is, in millimetres.
        margins: What stays free in a cell, left and right together, in millimetres.

    Returns:
        The width of each column in millimetres; together they are the whole.
    """
    for manner in (_ROOMY, _CROWDED):
        wanted = [_width_of(table, place, manner) + margins for place in range(len(table.columns))]
        least = _least_widths(table, wanted, manner, margins)
        if sum(least) <= whole:
            break
    room = whole - sum(least)
    if room < 0:
        return tuple(whole * width / sum(least) for width in least)
    shares = [more - less for more, less in zip(wanted, least, strict=True)]
    if not any(shares):
        shares = wanted
    return tuple(
        less + room * share / sum(shares) for less, share in zip(least, shares, strict=True)
    )


def _least_widths(
    table: Table, wanted: Sequence[float], manner: _Manner, margins: float
) -> list[float]:
    """Give the widths without which a column cannot be: what does not break has all it wants."""
    return [
        want
        if column.kind in _SHORT
        else min(want, manner.least[column.kind] * _MM_A_HALF + margins)
        for column, want in zip(table.columns, wanted, strict=True)
    ]


def _width_of(table: Table, place: int, manner: _Manner) -> float:
    """Give the width that a column would like to have."""
    column = table.columns[place]
    lines = [read_line(line) for row in table.rows for line in row.cells[place] or ()]
    wanted = [manner.least[column.kind], *map(display_width, lines)]
    if column.kind in _SHORT:
        wanted.append(min(display_width(column.name), manner.head))
    most = min(max(wanted), manner.most[column.kind])
    unbroken = map(len, _UNBROKEN.findall(column.name))
    return max(most, *unbroken, 0) * _MM_A_HALF + _SPARE_MM
