"""The parts of a package → the workbook that they make up."""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from taikou_cli.forms.excel.book import Book, BookSheet, Place, parse_place
from taikou_cli.forms.excel.number_format import BUILT_IN
from taikou_cli.forms.excel.package_guard import SAVE_AS
from taikou_cli.forms.excel.sheet_reading import LONGEST_TEXT, MAIN, RELATIONS, Link, read_sheet
from taikou_cli.forms.excel.xml_stream import Budget, UnsafeWorkbookError, stream, unreadable

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_STRICT = "http://purl.oclc.org/ooxml/"
_ANCHORS = {f"{_DRAWING} {kind}Anchor" for kind in ("twoCell", "oneCell", "absolute")}
_YES = {"1", "true"}
MAX_SHEETS = 1_000
MAX_NAMES = 50_000
MAX_NOTES = 10_000
LONGEST_TITLE = 255
"""Characters of the title of a sheet: of Excel it has 31, of others somewhat more."""

MAX_STYLES = 65_000
"""More than Excel itself can hold (64,000)."""


class _Relation(NamedTuple):
    kind: str
    target: str


def read_package(parts: Mapping[str, bytes]) -> Book:
    """Read what the parts of a package say.

    Args:
        parts: The contents of the parts by their names.

    Raises:
        UnsafeWorkbookError: They are no workbook, or one that holds too much.
    """
    return _Package(parts).read()


class _Package:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._budget = Budget()
        self._read: set[str] = set()

    def read(self) -> Book:
        outline = _Outline()
        tops = (one for one in self._relations("").values() if one.kind == "officeDocument")
        top = next(tops, _Relation("", "xl/workbook.xml")).target
        self._stream(top, outline)
        relations = self._relations(top)
        texts = _Texts()
        styles = _Styles()
        for relation in relations.values():
            if relation.kind == "sharedStrings":
                self._stream(relation.target, texts)
            if relation.kind == "styles":
                self._stream(relation.target, styles)
        sheets = tuple(
            self._sheet(title, relations[id_].target, texts.texts)
            for title, id_ in outline.sheets
            if id_ in relations and relations[id_].kind == "worksheet"
        )
        return Book(sheets, outline.names(), styles.formats(), outline.epoch)

    def _stream(self, name: str, reading: "_Reading") -> None:
        stream(self._take(name), self._budget, reading.start, reading.end, reading.text)

    def _take(self, name: str) -> bytes:
        """Give a part, once: what many lead to would be read as often."""
        if name not in self._parts or name in self._read:
            raise unreadable()
        self._read.add(name)
        return self._parts[name]

    def _relations(self, part: str) -> Mapping[str, _Relation]:
        folder, name = posixpath.split(part)
        reading = _Relations(folder)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path in self._parts:
            self._stream(path, reading)
        return reading.relations

    def _sheet(self, title: str, part: str, texts: Sequence[str]) -> BookSheet:
        content = read_sheet(self._take(part), texts, self._budget)
        relations = self._relations(part)
        notes, drawing = _Notes(), _Drawing()
        for relation in relations.values():
            if relation.kind == "comments" and relation.target in self._parts:
                self._stream(relation.target, notes)
            if relation.kind == "drawing" and relation.target in self._parts:
                self._stream(relation.target, drawing)
        links = [(link.area, _follow(link, relations)) for link in content.links]
        return BookSheet(
            title,
            content.cells,
            content.merged,
            {area.first: target for area, target in links if area.size == 1},
            tuple((area, target) for area, target in links if area.size > 1),
            notes.notes(),
            drawing.shapes,
        )


def _follow(link: Link, relations: Mapping[str, _Relation]) -> str:
    if not link.is_id:
        return link.target
    return relations[link.target].target if link.target in relations else ""


class _Reading:
    """Hears of what stands in a part."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of an element that begins."""

    def end(self, name: str) -> None:
        """Hear of an element that ends."""

    def text(self, piece: str) -> None:
        """Hear of text."""


class _Relations(_Reading):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.relations: dict[str, _Relation] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != f"{_PACKAGE} Relationship":
            return
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") != "External":
            # A target is named from the part that names it, or from the top.
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.relations[attributes.get("Id", "")] = _Relation(kind, target)


