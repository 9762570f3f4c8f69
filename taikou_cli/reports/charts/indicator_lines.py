"""An indicator over the years: its targets, its actual values, and its baseline."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.base.label import Label, enumerate_labels, join_labels, label
from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.scales import Rounding
from taikou_cli.progress.achievement import Achievement, IndicatorState
from taikou_cli.progress.wording import DIRECTIONS, EMPTY
from taikou_cli.reports.charts.axis import Axis, choose_axis, is_far_from_zero
from taikou_cli.reports.charts.indicator_marks import (
    draw_cross,
    draw_hollow,
    draw_legend,
    draw_line,
    draw_marker,
)
from taikou_cli.reports.charts.indicator_points import (
    IndicatorLines,
    Point,
    find_baseline,
    find_expected,
    iter_actuals,
    iter_former,
    iter_targets,
)
from taikou_cli.reports.charts.labels import Box, Value, place_labels
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import (
    CELL,
    NARROW,
    SMALLEST,
    element,
    frame,
    shorten,
    write_text,
)
from taikou_cli.reports.charts.table import Table

_PLOT, _MARGIN = 150, 6
_ABOVE, _BELOW = 24, 26
# A year of four digits with a space behind it.
_LEAST_FOR_YEAR = 29
_TARGET, _ACTUAL = label("目標値"), label("実績値")
_BASELINE, _EXPECTED = label("基準値"), label("期待値")
_RUNNING = label("実績値（開始からの累計）")
_FORMER, _LOOSENED = label("変更前の目標値"), label("緩める前の目標値")
_BROKEN, _PENDING = label("縦軸は0から始まりません"), label("未確定")


def build(
    achievement: Achievement,
    results: Mapping[int, IndicatorResult],
    years: Iterable[int],
    rounding: Rounding,
) -> IndicatorLines | None:
    """Take what of an indicator are numbers; None where there is nothing to compare.

    Args:
        achievement: Its achievement in the year of the report.
        results: What the evaluations up to that year say of it, by evaluated year.
        years: The fiscal years of the plan.
        rounding: How the plan prints what it computes.
    """
    definition = achievement.indicator
    is_running = definition.effective_method == "cumulative"
    actuals = tuple(iter_actuals(definition, results, is_running=is_running))
    targets = tuple(iter_targets(definition))
    if not actuals and not targets:
        return None
    former = tuple(iter_former(definition))
    known = {*years, *(point.year for point in (*actuals, *targets))}
    is_pending = achievement.state is IndicatorState.PENDING
    return IndicatorLines(
        name=f"{definition.name}（{definition.unit}）" if definition.unit else definition.name,
        years=tuple(range(min(known), max(known) + 1)),
        baseline=find_baseline(definition),
        targets=targets,
        actuals=actuals,
        pending=achievement.fiscal_year if is_pending else None,
        better=DIRECTIONS[definition.direction],
        is_running=is_running,
        expected=find_expected(achievement, rounding),
        former=tuple(point for point, _ in former if point.year in known),
        loosened=tuple(point for point, is_loosened in former if is_loosened),
    )


def table_of(data: IndicatorLines) -> Table:
    """Give target and actual value of each year as they are printed."""
    targets, actuals = _by_year(data.targets), _by_year(data.actuals)
    baseline = data.baseline
    first = ((_name_baseline(baseline), EMPTY, baseline.label),) if baseline else ()
    return Table(
        (label("年度"), _TARGET, _name_actuals(data)),
        (
            *first,
            *(
                (
                    label("{year}年度", year=year),
                    _name_target(targets.get(year), year, data),
                    actuals[year].label if year in actuals else _name_gap(year, data),
                )
                for year in data.years
            ),
        ),
    )


def words_of(data: IndicatorLines) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return label("{name}の目標値と実績値", name=data.name), join_labels(tuple(_describe(data)))


def render(data: IndicatorLines, *, prefix: str, palette: Palette = WEB) -> str:
    """Draw the lines, as wide as a phone and no wider; a year without a value is a gap."""
    legend, top = draw_legend(_iter_legend(data, palette))
    scene = _build_scene(data, top + _ABOVE, palette)
    content = (
        legend
        + _draw_axes(scene)
        + _draw_baseline(scene)
        + _draw_former(scene)
        + _draw_series(scene, data.targets, is_target=True)
        + _draw_expected(scene)
        + _draw_series(scene, data.actuals, is_target=False)
        + _draw_labels(scene)
    )
    return frame(content, (NARROW, scene.years_at + 18), words_of(data), prefix, palette)


class _Scene(NamedTuple):
    data: IndicatorLines
    axis: Axis
    left: int
    palette: Palette

    @property
    def column(self) -> float:
        """The width of a year."""
        return (NARROW - _MARGIN - self.left) / self.columns

    @property
    def columns(self) -> int:
        return len(self.data.years) + (self.data.baseline is not None)

    @property
    def years_at(self) -> int:
        return self.axis.bottom + _BELOW

    def x_of(self, year: int) -> float:
        place = self.data.years.index(year) + (self.data.baseline is not None)
        return self.middle_of(place)

    def middle_of(self, place: int) -> float:
        return self.left + self.column * (2 * place + 1) / 2

    def place_of(self, point: Point) -> tuple[float, float]:
        """Give where a point of a series stands."""
        return self.x_of(point.year), self.axis.y_of(point.value)


def _build_scene(data: IndicatorLines, top: int, palette: Palette) -> _Scene:
    axis = choose_axis([point.value for point in data.points], top, top + _PLOT)
    widest = max(display_width(shorten(axis.label_of(tick), 12)) for tick in axis.ticks)
    return _Scene(data, axis, int(widest * CELL) + 14, palette)


def _by_year(points: Iterable[Point]) -> dict[int, Point]:
    return {point.year: point for point in points}


def _name_actuals(data: IndicatorLines) -> str:
    return _RUNNING if data.is_running else _ACTUAL


def _name_gap(year: int, data: IndicatorLines) -> str:
    return _PENDING if year == data.pending else EMPTY


def _name_baseline(baseline: Point) -> str:
    return label("{name}（{year}年度）", name=_BASELINE, year=baseline.year)


def _name_target(target: Point | None, year: int, data: IndicatorLines) -> str:
    if target is None:
        is_expected = data.expected is not None and data.expected.year == year
        if data.expected and is_expected:
            return label("{value}（{name}）", value=data.expected.label, name=_EXPECTED)
        return EMPTY
    return target.label


def _is_broken(data: IndicatorLines) -> bool:
    values = [point.value for point in data.points]
    return is_far_from_zero(min(values), max(values))


def _describe(data: IndicatorLines) -> Iterator[Label]:
    yield label("年度ごとの目標値（三角と破線）と実績値（丸と実線）の折れ線グラフ。")
    if data.baseline:
        yield label("基準値は{year}年度の{value}。", **_place(data.baseline))
    for name, points in ((_TARGET, data.targets), (_name_actuals(data), data.actuals)):
        listed = [label("{year}年度{value}", **_place(point)) for point in points]
        if listed:
            yield label("{name}は{listed}。", name=name, listed=enumerate_labels(listed))
        else:
            yield label("{name}はまだない。", name=name)
    if data.expected:
        yield label("{year}年度は目標値がなく、期待値の{value}と比べた。", **_place(data.expected))
    for point in data.former:
        name = _LOOSENED if point in data.loosened else _FORMER
        yield label("{year}年度の{name}は{value}。", year=point.year, name=name, value=point.label)
    if _is_broken(data):
        yield label("縦軸は0から始まらない。")
    yield label("{better}指標。", better=data.better)


def _place(point: Point) -> dict[str, int | str]:
    return {"year": point.year, "value": point.label}


def _draw_axes(scene: _Scene) -> str:
    axis, palette = scene.axis, scene.palette
    drawn = []
    for tick in axis.ticks:
        y = axis.y_of(tick)
        line = f"M{scene.left} {float(y):.2f} H{NARROW - _MARGIN}"
        drawn.append(element("path", d=line, stroke=palette.line))
        label = shorten(axis.label_of(tick), 12)
        drawn.append(_write(label, scene.left - 8, y + 4, "end"))
    upright = f"M{scene.left} {axis.top - 8} V{axis.bottom}"
    drawn.append(element("path", d=upright, stroke=palette.muted))
    if axis.is_broken:
        drawn.append(_draw_break(scene))
    years = scene.data.years
    drawn += [_write(_name_year(y, scene), scene.x_of(y), scene.years_at) for y in years]
    return "".join(drawn)


def _name_year(year: int, scene: _Scene) -> str:
    """Write a year in full, or its last two digits where the columns are too narrow for that."""
    return f"{year}" if scene.column >= _LEAST_FOR_YEAR else f"{year % 100:02}"


def _draw_break(scene: _Scene) -> str:
    """Draw the sign of an axis that leaves something out; the legend says so."""
    cut = f"M{scene.left - 7} {scene.axis.bottom - 1} l7 -6 l0 5 l7 -6"
    ground = element("path", d=cut, fill="none", stroke=scene.palette.ground, stroke_width=6)
    return ground + element(
        "path", d=cut, fill="none", stroke=scene.palette.muted, stroke_width=1.5
    )


def _iter_legend(data: IndicatorLines, palette: Palette) -> Iterator[tuple[str, str]]:
    """Yield signs with what they mean; what has no sign is said only."""
    for name, is_target in ((_name_actuals(data), False), (_TARGET, True)):
        line = draw_line("M0 10 H32", palette, is_target=is_target)
        yield line + draw_marker(16, 10, palette, is_target=is_target), name
    if data.expected:
        yield draw_cross(16, 10, palette), _EXPECTED
    if data.former:
        is_loosened = set(data.former) == set(data.loosened)
        yield draw_hollow(16, 10, palette), _LOOSENED if is_loosened else _FORMER
    yield "", data.better
    if _is_broken(data):
        yield "", _BROKEN


def _draw_baseline(scene: _Scene) -> str:
    baseline = scene.data.baseline
    if baseline is None:
        return ""
    x, y = scene.middle_of(0), scene.axis.y_of(baseline.value)
    line = element(
        "path",
        d=f"M{float(x):.2f} {float(y):.2f} H{NARROW - _MARGIN}",
        stroke=scene.palette.muted,
        stroke_dasharray="1 4",
        stroke_width=1.5,
    )
    diamond = element(
        "path",
        d=f"M{float(x):.2f} {float(y - 6):.2f} l6 6 l-6 6 l-6 -6 z",
        fill=scene.palette.ground,
        stroke=scene.palette.ink,
        stroke_width=1.5,
    )
    year = _write(_name_year(baseline.year, scene), x, scene.years_at)
    return line + diamond + year + _write(_BASELINE, max(x, 20), scene.years_at + 15)


def _draw_former(scene: _Scene) -> str:
    """Draw what targets were before, each led to what it became."""
    targets, palette, drawn = _by_year(scene.data.targets), scene.palette, []
    for point in scene.data.former:
        x, y = scene.place_of(point)
        now = targets.get(point.year)
        if now:
            way = f"M{float(x):.2f} {float(y):.2f} V{float(scene.axis.y_of(now.value)):.2f}"
            drawn.append(element("path", d=way, stroke=palette.target, stroke_dasharray="2 2"))
        drawn.append(draw_hollow(x, y, palette))
    return element("g", "".join(drawn)) if drawn else ""


def _draw_expected(scene: _Scene) -> str:
    point = scene.data.expected
    return draw_cross(*scene.place_of(point), scene.palette) if point else ""


def _draw_series(scene: _Scene, points: tuple[Point, ...], *, is_target: bool) -> str:
    known = _by_year(points)
    places = {year: scene.place_of(point) for year, point in known.items()}
    lines = [
        draw_line(
            "M{:.2f} {:.2f} L{:.2f} {:.2f}".format(*map(float, (*places[year], *places[year + 1]))),
            scene.palette,
            is_target=is_target,
        )
        for year in places
        if year + 1 in places
    ]
    markers = [draw_marker(x, y, scene.palette, is_target=is_target) for x, y in places.values()]
    return element("g", "".join(lines + markers)) if markers else ""


def _draw_labels(scene: _Scene) -> str:
    """Write the values that find room; all of them stand in the table beside the picture."""
    data, axis = scene.data, scene.axis
    markers = [scene.place_of(point) for point in (*data.targets, *data.actuals, *data.former)]
    markers += [scene.place_of(data.expected)] if data.expected else []
    if data.baseline:
        markers.append((scene.middle_of(0), axis.y_of(data.baseline.value)))
    frame_of = Box(scene.left + 1, axis.top - _ABOVE, NARROW, axis.bottom + _BELOW - SMALLEST)
    placed = place_labels(_rank_labels(scene), markers, frame_of)
    return "".join(_draw_value(text, x, y, scene.palette) for text, x, y in placed)


def _rank_labels(scene: _Scene) -> Iterator[Value]:
    """Yield the values, those first that readers look for: the last ones, and what is not known."""
    data = scene.data
    if data.pending in data.years and data.pending not in _by_year(data.actuals):
        yield Value(_PENDING, scene.x_of(data.pending or 0), scene.axis.bottom + 4)
    actuals, targets = data.actuals[::-1], data.targets[::-1]
    for point in (*actuals[:1], *targets[:1]):
        yield _label(point, scene)
    if data.expected:
        yield _label(data.expected, scene)
    if data.baseline:
        x, y = scene.middle_of(0), scene.axis.y_of(data.baseline.value)
        yield Value(data.baseline.label, x, y)
    for point in (*actuals[1:], *targets[1:], *data.former):
        yield _label(point, scene)


def _label(point: Point, scene: _Scene) -> Value:
    """Write the higher one of a year rather above its marker, the others rather below."""
    of_year = [one.value for one in scene.data.points if one.year == point.year]
    return Value(point.label, *scene.place_of(point), is_above=point.value >= max(of_year))


def _write(text: str, x: float, y: float, anchor: str = "middle") -> str:
    return write_text(text, x, y, text_anchor=anchor, font_size=SMALLEST)


def _draw_value(label: str, x: float, y: float, palette: Palette) -> str:
    """Write a value with a rim of the ground, so that a line behind does not disturb it."""
    return write_text(
        label,
        x,
        y,
        text_anchor="middle",
        font_size=SMALLEST,
        stroke=palette.ground,
        stroke_width=3,
        **dict(palette.rim),
    )
