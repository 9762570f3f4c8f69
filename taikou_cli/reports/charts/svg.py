"""Writes SVG: elements with their text escaped, and the frame that every picture has."""

import re
from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from html import escape
from itertools import accumulate

from taikou_cli.base.japanese_text import display_width, reveal_controls, wrap_japanese
from taikou_cli.base.label import Label, label, mark
from taikou_cli.reports.charts.palette import Palette

Number = int | float | Decimal | Fraction

# The marks of a line that XML does not know as characters.
_NOT_XML = re.compile("[\ufffe\uffff]")
_MARKS = re.compile(r'</?t?span[^>]*>| data-t=""')
_ELLIPSIS = "…"

NARROW = 280
"""The width of a drawing for phones: what a screen of 320 px leaves, so that it is shown as drawn."""
SMALLEST = 12
"""The size of the smallest text of a drawing."""
CELL = 6.6
"""The most that a half-width cell of such a text takes."""


def element(name: str, content: str = "", **attributes: Number | str) -> str:
    """Write an element.

    Args:
        name: Its name.
        content: What is inside, already SVG.
        attributes: Its attributes; `stroke_width` becomes `stroke-width`, `class_` `class`.
    """
    written = "".join(
        [f' {_name_attribute(key)}="{_write_value(value)}"' for key, value in attributes.items()]
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


@lru_cache(maxsize=128)
def _name_attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def escape_text(text: str) -> str:
    """Make a text safe inside an element or an attribute; line ends become spaces."""
    shown = _NOT_XML.sub(lambda match: ascii(match[0])[1:-1], reveal_controls(text))
    return escape(" ".join(shown.split()))


def write_text(text: str, x: Number, y: Number, **attributes: Number | str) -> str:
    """Write a line of text, marked where it is a label; `y` is where its characters stand."""
    if not isinstance(text, Label):
        return element("text", escape_text(text), x=x, y=y, **attributes)
    marked = mark(text, _write_data, "tspan")
    if not text.message:
        return element("text", marked, x=x, y=y, **attributes)
    # One label needs no element of its own.
    inside = marked.removeprefix('<tspan data-t="">').removesuffix("</tspan>")
    return element("text", inside, data_t="", x=x, y=y, **attributes)


def unmark(svg: str) -> str:
    """Take the marks of labels away: in a file of its own a drawing has one language."""
    return _MARKS.sub("", svg)


def shorten(text: str, width: int) -> str:
    """Cut a text that is wider than so many half-width cells, with an ellipsis."""
    shown = " ".join(reveal_controls(text).split())
    if display_width(shown) <= width:
        return _keep_label(text, shown)
    room = width - display_width(_ELLIPSIS)
    kept = bisect_right(list(accumulate(map(display_width, shown))), room)
    return _keep_label(text, shown[:kept].rstrip() + _ELLIPSIS)


def wrap(text: str, width: int, lines: int) -> list[str]:
    """Break a text into at most so many lines of so many half-width cells; the rest is cut.

    The first line of a label is one as well, if what follows it is data.
    """
    wrapped = wrap_japanese(" ".join(reveal_controls(text).split()), width)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], shorten("".join(wrapped[lines - 1 :]), width)]
    return [_keep_label(text, wrapped[0]), *wrapped[1:]] if wrapped else []


def _keep_label(text: str, shown: str) -> str:
    """Make a label of the beginning of one, if it ends within the value that the label ends with."""
    if not isinstance(text, Label):
        return shown
    if shown == " ".join(reveal_controls(text).split()):
        return text
    name, last = list(text.values.items())[-1] if text.values else ("", "")
    head = " ".join(text.removesuffix(str(last)).split())
    rest = shown.removeprefix(head)
    if rest == shown or isinstance(last, Label) or not text.message.endswith(f"{{{name}}}"):
        return shown
    return label(text.message, **{**text.values, name: rest.lstrip()})


def frame(
    content: str, size: tuple[int, Number], words: tuple[str, str], prefix: str, palette: Palette
) -> str:
    """Put a picture together.

    Args:
        content: What it shows, already SVG.
        size: Its width and height, in the units of its coordinates.
        words: Its title and its description.
        prefix: What its ids begin with: another for each picture of a page.
        palette: Its colours.
    """
    title, description = (mark(one, _write_data, "span") for one in words)
    named = element("title", title, id=f"{prefix}-title")
    described = element("desc", description, id=f"{prefix}-desc")
    return element(
        "svg",
        named + described + content,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart narrow" if size[0] == NARROW else "chart",
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        viewBox=f"0 0 {_write_value(size[0])} {_write_value(size[1])}",
        font_family=palette.font,
        font_size=13,
        fill=palette.ink,
    )


def _write_data(text: object) -> str:
    """Make what stands within a text safe; a space at its ends parts it from others."""
    return escape_text(f"|{text}|")[1:-1]


def _write_value(value: Number | str) -> str:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, int):
        return str(value)
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
