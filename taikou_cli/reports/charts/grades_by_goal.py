"""The grades of each goal, or of each year, as stacked bars of one length."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.base.label import Label, join_labels, label
from taikou_cli.model.plan import Plan
from taikou_cli.progress.figures import Figures
from taikou_cli.progress.group import GroupFigures
from taikou_cli.progress.standing import ItemState
from taikou_cli.reports.charts.grade_cells import (
    Mark,
    define_hatches,
    draw_cell,
    draw_legend,
    draw_sign,
    list_marks,
    mark_of_state,
    measure_sign,
)
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import NARROW, element, frame, wrap, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH = 560
_LINE, _LINES = 18, 3
_PADDING = 12
_BAR = 26
_GAP = 2
# What the number of a bar's items takes at the right end of its title.
_TOTAL = 64
# The states of items in force that have no grade.
_UNGRADED = (ItemState.PENDING, ItemState.UNRATED, ItemState.CARRIED_OVER)


class Bar(NamedTuple):
    """A goal, all of them, or a year: its items in force, and how many of them have each mark."""

    title: str
    total: int
    counts: tuple[int, ...]
    is_overall: bool = False


class GradesByGoal(NamedTuple):
    """What the picture shows.

    Attributes:
        when: The year, or the years.
        each: What every bar is one of.
        marks: The grades and states; every count of a bar belongs to the mark of its place.
        bars: What is counted.
    """

    when: str
    each: str
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]


def build(plan: Plan, figures: Figures) -> GradesByGoal:
    """Take the counts from a year's figures; what counts nothing anywhere has no mark."""
    grades = list_marks(plan.scale_of("items"))
    states = [state for state in _UNGRADED if figures.overall.states[state]]
    bars = [
        Bar(
            label(
                "{level}{sign}　{title}", level=plan.words.goal, sign=goal.sign, title=goal.title
            ),
            *_count(goal.figures, states),
        )
        for goal in figures.goals
    ]
    return GradesByGoal(
        plan.fiscal_years.name(figures.fiscal_year),
        plan.words.goal,
        (*grades.values(), *map(mark_of_state, states)),
        (Bar(label("全体"), *_count(figures.overall, states), is_overall=True), *bars),
    )


def build_years(plan: Plan, figures: Figures) -> GradesByGoal | None:
    """Take the counts of every year up to the figures' own that was graded by its scale.

    None where nothing was graded.
    """
    grades = list_marks(plan.scale_of("items"))
    years = [
        one
        for one in figures.years
        if one.fiscal_year <= figures.fiscal_year
        and one.figures.grades.rated
        and list(one.figures.grades.counts) == list(grades)
    ]
    if not years:
        return None
    states = [state for state in _UNGRADED if any(one.figures.states[state] for one in years)]
    names = [plan.fiscal_years.name(one.fiscal_year) for one in years]
    return GradesByGoal(
        join_labels(tuple(dict.fromkeys((names[0], names[-1]))), "～"),
        label("年度"),
        (*grades.values(), *map(mark_of_state, states)),
        tuple(
            Bar(name, *_count(one.figures, states)) for name, one in zip(names, years, strict=True)
        ),
    )


def table_of(data: GradesByGoal) -> Table:
    """Give the counts; a code of the scale is named by itself, a state in words."""
    names = map(_name, data.marks)
    return Table(
        (data.each, label("実施中"), *names),
        tuple((bar.title, str(bar.total), *map(str, bar.counts)) for bar in data.bars),
    )


def words_of(data: GradesByGoal) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    told = label("実施中の項目を評価区分ごとに数えた帯グラフ。")
    return (
        label("{when}の{each}ごとの評価区分の分布", when=data.when, each=data.each),
        join_labels((told, *_describe(data))),
    )


def render(data: GradesByGoal, *, prefix: str, palette: Palette = WEB, narrow: bool = False) -> str:
    """Draw the bars: each is as long as all its items, whatever their number."""
    width = NARROW if narrow else _WIDTH
    shown = [
        mark for place, mark in enumerate(data.marks) if any(bar.counts[place] for bar in data.bars)
    ]
    legend, y = draw_legend(shown, 0, width, prefix, palette)
    drawn, y = [define_hatches(shown, prefix, palette), legend], y + 6
    for bar in data.bars:
        lines = wrap(bar.title, (width - _TOTAL) * 2 // 13, _LINES)
        drawn.append(_draw_bar(bar, data.marks, (lines, y, width), prefix, palette))
        y += len(lines) * _LINE + _BAR + _PADDING
    return frame("".join(drawn), (width, y), words_of(data), prefix, palette)


def _count(group: GroupFigures, states: list[ItemState]) -> tuple[int, tuple[int, ...]]:
    counts = (*group.grades.counts.values(), *(group.states[state] for state in states))
    return group.in_force, counts


def _name(mark: Mark) -> str:
    return mark.sign if mark.is_grade else mark.label


def _describe(data: GradesByGoal) -> Iterator[Label]:
    for bar in data.bars:
        counted = [one for one in zip(data.marks, bar.counts, strict=True) if one[1]]
        parts = [
            label("、{mark}が{count}", mark=_name(mark), count=count)
            if place
            else label("{mark}が{count}", mark=_name(mark), count=count)
            for place, (mark, count) in enumerate(counted)
        ]
        told = {"title": bar.title, "total": bar.total}
        if parts:
            yield label("{title}は{total}項目のうち{parts}。", parts=join_labels(parts), **told)
        else:
            yield label("{title}は{total}項目。", **told)


def _draw_bar(
    bar: Bar,
    marks: tuple[Mark, ...],
    place: tuple[list[str], int, int],
    prefix: str,
    palette: Palette,
) -> str:
    """Draw a bar under its title; `place` is the title's lines, where they begin, and the width."""
    title, y, width = place
    weight = {"font_weight": "bold"} if bar.is_overall else {}
    drawn = [write_text(label("{count}項目", count=bar.total), width, y + 14, text_anchor="end")]
    drawn += [write_text(line, 0, y + 14 + _LINE * n, **weight) for n, line in enumerate(title)]
    y += len(title) * _LINE + 2
    if not bar.total:
        drawn.append(write_text(label("実施中の項目はありません"), 0, y + 17, fill=palette.muted))
    start = Fraction(0)
    for mark, count in zip(marks, bar.counts, strict=True):
        length = Fraction(width * count, bar.total or 1)
        if count:
            box = (start + Fraction(1, 2), y, length - _GAP, _BAR)
            drawn += [
                draw_cell(mark, box, prefix, palette),
                _draw_count(mark, count, box, palette),
            ]
        start += length
    return element("g", "".join(drawn))


def _draw_count(
    mark: Mark, count: int, box: tuple[Fraction, int, Fraction, int], palette: Palette
) -> str:
    """Write the count with the grade's letter, or alone where the part is short."""
    x, y, length, height = box
    for text in (f"{mark.sign} {count}", str(count)):
        if measure_sign(text) <= length:
            return draw_sign(text, x + length / 2, y + height / 2, palette)
    return ""
