"""The schedule of an item's actions (工程表): bars over the quarters of the fiscal years."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.base.label import Label, enumerate_labels, join_labels, label
from taikou_cli.base.span import QUARTERS, read_span
from taikou_cli.model.item import Action, Step
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import (
    CELL,
    NARROW,
    SMALLEST,
    element,
    frame,
    wrap,
    write_text,
)
from taikou_cli.reports.charts.table import Table

_HEAD = 40
_BAR, _TEXT_LINE = 19, 15
_TITLE_LINE = 17
_TITLE_LINES = 4
_PADDING = 6
_TEXT_LINES = 4
_GAP = 8
_TIP = 7
_LEAST_FOR_QUARTERS = 56
_LEAST_FOR_UNIT = 56
_LEAST_FOR_YEAR = 32


class ScheduleRow(NamedTuple):
    """An action with its steps in the order of time, and its plan for each year in words."""

    title: str
    steps: tuple[Step, ...]
    by_year: tuple[tuple[str, ...], ...]


class ScheduleBars(NamedTuple):
    """What the picture shows: actions over fiscal years that follow one another."""

    action: str
    years: tuple[int, ...]
    rows: tuple[ScheduleRow, ...]


class _Layout(NamedTuple):
    """How wide the picture is, and where the bars begin: beside their titles or below them."""

    width: int
    left: int
    title_cells: int


class _Bar(NamedTuple):
    """A bar with its text: both from where to where, on which lane of its row."""

    bar: tuple[float, float]
    text_at: float
    text: tuple[str, ...]
    lane: int


_WIDE = _Layout(672, 186, 26)
_PHONE = _Layout(NARROW, 0, 40)


def build(actions: Iterable[Action], years: Sequence[int], word: str) -> ScheduleBars | None:
    """Take the schedules of some actions; None if nothing is scheduled.

    Args:
        actions: The actions.
        years: The years of the plan; years that the schedules touch beyond them are added.
        word: What an action is called.
    """
    planned = [(action, action.steps) for action in actions]
    spans = [step.span for _, steps in planned for step in steps]
    if not spans:
        return None
    first = min(*(span.first_year for span in spans), *years[:1])
    last = max(*(span.last_year for span in spans), *years[-1:])
    shown = tuple(range(first, last + 1))
    rows = tuple(
        ScheduleRow(action.title, steps, tuple(action.plan_for(year) for year in shown))
        for action, steps in planned
    )
    return ScheduleBars(word, shown, rows)


def table_of(data: ScheduleBars) -> Table:
    """Give what each action does in each year."""
    return Table(
        (data.action, *(label("{year}年度", year=year) for year in data.years)),
        tuple(
            (row.title, *(enumerate_labels(texts) if texts else "－" for texts in row.by_year))
            for row in data.rows
        ),
    )


def words_of(data: ScheduleBars) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return label("工程表"), join_labels(tuple(_describe(data)))


def render(data: ScheduleBars, *, prefix: str, palette: Palette = WEB, narrow: bool = False) -> str:
    """Draw the actions below one another, each with its bars on as many lanes as they need."""
    layout, y, drawn = _PHONE if narrow else _WIDE, _HEAD, []
    for row in data.rows:
        content, height = _draw_row(row, data.years, (layout, y), palette)
        drawn.append(content)
        y += height
    years = _draw_years(data.years, y, layout, palette)
    return frame(years + "".join(drawn), (layout.width, y + 2), words_of(data), prefix, palette)


def _describe(data: ScheduleBars) -> Iterator[Label]:
    years = dict.fromkeys((data.years[0], data.years[-1]))
    yield label(
        "{count}の{action}の予定を、{years}年度の四半期に並べた図。",
        count=len(data.rows),
        action=data.action,
        years="～".join(map(str, years)),
    )
    for row in data.rows:
        told = [label("{when}に{text}", when=step.span.name, text=step.text) for step in row.steps]
        steps = enumerate_labels(told) if told else label("予定の記載なし")
        yield label("「{title}」は{steps}。", title=row.title, steps=steps)


def _place(steps: Sequence[Step], years: Sequence[int], layout: _Layout) -> list[_Bar]:
    """Give each bar the first lane where neither it nor its text touches what stands there."""
    room = layout.width - layout.left
    quarter, start = room / (len(years) * QUARTERS), read_span(years[0]).first
    ends: list[float] = []
    bars = []
    for step in steps:
        left = layout.left + (step.span.first - start) * quarter
        right = layout.left + (step.span.last + 1 - start) * quarter
        text = wrap(step.text, int(room / CELL) - 1, _TEXT_LINES)
        width = max(map(display_width, text), default=0) * CELL + 4
        at = max(min(left, layout.width - width), layout.left)
        begin, end = min(left, at), max(right, at + width)
        lane = next((n for n, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[lane : lane + 1] = [end + _GAP]
        bars.append(_Bar((left, right), at, tuple(text), lane))
    return bars


def _draw_years(years: Sequence[int], bottom: int, layout: _Layout, palette: Palette) -> str:
    width = (layout.width - layout.left) / len(years)
    drawn = []
    for place, year in enumerate(years):
        x = layout.left + width * place
        drawn.append(element("path", d=f"M{x:.2f} 4 V{bottom}", stroke=palette.line))
        middle = x + width / 2
        name = _name_year(year, width)
        drawn.append(write_text(name, middle, 17, text_anchor="middle", font_weight="bold"))
        drawn += _draw_quarters(x, width, palette) if width >= _LEAST_FOR_QUARTERS else ()
    drawn.append(element("path", d=f"M{layout.width - 0.5} 4 V{bottom}", stroke=palette.line))
    return element("g", "".join(drawn))


def _name_year(year: int, width: float) -> str:
    if width >= _LEAST_FOR_UNIT:
        return label("{year}年度", year=year)
    return f"{year}" if width >= _LEAST_FOR_YEAR else f"{year % 100:02}"


def _draw_quarters(x: float, width: float, palette: Palette) -> Iterator[str]:
    step = width / QUARTERS
    for number in range(QUARTERS):
        middle = x + step * (number + 0.5)
        yield write_text(
            str(number + 1),
            middle,
            34,
            text_anchor="middle",
            font_size=SMALLEST,
            fill=palette.muted,
        )


def _draw_row(
    row: ScheduleRow, years: Sequence[int], place: tuple[_Layout, int], palette: Palette
) -> tuple[str, int]:
    """Draw an action from a height on; gives it with its own height."""
    layout, y = place
    title = wrap(row.title, layout.title_cells, _TITLE_LINES)
    bars = _place(row.steps, years, layout)
    head = 0 if layout.left else len(title) * _TITLE_LINE + _PADDING
    tops = _list_tops(bars)
    drawn = [element("path", d=f"M0 {y} H{layout.width}", stroke=palette.line)]
    drawn += [
        _write(line, 0, y + _PADDING + 14 + _TITLE_LINE * number, palette, font_weight="bold")
        if head
        else write_text(line, 0, y + _PADDING + 14 + _TITLE_LINE * number)
        for number, line in enumerate(title)
    ]
    drawn += [_draw_bar(bar, y + _PADDING + head + tops[bar.lane], palette) for bar in bars]
    beside = 0 if head else len(title) * _TITLE_LINE
    return element("g", "".join(drawn)), max(head + tops[-1], beside) + 2 * _PADDING


def _list_tops(bars: Sequence[_Bar]) -> list[int]:
    """List where each lane begins, and where the last one ends: as high as its longest text."""
    lanes = 1 + max((bar.lane for bar in bars), default=-1)
    lines = [max(len(bar.text) for bar in bars if bar.lane == lane) for lane in range(lanes)]
    return list(accumulate((count * _TEXT_LINE + _BAR for count in lines), initial=0))


def _draw_bar(bar: _Bar, y: int, palette: Palette) -> str:
    left, right = bar.bar[0] + 1.5, bar.bar[1] - 1.5
    tip, top = max(right - _TIP, left), y + len(bar.text) * _TEXT_LINE + 4
    shape = (
        f"M{left:.2f} {top} H{tip:.2f} L{right:.2f} {top + 5} L{tip:.2f} {top + 10} H{left:.2f} Z"
    )
    lines = (
        _write(line, bar.text_at + 2, y + 13 + _TEXT_LINE * number, palette)
        for number, line in enumerate(bar.text)
    )
    return "".join(lines) + element("path", d=shape, fill=palette.actual)


def _write(text: str, x: float, y: float, palette: Palette, **more: str) -> str:
    """Write a text with a rim, so that the lines of the years do not run through it."""
    rim = dict(palette.rim)
    return write_text(
        text, x, y, font_size=SMALLEST, stroke=palette.ground, stroke_width=3, **rim, **more
    )
