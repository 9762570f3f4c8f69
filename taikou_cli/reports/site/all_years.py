"""The standing site: each year in a folder of its own, and a start page over all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from taikou_cli.base.label import label
from taikou_cli.model.publication import Edition
from taikou_cli.progress.group import RateFigure
from taikou_cli.progress.wording import EMPTY
from taikou_cli.project.editions import list_editions, published_years
from taikou_cli.project.project import Project
from taikou_cli.reports.document.amounts import tell_amount_years
from taikou_cli.reports.document.blocks import Block, Cell, Column, Prose, Row, Run, Section, Table
from taikou_cli.reports.document.corrections import (
    edition_id,
    tabulate_editions,
    tell_corrections,
)
from taikou_cli.reports.document.pictures import draw_trend
from taikou_cli.reports.document.reading import tabulate_scale
from taikou_cli.reports.document.source import Year, open_year
from taikou_cli.reports.document.summary import tell_share
from taikou_cli.reports.document.texts import paragraphs, say
from taikou_cli.reports.document.walk import read_line
from taikou_cli.reports.site.build_site import START, build_site, build_start, name_start
from taikou_cli.reports.site.comparison import has_comparison
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.site.feed import FEED, SITEMAP, News, build_feed, build_sitemap
from taikou_cli.reports.site.page_names import page_id
from taikou_cli.reports.site.search_index import Record
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.search import list_passages

_START = "index.html"


def build_standing_site(
    project: Project,
    years: Sequence[int],
    writer: HtmlWriter,
    of_years: Mapping[int, Extras],
    start: Extras,
) -> dict[str, bytes]:
    """Give the files of a site of several years by their paths.

    Every year's pages lie below its number; beside these are a start page, a feed of the editions
    and, where the plan says what its address is, a list of all pages.

    Args:
        project: The whole plan.
        years: The fiscal years, the first one first.
        writer: The templates.
        of_years: What accompanies the pages of a year, where anything does.
        start: What accompanies the start page.

    Raises:
        TaikouError: The plan or a template of its own cannot be used.
    """
    opened = [open_year(project, year) for year in reversed(years)]
    feed = build_feed(opened[0].project, tuple(_iter_news(opened)))
    start = replace(start, home=_START, feed=FEED if feed else "")
    told = tuple(_tell_start(opened))
    files = build_start(opened[0], told, _list_links(opened), start, writer)
    files |= {FEED: feed} if feed else {}
    home = f"../{_START}"
    found = (Record(name_start(opened[0]), home, START, tuple(list_passages(told))),)
    for year in years:
        own = of_years.get(year, Extras())
        own = replace(own, home=home, feed=f"../{FEED}" if feed else "", found=found)
        pages = build_site(project, year, writer, own)
        files |= {f"{year}/{path}": content for path, content in pages.items()}
    if sitemap := build_sitemap(opened[0].plan, [one for one in files if one.endswith(".html")]):
        files[SITEMAP] = sitemap
    return files


def list_site_years(project: Project, current: int) -> tuple[int, ...]:
    """List the years that a site tells of: published, evaluated, and the current one."""
    return tuple(sorted({*published_years(project), *project.evaluated_years(), current}))


def _list_links(years: Sequence[Year]) -> dict[str, str]:
    """Give the address of everything that the start page links to."""
    pages = {_id(year): f"{year.fiscal_year}/{_START}" for year in years}
    told = ((year, one) for year in years for one in _editions_of(year))
    ids = ((year.fiscal_year, edition_id(year, one)) for year, one in told)
    if has_comparison(years[0]):
        pages[page_id("compare")] = f"{years[0].fiscal_year}/compare.html"
    return pages | {id_: f"{at}/downloads.html#{id_}" for at, id_ in ids}


def _iter_news(years: Sequence[Year]) -> Iterator[News]:
    for year in years:
        for one in _editions_of(year):
            corrections = tuple(map(read_line, tell_corrections(year, one)))
            yield News(year.fiscal_year, one, corrections)


def _editions_of(year: Year) -> tuple[Edition, ...]:
    return tuple(reversed(list_editions(year.project, year.fiscal_year)))


def _id(year: Year) -> str:
    return f"year-{year.fiscal_year}"


def _tell_start(years: Sequence[Year]) -> Iterator[Section | Block]:
    """Tell the start page, the last year first."""
    newest = years[0]
    if newest.plan.vision:
        yield Prose(paragraphs(newest.plan.vision), "vision")
    told = label("年度と{item}を比べる", item=newest.words.item)
    link = Run("link", told, page_id("compare"))
    compared = (Prose(say(link)),) if has_comparison(newest) else ()
    blocks = (_tabulate_years(years), *compared, *_tell_trend(newest))
    yield Section("years", (label("年度ごとの評価"),), blocks)
    if amounts := tuple(tell_amount_years(newest)):
        yield Section("amounts", (label("金額と業務量"),), amounts)
    yield Section("editions", (label("公表した版"),), (tabulate_editions(years),))


def _tell_trend(newest: Year) -> Iterator[Block]:
    """Draw how the grades changed, and tell what they mean: a legend has no room for long words."""
    scale, drawn = newest.plan.scale_of("items"), tuple(draw_trend(newest))
    yield from drawn
    if scale and drawn:
        yield tabulate_scale(scale)


def _tabulate_years(years: Sequence[Year]) -> Table:
    rates = [{rate.id: rate for rate in year.figures.overall.rates} for year in years]
    names = {id_: rate.name for told in reversed(rates) for id_, rate in told.items()}
    columns = (
        Column(label("年度"), "name"),
        Column(label("公表"), "text"),
        *(Column(name, "share") for name in names.values()),
    )
    rows = (
        Row(
            (
                say(Run("link", label("{year}の評価", year=year.name), _id(year))),
                say(_say_published(year)),
                *(_tell_rate(year, told.get(id_)) for id_ in names),
            )
        )
        for year, told in zip(years, rates, strict=True)
    )
    return Table(label("年度ごとの評価（{count}年度）", count=len(years)), columns, tuple(rows))


def _say_published(year: Year) -> str:
    editions = _editions_of(year)
    if not editions:
        return UNPUBLISHED
    return f"{editions[0].name}　{editions[0].published_on}"


UNPUBLISHED = label("未公表")
"""What a year is called of which nothing has been published."""


def _at(year: Year) -> str:
    """Give the address of a year's figures among those of the newest one."""
    return f"years.{year.fiscal_year}"


def _tell_rate(year: Year, rate: RateFigure | None) -> Cell:
    if rate is None or not year.is_evaluated:
        return say(EMPTY)
    return (tell_share(rate.share, f"{_at(year)}.rates.{rate.id}"),)
