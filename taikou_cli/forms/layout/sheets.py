"""The parts of a form before they are cells of Excel: sheets of lines, lines of cells."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum, auto
from itertools import chain, count
from typing import NamedTuple

from taikou_cli.forms.layout.cell_text import remove_controls
from taikou_cli.forms.layout.fields import Field


class FormKind(StrEnum):
    """Whom a form is for."""

    DIVISION = auto()
    COMMITTEE = auto()
    BODY = auto()


class Role(StrEnum):
    """What a line is, and so how it looks."""

    TITLE = auto()
    NOTE = auto()
    WARNING = auto()
    HEADER = auto()
    SECTION = auto()
    BLOCK = auto()
    ROW = auto()


class Line(NamedTuple):
    """A line of a sheet: text is read-only, a field is filled in.

    A title, a note, a warning, a section and a block have one cell, which spans the sheet.
    """

    role: Role
    cells: tuple[str | Field, ...]


class Sheet(NamedTuple):
    """A sheet.

    Attributes:
        title: The name on its tab.
        widths: The widths of its columns, in half-width characters.
        lines: Its lines.
        repeated: How many lines at the top are repeated on every printed page.
        is_landscape: The paper lies on its side.
    """

    title: str
    widths: tuple[int, ...]
    lines: tuple[Line, ...]
    repeated: int = 0
    is_landscape: bool = False


_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31


def name_sheet(name: str) -> str:
    """Write a name so that Excel takes it as that of a sheet."""
    return _NOT_IN_NAMES.sub("・", remove_controls(name))[:_LONGEST]


def told_apart(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Give the sheets of one book names of which no two are alike."""
    sheets = tuple(sheets)
    titles = name_sheets(sheet.title for sheet in sheets)
    return tuple(sheet._replace(title=title) for sheet, title in zip(sheets, titles, strict=True))


def name_sheets(names: Iterable[str]) -> list[str]:
    """Write names so that Excel takes them as those of one book's sheets: no two alike."""
    found: list[str] = []
    for name in map(name_sheet, names):
        ways = (f"{name[: _LONGEST - 3]}{number}" for number in count(2))
        taken = {one.casefold() for one in found}
        found.append(next(one for one in chain((name,), ways) if one.casefold() not in taken))
    return found


class Form(NamedTuple):
    """A workbook.

    Attributes:
        kind: Whom it is for.
        fiscal_year: The evaluated year.
        division: The id of the division; empty where none is registered, or for the committee; of a
            body its id, `office` of the office.
        name: Whom it is for, in words.
        file_name: The name of its file.
        plan: The government and the title of the plan.
        is_fictitious: The plan is made up.
        deadline: Until when it is to be returned; None if the calendar does not say.
        items: The numbers of its items.
        sheets: Its sheets, the cover first.
        as_of: The part of the year that is reported on, as `2026-H1`; empty for the year.
    """

    kind: FormKind
    fiscal_year: int
    division: str
    name: str
    file_name: str
    plan: str
    is_fictitious: bool
    deadline: date | None
    items: tuple[int, ...]
    sheets: tuple[Sheet, ...]
    as_of: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All input cells."""
        return tuple(
            cell
            for sheet in self.sheets
            for line in sheet.lines
            for cell in line.cells
            if isinstance(cell, Field)
        )
