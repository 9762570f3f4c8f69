"""The XML of one sheet → its cells, its joined areas, and the hyperlinks on it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from taikou_cli.forms.excel.book import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    Cell,
    Place,
    parse_area,
    parse_place,
)
from taikou_cli.forms.excel.xml_stream import Budget, UnsafeWorkbookError, stream, unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAX_MERGED_CELLS = 50_000
MAX_LINKS, MAX_WIDE_LINKS = 10_000, 50
"""How many hyperlinks there may be on a sheet, and how many of them over several cells each."""

LONGEST_TEXT = 32_768
"""Characters that are kept of a text: one more than a cell of Excel holds, so it is refused."""
# Digits of a number, and of a row's: more than Excel keeps, and few enough to be read at once.
_LONGEST_NUMBER, _LONGEST_ROW = 400, 8

_C, _V, _F, _T, _PHONETIC = (f"{MAIN} {tag}" for tag in ("c", "v", "f", "t", "rPh"))
_ROW, _MERGE, _LINK = (f"{MAIN} {tag}" for tag in ("row", "mergeCell", "hyperlink"))
_WITH_TEXT = frozenset({_V, _T, _F})


class Link(NamedTuple):
    """A hyperlink: `target` is where it leads, or the id under which the package says where."""

    area: Area
    target: str
    is_id: bool


class SheetContent(NamedTuple):
    """What the XML of a sheet says."""

    cells: Mapping[Place, Cell]
    merged: Mapping[Place, Area]
    links: tuple[Link, ...]


def read_sheet(content: bytes, texts: Sequence[str], budget: Budget) -> SheetContent:
    """Read a sheet.

    Args:
        content: Its XML.
        texts: The texts that cells share.
        budget: What may still be read of the workbook.

    Raises:
        UnsafeWorkbookError: It is no sheet, or one that holds too much.
    """
    reading = _SheetReading(texts, budget)
    stream(content, budget, reading.start, reading.end, reading.text)
    return SheetContent(reading.cells, reading.merged, tuple(reading.links))


class _SheetReading:
    def __init__(self, texts: Sequence[str], budget: Budget) -> None:
        self.cells: dict[Place, Cell] = {}
        self.merged: dict[Place, Area] = {}
        self.links: list[Link] = []
        self._wide_links = 0
        self._texts = texts
        self._budget = budget
        self._room = MAX_MERGED_CELLS
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}
        self._shared: dict[str, str] = {}
        self._formula_attributes: dict[str, str] | None = None
        self._value: list[str] = []
        self._formula: list[str] = []
        self._pieces: list[str] | None = None
        self._phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _C:
            self._attributes = attributes
            self._value, self._formula, self._formula_attributes = [], [], None
        elif name == _V:
            self._pieces = self._value
        elif name == _T:
            self._pieces = None if self._phonetic else self._value
        elif name == _F:
            self._pieces, self._formula_attributes = self._formula, attributes
        elif name == _PHONETIC:
            self._phonetic += 1
        elif name == _ROW:
            given = attributes.get("r", "")
            self._row = int(given[:_LONGEST_ROW]) if given.isdecimal() else self._row + 1
            self._column = 0
        elif name == _MERGE:
            self._merge(attributes.get("ref", ""))
        elif name == _LINK:
            self._link(attributes)

    def end(self, name: str) -> None:
        if name == _C:
            self._keep()
        elif name in _WITH_TEXT:
            self._pieces = None
        elif name == _PHONETIC:
            self._phonetic -= 1

    def text(self, piece: str) -> None:
        if self._pieces is not None:
            self._pieces.append(piece)

    def _keep(self) -> None:
        given = self._attributes.get("r")
        place = parse_place(given) if given else (self._row, self._column + 1)
        if place is None or place[0] > LAST_ROW or place[1] > LAST_COLUMN:
            raise UnsafeWorkbookError(
                "Excelの表にない場所のセルがあります。開きません。",
                "お送りした様式に記入し直してください。",
            )
        self._row, self._column = place
        formula = self._formula_of()
        written = "".join(self._value)
        kind, style = self._attributes.get("t", "n"), self._attributes.get("s", "0")
        try:
            value = self._value_of(kind, written)
            cell = Cell(value, _read_index(style), formula, kind == "e")
        except (ValueError, IndexError, OverflowError) as error:
            raise unreadable() from error
        if value is None and formula is None:
            return
        self.cells[place] = cell
        text = value if isinstance(value, str) else ""
        self._budget.spend(characters=len(text) + len(formula or ""))

    def _value_of(self, kind: str, written: str) -> str | int | float | bool | None:
        if kind == "s":
            return self._texts[_read_index(written)] if written else None
        if kind in {"inlineStr", "str", "e", "d"}:
            return written[:LONGEST_TEXT]
        if not written.strip():
            return None
        if kind == "b":
            return written.strip() != "0"
        number = written.strip()[:_LONGEST_NUMBER]
        return int(number) if number.lstrip("-").isdecimal() else float(number)

    def _formula_of(self) -> str | None:
        """Give the formula; one that cells share stands at the first of them only."""
        if self._formula_attributes is None:
            return None
        formula = "".join(self._formula)[:LONGEST_TEXT]
        shared = self._formula_attributes.get("si", "")
        if formula:
            self._shared[shared] = formula
        return formula or self._shared.get(shared, "")

    def _merge(self, reference: str) -> None:
        area = parse_area(reference)
        self._room -= area.size if area else MAX_MERGED_CELLS
        if self._room < 0 or area is None:
            raise UnsafeWorkbookError(
                "結合されたセルが多すぎます。開きません。",
                "セルの結合を解除して保存し直してください。",
            )
        (top, left), (bottom, right) = area
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.merged[row, column] = area

    def _link(self, attributes: dict[str, str]) -> None:
        area = parse_area(attributes.get("ref", ""))
        target = attributes.get(f"{RELATIONS} id")
        if area is None:
            return
        self.links.append(Link(area, target or attributes.get("location", ""), target is not None))
        self._wide_links += area.size > 1
        if len(self.links) > MAX_LINKS or self._wide_links > MAX_WIDE_LINKS:
            raise UnsafeWorkbookError(
                "リンクが多すぎます。開きません。",
                "リンクを削除して保存し直してください。",
            )


def _read_index(text: str) -> int:
    """Read the number of a style or of a shared text; Python would count negative ones from the end."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)
