"""Draws a picture from its data, whichever picture it is."""

from taikou_cli.reports.charts import (
    amount_bars,
    grades_by_goal,
    heat_map,
    indicator_lines,
    plan_structure,
)
from taikou_cli.reports.charts.palette import WEB, Palette

Chart = (
    amount_bars.AmountBars
    | grades_by_goal.GradesByGoal
    | heat_map.HeatMap
    | indicator_lines.IndicatorLines
    | plan_structure.PlanStructure
)


def draw(chart: Chart, prefix: str, palette: Palette = WEB) -> str:
    """Give the SVG.

    Args:
        chart: What it is drawn from.
        prefix: Begins every id in it: another for each picture of a page.
        palette: Its colours and its font.
    """
    match chart:
        case amount_bars.AmountBars():
            return amount_bars.render(chart, prefix=prefix, palette=palette)
        case grades_by_goal.GradesByGoal():
            return grades_by_goal.render(chart, prefix=prefix, palette=palette)
        case heat_map.HeatMap():
            return heat_map.render(chart, prefix=prefix, palette=palette)
        case indicator_lines.IndicatorLines():
            return indicator_lines.render(chart, prefix=prefix, palette=palette)
        case plan_structure.PlanStructure():
            return plan_structure.render(chart, prefix=prefix, palette=palette)
