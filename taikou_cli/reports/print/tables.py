"""Tables of plain data, and the kinds of columns that the templates know."""

from collections.abc import Iterable, Sequence
from typing import Any

from taikou_cli.base.japanese_text import join_lines

Cell = str | list[str] | dict[str, Any]
"""A line, paragraphs, or a line that leads to an item's sheet."""

# The kinds of columns: a name, a text, a long text, something short, a count, a rate.
NAME, TEXT, LONG, SHORT, COUNT, RATE = "name", "text", "long", "short", "count", "rate"


def table(
    caption: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Cell]]
) -> dict[str, Any]:
    """Describe a table.

    Args:
        caption: What it shows.
        columns: The heading and the kind of each column.
        rows: The cells; the first of each row is the row's name.
    """
    return {
        "caption": caption,
        "header": [name for name, _ in columns],
        "kinds": [kind for _, kind in columns],
        "rows": [list(row) for row in rows],
    }


def split_paragraphs(text: str | None, empty: str = "未記入") -> list[str]:
    """Give the paragraphs of a text, the lines of each run together."""
    blocks = [join_lines(block) for block in (text or "").split("\n\n")]
    return [block for block in blocks if block] or [empty]
