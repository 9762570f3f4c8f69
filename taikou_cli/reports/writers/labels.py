"""Marks labels in web pages, so that a script can show them in another language."""

import re
from typing import Any

from markupsafe import Markup, escape

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.base.label import Label

_NAME = re.compile(r"\{(\w+)\}")


def mark_label(text: str) -> Markup:
    """Write a text; a label with the mark of one, and each value in it apart.

    A label is `<span data-t>番号</span>`; one with values has its message in `data-t`, and each
    value in an element with its name in `data-p`.
    """
    return _mark(text, "")


def _mark(text: str, part: str) -> Markup:
    if not isinstance(text, Label):
        written = escape(reveal_controls(text))
        return Markup("<span{}>{}</span>").format(part, written) if part else written
    if not text.values:
        return Markup("<span{} data-t>{}</span>").format(part, text)
    if not text.message:
        pieces = Markup("").join(_mark(str_of(one), "") for one in text.values.values())
        return Markup("<span{}>{}</span>").format(part, pieces) if part else pieces
    pieces = Markup("").join(_iter_pieces(text))
    return Markup('<span{} data-t="{}">{}</span>').format(part, text.message, pieces)


def _iter_pieces(text: Label) -> Any:
    for place, piece in enumerate(_NAME.split(text.message)):
        if place % 2:
            part = Markup(' data-p="{}"').format(piece)
            yield _mark(str_of(text.values[piece]), part)
        else:
            yield escape(piece)


def str_of(value: Any) -> str:
    """Give a value as text; a label stays one."""
    return value if isinstance(value, str) else str(value)
