"""The earlier editions of a year, each below an address of its own that is never written anew."""

from collections.abc import Iterator

from taikou_cli.base.label import label
from taikou_cli.project.editions import list_editions
from taikou_cli.reports.document.blocks import Block, Notice, Prose, Run, Section
from taikou_cli.reports.document.corrections import kept_id, tabulate_editions
from taikou_cli.reports.document.registry import find_kind
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.texts import say
from taikou_cli.reports.site.contents import Contents
from taikou_cli.reports.site.frame import Place
from taikou_cli.reports.site.page_names import page_id

UP = "../../"
"""The way from the folder of an earlier edition to the pages of its year."""


def list_versions(site: Contents) -> Block:
    """List the editions of the year, with links to those that are kept."""
    return tabulate_editions((site.year,), link_kept(site))


def link_kept(site: Contents) -> dict[str, str]:
    """Give the address of each earlier edition that is kept, from the pages of the year."""
    year = site.year.fiscal_year
    return {kept_id(year, one): f"{name_folder(one)}index.html" for one in site.extras.kept}


def name_folder(number: int) -> str:
    """Name the folder of an earlier edition, ended by a slash, as seen from the year's pages."""
    return f"editions/{number}/"


def name_report(year: Year) -> str:
    """Name the page of an earlier edition's report in its folder."""
    return f"{find_kind('annual').name_file(year.fiscal_year)}.html"


def iter_kept(site: Contents) -> Iterator[tuple[int, Place, tuple[Block, ...]]]:
    """Yield the page that stands before the report of each edition that is kept."""
    for edition in list_editions(site.year.project, site.year.fiscal_year):
        if edition.number in site.extras.kept:
            heading = label("{year}の評価　{edition}", year=site.year.name, edition=edition.name)
            about = (
                f"{site.year.plan.title}：{heading}（{edition.published_on}）。後の版があります。"
            )
            crumb = Run("link", label("ダウンロード"), page_id("downloads"))
            place = Place("index", "downloads", (heading,), about, (crumb,))
            yield edition.number, place, tuple(_tell(site))


def _tell(site: Contents) -> Iterator[Block]:
    newest = list_editions(site.year.project, site.year.fiscal_year)[-1]
    told = label(
        "この版の後に、{edition}を{day}に公表しています。",
        edition=newest.name,
        day=str(newest.published_on),
    )
    link = Run("link", label("最新の版を見る"), page_id("index"))
    yield Notice(say(told, link), "correction")
    report = Run("link", label("公表したときのままの報告書"), name_report(site.year))
    yield Prose(say(report))
    yield Section("editions", (label("公表した版"),), (list_versions(site),))
