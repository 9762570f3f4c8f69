"""Pictures as blocks: what they are drawn from, what they tell in words, and as a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from taikou_cli.base.label import label
from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.item import Item
from taikou_cli.progress.achievement import Achievement
from taikou_cli.reports.charts import (
    grades_by_goal,
    heat_map,
    indicator_lines,
    logic_model,
    plan_structure,
    schedule_bars,
    small_multiples,
)
from taikou_cli.reports.charts.small_multiples import Panel
from taikou_cli.reports.charts.table import Table as Data
from taikou_cli.reports.document.blocks import Column, ColumnKind, Figure, Row, Table
from taikou_cli.reports.document.source import Outline, Year
from taikou_cli.reports.document.texts import say


def draw_grades(year: Year) -> Figure:
    """Draw the grades of every goal."""
    data = grades_by_goal.build(year.plan, year.figures)
    kinds: list[ColumnKind] = ["name", *["number"] * (len(data.marks) + 1)]  # type: ignore[list-item]
    title = label(
        "{goal}ごとの評価（{year}年度）{provisional}",
        goal=year.words.goal,
        year=year.fiscal_year,
        provisional=year.provisional("items"),
    )
    alt = _say(grades_by_goal.words_of(data))
    return Figure(
        "grades", title, alt, data, _tabulate(title, grades_by_goal.table_of(data), kinds)
    )


def draw_trend(year: Year) -> Iterator[Figure]:
    """Draw how the grades of all items changed over the years, if any were graded."""
    data = grades_by_goal.build_years(year.plan, year.figures)
    if data:
        kinds: list[ColumnKind] = ["name", *["number"] * (len(data.marks) + 1)]  # type: ignore[list-item]
        title = label(
            "年度ごとの評価の移り変わり{provisional}", provisional=year.provisional("items")
        )
        alt = _say(grades_by_goal.words_of(data))
        table = _tabulate(title, grades_by_goal.table_of(data), kinds)
        yield Figure("trend", title, alt, data, table)


def draw_years(year: Year, *, is_told: bool = False) -> Figure:
    """Draw the grades of every item and year; perhaps beside a table that tells them."""
    rows = [
        (year.name_part(year.places[item.number][0]), f"{item.sign}　{item.title}", item.number)
        for item in year.items
    ]
    data = heat_map.build(year.plan, year.standings, rows)
    kinds: list[ColumnKind] = ["name", *["short"] * len(data.years)]  # type: ignore[list-item]
    title = label(
        "{item}と年度ごとの評価{provisional}",
        item=year.words.item,
        provisional=year.provisional("items"),
    )
    alt = _say(heat_map.words_of(data))
    table = _tabulate(title, heat_map.table_of(data), kinds)
    return Figure("years", title, alt, data, table, is_told=is_told)


def draw_structure(outline: Outline) -> Figure:
    """Draw the goals with their policies and items."""
    data = plan_structure.build(outline.project, outline.plan)
    title, _ = words = plan_structure.words_of(data)
    above: list[ColumnKind] = ["text" for _ in outline.levels[1:]]
    kinds: list[ColumnKind] = [*above, "name", "number", "text"]
    alt = _say(words)
    table = _tabulate(title, plan_structure.table_of(data), kinds)
    return Figure("structure", title, alt, data, table)


def draw_indicator(
    year: Year, achievement: Achievement, results: Mapping[int, IndicatorResult], id_: str
) -> Figure | None:
    """Draw an indicator; None where it has no numbers. The table beside it tells its values."""
    data = indicator_lines.build(achievement, results, year.years, year.plan.rounding)
    if data is None:
        return None
    title = label("{name}の目標値と実績", name=data.name)
    alt = _say(indicator_lines.words_of(data))
    table = _tabulate(title, indicator_lines.table_of(data), ["name", "number", "number"])
    return Figure(id_, title, alt, data, table, is_told=True)


def draw_multiples(title: str, panels: Iterable[Panel], id_: str) -> Figure | None:
    """Draw many indicators side by side; None where there are none."""
    data = small_multiples.build(title, panels)
    if data is None:
        return None
    alt = _say(small_multiples.words_of(data))
    table = _tabulate(title, small_multiples.table_of(data), ["name", "number", "short"])
    return Figure(id_, title, alt, data, table)


def draw_schedule(outline: Outline, item: Item, years: range) -> Figure | None:
    """Draw what is to happen when; None where nothing is scheduled."""
    data = schedule_bars.build(item.actions, years, outline.words.action)
    if data is None:
        return None
    kinds: list[ColumnKind] = ["name", *["text"] * len(data.years)]  # type: ignore[list-item]
    title = label("工程表")
    alt = _say(schedule_bars.words_of(data))
    table = _tabulate(title, schedule_bars.table_of(data), kinds)
    return Figure(f"schedule-{item.number}", title, alt, data, table)


def draw_logic(outline: Outline, item: Item) -> Figure | None:
    """Draw how an item leads to its outcomes; None where its indicators do not say so."""
    data = logic_model.build(item, outline.kgis, outline.words.action)
    if data is None:
        return None
    title = label("ロジックモデル")
    alt = _say(logic_model.words_of(data))
    table = _tabulate(title, logic_model.table_of(data), ["text", "name", "text"])
    return Figure(f"logic-{item.number}", title, alt, data, table)


def _say(words: tuple[str, str]) -> str:
    title, description = words
    return f"{title}。{description}"


def _tabulate(caption: str, data: Data, kinds: Sequence[ColumnKind]) -> Table:
    columns = tuple(Column(name, kind) for name, kind in zip(data.header, kinds, strict=True))
    rows: Iterable[Row] = (Row(tuple(say(cell) for cell in row)) for row in data.rows)
    return Table(caption, columns, tuple(rows))
