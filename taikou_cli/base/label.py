"""Words of the program's own, told apart from what the data say: only these are translated.

A label is read as the text that it is. Beside that it keeps the message that it was made of, so
that a page can be read in another language, without touching a word of the plan.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

_PLACE = re.compile(r"\{(\w+)\}")
_MARK = re.compile(r'(?<= data-)(?:(t)=""|(p=)"(\w+)")')


class Label(str):
    """A text of the program's own.

    Attributes:
        message: What is translated; empty where only the values are.
        values: What stands in its `{ }`, by name: data, or labels.
    """

    __slots__ = ("message", "values")

    message: str
    values: Mapping[str, Any]

    def __new__(cls, text: str, message: str, values: Mapping[str, Any]) -> "Label":
        """Make the text, with what it was made of."""
        made = super().__new__(cls, text)
        made.message, made.values = message, values
        return made

    def __reduce__(self) -> tuple[type["Label"], tuple[str, str, Mapping[str, Any]]]:
        return Label, (str(self), self.message, self.values)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> dict[str, str]:
        """Say what it is where it is a field's default: text."""
        del source, handler
        return {"type": "str"}


def label(message: str, /, **values: Any) -> Label:
    """Make a label: `label("{year}年度の予定", year=2024)`.

    Args:
        message: The text in Japanese, with names in `{ }` for what differs.
        values: What these names stand for.
    """
    return Label(message.format_map(values) if values else message, message, values)


def join_labels(parts: Sequence[str], separator: str = "") -> Label:
    """Run labels and data together, so that each label stays one."""
    told = [piece for part in parts for piece in (separator, part)][1:]
    return Label("".join(told), "", {str(place): piece for place, piece in enumerate(told)})


def enumerate_labels(parts: Sequence[str]) -> Label:
    """List labels and data, parted as each language does it: `A、B`."""
    others = (label("、{next}", next=part) for part in parts[1:])
    return join_labels((*parts[:1], *others))


def mark(text: str, write: Callable[[Any], str], tag: str) -> str:
    """Write a text as XML; a label with the mark of one, and each value in it apart.

    A label is `<span data-t="">番号</span>`. In one with values each of them has an element with
    its name in `data-p`: with these names in `{ }`, what the label holds is its message.

    Args:
        text: The text.
        write: Writes data, and values that are more than text, with nothing unescaped.
        tag: The element that holds a label or a value.
    """
    return _mark(text, "", write, tag)


def shorten_marks(written: str) -> str:
    """Write the marks as short as HTML allows; no text has quotes that are not escaped."""
    return _MARK.sub(lambda found: "".join(filter(None, found.groups())), written)


def _mark(text: Any, part: str, write: Callable[[Any], str], tag: str) -> str:
    if isinstance(text, Label):
        part += ' data-t=""' if text.message else ""
        written = "".join(_iter_marked(text, write, tag))
    else:
        written = write(text)
    return f"<{tag}{part}>{written}</{tag}>" if part else written


def _iter_marked(text: Label, write: Callable[[Any], str], tag: str) -> Iterator[str]:
    if not text.message:
        yield from (_mark(value, "", write, tag) for value in text.values.values())
        return
    for place, piece in enumerate(_PLACE.split(text.message) if text.values else [text.message]):
        if place % 2:
            yield _mark(text.values[piece], f' data-p="{piece}"', write, tag)
        elif piece:
            yield escape(piece)
