"""The text of a web page: lines of runs and rows of tables as HTML, which templates ask for by filters.

A page has thousands of them: as macros of a template they were most of its time.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.base.label import Label, label, mark, shorten_marks
from taikou_cli.reports.document.blocks import Line, Run, Text
from taikou_cli.reports.writers.rows import Cell, TableRow

_WEB = ("https://", "http://", "mailto:", "tel:")
_ELEMENTS = {
    "strong": ("strong", ""),
    "muted": ("small", "muted"),
    "missing": ("span", "empty"),
    "mark": ("span", "mark"),
    "badge": ("span", "grade"),
    "figure": ("span", ""),
}
"""The element and its class of each kind of run that leads nowhere."""
_LABEL = "<span data-t>"


def escape_text(text: object) -> str:
    """Write a text, or what reads as one, whatever it holds."""
    return _escape(str(text))


# The names of columns, divisions and grades stand on a website ten thousand times.
@lru_cache(maxsize=1 << 13)
def _escape(text: str) -> str:
    return str(escape(reveal_controls(text)))


class _Page(NamedTuple):
    """What a text stands on: the address of each id, and how words are written there."""

    links: Mapping[str, str]
    say: Callable[[str], str]


@pass_context
def write_label(context: Context, text: Any, name: str = "") -> Any:
    """Write a text that may be a label, in an element of a class if there is a name.

    What is no text is left as it is.
    """
    if not isinstance(text, str):
        return text
    written = _look_at(context).say(text)
    return _mark(_hold(written, text, "span", ("class", name)) if name else written)


@pass_context
def write_words(context: Context, message: str, **values: Any) -> Markup:
    """Write words of a template's own, with what stands for the names in them."""
    return _mark(_look_at(context).say(label(message, **values)))


@pass_context
def write_option(context: Context, title: str, value: str) -> Markup:
    """Write a choice of a select box: there a label can hold no elements, so it tells itself."""
    is_told = isinstance(title, Label) and "site" in context
    told = json.dumps(_list_pieces(title), ensure_ascii=False) if is_told else ""
    written = _element("option", escape_text(title), ("data-told", told))
    return _mark(written.replace("<option", f'<option value="{escape_text(value)}"', 1))


def _list_pieces(value: Any) -> Any:
    """Give a label as its message and its values, anything else as text."""
    if not isinstance(value, Label):
        return str(value)
    return [value.message, {name: _list_pieces(one) for name, one in value.values.items()}]


@pass_context
def write_piece(context: Context, run: str | Run) -> Markup:
    """Write a run."""
    return _mark(_write_run(run, _look_at(context)))


@pass_context
def write_line(context: Context, line: Line) -> Markup:
    """Write the runs of a line; those whose `id` is among the context's `links` lead there."""
    return _mark(_write_line(line, _look_at(context)))


@pass_context
def write_paragraphs(context: Context, text: Text, name: str = "") -> Markup:
    """Write each line as a paragraph, of a class if there is a name."""
    return _mark(_write_paragraphs(text, _look_at(context), name))


@pass_context
def write_inline(context: Context, text: Text) -> Markup:
    """Write a text that is one line as it is, and as paragraphs if there are more."""
    return _mark(_write_inline(text, _look_at(context)))


@pass_context
def write_rows(context: Context, rows: Iterable[TableRow]) -> Markup:
    """Write the rows of a table, each on a line; a cell has the name of its column in `data-label`."""
    page = _look_at(context)
    return _mark("".join([_write_row(row, page) for row in rows]))


def _mark(html: str) -> Markup:
    # Every text and address in it is escaped below.
    return Markup(html)  # noqa: S704


def _look_at(context: Context) -> _Page:
    links = context.get("links", {})
    # The pages of a website can be read in other languages; a report is one file.
    return _Page(links, mark_label if "site" in context else escape_text)


def mark_label(text: str) -> str:
    """Write a text; a label with the mark of one, and each value in it apart."""
    if not isinstance(text, Label):
        return escape_text(text)
    return shorten_marks(mark(text, _write_value, "span"))


def _write_value(value: Any) -> str:
    """Write what stands in a label: a figure keeps its address."""
    return _write_run(value, _ALONE) if isinstance(value, Run) else escape_text(value)


def _write_row(row: TableRow, page: _Page) -> str:
    place = f' id="{escape_text(row.id)}"' if row.id else ""
    # What a row has none of is told, too: a script asks for rows without.
    tags = [f' data-{name}="{escape_text("|".join(values))}"' for name, values in row.tags]
    cells = [_write_cell(cell, page) for cell in row.cells]
    return f"<tr{place}{''.join(tags)}>{''.join(cells)}</tr>\n"


def _write_cell(cell: Cell, page: _Page) -> str:
    text, column = _write_inline(cell.text, page), cell.column
    is_joined = cell.span > 1
    span = ("rowspan", str(cell.span) if is_joined else "")
    if column.kind == "name":
        return _element("th", text, ("scope", "rowgroup" if is_joined else "row"), span)
    return _element("td", text, ("class", column.kind), span, ("data-label", column.name))


def _write_inline(text: Text, page: _Page) -> str:
    return _write_line(text[0], page) if len(text) == 1 else _write_paragraphs(text, page)


def _write_paragraphs(text: Text, page: _Page, name: str = "") -> str:
    return "".join(_element("p", _write_line(line, page), ("class", name)) for line in text)


def _write_line(line: Line, page: _Page) -> str:
    return "".join([_write_run(run, page) for run in line])


def _write_run(run: str | Run, page: _Page) -> str:
    if isinstance(run, str):
        return page.say(run)
    text = page.say(run.text)
    if run.kind in _ELEMENTS:
        element, name = _ELEMENTS[run.kind]
        return _hold(text, run.text, element, ("class", name), ("data-figure", run.to))
    if run.kind == "web" and run.to.startswith(_WEB):
        return _hold(text, run.text, "a", ("href", run.to), ("rel", "noopener"))
    if run.kind == "term" and run.to in page.links:
        return _hold(text, run.text, "a", ("href", page.links[run.to]), ("class", "term"))
    if run.kind == "link" and run.to in page.links:
        return _hold(text, run.text, "a", ("href", page.links[run.to]), ("download", run.note))
    return text


def _hold(written: str, text: str, element: str, *attributes: tuple[str, str]) -> str:
    """Write the element that holds a text; one label is marked by it, and needs no other."""
    if not (isinstance(text, Label) and text.message and written.startswith(_LABEL)):
        return _element(element, written, *attributes)
    inside = written.removeprefix(_LABEL).removesuffix("</span>")
    return _element(element, inside, *attributes).replace(">", " data-t>", 1)


_ALONE = _Page({}, escape_text)


def _element(name: str, content: str, *attributes: tuple[str, str]) -> str:
    """Write an element; an attribute without a value is left out."""
    told = "".join([f' {key}="{escape_text(value)}"' for key, value in attributes if value])
    return f"<{name}{told}>{content}</{name}>"
