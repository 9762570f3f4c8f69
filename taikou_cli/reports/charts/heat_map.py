"""The grade of each item in each year: items below one another, years side by side."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.base.label import label
from taikou_cli.model.plan import Plan
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.reports.charts.grade_cells import (
    Mark,
    define_hatches,
    draw_cell,
    draw_legend,
    draw_sign,
    list_marks,
    mark_of,
)
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import element, frame, shorten, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH = 560
_ROW = 24
_HEAD = 26
_CELL = 64
_YEARS_AT_MOST = 320
_LEAST_FOR_UNIT = 52


class HeatRow(NamedTuple):
    """An item with its mark in each year."""

    goal: str
    name: str
    marks: tuple[Mark, ...]


class HeatMap(NamedTuple):
    """What the picture shows: every mark of a row belongs to the year of its place."""

    years: tuple[int, ...]
    item: str
    rows: tuple[HeatRow, ...]
    legend: tuple[Mark, ...]


def build(
    plan: Plan,
    standings: Mapping[int, Mapping[int, ItemStanding]],
    named: Iterable[tuple[str, str, int]],
) -> HeatMap:
    """Take the grades of some items in some years.

    Args:
        plan: The outline.
        standings: Where every item stands, by year and number; an item may not have begun.
        named: The items to show: the goal's name, the item's name, its number.
    """
    grades = list_marks(plan.scale_of("items"))
    rows = tuple(
        HeatRow(
            goal,
            name,
            tuple(mark_of(known.get(number), grades) for known in standings.values()),
        )
        for goal, name, number in named
    )
    used = {mark for row in rows for mark in row.marks}
    known = [mark for mark in grades.values() if mark in used]
    others = sorted(used - set(known), key=lambda mark: (not mark.is_grade, mark.label, mark.sign))
    return HeatMap(tuple(standings), plan.words.item, rows, (*known, *others))


def table_of(data: HeatMap) -> Table:
    """Give the grade, or the state in words, of each item and year."""
    return Table(
        (data.item, *(label("{year}年度", year=year) for year in data.years)),
        tuple((row.name, *map(_name, row.marks)) for row in data.rows),
    )


def words_of(data: HeatMap) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return f"{data.item}と年度ごとの評価区分", "".join(_describe(data))


def render(data: HeatMap, *, prefix: str, palette: Palette = WEB) -> str:
    """Draw the map, with a line above the items of each goal; pages have it as a table."""
    legend, y = draw_legend(data.legend, 0, _WIDTH, prefix, palette)
    cell = min(_CELL, _YEARS_AT_MOST // max(len(data.years), 1))
    left = _WIDTH - cell * len(data.years)
    drawn = [define_hatches(data.legend, prefix, palette), legend]
    drawn += [
        write_text(
            _shorten_year(year, cell), left + cell * (place + 0.5), y + 16, text_anchor="middle"
        )
        for place, year in enumerate(data.years)
    ]
    y += _HEAD
    for goal, rows in groupby(data.rows, key=lambda row: row.goal):
        drawn.append(_draw_goal(goal, y, palette))
        y += _HEAD
        for row in rows:
            drawn.append(_draw_row(row, (left, y, cell), prefix, palette))
            y += _ROW
    return frame("".join(drawn), (_WIDTH, y + 2), words_of(data), prefix, palette)


def _name(mark: Mark) -> str:
    return mark.sign if mark.is_grade else mark.label


def _shorten_year(year: int, cell: int) -> str:
    return f"{year}年度" if cell >= _LEAST_FOR_UNIT else str(year)


def _describe(data: HeatMap) -> Iterator[str]:
    yield f"{len(data.rows)}項目の評価区分を、年度を横に並べて示した図。"
    for place, year in enumerate(data.years):
        counts = [sum(row.marks[place] == mark for row in data.rows) for mark in data.legend]
        named = zip(data.legend, counts, strict=True)
        parts = "、".join(f"{_name(mark)}が{count}" for mark, count in named if count)
        yield f"{year}年度は{parts}。"


def _draw_goal(goal: str, y: int, palette: Palette) -> str:
    line = element("path", d=f"M0 {y + 3} H{_WIDTH}", stroke=palette.line)
    return line + write_text(shorten(goal, 80), 0, y + 19, font_weight="bold")


def _draw_row(row: HeatRow, place: tuple[int, int, int], prefix: str, palette: Palette) -> str:
    left, y, cell = place
    drawn = [write_text(shorten(row.name, (left - 8) * 2 // 13), 0, y + 15)]
    for column, mark in enumerate(row.marks):
        x = left + cell * column
        drawn += [
            draw_cell(mark, (x + 1.5, y + 1, cell - 3, _ROW - 4), prefix, palette),
            _draw_mark(mark, x + cell / 2, y + _ROW / 2 - 1, cell, palette),
        ]
    return element("g", "".join(drawn))


def _draw_mark(mark: Mark, middle: float, y: float, cell: int, palette: Palette) -> str:
    fitting = (cell - 10) * 2 // 13
    sign = mark.sign if display_width(mark.sign) <= fitting else shorten(mark.sign, fitting)
    return draw_sign(sign, middle, y, palette, plate=mark.is_grade)
