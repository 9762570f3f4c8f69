"""The schedule of an item, drawn beside the fields in which it is written."""

from collections.abc import Mapping
from dataclasses import replace

from taikou_cli.project.project import Project
from taikou_cli.reports.document.blocks import Figure
from taikou_cli.reports.document.pictures import draw_schedule
from taikou_cli.reports.document.source import open_outline

WHOLE = ""
"""Stands for the id of an action where all of them are drawn together."""


def draw_schedules(project: Project, number: int) -> Mapping[str, Figure]:
    """Draw the schedule of an item, and that of each of its actions by its id.

    What nothing is scheduled for has no drawing; nor has an item that cannot be read.
    """
    document = project.items_by_number().get(number)
    if document is None:
        return {}
    outline, item, years = open_outline(project), document.content, project.years() or range(0)
    drawn = {WHOLE: draw_schedule(outline, item, years)}
    for action in item.actions:
        figure = draw_schedule(outline, item.model_copy(update={"actions": (action,)}), years)
        drawn[action.id] = figure and replace(
            figure, id=f"{figure.id}-{action.id}", title=f"{action.title}の工程表", is_told=True
        )
    return {id_: figure for id_, figure in drawn.items() if figure}
