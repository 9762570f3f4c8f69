"""The printed texts that lead to an input cell: by them it is found when its name is lost."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from taikou_cli.forms.excel.book import BookSheet, Place
from taikou_cli.forms.excel.xml_stream import too_large
from taikou_cli.forms.layout.cell_text import cut_to_cell, escape_cell, trim_lines, unescape_cell
from taikou_cli.forms.layout.field_values import fingerprint
from taikou_cli.forms.layout.fields import Field
from taikou_cli.forms.layout.sheets import Line, Role, Sheet

_SHORT = 8
# Cells that are looked for on all lines together; a form of 35 items has about 1,500.
_MOST_STEPS = 200_000


class Trail(NamedTuple):
    """Where a form has an input cell, in marks of what is printed; empty where there is nothing.

    Attributes:
        top: The first line of its sheet.
        section: The heading of the section above it.
        block: The heading of the block above it, within the section.
        beside: The text at the beginning of its line.
        head: The text above its column in a table.
        offset: How many columns it stands after the text beside it.
    """

    top: str = ""
    section: str = ""
    block: str = ""
    beside: str = ""
    head: str = ""
    offset: str = ""

    def write(self) -> str:
        """Write it as one text."""
        return "/".join(self)


def read_trail(text: str) -> Trail | None:
    """Read what `Trail.write` gives; None if it is something else."""
    parts = text.split("/")
    is_ours = len(parts) == len(Trail._fields) and parts[-1].isdecimal() and len(parts[-1]) < _SHORT
    return Trail(*parts) if is_ours else None


def mark_printed(text: str) -> str:
    """Give the mark of what a cell of the form holds; the same however a program breaks its lines."""
    return fingerprint(" ".join(trim_lines(unescape_cell(text)).split()))


def iter_trails(sheet: Sheet) -> Iterator[tuple[Field, Trail]]:
    """Yield every field of a sheet with what leads to it."""
    at = Trail(top=_mark(str(sheet.lines[0].cells[0])))
    heads: tuple[str, ...] = ()
    for line in sheet.lines:
        if line.role is Role.SECTION:
            at, heads = at._replace(section=_mark(str(line.cells[0])), block=""), ()
        elif line.role is Role.BLOCK:
            at = at._replace(block=_mark(str(line.cells[0])))
        elif line.role is Role.HEADER:
            heads = tuple(_mark(cell) if isinstance(cell, str) else "" for cell in line.cells)
        else:
            yield from _iter_line(line, at, heads)


def _iter_line(line: Line, at: Trail, heads: tuple[str, ...]) -> Iterator[tuple[Field, Trail]]:
    texts = (place for place, cell in enumerate(line.cells) if isinstance(cell, str) and cell)
    first = next(texts, 0)
    for place, cell in enumerate(line.cells):
        if isinstance(cell, Field):
            beside = line.cells[first]
            head = heads[place] if place < len(heads) else ""
            mark = _mark(beside) if isinstance(beside, str) else ""
            yield cell, at._replace(beside=mark, head=head, offset=str(place - first))


def _mark(text: str) -> str:
    return mark_printed(cut_to_cell(escape_cell(text)))[:_SHORT]


def find_places(
    sheets: Iterable[BookSheet], trails: Mapping[str, Trail]
) -> dict[str, tuple[BookSheet, Place]]:
    """Find input cells by what is printed around them; left out is what that does not tell.

    Args:
        sheets: The sheets of the workbook.
        trails: What leads to each cell, by the cell's name.
    """
    alike = Counter(trails.values())
    wanted = {trail: name for name, trail in trails.items() if alike[trail] == 1}
    found: dict[str, list[tuple[BookSheet, Place]]] = {}
    walk = _Walk(wanted)
    for sheet in sheets:
        for trail, place in walk.places_on(sheet):
            found.setdefault(wanted[trail], []).append((sheet, place))
    return {name: places[0] for name, places in found.items() if len(places) == 1}


class _Walk:
    """Goes through a sheet line by line, remembering the headings that it meets."""

    def __init__(self, wanted: Iterable[Trail]) -> None:
        self._lines: dict[tuple[str, ...], list[Trail]] = {}
        for trail in wanted:
            self._lines.setdefault(trail[:4], []).append(trail)
        self._tops = {trail.top for trail in wanted}
        self._sections = {trail.section for trail in wanted} - {""}
        self._blocks = {trail.block for trail in wanted} - {""}
        self._heads = {trail.head for trail in wanted} - {""}
        self._steps = _MOST_STEPS

    def places_on(self, sheet: BookSheet) -> Iterator[tuple[Trail, Place]]:
        top = section = block = ""
        columns: dict[str, int] = {}
        for row, marks in _rows_of_marks(sheet):
            first, mark = next(iter(marks.items()))
            if not top:
                top = mark if mark in self._tops else ""
            elif mark in self._sections:
                section, block = mark, ""
            elif mark in self._blocks:
                block = mark
            columns = {m: c for c, m in marks.items() if m in self._heads} or columns
            trails = self._lines.get((top, section, block, mark), ())
            self._steps -= len(trails)
            if self._steps < 0:
                raise too_large()
            for trail in trails:
                shifted = columns.get(trail.head) if trail.head else first + int(trail.offset)
                if shifted:
                    yield trail, (row, shifted)


def _rows_of_marks(sheet: BookSheet) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield the rows that hold text, with the mark of each text by its column."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if isinstance(cell.value, str) and cell.value.strip():
            rows.setdefault(row, {})[column] = mark_printed(cell.value)[:_SHORT]
    yield from sorted(rows.items())
