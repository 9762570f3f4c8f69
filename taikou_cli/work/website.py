"""Makes the website: of one year or several, with what is offered beside the pages of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from taikou_cli.project.editions import published_years
from taikou_cli.project.project import Project
from taikou_cli.publication.exports.dataset import render_json_ld
from taikou_cli.publication.exports.dataset_series import describe_edition, describe_series
from taikou_cli.reports.site.all_years import build_standing_site
from taikou_cli.reports.site.contents import Download, Extras
from taikou_cli.reports.writers.html import HtmlWriter

_UP = "../../"
"""The way from the pages of a year to the folder above the website."""


class Offer(NamedTuple):
    """What lies beside the website.

    Attributes:
        fiscal_year: The year that it is of.
        day: The day of the data; None if it is not known.
        files: The contents by their paths from the folder above the website.
        titles: What those are called that a reader downloads.
    """

    fiscal_year: int
    day: date | None
    files: Mapping[str, bytes]
    titles: Mapping[str, str]


def build_website(
    project: Project, years: Sequence[int], html: HtmlWriter, offer: Offer | None = None
) -> dict[str, bytes]:
    """Make the website.

    Args:
        project: The whole plan, without errors.
        years: The fiscal years that it tells of, the first one first.
        html: What writes the pages.
        offer: What lies beside it.

    Returns:
        The files by their paths in its folder.
    """
    day = offer.day.isoformat() if offer and offer.day else ""
    of_years = {
        year: _accompany(project, year, offer if offer and year == offer.fiscal_year else None)
        for year in published_years(project)
        if year in years
    }
    described = render_json_ld(describe_series(project, years))
    start = Extras(data_date=day, structured_data=described)
    return build_standing_site(project, years, html, of_years, start)


def _accompany(project: Project, year: int, offer: Offer | None) -> Extras:
    if offer is None:
        return Extras(structured_data=render_json_ld(describe_edition(project, year, {})))
    downloads = tuple(
        Download(f"{_UP}{path}", title, len(offer.files[path]))
        for path, title in offer.titles.items()
    )
    data = {f"{_UP}{path}": one for path, one in offer.files.items() if path.startswith("data/")}
    described = render_json_ld(describe_edition(project, year, data))
    return Extras(downloads, offer.day.isoformat() if offer.day else "", described)
