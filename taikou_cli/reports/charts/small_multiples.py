"""Many indicators side by side, each as a small line of its own: what goes up, what goes down."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taikou_cli.base.label import Label, join_labels, label
from taikou_cli.progress.wording import EMPTY
from taikou_cli.reports.charts.indicator_points import IndicatorLines, Point
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import CELL, NARROW, SMALLEST, element, frame, wrap, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH = 672
_COLUMNS, _NARROW_COLUMNS = 4, 2
_GAP, _LINE, _LINES = 14, 16, 6
_PLOT, _INSET = 40, 6


class Panel(NamedTuple):
    """An indicator: its values over the years, and how it stands in words."""

    lines: IndicatorLines
    status: str

    @property
    def latest(self) -> str:
        """The last actual value as it is printed."""
        return self.lines.actuals[-1].label if self.lines.actuals else EMPTY


class SmallMultiples(NamedTuple):
    """What the picture shows: indicators over the same years, each on a scale of its own."""

    title: str
    panels: tuple[Panel, ...]


def build(title: str, panels: Iterable[Panel]) -> SmallMultiples | None:
    """Take some indicators; None if there are none."""
    taken = tuple(panels)
    return SmallMultiples(title, taken) if taken else None


def table_of(data: SmallMultiples) -> Table:
    """Give the last value of each indicator, and how it stands."""
    rows = ((one.lines.name, one.latest, one.status) for one in data.panels)
    return Table((label("指標（単位）"), label("最新の実績値"), label("状況")), tuple(rows))


def words_of(data: SmallMultiples) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return data.title, join_labels(tuple(_describe(data)))


def render(
    data: SmallMultiples, *, prefix: str, palette: Palette = WEB, narrow: bool = False
) -> str:
    """Draw the indicators in rows: the name, the line, and the last value with its status."""
    width, count = (NARROW, _NARROW_COLUMNS) if narrow else (_WIDTH, _COLUMNS)
    column = (width - _GAP * (count - 1)) // count
    drawn, y = [], 0
    for start in range(0, len(data.panels), count):
        row = data.panels[start : start + count]
        names = [wrap(one.lines.name, int(column / CELL), _LINES) for one in row]
        plot = y + max(map(len, names)) * _LINE + 4
        for place, (one, name) in enumerate(zip(row, names, strict=True)):
            x = place * (column + _GAP)
            drawn += [_write(line, x, y + 12 + _LINE * n) for n, line in enumerate(name)]
            drawn.append(_draw_panel(one, (x, plot, column), palette))
        y = plot + _PLOT + 2 * _LINE + 16
    return frame("".join(drawn), (width, y), words_of(data), prefix, palette)


def _describe(data: SmallMultiples) -> Iterator[Label]:
    yield label(
        "{count}の指標の移り変わりを並べた図。実線は実績値、破線は目標値。縦の尺度は指標ごとに違う。",
        count=len(data.panels),
    )
    for one in data.panels:
        yield label(
            "{name}は{latest}（{status}）。",
            name=one.lines.name,
            latest=one.latest,
            status=one.status,
        )


def _draw_panel(panel: Panel, place: tuple[int, int, int], palette: Palette) -> str:
    x, y, width = place
    ground = element("path", d=f"M{x} {y + _PLOT} h{width}", stroke=palette.line)
    targets = _draw_line(panel, panel.lines.targets, place)
    actuals = _draw_line(panel, panel.lines.actuals, place)
    drawn = [
        element("path", d=path, fill="none", stroke=colour, stroke_width=2, **dash)
        for path, colour, dash in (
            (targets, palette.target, {"stroke_dasharray": "5 3"}),
            (actuals, palette.actual, {}),
        )
        if path
    ]
    if panel.lines.actuals:
        cx, cy = _locate(panel, panel.lines.actuals[-1], place)
        drawn.append(element("circle", cx=cx, cy=cy, r=4, fill=palette.actual))
    told = (panel.latest, panel.status)
    texts = (_write(text, x, y + _PLOT + _LINE * n) for n, text in enumerate(told, 1))
    return element("g", ground + "".join(drawn) + "".join(texts))


def _draw_line(panel: Panel, points: tuple[Point, ...], place: tuple[int, int, int]) -> str:
    """Give the way through the points; one that stands alone is a short stroke."""
    places = [_locate(panel, point, place) for point in points]
    steps = " L".join(f"{float(x):.1f} {float(y):.1f}" for x, y in places)
    return f"M{steps}" + (" h4" if len(places) == 1 else "") if places else ""


def _locate(panel: Panel, point: Point, place: tuple[int, int, int]) -> tuple[float, float]:
    x, y, width = place
    lines = panel.lines
    values = [float(one.value) for one in (*lines.targets, *lines.actuals)]
    low, high = min(values), max(values)
    step = (width - 2 * _INSET) / max(len(lines.years) - 1, 1)
    share = (float(point.value) - low) / (high - low) if high > low else 0.5
    height = _PLOT - 2 * _INSET
    return x + _INSET + step * lines.years.index(point.year), y + _INSET + height * (1 - share)


def _write(text: str, x: int, y: int) -> str:
    return write_text(text, x, y, font_size=SMALLEST)
