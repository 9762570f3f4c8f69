"""The schedule of an item's actions (工程表): bars over the quarters of the fiscal years."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.base.span import QUARTERS, read_span
from taikou_cli.model.item import Action, Step
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import element, frame, shorten, wrap, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH = 720
_LEFT = 196
_HEAD = 40
_LANE = 34
_TITLE_LINE = 17
_TITLE_CELLS = 28
_TITLE_LINES = 4
_PADDING = 6
# Half the font size: what a half-width cell of a bar's text takes.
_CELL = 6
_GAP = 8
_TIP = 7
_LEAST_FOR_QUARTERS = 48
_LEAST_FOR_UNIT = 56


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


class _Bar(NamedTuple):
    """A bar with its text: both from where to where, on which lane of its row."""

    bar: tuple[float, float]
    text_at: float
    text: str
    lane: int


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
        (data.action, *(f"{year}年度" for year in data.years)),
        tuple(
            (row.title, *("、".join(texts) or "－" for texts in row.by_year)) for row in data.rows
        ),
    )


def words_of(data: ScheduleBars) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return "工程表", "".join(_describe(data))


def render(data: ScheduleBars, *, prefix: str, palette: Palette = WEB) -> str:
    """Draw the actions below one another, each with its bars on as many lanes as they need."""
    rows = [(row, _place(row.steps, data.years)) for row in data.rows]
    heights = [_height_of(row, bars) for row, bars in rows]
    bottom = _HEAD + sum(heights)
    drawn, y = [_draw_years(data.years, bottom, palette)], _HEAD
    for (row, bars), height in zip(rows, heights, strict=True):
        drawn.append(_draw_row(row, bars, y, palette))
        y += height
    return frame("".join(drawn), (_WIDTH, bottom + 2), words_of(data), prefix, palette)


def _describe(data: ScheduleBars) -> Iterator[str]:
    years = dict.fromkeys((data.years[0], data.years[-1]))
    yield f"{len(data.rows)}の{data.action}の予定を、{'～'.join(map(str, years))}年度の四半期に並べた図。"
    for row in data.rows:
        told = "、".join(f"{step.span.name}に{' '.join(step.text.split())}" for step in row.steps)
        yield f"「{row.title}」は{told or '予定の記載なし'}。"


def _place(steps: Sequence[Step], years: Sequence[int]) -> list[_Bar]:
    """Give each bar the first lane where neither it nor its text touches what stands there."""
    quarter = (_WIDTH - _LEFT) / (len(years) * QUARTERS)
    start = read_span(years[0]).first
    ends: list[float] = []
    bars = []
    for step in steps:
        left = _LEFT + (step.span.first - start) * quarter
        right = _LEFT + (step.span.last + 1 - start) * quarter
        text = shorten(step.text, int((_WIDTH - _LEFT) / _CELL) - 1)
        width = display_width(text) * _CELL + 4
        at = max(min(left, _WIDTH - width), _LEFT)
        begin, end = min(left, at), max(right, at + width)
        lane = next((n for n, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[lane : lane + 1] = [end + _GAP]
        bars.append(_Bar((left, right), at, text, lane))
    return bars


def _height_of(row: ScheduleRow, bars: Sequence[_Bar]) -> int:
    lanes = 1 + max((bar.lane for bar in bars), default=0)
    lines = len(wrap(row.title, _TITLE_CELLS, _TITLE_LINES))
    return max(lanes * _LANE, lines * _TITLE_LINE) + 2 * _PADDING


def _draw_years(years: Sequence[int], bottom: int, palette: Palette) -> str:
    width = (_WIDTH - _LEFT) / len(years)
    drawn = []
    for place, year in enumerate(years):
        x = _LEFT + width * place
        drawn.append(element("path", d=f"M{x:.2f} 4 V{bottom}", stroke=palette.line))
        name = f"{year}年度" if width >= _LEAST_FOR_UNIT else str(year)
        middle = x + width / 2
        drawn.append(write_text(name, middle, 17, text_anchor="middle", font_weight="bold"))
        drawn += _draw_quarters(x, width, palette) if width >= _LEAST_FOR_QUARTERS else ()
    drawn.append(element("path", d=f"M{_WIDTH - 0.5} 4 V{bottom}", stroke=palette.line))
    return element("g", "".join(drawn))


def _draw_quarters(x: float, width: float, palette: Palette) -> Iterator[str]:
    step = width / QUARTERS
    for number in range(QUARTERS):
        middle = x + step * (number + 0.5)
        yield write_text(
            str(number + 1), middle, 34, text_anchor="middle", font_size=11, fill=palette.muted
        )


def _draw_row(row: ScheduleRow, bars: Sequence[_Bar], y: int, palette: Palette) -> str:
    drawn = [element("path", d=f"M0 {y} H{_WIDTH}", stroke=palette.line)]
    drawn += [
        write_text(line, 0, y + _PADDING + 14 + _TITLE_LINE * place)
        for place, line in enumerate(wrap(row.title, _TITLE_CELLS, _TITLE_LINES))
    ]
    drawn += [_draw_bar(bar, y + _PADDING + bar.lane * _LANE, palette) for bar in bars]
    return element("g", "".join(drawn))


def _draw_bar(bar: _Bar, y: int, palette: Palette) -> str:
    left, right = bar.bar[0] + 1.5, bar.bar[1] - 1.5
    tip = max(right - _TIP, left)
    shape = (
        f"M{left:.2f} {y + 19} H{tip:.2f} L{right:.2f} {y + 24} L{tip:.2f} {y + 29} H{left:.2f} Z"
    )
    text = write_text(
        bar.text,
        bar.text_at + 2,
        y + 13,
        font_size=12,
        # So that the lines of the years do not run through it.
        stroke=palette.ground,
        stroke_width=3,
        **dict(palette.rim),
    )
    return text + element("path", d=shape, fill=palette.actual)
