"""Makes the website: of one year or several, with what is offered beside the pages of one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from taikou_cli.project.editions import published_years
from taikou_cli.project.project import Project
from taikou_cli.publication.exports.dataset import render_json_ld
from taikou_cli.publication.exports.dataset_series import describe_edition, describe_series
from taikou_cli.reports.document.blocks import Document
from taikou_cli.reports.document.card import build_card, describe_card
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.site.all_years import build_standing_site
from taikou_cli.reports.site.contents import Card, Download, Extras
from taikou_cli.reports.writers.html import HtmlWriter

Draw = Callable[[Document], bytes]
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


class More(NamedTuple):
    """What a website has beside the pages of its years.

    Attributes:
        kept: The reports of earlier editions, by the year and the number of the edition.
        draw: Draws the picture of a year from what it says; None: there are no pictures.
    """

    kept: Mapping[int, Mapping[int, bytes]] = MappingProxyType({})
    draw: Draw | None = None


_NO_MORE = More()


def build_website(
    project: Project,
    years: Sequence[int],
    html: HtmlWriter,
    offer: Offer | None = None,
    more: More = _NO_MORE,
) -> dict[str, bytes]:
    """Make the website.

    Args:
        project: The whole plan, without errors.
        years: The fiscal years that it tells of, the first one first.
        html: What writes the pages.
        offer: What lies beside it.
        more: What it has beside the pages of its years.

    Returns:
        The files by their paths in its folder.
    """
    day = offer.day.isoformat() if offer and offer.day else ""
    of_years = {
        year: replace(
            _accompany(project, year, offer if offer and year == offer.fiscal_year else None),
            kept=more.kept.get(year, {}),
            card=_draw_card(project, year, more.draw),
        )
        for year in published_years(project)
        if year in years
    }
    described = render_json_ld(describe_series(project, years))
    newest = of_years.get(years[-1])
    start = Extras(data_date=day, structured_data=described, card=newest.card if newest else None)
    return build_standing_site(project, years, html, of_years, start)


def _draw_card(project: Project, year: int, draw: Draw | None) -> Card | None:
    if draw is None:
        return None
    document = build_card(open_year(project, year))
    return Card(draw(document), describe_card(document))


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
