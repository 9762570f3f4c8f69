"""What every document says of itself."""

from collections.abc import Sequence

from taikou_cli.model.plan import Plan
from taikou_cli.reports.document.blocks import Document, Section, Text
from taikou_cli.reports.document.glossary import explain_terms
from taikou_cli.reports.document.reading import tell_terms_of_use


def build_document(
    plan: Plan, kind: str, title: str, sections: Sequence[Section], about: Text = ()
) -> Document:
    """Put a report together: its cover, its sections, and the terms of use.

    Args:
        plan: The outline, as of the year of the report.
        kind: The name of its kind.
        title: What it is, without the name of the plan.
        sections: What stands in it.
        about: What stands under its title beside the years of the plan.
    """
    terms = tell_terms_of_use(plan, f"{plan.title}　{title}")
    return build_page(plan, kind, title, (*sections, terms), about)


def build_page(
    plan: Plan, kind: str, title: str, sections: Sequence[Section], about: Text = ()
) -> Document:
    """Put a document together of just these sections: one page of many."""
    return Document(
        kind=kind,
        title=title,
        plan=plan.title,
        subtitle=plan.subtitle or "",
        government=plan.government,
        period="～".join(map(plan.fiscal_years.name, (plan.first_year, plan.last_year))),
        about=about,
        notice=plan.notice or "",
        contact=plan.publication.contact or "",
        closing=f"{plan.title}の{title}です。",
        sections=explain_terms(sections, plan.glossary),
        years=plan.fiscal_years,
    )
