"""The report of a year: its figures, the sheet of every item, opinions, changes."""

from taikou_cli.project.project import Project
from taikou_cli.reports.document.amounts import tell_amounts
from taikou_cli.reports.document.blocks import Document
from taikou_cli.reports.document.corrections import tell_editions
from taikou_cli.reports.document.cover import build_document
from taikou_cli.reports.document.reading import tell_reading
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.document.year_parts import (
    tell_changes,
    tell_corrections,
    tell_goal,
    tell_groups,
    tell_opinions,
    tell_pending,
    tell_summary,
)

TITLE = "年度評価"


def build(project: Project, fiscal_year: int) -> Document:
    """Build the report."""
    year = open_year(project, fiscal_year)
    sections = (
        tell_summary(year),
        tell_groups(year),
        *tell_amounts(year),
        *(tell_goal(year, goal) for goal in year.branches),
        tell_opinions(year),
        tell_changes(year),
        tell_pending(year),
        tell_corrections(year),
        tell_reading(year),
    )
    title = f"{year.name}の評価"
    return build_document(year.plan, "annual", title, sections, tell_editions(year))
