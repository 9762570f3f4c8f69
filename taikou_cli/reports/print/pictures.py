"""Pictures for print: what they are called, what they tell in words, their data as a table."""

from typing import Any

from taikou_cli.reports.charts import grades_by_goal, heat_map, indicator_lines, plan_structure
from taikou_cli.reports.charts.palette import PRINT, Palette
from taikou_cli.reports.charts.table import Table
from taikou_cli.reports.indicator_view import IndicatorView
from taikou_cli.reports.plan_view import PlanView
from taikou_cli.reports.print.tables import COUNT, NAME, SHORT, TEXT, table
from taikou_cli.reports.year_view import YearView


class Pictures:
    """Draws pictures in one font; each gets ids of its own."""

    def __init__(self, font: str) -> None:
        self._palette: Palette = PRINT._replace(font=font)
        self._drawn = 0

    def draw_grades(self, view: YearView) -> dict[str, Any]:
        """Draw the grades of each goal."""
        data = grades_by_goal.build(view)
        svg = grades_by_goal.render(data, prefix=self._name(), palette=self._palette)
        kinds = (NAME, *[COUNT] * (len(data.marks) + 1))
        return _describe(svg, grades_by_goal.words_of(data), grades_by_goal.table_of(data), kinds)

    def draw_heat_map(self, view: YearView) -> dict[str, Any]:
        """Draw the grades of each item and year."""
        data = heat_map.build(view)
        svg = heat_map.render(data, prefix=self._name(), palette=self._palette)
        kinds = (NAME, *[SHORT] * len(data.years))
        return _describe(svg, heat_map.words_of(data), heat_map.table_of(data), kinds)

    def draw_structure(self, view: PlanView) -> dict[str, Any]:
        """Draw the goals, policies and items."""
        data = plan_structure.build(view)
        svg = plan_structure.render(data, prefix=self._name(), palette=self._palette)
        kinds = (TEXT, TEXT, COUNT, TEXT)
        return _describe(svg, plan_structure.words_of(data), plan_structure.table_of(data), kinds)

    def draw_indicator(self, view: YearView, indicator: IndicatorView) -> dict[str, Any] | None:
        """Draw an indicator; None where it has no numbers."""
        data = indicator_lines.build(view, indicator)
        if data is None:
            return None
        svg = indicator_lines.render(data, prefix=self._name(), palette=self._palette)
        kinds = (SHORT, COUNT, COUNT)
        return _describe(svg, indicator_lines.words_of(data), indicator_lines.table_of(data), kinds)

    def _name(self) -> str:
        self._drawn += 1
        return f"picture-{self._drawn}"


def _describe(
    svg: str, words: tuple[str, str], data: Table, kinds: tuple[str, ...]
) -> dict[str, Any]:
    title, description = words
    columns = list(zip(data.header, kinds, strict=True))
    return {
        "svg": svg,
        "title": title,
        "alt": f"{title}。{description}",
        "table": table(title, columns, data.rows),
    }
