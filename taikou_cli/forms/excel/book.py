"""A workbook as values: what its cells hold, what is joined, linked or noted, what is named."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

Place = tuple[int, int]
"""The row and the column of a cell, both from 1."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_LETTERS = 26
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")


class Cell(NamedTuple):
    """A cell as the file has it.

    Attributes:
        value: A text, a number, a truth value, or nothing; of a formula its stored result.
        style: The number of its style.
        formula: The formula that gives the value; None if it was typed.
        is_error: The value is one of Excel's errors.
    """

    value: str | int | float | bool | None
    style: int = 0
    formula: str | None = None
    is_error: bool = False


class Area(NamedTuple):
    """A rectangle of cells, both corners included."""

    first: Place
    last: Place

    def __contains__(self, place: object) -> bool:
        row, column = place if isinstance(place, tuple) else (0, 0)
        (top, left), (bottom, right) = self
        return bool(top <= row <= bottom and left <= column <= right)

    @property
    def size(self) -> int:
        """How many cells it has."""
        (top, left), (bottom, right) = self
        return (bottom - top + 1) * (right - left + 1)


class BookSheet(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        title: Its title.
        cells: The cells that hold something.
        merged: By the place of every cell that is joined to others, the area.
        links: Where the hyperlinks of single cells lead.
        wide_links: Where those of several cells lead.
        notes: The notes by the place of their cells.
        shapes: How many shapes and pictures lie on it.
    """

    title: str
    cells: Mapping[Place, Cell]
    merged: Mapping[Place, Area]
    links: Mapping[Place, str]
    wide_links: tuple[tuple[Area, str], ...]
    notes: Mapping[Place, str]
    shapes: int

    def link_at(self, place: Place) -> str:
        """Give where the hyperlink of a cell leads; empty if it has none."""
        wide = (target for area, target in self.wide_links if place in area)
        return self.links.get(place) or next(wide, "")

    def value_at(self, row: int, column: int) -> str | int | float | bool | None:
        """Give what a cell holds."""
        cell = self.cells.get((row, column))
        return cell.value if cell else None


class Book(NamedTuple):
    """A workbook.

    Attributes:
        sheets: Its sheets in their order.
        names: What each name stands for, the one of the whole workbook before those of sheets.
        formats: The number format of each style.
        epoch: Day 0 of its calendar.
    """

    sheets: tuple[BookSheet, ...]
    names: Mapping[str, tuple[str, ...]]
    formats: tuple[str, ...]
    epoch: date

    def format_of(self, cell: Cell) -> str:
        """Give the number format in which a cell is shown."""
        return self.formats[cell.style] if cell.style < len(self.formats) else "General"


# The sheets of a form, and those of all divisions, have their cells in the same places.
@lru_cache(maxsize=8192)
def parse_place(text: str) -> Place | None:
    """Read `B12` or `$B$12`; None if no sheet has such a cell."""
    match = _PLACE.fullmatch(text.replace("$", ""))
    if match is None:
        return None
    column, row = _number_column(match[1]), int(match[2])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


@cache
def _number_column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column


def parse_area(text: str) -> Area | None:
    """Read `A1:C3`, or one cell; None for what is no rectangle of cells."""
    first, _, last = text.upper().partition(":")
    corners = [place for place in (parse_place(first), parse_place(last or first)) if place]
    if len(corners) != 2:  # noqa: PLR2004 - an area has two corners
        return None
    rows, columns = zip(*corners, strict=True)
    return Area((min(rows), min(columns)), (max(rows), max(columns)))


def name_place(place: Place) -> str:
    """Write a place as `B12`."""
    row, column = place
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
