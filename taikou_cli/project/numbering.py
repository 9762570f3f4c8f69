"""Reads which part of a plan is meant: by its number, or by what is printed in its place."""

from collections.abc import Iterable
from typing import Protocol

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.project.project import Project


class _Numbered(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def label(self) -> str | None: ...


def read_number(text: str, parts: Iterable[_Numbered]) -> int | None:
    """Give the number that a text names, whether a part has it or not; None if it names none."""
    wanted = to_half_width(text).strip()
    for part in parts:
        if part.label and to_half_width(part.label).strip() == wanted:
            return part.number
    return int(wanted) if wanted.isdecimal() else None


def read_items(texts: Iterable[str], project: Project) -> tuple[int, ...]:
    """Give the numbers of the items that texts name.

    Raises:
        TaikouError: A text is neither a number nor the label of an item.
    """
    items = [document.content for document in project.items]
    return tuple(_read_item(text, items, project.words.item) for text in texts)


def _read_item(text: str, items: Iterable[_Numbered], word: str) -> int:
    number = read_number(text, items)
    if number is None:
        raise TaikouError(
            f"「{text}」は{word}の番号ではありません。",
            "「15」のような番号か、計画で付けた番号（label）を指定してください。",
        )
    return number
