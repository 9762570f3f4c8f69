"""Where the publications of a plan stand on the web, and what each of them is called for good."""

from datetime import date

from taikou_cli.model.plan import Plan
from taikou_cli.project.project import Project


def site_address(plan: Plan) -> str:
    """Give the address of the site, ended by a slash; empty where the plan has none."""
    url = plan.publication.url
    return f"{url.rstrip('/')}/" if url else ""


def identify_series(project: Project) -> str:
    """Name all publications of a plan together: see `identify_edition`."""
    return _identify(project, "")


def identify_edition(project: Project, fiscal_year: int, number: int) -> str:
    """Name an edition of a year by what never changes, whatever is published later.

    Where the plan has an address, that is the edition's place below it; else a name after
    RFC 4151, in a domain that nobody owns and by the day of the very first publication.
    """
    return _identify(project, f"{fiscal_year}/downloads.html#edition-{fiscal_year}-{number}")


def _identify(project: Project, what: str) -> str:
    plan = project.require_outline()
    if base := site_address(plan):
        return f"{base}{what}"
    days = (one.content.first.published_on for one in project.publications)
    home, since = f"lg{plan.publication.area_code or ''}.invalid", min(days, default=date.min)
    return f"tag:{home},{since}:{plan.first_year}/{what}"
