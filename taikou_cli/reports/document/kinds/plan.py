"""The report of the plan itself: what it says, and what of it is registered."""

from dataclasses import replace

from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project
from taikou_cli.reports.document.amounts import tell_plans
from taikou_cli.reports.document.background_parts import (
    tell_adoption,
    tell_history,
    tell_idea,
    tell_plan_revisions,
    tell_structure,
)
from taikou_cli.reports.document.blocks import Document
from taikou_cli.reports.document.cover import build_document
from taikou_cli.reports.document.outline_parts import (
    tally,
    tell_data_plan,
    tell_part,
    tell_state,
)
from taikou_cli.reports.document.plan_sheet import tell_implementation
from taikou_cli.reports.document.reading import tell_glossary
from taikou_cli.reports.document.source import open_outline

TITLE = "計画の内容"
IS_OF_YEAR = False


def build(project: Project, fiscal_year: int | None) -> Document:
    """Build the report: of the plan as it stands, or as of a fiscal year."""
    outline = open_outline(project if fiscal_year is None else as_of(project, fiscal_year))
    is_complete = tally(outline.items).is_complete
    state = tell_state(outline)
    sections = (
        *(() if is_complete else (state,)),
        *(tell_part(outline, goal) for goal in outline.branches),
        *tell_data_plan(outline),
        tell_implementation(outline),
        *tell_plans(outline),
        *((state,) if is_complete else ()),
        tell_idea(outline),
        tell_structure(outline),
        *tell_plan_revisions(outline.plan),
        *tell_history(outline),
        *tell_glossary(outline.plan),
    )
    about = tell_adoption(outline.plan)
    document = build_document(
        outline.plan, "plan", "実施計画書" if is_complete else "内容と登録の状況", sections, about
    )
    word = outline.words.plan
    told = f"名称は{outline.plan.title}のとおりです。要約は{word}の文をもとに書き改めたものです。"
    return replace(document, closing=told)
