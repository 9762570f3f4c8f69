"""A document as PDF/UA-1, laid out by Typst: `report.typ` has a function per kind of block.

Texts go to Typst as strings in JSON and are shown as they are: never as its markup.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

from taikou_cli import __version__
from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.reports.charts.drawing import draw, is_small
from taikou_cli.reports.charts.palette import PRINT, Palette
from taikou_cli.reports.charts.svg import shorten
from taikou_cli.reports.document.blocks import (
    Block,
    Document,
    Facts,
    Figure,
    Line,
    Listing,
    Notice,
    Prose,
    Run,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.walk import read_text
from taikou_cli.reports.fonts import FontChoice, find_missing, find_undisplayed, load_book
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.writers.pdf_row_headers import mark_row_headers
from taikou_cli.reports.writers.rows import Body, arrange_bodies
from taikou_cli.store.shipped import find_shipped

Plain = dict[str, Any]

TEMPLATE, CARD = "report.typ", "card.typ"
_SUBSTITUTE = "〓"
_JOINED = re.compile("(?<=〓)\u200d|\u200d(?=〓)")
"""What joined characters that are shown by others now: no font has a glyph for it alone."""
# A few characters cannot be displayed only beside others, which the first attempt shows.
_ATTEMPTS = 3
# So many compilations later Typst forgets what was not asked for again.
_MEMORY = 11
# The running head is one line of half-width cells.
_RUNNING_WIDTH = 64
# Unbroken words that a narrow column would cut, and cells so long that a row may go over a page.
_LONG_WORD = re.compile("[!-~]{25,}")
_LONG_TEXT = 500
MOST_SECONDS = 300
"""How long Typst may take with a template that a plan brings along; no program can stop it inside."""

_MAIN = '#import "{}": write\n#write(json(bytes(sys.inputs.data)))\n'
_AS_PDF = {"pdf_standards": ["ua-1"]}
_AS_PNG = {"format": "png", "ppi": 72.0}


def write_pdf(
    document: Document, files: TemplateFiles, fonts: FontChoice, day: date | None = None
) -> bytes:
    """Give the PDF; the same document, fonts and day give the same bytes.

    Characters that no font has are shown by others that mean the same, or as 〓, and are named
    at the end.

    Args:
        document: The report.
        files: The templates, of which `report.typ` lays it out.
        fonts: What it is set in.
        day: The day that it bears; None bears none.

    Raises:
        TaikouError: Typst refuses the template, or takes too long with one that nobody has reviewed.
    """
    return mark_row_headers(_lay_out(document, files, fonts, day, TEMPLATE))


def write_card(document: Document, files: TemplateFiles, fonts: FontChoice) -> bytes:
    """Give a picture as PNG, as `card.typ` lays it out: what other sites show beside a link.

    Raises:
        TaikouError: See `write_pdf`.
    """
    return _lay_out(document, files, fonts, None, CARD)


def _lay_out(
    document: Document, files: TemplateFiles, fonts: FontChoice, day: date | None, template: str
) -> bytes:
    describer = _Describer(document, PRINT._replace(font=fonts.families[0]))
    data = describer.describe(day)
    main = _MAIN.format(template).encode("utf-8")
    sources = {"main": main, template: files.read(template).encode("utf-8")}
    compile_ = _compile_apart if files.is_own(template) else _compile
    return compile_(sources, _change_texts(data, _clean), fonts)


class _Describer:
    """Gives a document as plain data for the template."""

    def __init__(self, document: Document, palette: Palette) -> None:
        self._document = document
        self._palette = palette
        self._places = frozenset(_iter_places(document.sections))

    def describe(self, day: date | None) -> Plain:
        """Describe the whole document."""
        document = self._document
        name = f"【架空のデータ】{document.name}" if document.notice else document.name
        return {
            "name": name,
            "running": shorten(document.name, _RUNNING_WIDTH),
            "title": document.title,
            "plan": document.plan,
            "subtitle": document.subtitle,
            "government": document.government,
            "period": document.period,
            "about": self._text(document.about),
            "notice": document.notice,
            "closing": f"{document.closing}taikou {__version__} で作成",
            "day": day and {"year": day.year, "month": day.month, "day": day.day},
            "day_name": day and document.years.name_day(day),
            "blocks": [self._block(section) for section in document.sections],
        }

    def _block(self, block: Block) -> Plain:
        return {"kind": block.kind} | self._describe(block)

    def _describe(self, block: Block) -> Plain:
        match block:
            case Section():
                inner = [self._block(one) for one in block.blocks]
                title = self._line(block.title)
                return {"id": block.id, "role": block.role, "title": title, "blocks": inner}
            case Prose() | Notice():
                return {"role": block.role, "text": self._text(block.text)}
            case Facts():
                return {"role": block.role, "entries": [self._fact(one) for one in block.entries]}
            case Table():
                return self._table(block)
            case Figure():
                svg = draw(block.chart, block.id, self._palette)
                table = None if block.is_told else self._table(block.table)
                told = {"title": block.title, "alt": block.alt, "svg": svg, "table": table}
                return told | {"is_small": is_small(block.chart)}
            case Listing():
                return {"entries": [self._text(entry) for entry in block.entries]}

    def _fact(self, fact: Any) -> Plain:
        return {"name": fact.name, "text": self._text(fact.text), "is_reply": fact.is_reply}

    def _table(self, table: Table) -> Plain:
        bodies = arrange_bodies(table)
        texts = [read_text(cell.text) for body in bodies for row in body.rows for cell in row.cells]
        return {
            "caption": table.caption,
            "role": table.role,
            "columns": [{"name": one.name, "kind": one.kind} for one in table.columns],
            "rows": [row for body in bodies for row in self._rows(body)],
            "has_long_words": any(map(_LONG_WORD.search, texts)),
        }

    def _rows(self, body: Body) -> list[Plain]:
        return [
            {
                "is_total": body.is_total,
                "is_long": any(len(read_text(one.text)) > _LONG_TEXT for one in row.cells),
                "cells": [[self._text(one.text), one.span] for one in row.cells],
            }
            for row in body.rows
        ]

    def _text(self, text: Text) -> list[list[Plain | str] | str]:
        return [self._line(line) for line in text]

    def _line(self, line: Line) -> list[Plain | str] | str:
        """Give the runs of a line; a line of nothing else as one string."""
        if all(isinstance(run, str) for run in line):
            return "".join(cast("tuple[str, ...]", line))
        return [run if isinstance(run, str) else self._run(run) for run in line]

    def _run(self, run: Run) -> Plain:
        to = "" if run.kind == "link" and run.to not in self._places else run.to
        return {"kind": run.kind, "text": run.text, "to": to, "note": run.note}


def _iter_places(blocks: tuple[Block, ...]) -> Any:
    """Yield the ids that the PDF can lead to: those of its headings."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from _iter_places(block.blocks)


