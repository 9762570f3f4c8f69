"""The standing site: each year in a folder of its own, and a start page over all of them."""

from collections.abc import Iterator, Sequence

from taikou_cli.model.publication import Edition
from taikou_cli.progress.group import RateFigure
from taikou_cli.progress.wording import COUNTERS, DENOMINATORS, EMPTY
from taikou_cli.project.editions import list_editions
from taikou_cli.project.project import Project
from taikou_cli.reports.document.amounts import tell_amount_rates
from taikou_cli.reports.document.blocks import Block, Cell, Column, Prose, Row, Run, Section, Table
from taikou_cli.reports.document.source import Year, open_year
from taikou_cli.reports.document.summary import tell_share
from taikou_cli.reports.document.texts import paragraphs, say, say_empty
from taikou_cli.reports.document.walk import quote
from taikou_cli.reports.site.build_site import build_site, build_start_page
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.site.feed import FEED, SITEMAP, build_feed, build_sitemap
from taikou_cli.reports.writers.html import HtmlWriter

_START = "index.html"


def build_standing_site(
    project: Project, years: Sequence[int], writer: HtmlWriter, structured_data: str = ""
) -> dict[str, bytes]:
    """Give the files of a site of several years by their paths.

    Every year's pages lie below its number; beside these are a start page, a feed of the editions
    and, where the plan says what its address is, a list of all pages.

    Args:
        project: The whole plan.
        years: The fiscal years, the first one first.
        writer: The templates.
        structured_data: The plan as JSON-LD, safe inside a script element.

    Raises:
        TaikouError: The plan or a template of its own cannot be used.
    """
    opened = [open_year(project, year) for year in reversed(years)]
    plan, links = opened[0].plan, {_id(year): f"{year.fiscal_year}/{_START}" for year in opened}
    editions = [(year.fiscal_year, one) for year in opened for one in _editions_of(year)]
    feed = build_feed(plan, editions)
    extras = Extras(home=_START, feed=FEED if feed else "", structured_data=structured_data)
    told = tuple(_tell_start(opened))
    files = {_START: build_start_page(opened[0], told, links, extras, writer)}
    files |= {FEED: feed} if feed else {}
    extras = Extras(home=f"../{_START}", feed=f"../{FEED}" if feed else "")
    for year in years:
        pages = build_site(project, year, writer, extras)
        files |= {f"{year}/{path}": content for path, content in pages.items()}
    if sitemap := build_sitemap(plan, [one for one in files if one.endswith(".html")]):
        files[SITEMAP] = sitemap
    return files


def list_site_years(project: Project, current: int) -> tuple[int, ...]:
    """List the years that a site tells of: published, evaluated, and the current one."""
    published = (one.content.fiscal_year for one in project.publications)
    return tuple(sorted({*published, *project.evaluated_years(), current}))


def _editions_of(year: Year) -> tuple[Edition, ...]:
    return tuple(reversed(list_editions(year.project, year.fiscal_year)))


def _id(year: Year) -> str:
    return f"year-{year.fiscal_year}"


def _tell_start(years: Sequence[Year]) -> Iterator[Section | Block]:
    """Tell the start page, the last year first."""
    newest = years[0]
    if newest.plan.vision:
        yield Prose(paragraphs(newest.plan.vision), "vision")
    yield Section("years", ("年度ごとの評価",), (_tabulate_years(years),))
    amounts = tuple(
        block
        for year in years
        for block in tell_amount_rates(year, year.figures.overall, "overall")
        if year.is_evaluated
    )
    if amounts:
        yield Section("amounts", ("金額と業務量",), tuple(quote(amounts)))
    yield Section("editions", ("公表した版",), (_tabulate_editions(years),))


def _tabulate_years(years: Sequence[Year]) -> Table:
    rates = [{rate.id: rate for rate in year.figures.overall.rates} for year in years]
    names = {id_: rate.name for told in reversed(rates) for id_, rate in told.items()}
    columns = (
        Column("年度", "name"),
        Column("公表", "text"),
        *(Column(name, "share") for name in names.values()),
    )
    rows = (
        Row(
            (
                say(Run("link", f"{year.name}の評価", _id(year))),
                say(_say_published(year)),
                *(_tell_rate(year, told.get(id_)) for id_ in names),
            )
        )
        for year, told in zip(years, rates, strict=True)
    )
    table = Table(f"年度ごとの評価（{len(years)}年度）", columns, tuple(rows))
    (quoted,) = quote((table,))
    return quoted if isinstance(quoted, Table) else table


def _say_published(year: Year) -> str:
    editions = _editions_of(year)
    if not editions:
        return UNPUBLISHED
    return f"{editions[0].name}　{editions[0].published_on}"


UNPUBLISHED = "未公表"
"""What a year is called of which nothing has been published."""


def _tell_rate(year: Year, rate: RateFigure | None) -> Cell:
    if rate is None or not year.is_evaluated:
        return say(EMPTY)
    whole = DENOMINATORS[rate.of][rate.denominator_of]
    return (tell_share(rate.share, "overall", COUNTERS[rate.of], whole),)


def _tabulate_editions(years: Sequence[Year]) -> Block:
    rows = tuple(
        Row(
            (
                say(Run("link", f"{year.name}　{one.name}", _id(year))),
                say(str(one.published_on)),
                paragraphs(one.why, ""),
                say(one.bundle_sha256 or EMPTY),
            )
        )
        for year in years
        for one in _editions_of(year)
    )
    if not rows:
        return say_empty("公表した年度は、まだありません。")
    columns = (
        Column("版", "name"),
        Column("公表日", "short"),
        Column("理由", "text"),
        Column("一式のSHA-256", "long"),
    )
    return Table(f"公表した版（{len(rows)}件）", columns, rows, "records")
