"""Finds room for the values beside their markers: what has none is left to the table."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.reports.charts.svg import CELL, SMALLEST, Number, shorten

_ABOVE, _BELOW = -12, 20
_AROUND_MARKER = 6
_WIDEST = 20


class Value(NamedTuple):
    """A value to be written at a marker: rather above it, or rather below."""

    text: str
    x: Number
    y: Number
    is_above: bool = True


class Box(NamedTuple):
    """A place that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two places lie over each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def place_labels(
    values: Iterable[Value], markers: Iterable[tuple[Number, Number]], frame: Box
) -> Iterator[tuple[str, float, float]]:
    """Yield the texts that find room, each with the middle of its foot.

    Args:
        values: What is to be written, the most important first.
        markers: The middles of the markers, over which nothing is written.
        frame: What all of it must stand in.
    """
    taken = [_surround(float(x), float(y)) for x, y in markers]
    for value in values:
        text = shorten(value.text, _WIDEST)
        for box in _iter_places(value, text, frame):
            is_inside = frame.top <= box.top and box.bottom <= frame.bottom
            if is_inside and not any(map(box.meets, taken)):
                taken.append(box)
                yield text, (box.left + box.right) / 2, box.bottom - 3
                break


def _iter_places(value: Value, text: str, frame: Box) -> Iterator[Box]:
    half = display_width(text) * CELL / 2
    middle = min(max(float(value.x), frame.left + half), frame.right - half)
    for shift in (_ABOVE, _BELOW) if value.is_above else (_BELOW, _ABOVE):
        foot = float(value.y) + shift
        yield Box(middle - half, foot - SMALLEST + 1, middle + half, foot + 3)


def _surround(x: float, y: float) -> Box:
    reach = _AROUND_MARKER
    return Box(x - reach, y - reach, x + reach, y + reach)
