"""The open data of a plan as a series of schema.org/Datasets: a part for each published year."""

from collections.abc import Mapping, Sequence
from typing import Any

from taikou_cli.model.publication import Publication
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project
from taikou_cli.project.web_address import identify_edition, identify_series, site_address
from taikou_cli.publication.dataset_title import name_dataset
from taikou_cli.publication.edition import find_publication
from taikou_cli.publication.exports.dataset import describe_dataset


def describe_series(project: Project, years: Sequence[int]) -> dict[str, Any]:
    """Describe all that was published of some years.

    Args:
        project: The whole plan.
        years: The fiscal years, those that are not published among them.
    """
    records = [one for year in years if (one := find_publication(project, year))]
    described = describe_dataset(as_of(project, max(years)).require_outline(), {})
    if not records:
        return described
    return {
        **described,
        "identifier": identify_series(project),
        "hasPart": [_name_edition(project, one) for one in records],
    }


def describe_edition(
    project: Project, fiscal_year: int, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Describe the newest edition of a year; of a year that is not published, the plan's data.

    Args:
        project: The whole plan.
        fiscal_year: The year.
        files: The files of its open data by their URLs, relative to the page that tells of them.
    """
    plan, record = (
        as_of(project, fiscal_year).require_outline(),
        find_publication(project, fiscal_year),
    )
    described = describe_dataset(plan, files)
    if record is None:
        return described
    years, last = plan.fiscal_years, record.last
    covered = (years.first_day(plan.first_year), years.last_day(fiscal_year))
    before = {"isBasedOn": identify_edition(project, fiscal_year, last.number - 1)}
    return {
        **described,
        **_name_edition(project, record),
        "temporalCoverage": "/".join(map(str, covered)),
        "isPartOf": {
            "@type": "Dataset",
            "name": described["name"],
            "identifier": identify_series(project),
        },
        **(before if last.number > 1 else {}),
    }


def _name_edition(project: Project, record: Publication) -> dict[str, Any]:
    """Give what tells the newest edition of a year from all others."""
    year, last = record.fiscal_year, record.last
    plan = as_of(project, year).require_outline()
    name, base = name_dataset(plan.title, fictitious=plan.fictitious), site_address(plan)
    return {
        "@type": "Dataset",
        "name": f"{name}　{plan.fiscal_years.name(year)}　{last.name}",
        "identifier": identify_edition(project, year, last.number),
        "version": str(last.number),
        "datePublished": str(record.first.published_on),
        "dateModified": str(last.published_on),
        **({"url": f"{base}{year}/index.html"} if base else {}),
    }
