"""An indicator over the years: its targets, its actual values, and its baseline."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.achievement import Achievement, IndicatorState
from taikou_cli.progress.target import TargetKind, read_target
from taikou_cli.progress.wording import DIRECTIONS, EMPTY, describe_amount
from taikou_cli.reports.charts.axis import Axis, choose_axis
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import element, frame, shorten, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH = 560
_TOP, _BOTTOM = 52, 232
_LEFT, _RIGHT = 70, 536
_HEIGHT = 288
_YEARS = _BOTTOM + 36
_TARGET, _ACTUAL, _BASELINE = "目標値", "実績値", "基準値"
_RUNNING = "実績値（開始からの累計）"


class Point(NamedTuple):
    """A value of a fiscal year: exact, and as it is printed."""

    year: int
    value: Fraction
    label: str


class IndicatorLines(NamedTuple):
    """What the picture shows.

    Attributes:
        name: The indicator, with its unit.
        years: The fiscal years from left to right.
        baseline: Where it stood before; None if that is no number.
        targets: The targets that are numbers.
        actuals: The actual values that are numbers, at the year that each is of.
        pending: The year whose value is not known yet, if it is the year of the report.
        better: Which values are better, in words.
        is_running: The actual values are summed up since the beginning, as the targets are.
    """

    name: str
    years: tuple[int, ...]
    baseline: Point | None
    targets: tuple[Point, ...]
    actuals: tuple[Point, ...]
    pending: int | None
    better: str
    is_running: bool


def build(
    achievement: Achievement, results: Mapping[int, IndicatorResult], years: Iterable[int]
) -> IndicatorLines | None:
    """Take what of an indicator are numbers; None where there is nothing to compare.

    Args:
        achievement: Its achievement in the year of the report.
        results: What the evaluations up to that year say of it, by evaluated year.
        years: The fiscal years of the plan.
    """
    definition = achievement.indicator
    is_running = definition.effective_method == "cumulative"
    actuals = tuple(_iter_actuals(definition, results, is_running=is_running))
    targets = tuple(_iter_targets(definition))
    if not actuals and not targets:
        return None
    known = {*years, *(point.year for point in (*actuals, *targets))}
    is_pending = achievement.state is IndicatorState.PENDING
    return IndicatorLines(
        name=f"{definition.name}（{definition.unit}）" if definition.unit else definition.name,
        years=tuple(range(min(known), max(known) + 1)),
        baseline=_find_baseline(definition),
        targets=targets,
        actuals=actuals,
        pending=achievement.fiscal_year if is_pending else None,
        better=DIRECTIONS[definition.direction],
        is_running=is_running,
    )


def table_of(data: IndicatorLines) -> Table:
    """Give target and actual value of each year as they are printed."""
    targets, actuals = _by_year(data.targets), _by_year(data.actuals)
    baseline = data.baseline
    first = ((f"{_BASELINE}（{baseline.year}年度）", EMPTY, baseline.label),) if baseline else ()
    return Table(
        ("年度", _TARGET, _name_actuals(data)),
        (
            *first,
            *(
                (
                    f"{year}年度",
                    targets[year].label if year in targets else EMPTY,
                    actuals[year].label if year in actuals else _name_gap(year, data),
                )
                for year in data.years
            ),
        ),
    )


def words_of(data: IndicatorLines) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return f"{data.name}の目標値と実績値", "".join(_describe(data, _choose_axis(data)))


def render(data: IndicatorLines, *, prefix: str, palette: Palette = WEB) -> str:
    """Draw the lines; a year without a value is a gap."""
    scene = _Scene(data, _choose_axis(data), palette)
    content = (
        _draw_axes(scene)
        + _draw_legend(scene)
        + _draw_baseline(scene)
        + _draw_series(scene, data.targets, is_target=True)
        + _draw_series(scene, data.actuals, is_target=False)
        + _draw_labels(scene)
    )
    return frame(content, (_WIDTH, _HEIGHT), words_of(data), prefix, palette)


class _Scene(NamedTuple):
    data: IndicatorLines
    axis: Axis
    palette: Palette

    @property
    def columns(self) -> int:
        return len(self.data.years) + (self.data.baseline is not None)

    def x_of(self, year: int) -> Fraction:
        column = self.data.years.index(year) + (self.data.baseline is not None)
        return self.middle_of(column)

    def middle_of(self, column: int) -> Fraction:
        return _LEFT + Fraction((_RIGHT - _LEFT) * (2 * column + 1), 2 * self.columns)


def _choose_axis(data: IndicatorLines) -> Axis:
    points = [*data.targets, *data.actuals, *([data.baseline] if data.baseline else [])]
    return choose_axis([point.value for point in points], _TOP, _BOTTOM)


def _iter_actuals(
    indicator: Indicator, results: Mapping[int, IndicatorResult], *, is_running: bool
) -> Iterator[Point]:
    known = {
        result.fiscal_year or year: result.actual
        for year, result in sorted(results.items())
        if result.actual is not None and not isinstance(result.actual, str)
    }
    values = list(known.values())
    for year, value in zip(known, accumulate(values) if is_running else values, strict=True):
        yield Point(year, Fraction(value), describe_amount(value, indicator.decimals))


def _iter_targets(indicator: Indicator) -> Iterator[Point]:
    baseline = _find_baseline(indicator)
    for year, amount in sorted(indicator.targets.items()):
        target = read_target(indicator, amount)
        value = target.value
        if target.kind is TargetKind.MAINTAIN and baseline:
            value = baseline.value
        if value is not None:
            yield Point(year, value, describe_amount(amount, indicator.decimals))


def _find_baseline(indicator: Indicator) -> Point | None:
    known = indicator.baseline
    if known is None or isinstance(known.value, str):
        return None
    label = describe_amount(known.value, indicator.decimals)
    return Point(known.fiscal_year, Fraction(known.value), label)


def _by_year(points: Iterable[Point]) -> dict[int, Point]:
    return {point.year: point for point in points}


def _name_actuals(data: IndicatorLines) -> str:
    return _RUNNING if data.is_running else _ACTUAL


def _name_gap(year: int, data: IndicatorLines) -> str:
    return "未確定" if year == data.pending else EMPTY


def _describe(data: IndicatorLines, axis: Axis) -> Iterator[str]:
    yield "年度ごとの目標値（三角と破線）と実績値（丸と実線）の折れ線グラフ。"
    if data.baseline:
        yield f"基準値は{data.baseline.year}年度の{data.baseline.label}。"
    for name, points in ((_TARGET, data.targets), (_name_actuals(data), data.actuals)):
        listed = "、".join(f"{point.year}年度{point.label}" for point in points)
        yield f"{name}は{listed}。" if listed else f"{name}はまだない。"
    if axis.is_broken:
        yield "縦軸は0から始まらない。"
    yield f"{data.better}指標。"


def _draw_axes(scene: _Scene) -> str:
    axis, palette = scene.axis, scene.palette
    drawn = []
    for tick in axis.ticks:
        y = axis.y_of(tick)
        drawn.append(element("path", d=f"M{_LEFT} {float(y):.2f} H{_RIGHT}", stroke=palette.line))
        label = shorten(axis.label_of(tick), 9)
        drawn.append(write_text(label, _LEFT - 8, y + 4, text_anchor="end", font_size=12))
    drawn.append(element("path", d=f"M{_LEFT} {_TOP - 8} V{_BOTTOM}", stroke=palette.muted))
    if axis.is_broken:
        drawn.append(_draw_break(palette))
    drawn += [
        write_text(f"{year}", scene.x_of(year), _YEARS, text_anchor="middle", font_size=12)
        for year in scene.data.years
    ]
    return "".join(drawn)


def _draw_break(palette: Palette) -> str:
    """Draw the sign of an axis that leaves something out, and say so."""
    y = _BOTTOM - 4
    cut = f"M{_LEFT - 7} {y + 3} l7 -6 l0 5 l7 -6"
    ground = element("path", d=cut, fill="none", stroke=palette.ground, stroke_width=6)
    line = element("path", d=cut, fill="none", stroke=palette.muted, stroke_width=1.5)
    note = write_text("縦軸は0から始まりません", _RIGHT, _TOP - 14, text_anchor="end", font_size=11)
    return ground + line + note


def _draw_legend(scene: _Scene) -> str:
    data, palette = scene.data, scene.palette
    drawn = [
        _draw_line("M0 10 H34", palette, is_target=False),
        _draw_marker(17, 10, palette, is_target=False),
        write_text(_name_actuals(data), 42, 15),
    ]
    x = 120 if not data.is_running else 230
    drawn += [
        _draw_line(f"M{x} 10 H{x + 34}", palette, is_target=True),
        _draw_marker(x + 17, 10, palette, is_target=True),
        write_text(_TARGET, x + 42, 15),
    ]
    drawn.append(write_text(data.better, _WIDTH, 15, text_anchor="end", font_size=12))
    return "".join(drawn)


def _draw_baseline(scene: _Scene) -> str:
    baseline = scene.data.baseline
    if baseline is None:
        return ""
    x, y = scene.middle_of(0), scene.axis.y_of(baseline.value)
    ink = scene.palette.ink
    line = element(
        "path",
        d=f"M{float(x):.2f} {float(y):.2f} H{_RIGHT}",
        stroke=scene.palette.muted,
        stroke_dasharray="1 4",
        stroke_width=1.5,
    )
    diamond = element(
        "path",
        d=f"M{float(x):.2f} {float(y - 6):.2f} l6 6 l-6 6 l-6 -6 z",
        fill=scene.palette.ground,
        stroke=ink,
        stroke_width=1.5,
    )
    label = _draw_value(baseline.label, x, y - 12, scene.palette)
    year = write_text(str(baseline.year), x, _YEARS, text_anchor="middle", font_size=12)
    name = write_text(_BASELINE, x, _YEARS + 15, text_anchor="middle", font_size=12)
    return line + diamond + label + year + name


def _draw_series(scene: _Scene, points: tuple[Point, ...], *, is_target: bool) -> str:
    known = _by_year(points)
    places = {
        year: (scene.x_of(year), scene.axis.y_of(point.value)) for year, point in known.items()
    }
    lines = [
        _draw_line(
            "M{:.2f} {:.2f} L{:.2f} {:.2f}".format(*map(float, (*places[year], *places[year + 1]))),
            scene.palette,
            is_target=is_target,
        )
        for year in places
        if year + 1 in places
    ]
    markers = [_draw_marker(x, y, scene.palette, is_target=is_target) for x, y in places.values()]
    return element("g", "".join(lines + markers)) if markers else ""


def _draw_line(path: str, palette: Palette, *, is_target: bool) -> str:
    dash = {"stroke_dasharray": "7 4"} if is_target else {}
    return element(
        "path",
        d=path,
        fill="none",
        stroke=palette.target if is_target else palette.actual,
        stroke_width=2 if is_target else 2.5,
        **dash,
    )


def _draw_marker(x: Fraction | int, y: Fraction | int, palette: Palette, *, is_target: bool) -> str:
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


def _draw_labels(scene: _Scene) -> str:
    """Write the values: of two in one year the higher one above its marker, the other below."""
    targets, actuals = _by_year(scene.data.targets), _by_year(scene.data.actuals)
    drawn = []
    for year in scene.data.years:
        target, actual = targets.get(year), actuals.get(year)
        is_actual_above = target is None or (actual is not None and actual.value >= target.value)
        for point, is_above in ((target, not is_actual_above), (actual, is_actual_above)):
            if point is not None:
                y = scene.axis.y_of(point.value) + (-12 if is_above else 20)
                drawn.append(_draw_value(point.label, scene.x_of(year), y, scene.palette))
        if year == scene.data.pending and actual is None:
            drawn.append(_draw_value("未確定", scene.x_of(year), _BOTTOM - 8, scene.palette))
    return "".join(drawn)


def _draw_value(label: str, x: Fraction, y: Fraction | int, palette: Palette) -> str:
    """Write a value with a rim of the ground, so that a line behind does not disturb it."""
    return write_text(
        shorten(label, 12),
        x,
        y,
        text_anchor="middle",
        font_size=12,
        stroke=palette.ground,
        stroke_width=3,
        **dict(palette.rim),
    )
