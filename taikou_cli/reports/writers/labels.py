"""Marks labels in web pages, so that a script can show them in another language."""

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import escape

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.base.label import Label

_NAME = re.compile(r"\{(\w+)\}")


# The names of columns, divisions and grades stand on a website ten thousand times.
@lru_cache(maxsize=1 << 13)
def escape_text(text: str) -> str:
    """Write a text, whatever it holds."""
    return str(escape(reveal_controls(text)))


def mark_label(text: str) -> str:
    """Write a text; a label with the mark of one, and each value in it apart.

    A label is `<span data-t>番号</span>`; one with values has its message in `data-t`, and each
    value in an element with its name in `data-p`.
    """
    return _mark(text, "")


def _mark(text: str, part: str) -> str:
    if not isinstance(text, Label):
        written = escape_text(text)
        return f"<span{part}>{written}</span>" if part else written
    if not text.values:
        return f"<span{part} data-t>{escape_text(text)}</span>"
    if not text.message:
        pieces = "".join([_mark(_text_of(one), "") for one in text.values.values()])
        return f"<span{part}>{pieces}</span>" if part else pieces
    return f'<span{part} data-t="{escape_text(text.message)}">{"".join(_iter_pieces(text))}</span>'


def _iter_pieces(text: Label) -> Iterator[str]:
    for place, piece in enumerate(_NAME.split(text.message)):
        if place % 2:
            yield _mark(_text_of(text.values[piece]), f' data-p="{piece}"')
        else:
            yield escape_text(piece)


def _text_of(value: object) -> str:
    """Give a value as text; a label stays one."""
    return value if isinstance(value, str) else str(value)
