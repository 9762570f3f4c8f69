"""An amount over the years: what was planned and what came of it, as two bars a year."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.reports.charts.axis import Axis, choose_axis
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import element, frame, shorten, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH, _HEIGHT = 560, 288
_TOP, _BOTTOM = 52, 240
_LEFT, _RIGHT = 84, 548
_BAR, _WIDEST = Fraction(1, 3), 56


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
    rows = ((f"{one.year}年度", one.planned_label, one.actual_label) for one in data.years)
    return Table(("年度", *data.names), tuple(rows))


def words_of(data: AmountBars) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return f"{data.name}の年度ごとの{'と'.join(data.names)}", "".join(_describe(data))


def render(data: AmountBars, *, prefix: str, palette: Palette = WEB) -> str:
    """Draw the bars; negative ones go down from zero."""
    values = [value for one in data.years for value in (one.planned, one.actual)]
    # Bars tell by their length, so the axis holds zero always.
    axis = choose_axis(
        [*(value for value in values if value is not None), Fraction(0)], _TOP, _BOTTOM
    )
    content = _draw_legend(data, palette) + _draw_axes(data, axis, palette)
    content += "".join(
        _draw_year(one, place, len(data.years), axis, palette)
        for place, one in enumerate(data.years)
    )
    return frame(content, (_WIDTH, _HEIGHT), words_of(data), prefix, palette)


def _describe(data: AmountBars) -> Iterator[str]:
    planned, actual = data.names
    yield f"年度ごとの{planned}（白い棒）と{actual}（塗った棒）の棒グラフ。"
    for one in data.years:
        yield f"{one.year}年度は{planned}{one.planned_label}、{actual}{one.actual_label}。"


def _draw_legend(data: AmountBars, palette: Palette) -> str:
    planned, actual = (shorten(name, 24) for name in data.names)
    return "".join(
        (
            _draw_bar((0, 4, 22, 14), palette, is_planned=True),
            write_text(planned, 30, 15),
            _draw_bar((240, 4, 22, 14), palette, is_planned=False),
            write_text(actual, 270, 15),
        )
    )


def _draw_axes(data: AmountBars, axis: Axis, palette: Palette) -> str:
    drawn = []
    for tick in axis.ticks:
        y = axis.y_of(tick)
        stroke = palette.line if tick else palette.muted
        drawn.append(element("path", d=f"M{_LEFT} {float(y):.2f} H{_RIGHT}", stroke=stroke))
        label = shorten(axis.label_of(tick), 12)
        drawn.append(write_text(label, _LEFT - 8, y + 4, text_anchor="end", font_size=12))
    for place, one in enumerate(data.years):
        x = _middle_of(place, len(data.years))
        drawn.append(write_text(f"{one.year}", x, _BOTTOM + 36, text_anchor="middle", font_size=12))
    return "".join(drawn)


def _draw_year(bars: Bars, place: int, of: int, axis: Axis, palette: Palette) -> str:
    width = min(Fraction(_RIGHT - _LEFT, of) * _BAR, Fraction(_WIDEST))
    middle, zero = _middle_of(place, of), axis.y_of(Fraction(0))
    drawn = []
    for value, x, is_planned in (
        (bars.planned, middle - width, True),
        (bars.actual, middle, False),
    ):
        if value is not None:
            y = axis.y_of(value)
            box = (x + 1, min(y, zero), width - 2, abs(zero - y))
            drawn.append(_draw_bar(box, palette, is_planned=is_planned))
    return element("g", "".join(drawn)) if drawn else ""


def _draw_bar(
    box: tuple[Fraction | int, Fraction | int, Fraction | int, Fraction | int],
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


def _middle_of(place: int, of: int) -> Fraction:
    return _LEFT + Fraction((_RIGHT - _LEFT) * (2 * place + 1), 2 * of)
