"""The text of a web page: lines of runs as HTML, which templates ask for by filters.

A page has thousands of lines: as macros of a template they were most of its time.
"""

from collections.abc import Mapping

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.reports.document.blocks import Line, Run, Text

Links = Mapping[str, str]

_WEB = ("https://", "http://")
_ELEMENTS = {
    "strong": ("strong", ""),
    "muted": ("small", "muted"),
    "missing": ("span", "empty"),
    "mark": ("span", "mark"),
    "badge": ("span", "grade"),
    "figure": ("span", "figure"),
}
"""The element and its class of each kind of run that leads nowhere."""


@pass_context
def write_piece(context: Context, run: str | Run) -> Markup:
    """Write a run."""
    return _mark(_write_run(run, _find_links(context)))


@pass_context
def write_line(context: Context, line: Line) -> Markup:
    """Write the runs of a line; those whose `id` is among the context's `links` lead there."""
    return _mark(_write_line(line, _find_links(context)))


@pass_context
def write_paragraphs(context: Context, text: Text, name: str = "") -> Markup:
    """Write each line as a paragraph, of a class if there is a name."""
    return _mark(_write_paragraphs(text, _find_links(context), name))


@pass_context
def write_inline(context: Context, text: Text) -> Markup:
    """Write a text that is one line as it is, and as paragraphs if there are more."""
    links = _find_links(context)
    is_line = len(text) == 1
    return _mark(_write_line(text[0], links) if is_line else _write_paragraphs(text, links))


def _mark(html: str) -> Markup:
    # Every text and address in it is escaped below.
    return Markup(html)  # noqa: S704


def _find_links(context: Context) -> Links:
    links: Links = context.get("links", {})
    return links


def _write_paragraphs(text: Text, links: Links, name: str = "") -> str:
    return "".join(_element("p", _write_line(line, links), ("class", name)) for line in text)


def _write_line(line: Line, links: Links) -> str:
    return "".join([_write_run(run, links) for run in line])


def _write_run(run: str | Run, links: Links) -> str:
    if isinstance(run, str):
        return _escape(run)
    text = _escape(run.text)
    if run.kind in _ELEMENTS:
        element, name = _ELEMENTS[run.kind]
        return _element(element, text, ("class", name), ("data-figure", run.to))
    if run.kind == "web" and run.to.startswith(_WEB):
        return _element("a", text, ("href", run.to), ("rel", "noopener"))
    if run.kind == "term" and run.to in links:
        return _element("a", text, ("href", links[run.to]), ("class", "term"))
    if run.kind == "link" and run.to in links:
        return _element("a", text, ("href", links[run.to]), ("download", run.note))
    return text


def _element(name: str, content: str, *attributes: tuple[str, str]) -> str:
    """Write an element; an attribute without a value is left out."""
    told = "".join([f' {key}="{_escape(value)}"' for key, value in attributes if value])
    return f"<{name}{told}>{content}</{name}>"


def _escape(text: str) -> str:
    return str(escape(reveal_controls(text)))
