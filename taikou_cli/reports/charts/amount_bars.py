"""An amount over the years: what was planned and what came of it, as two bars a year."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.base.label import Label, join_labels, label
from taikou_cli.reports.charts.axis import Axis, choose_axis
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import (
    CELL,
    NARROW,
    SMALLEST,
    Number,
    element,
    frame,
    shorten,
    write_text,
)
from taikou_cli.reports.charts.table import Table

_WIDTH, _PLOT = 560, 188
_ABOVE, _BELOW = 12, 28
_LEGEND_LINE, _MARGIN = 22, 12
# Half the size of the legend's text, with some room.
_CELL = 7
_BAR, _WIDEST = Fraction(1, 3), 56
# A year of four digits with a space behind it.
_LEAST_FOR_YEAR = 29


class Bars(NamedTuple):
    """A year: the two values, exact and as they are printed; None where nothing is told."""

    year: int
    planned: Fraction | None
    planned_label: str
    actual: Fraction | None
    actual_label: str


class AmountBars(NamedTuple):
    """What the picture shows.

    Attributes:
        name: The amount, with its unit.
        names: What the planned and the actual values are called.
        years: The years from left to right, at least one of them with a value.
    """

    name: str
    names: tuple[str, str]
    years: tuple[Bars, ...]


def table_of(data: AmountBars) -> Table:
    """Give the values as they are printed."""
    rows = (
        (label("{year}年度", year=one.year), one.planned_label, one.actual_label)
        for one in data.years
    )
    return Table((label("年度"), *data.names), tuple(rows))


def words_of(data: AmountBars) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    planned, actual = data.names
    title = label(
        "{name}の年度ごとの{planned}と{actual}", name=data.name, planned=planned, actual=actual
    )
    return title, join_labels(tuple(_describe(data)))


def render(data: AmountBars, *, prefix: str, palette: Palette = WEB, narrow: bool = False) -> str:
    """Draw the bars; negative ones go down from zero."""
    width = NARROW if narrow else _WIDTH
    legend, top = _draw_legend(data, width, palette)
    values = [value for one in data.years for value in (one.planned, one.actual)]
    # Bars tell by their length, so the axis holds zero always.
    known = [*(value for value in values if value is not None), Fraction(0)]
    scene = _build_scene(choose_axis(known, top + _ABOVE, top + _ABOVE + _PLOT), data, width)
    content = legend + _draw_axes(data, scene, palette)
    content += "".join(
        _draw_year(one, place, scene, palette) for place, one in enumerate(data.years)
    )
    size = (width, scene.axis.bottom + _BELOW + 8)
    return frame(content, size, words_of(data), prefix, palette)


class _Scene(NamedTuple):
    axis: Axis
    left: int
    right: int
    column: Fraction

    def middle_of(self, place: int) -> Fraction:
        return self.left + self.column * (2 * place + 1) / 2


def _build_scene(axis: Axis, data: AmountBars, width: int) -> _Scene:
    widest = max(display_width(shorten(axis.label_of(tick), 12)) for tick in axis.ticks)
    left, right = int(widest * CELL) + 10, width - _MARGIN
    return _Scene(axis, left, right, Fraction(right - left, len(data.years)))


def _describe(data: AmountBars) -> Iterator[Label]:
    planned, actual = data.names
    yield label(
        "年度ごとの{planned}（白い棒）と{actual}（塗った棒）の棒グラフ。",
        planned=planned,
        actual=actual,
    )
    for one in data.years:
        yield label(
            "{year}年度は{planned}{before}、{actual}{after}。",
            year=one.year,
            planned=planned,
            before=one.planned_label,
            actual=actual,
            after=one.actual_label,
        )


def _draw_legend(data: AmountBars, width: int, palette: Palette) -> tuple[str, int]:
    """Explain the bars in a line, or in two where they do not fit; also gives where it ends."""
    x, y, drawn = 0.0, 4, []
    for name, is_planned in zip(data.names, (True, False), strict=True):
        text = shorten(name, 36)
        needed = 42 + display_width(text) * _CELL
        if x and x + needed > width:
            x, y = 0.0, y + _LEGEND_LINE
        drawn.append(_draw_bar((x + 1, y, 22, 14), palette, is_planned=is_planned))
        drawn.append(write_text(text, x + 30, y + 12))
        x += needed
    return "".join(drawn), y + _LEGEND_LINE


def _draw_axes(data: AmountBars, scene: _Scene, palette: Palette) -> str:
    drawn, is_wide = [], scene.column >= _LEAST_FOR_YEAR
    for tick in scene.axis.ticks:
        y = scene.axis.y_of(tick)
        line = f"M{scene.left} {float(y):.2f} H{scene.right}"
        stroke = palette.line if tick else palette.muted
        drawn.append(element("path", d=line, stroke=stroke))
        label = shorten(scene.axis.label_of(tick), 12)
        drawn.append(_write(label, scene.left - 8, y + 4, "end"))
    for place, one in enumerate(data.years):
        year = f"{one.year}" if is_wide else f"{one.year % 100:02}"
        drawn.append(_write(year, scene.middle_of(place), scene.axis.bottom + _BELOW, "middle"))
    return "".join(drawn)


def _write(text: str, x: Fraction | int, y: float, anchor: str) -> str:
    return write_text(text, x, y, text_anchor=anchor, font_size=SMALLEST)


def _draw_year(bars: Bars, place: int, scene: _Scene, palette: Palette) -> str:
    width = min(scene.column * _BAR, Fraction(_WIDEST))
    middle, zero = scene.middle_of(place), scene.axis.y_of(Fraction(0))
    drawn = []
    for value, x, is_planned in (
        (bars.planned, middle - width, True),
        (bars.actual, middle, False),
    ):
        if value is not None:
            y = scene.axis.y_of(value)
            box = (x + 1, min(y, zero), width - 2, abs(zero - y))
            drawn.append(_draw_bar(box, palette, is_planned=is_planned))
    return element("g", "".join(drawn)) if drawn else ""


def _draw_bar(
    box: tuple[Number, Number, Number, Number],
    palette: Palette,
    *,
    is_planned: bool,
) -> str:
    x, y, width, height = box
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        fill=palette.ground if is_planned else palette.actual,
        stroke=palette.target if is_planned else palette.actual,
        stroke_width=1.5,
    )
