"""Words of the program's own, told apart from what the data say: only these are translated.

A label is read as the text that it is. Beside that it keeps the message that it was made of, so
that a page can be read in another language, without touching a word of the plan.
"""

from collections.abc import Mapping, Sequence
from typing import Any


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
