"""Draws a picture from its data, whichever picture it is."""

import re
from collections.abc import Callable

from taikou_cli.reports.charts import (
    amount_bars,
    grades_by_goal,
    heat_map,
    indicator_lines,
    indicator_points,
    logic_model,
    plan_structure,
    schedule_bars,
    small_multiples,
)
from taikou_cli.reports.charts.palette import PRINT, WEB, Palette
from taikou_cli.reports.charts.svg import unmark

Chart = (
    amount_bars.AmountBars
    | grades_by_goal.GradesByGoal
    | heat_map.HeatMap
    | indicator_points.IndicatorLines
    | logic_model.LogicModel
    | plan_structure.PlanStructure
    | schedule_bars.ScheduleBars
    | small_multiples.SmallMultiples
)


_RENDERERS: dict[type, Callable[..., str]] = {
    amount_bars.AmountBars: amount_bars.render,
    grades_by_goal.GradesByGoal: grades_by_goal.render,
    heat_map.HeatMap: heat_map.render,
    indicator_points.IndicatorLines: indicator_lines.render,
    logic_model.LogicModel: logic_model.render,
    plan_structure.PlanStructure: plan_structure.render,
    schedule_bars.ScheduleBars: schedule_bars.render,
    small_multiples.SmallMultiples: small_multiples.render,
}


_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_WORDS = re.compile("<title .*?</desc>", re.DOTALL)
_ALONE = re.compile(' (?:xmlns="http://www.w3.org/2000/svg"|font-family="inherit")')
_GROUND = f'<rect width="100%" height="100%" fill="{PRINT.ground}"/>'


def draw_file(chart: Chart, prefix: str) -> str:
    """Give the SVG as a file of its own: with a size, a ground, and colours as they are."""
    svg = draw(chart, prefix, PRINT)
    svg = _SIZE.sub(lambda size: f'width="{size[1]}" height="{size[2]}" {size[0]}', svg, count=1)
    return svg.replace("</desc>", f"</desc>{_GROUND}", 1)


# What is too wide for a phone; the lines of an indicator are as narrow everywhere.
_REDRAWN = (
    amount_bars.AmountBars,
    grades_by_goal.GradesByGoal,
    logic_model.LogicModel,
    plan_structure.PlanStructure,
    schedule_bars.ScheduleBars,
    small_multiples.SmallMultiples,
)


def draw(chart: Chart, prefix: str, palette: Palette = WEB) -> str:
    """Give the SVG.

    Args:
        chart: What it is drawn from.
        prefix: Begins every id in it: another for each picture of a page.
        palette: Its colours and its font.
    """
    return unmark(_RENDERERS[type(chart)](chart, prefix=prefix, palette=palette))


def draw_narrow(chart: Chart, prefix: str) -> str | None:
    """Give a second drawing, for phones; None where the first one is no wider than these."""
    if not isinstance(chart, _REDRAWN):
        return None
    return _RENDERERS[type(chart)](chart, prefix=prefix, narrow=True)


def draw_both(chart: Chart, prefix: str) -> str:
    """Give the SVG for a page, and once more for phones, where it is wider than these.

    Labels are marked in it. Both are heard by the same words.
    """
    own = f"{prefix}-narrow"
    narrow = _WORDS.sub("", draw_narrow(chart, own) or "", count=1)
    heard = narrow.replace(f'"{own}-title {own}-desc"', f'"{prefix}-title {prefix}-desc"', 1)
    return _in_page(_RENDERERS[type(chart)](chart, prefix=prefix)) + _in_page(heard)


def _in_page(svg: str) -> str:
    """Leave out what a page knows without being told."""
    return _ALONE.sub("", svg, count=2)


def is_small(chart: Chart) -> bool:
    """Tell whether several drawings of this kind stand side by side on a page of paper."""
    return isinstance(chart, indicator_points.IndicatorLines)
