"""The colours of the pictures: for a page, whose style sheet may replace them, and for print."""

from typing import NamedTuple


class Swatch(NamedTuple):
    """The colours of one grade: its ground, and the hatching on it."""

    fill: str
    hatch: str


class Palette(NamedTuple):
    """All colours of a picture, and its font.

    Attributes:
        ground: Behind everything; text stands on nothing else.
        ink: Text and the axes.
        muted: Text of less weight, outlines.
        line: Grid lines.
        soft: The ground of boxes.
        target: The line of the targets.
        actual: The line of the actual values.
        neutral: What has no grade.
        swatches: The grades, from the best to the worst.
        font: The font family.
        rim: What lays the rim of a text under it; pages do so by their style sheet, since HTML
            knows no such attribute.
    """

    ground: str
    ink: str
    muted: str
    line: str
    soft: str
    target: str
    actual: str
    neutral: Swatch
    swatches: tuple[Swatch, ...]
    font: str
    rim: tuple[tuple[str, str], ...]

    def swatch_of(self, index: int, count: int) -> Swatch:
        """Give the colours of a grade of a scale with so many grades."""
        return self.swatches[self.place_of(index, count)]

    def place_of(self, index: int, count: int) -> int:
        """Give the place of its colours among the swatches.

        The grades spread evenly over them: the first has the best, the last the worst.
        """
        last = len(self.swatches) - 1
        return (2 * index * last + count - 1) // (2 * (count - 1)) if index else 0


PRINT = Palette(
    ground="#ffffff",
    ink="#1a1a1c",
    muted="#626264",
    line="#b3b3b3",
    soft="#f2f5fc",
    target="#c74700",
    actual="#0017c1",
    neutral=Swatch("#e6e6e6", "#767676"),
    swatches=(
        Swatch("#0017c1", "#ffffff"),
        Swatch("#4979f5", "#ffffff"),
        Swatch("#9db7f9", "#0017c1"),
        Swatch("#ffc199", "#8b3200"),
        Swatch("#ff7628", "#ffffff"),
        Swatch("#c74700", "#ffffff"),
    ),
    font="sans-serif",
    rim=(("paint_order", "stroke"),),
)
"""Colours as they are, for what knows no style sheet."""


def _let_replace(palette: Palette) -> Palette:
    names = ("ground", "ink", "muted", "line", "soft", "target", "actual")
    return Palette(
        **{name: f"var(--chart-{name}, {getattr(palette, name)})" for name in names},
        neutral=_let_replace_swatch(palette.neutral, "neutral"),
        swatches=tuple(
            _let_replace_swatch(swatch, f"grade-{number}")
            for number, swatch in enumerate(palette.swatches, 1)
        ),
        font="inherit",
        rim=(),
    )


def _let_replace_swatch(swatch: Swatch, name: str) -> Swatch:
    return Swatch(
        f"var(--chart-{name}, {swatch.fill})", f"var(--chart-{name}-hatch, {swatch.hatch})"
    )


WEB = _let_replace(PRINT)
"""The same colours, for a page whose style sheet may set `--chart-ink`, `--chart-grade-1` …"""