class _Outline(_Reading):
    """The sheets, the names and the calendar that `xl/workbook.xml` declares."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.epoch = date(1899, 12, 30)
        self._names: list[tuple[bool, str, list[str]]] = []
        self._is_name = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.startswith(_STRICT):
            raise UnsafeWorkbookError(
                "「Strict Open XML」形式のファイルです。この形式は読み込めません。", SAVE_AS
            )
        if name == f"{MAIN} sheet":
            title = attributes.get("name", "")
            if len(title) > LONGEST_TITLE:
                raise unreadable()
            self.sheets.append((title, attributes.get(f"{RELATIONS} id", "")))
        elif name == f"{MAIN} workbookPr" and attributes.get("date1904") in _YES:
            self.epoch = date(1904, 1, 1)
        elif name == f"{MAIN} definedName":
            is_local = "localSheetId" in attributes
            self._names.append((is_local, attributes.get("name", ""), []))
            self._is_name = True
        _refuse_many("シート", len(self.sheets), MAX_SHEETS)
        _refuse_many("名前の定義", len(self._names), MAX_NAMES)

    def end(self, name: str) -> None:
        if name == f"{MAIN} definedName":
            self._is_name = False

    def text(self, piece: str) -> None:
        if self._is_name:
            self._names[-1][2].append(piece)

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Give what each name stands for, the one of the whole workbook first."""
        found: dict[str, list[str]] = {}
        for _, name, pieces in sorted(self._names, key=lambda one: one[0]):
            found.setdefault(name, []).append("".join(pieces).strip()[:LONGEST_TEXT])
        return {name: tuple(targets) for name, targets in found.items()}


class _Texts(_Reading):
    """The table of shared texts, without their furigana."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._phonetic = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == f"{MAIN} si":
            self._pieces = []
        elif name == f"{MAIN} rPh":
            self._phonetic += 1
        elif name == f"{MAIN} t":
            self._is_text = not self._phonetic

    def end(self, name: str) -> None:
        if name == f"{MAIN} si":
            self.texts.append("".join(self._pieces)[:LONGEST_TEXT])
        elif name == f"{MAIN} rPh":
            self._phonetic -= 1
        elif name == f"{MAIN} t":
            self._is_text = False

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)


class _Styles(_Reading):
    """The number format of each style of cells."""

    def __init__(self) -> None:
        self._custom: dict[str, str] = {}
        self._styles: list[str] = []
        self._is_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{MAIN} numFmt":
            code = attributes.get("formatCode", "")[:255]
            self._custom[attributes.get("numFmtId", "")] = code
        elif name == f"{MAIN} cellXfs":
            self._is_cells = True
        elif name == f"{MAIN} xf" and self._is_cells:
            self._styles.append(attributes.get("numFmtId", "0"))
            _refuse_many("セルの書式", len(self._styles), MAX_STYLES)

    def end(self, name: str) -> None:
        if name == f"{MAIN} cellXfs":
            self._is_cells = False

    def formats(self) -> tuple[str, ...]:
        """Give the format of each style."""
        return tuple(self._custom.get(id_) or BUILT_IN.get(id_, "General") for id_ in self._styles)


class _Notes(_Reading):
    """The notes on a sheet."""

    def __init__(self) -> None:
        self._notes: dict[Place, list[str]] = {}
        self._pieces: list[str] = []
        self._is_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{MAIN} comment":
            place = parse_place(attributes.get("ref", ""))
            self._pieces = []
            if place:
                self._notes[place] = self._pieces
            _refuse_many("コメント", len(self._notes), MAX_NOTES)
        self._is_text = name == f"{MAIN} t"

    def end(self, _name: str) -> None:
        self._is_text = False

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)

    def notes(self) -> Mapping[Place, str]:
        """Give the notes by the places of their cells."""
        return {place: "".join(pieces)[:LONGEST_TEXT] for place, pieces in self._notes.items()}


class _Drawing(_Reading):
    """How many shapes and pictures lie on a sheet."""

    def __init__(self) -> None:
        self.shapes = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.shapes += name in _ANCHORS


def _refuse_many(what: str, count: int, most: int) -> None:
    if count > most:
        raise UnsafeWorkbookError(
            f"{what}が多すぎます（{most:,}より多い）。開きません。",
            "お送りした様式に記入し直してください。",
        )