def _clean(text: str) -> str:
    """Make one line of a text, without characters that only pretend to be text."""
    return reveal_controls(text) if "\n" not in text else join_lines(reveal_controls(text))


def _change_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _change_texts(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_change_texts(part, change) for part in value]
    return change(value) if isinstance(value, str) else value


def _list_characters(value: Any) -> frozenset[str]:
    characters: set[str] = set()

    def collect(text: str) -> str:
        characters.update(text)
        return text

    _change_texts(value, collect)
    return frozenset(characters)


def _compile_apart(sources: dict[str, bytes], data: Plain, fonts: FontChoice) -> bytes:
    """Compile in a process of its own that is ended when its time is over."""
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(1) as helper:
        given = (sources, data, fonts.families, fonts.folder)
        try:
            made = helper.apply_async(_compile_in_helper, given).get(MOST_SECONDS)
        except multiprocessing.TimeoutError as error:
            raise TaikouError(
                f"ひな形「{_name(sources)}」でPDFか画像を作るのに{MOST_SECONDS}秒より長くかかるので、やめました。",
                "ひな形の繰り返しを減らすか、元に戻して確かめてください（docs/templates.md）。",
            ) from error
    if isinstance(made, bytes):
        return made
    raise TaikouError(*made)


def _compile_in_helper(
    sources: dict[str, bytes], data: Plain, families: tuple[str, ...], folder: Path | None
) -> bytes | tuple[str, str]:
    """Give the PDF, or what is said against it: our errors cannot be handed from process to process."""
    try:
        return _compile(sources, data, FontChoice(families, load_book(folder), folder))
    except TaikouError as error:
        return error.message, error.hint


def _compile(sources: dict[str, bytes], data: Plain, fonts: FontChoice) -> bytes:
    import typst

    is_picture = CARD in sources
    made_of = "画像" if is_picture else "PDF"
    if not is_picture:  # it leaves little behind
        _forget(fonts)
    used = _list_characters(data)
    missing = find_missing(used.union(*map(_fold, used)), fonts)
    for _ in range(_ATTEMPTS):
        shown = sorted(one for one in missing if len(one) > 1 or one in used)
        substitutes = {one: _substitute(one, missing) for one in shown}
        try:
            made = typst.compile(
                cast("Any", sources),  # several files by name: its stubs do not know it
                root=find_shipped("templates", "templates"),  # nothing else can be read
                font_paths=fonts.book,
                sys_inputs={"data": _write(data, fonts, substitutes)},
                **cast("Any", _AS_PNG if is_picture else _AS_PDF),
            )
            # A picture of each page, were there several.
            return cast("bytes", made[0] if isinstance(made, list) else made)
        except typst.TypstError as error:
            found = find_undisplayed(str(error.diagnostic)) - missing
            if not found:
                raise TaikouError(
                    f"{made_of}を作れませんでした（{error.message}）。",
                    f"ひな形「{_name(sources)}」を直したのなら、元に戻して確かめてください。",
                ) from error
            missing |= found
    raise TaikouError(
        f"{made_of}を作れませんでした。フォントにない文字が多すぎます。",
        "「--font」で、文字の多い日本語のフォントを指定してください。",
    )


def _name(sources: dict[str, bytes]) -> str:
    """Name the template among the files."""
    return next(name for name in sources if name != "main")


def _forget(fonts: FontChoice) -> None:
    """Let Typst drop what it remembers of earlier documents: hundreds of megabytes of layout.

    It does so with what the last few compilations did not ask for, and has no other way.
    """
    import typst

    for _ in range(_MEMORY):
        typst.compile(b"", font_paths=fonts.book)


def _write(data: Plain, fonts: FontChoice, substitutes: dict[str, str]) -> str:
    def replace(text: str) -> str:
        for one, substitute in substitutes.items():
            text = text.replace(one, substitute)
        return _JOINED.sub("", text)

    names = [" ".join(f"U+{ord(one):04X}" for one in characters) for characters in substitutes]
    given = {"fonts": fonts.families, "missing": names}
    return json.dumps(_change_texts(data, replace) | given, ensure_ascii=False)


def _substitute(characters: str, missing: frozenset[str]) -> str:
    """Give characters that mean the same (`₂` → `2`), if the fonts have them."""
    same = _fold(characters)
    return same if same != characters and not missing.intersection(same) else _SUBSTITUTE


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
