"""The lines and markers of an indicator, and the legend that explains them."""

from collections.abc import Iterable

from taikou_cli.base.japanese_text import display_width
from taikou_cli.reports.charts.palette import Palette
from taikou_cli.reports.charts.svg import CELL, NARROW, SMALLEST, element, write_text

_LINE = 19
_SIGN = 38


def draw_legend(entries: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """Write signs with what they mean, in as many lines as it takes.

    Args:
        entries: The signs, each 32 wide and 20 high, perhaps none, and the texts.

    Returns:
        The legend, and where it ends.
    """
    x, y, drawn = 0.0, 0, []
    for sign, text in entries:
        start = _SIGN if sign else 0
        needed = start + display_width(text) * CELL
        if x and x + needed > NARROW:
            x, y = 0.0, y + _LINE
        drawn.append(element("g", sign, transform=f"translate({x:.1f} {y})") if sign else "")
        drawn.append(write_text(text, x + start, y + 14, font_size=SMALLEST))
        x += needed + 12
    return "".join(drawn), y + _LINE


def draw_line(path: str, palette: Palette, *, is_target: bool) -> str:
    """Draw a way: of the targets dashed, of the actual values whole."""
    dash = {"stroke_dasharray": "7 4"} if is_target else {}
    return element(
        "path",
        d=path,
        fill="none",
        stroke=palette.target if is_target else palette.actual,
        stroke_width=2 if is_target else 2.5,
        **dash,
    )


def draw_marker(x: float, y: float, palette: Palette, *, is_target: bool) -> str:
    """Draw where a value stands: a triangle for a target, a dot for an actual value."""
    if is_target:
        return element(
            "path",
            d=f"M{float(x):.2f} {float(y - 7):.2f} l7 12 h-14 z",
            fill=palette.ground,
            stroke=palette.target,
            stroke_width=2,
        )
    return element(
        "circle", cx=x, cy=y, r=5, fill=palette.actual, stroke=palette.ground, stroke_width=1.5
    )


def draw_hollow(x: float, y: float, palette: Palette) -> str:
    """Draw the marker of a target that holds no longer: struck through."""
    shape = f"M{float(x):.2f} {float(y - 6):.2f} l6 10 h-12 z m-7 11 l14 -12"
    return element("path", d=shape, fill="none", stroke=palette.muted, stroke_width=1.5)


def draw_cross(x: float, y: float, palette: Palette) -> str:
    """Draw the marker of an expected value."""
    shape = f"M{float(x - 5):.2f} {float(y - 5):.2f} l10 10 m0 -10 l-10 10"
    return element("path", d=shape, fill="none", stroke=palette.target, stroke_width=2.5)
