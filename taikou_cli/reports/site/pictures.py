"""The pictures of the pages, each with the table that says the same."""

from typing import NamedTuple

from markupsafe import Markup

from taikou_cli.reports.charts import grades_by_goal, heat_map, indicator_lines, plan_structure
from taikou_cli.reports.charts.table import Table
from taikou_cli.reports.indicator_view import IndicatorView
from taikou_cli.reports.plan_view import PlanView
from taikou_cli.reports.year_view import YearView


class Picture(NamedTuple):
    """A picture as the pages show it.

    Attributes:
        title: Its caption.
        svg: The drawing, with every text in it escaped.
        table: What it shows.
    """

    title: str
    svg: Markup
    table: Table


def draw_grades(view: YearView) -> Picture:
    """Draw the grades of every goal."""
    data = grades_by_goal.build(view)
    drawn = grades_by_goal.render(data, prefix="grades")
    title = f"目標ごとの評価（{view.fiscal_year}年度）"
    return Picture(title, Markup(drawn), grades_by_goal.table_of(data))  # noqa: S704


def draw_years(view: YearView) -> Picture:
    """Draw the grades of every item and year."""
    data = heat_map.build(view)
    drawn = heat_map.render(data, prefix="years")
    return Picture("実施項目と年度ごとの評価", Markup(drawn), heat_map.table_of(data))  # noqa: S704


def draw_structure(view: PlanView) -> Picture:
    """Draw the goals with their policies and items."""
    data = plan_structure.build(view)
    drawn = plan_structure.render(data, prefix="structure")
    return Picture("大綱の体系", Markup(drawn), plan_structure.table_of(data))  # noqa: S704


def draw_indicator(view: YearView, indicator: IndicatorView, prefix: str) -> Picture | None:
    """Draw an indicator; None if it has no numbers.

    Args:
        view: The year.
        indicator: The indicator.
        prefix: Another for each picture of a page.
    """
    data = indicator_lines.build(view, indicator)
    if data is None:
        return None
    drawn = indicator_lines.render(data, prefix=prefix)
    unit = f"（{indicator.unit}）" if indicator.unit else ""
    title = f"{indicator.name}{unit}の目標と実績"
    return Picture(title, Markup(drawn), indicator_lines.table_of(data))  # noqa: S704
