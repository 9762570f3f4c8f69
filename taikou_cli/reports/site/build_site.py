"""Makes the files of a website."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from taikou_cli.model.branches import list_paths
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.project.editions import list_editions
from taikou_cli.project.project import Project
from taikou_cli.reports.document.blocks import Block, Document, Line, Run, Section
from taikou_cli.reports.document.cover import build_page
from taikou_cli.reports.document.reading import term_id
from taikou_cli.reports.document.source import Year, item_id, part_id
from taikou_cli.reports.document.walk import read_line
from taikou_cli.reports.site.contents import Contents, Extras, open_contents
from taikou_cli.reports.site.page_names import Page, item_page, page_id
from taikou_cli.reports.site.pages import head_page, list_pages, tell_goal, tell_item, tell_page
from taikou_cli.reports.site.search_index import Record, list_records, read_page, write_index
from taikou_cli.reports.site.start_page import BY_GRADE
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.rows import iter_ids

_UTF_8 = "\ufeff"
"""With it a script reads the same whatever encoding the server says."""
_LISTING, _START, _PART, _ITEM = 1.0, 1.2, 1.4, 1.5
_OWN_TEMPLATES = ("accessibility", "downloads", "items", "search")


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that the items can be chosen by; without options it is a tick."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its contents.

    Attributes:
        year: The year that the pages tell of.
        pages: The pages of the navigation.
        filters: What the items can be chosen by.
        data_date: The day of the data, if known.
        structured_data: The open data as JSON-LD.
        home: The address of the start page over all years; empty: there is none.
        feed: The address of the feed of all editions; empty: there is none.
        folder: Where the year's pages lie, as seen from the page: nothing, or `2024/`.
        is_published: The year has been published.
    """

    year: str
    pages: tuple[Page, ...]
    filters: tuple[Filter, ...]
    data_date: str
    structured_data: Markup
    home: str
    feed: str
    is_published: bool
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A page among the others.

    Attributes:
        name: Its file name without `.html`.
        place: The page of the navigation under which it belongs.
        heading: Its heading.
        crumbs: The pages above it.
        before: The page before it, if it is one of a row.
        after: The page after it.
    """

    name: str
    place: str
    heading: Line
    crumbs: tuple[Run, ...] = ()
    before: Run | None = None
    after: Run | None = None


def build_site(
    project: Project, fiscal_year: int, writer: HtmlWriter, extras: Extras
) -> dict[str, bytes]:
    """Give the files by their paths in the website's folder.

    Args:
        project: The whole plan.
        fiscal_year: The year that the website tells of; those before it are told as well.
        writer: The templates.
        extras: What accompanies the pages.

    Raises:
        TaikouError: The plan or a template of its own cannot be used.
    """
    site = open_contents(project, fiscal_year, extras)
    return {path: text.encode("utf-8") for path, text in _iter_files(site, writer)}


def build_start_page(
    year: Year,
    blocks: Sequence[Block],
    links: Mapping[str, str],
    extras: Extras,
    writer: HtmlWriter,
) -> bytes:
    """Make the start page over all years, in the frame of the newest one.

    Args:
        year: The newest year.
        blocks: What stands on the page.
        links: The address of each id that it links to.
        extras: What accompanies the pages.
        writer: The templates.
    """
    site = Contents(year, (), extras)
    place = Place("all-years", "", (f"{year.plan.title}　すべての年度",))
    document = _build_page(year, place, blocks)
    frame = replace(_build_frame(site), folder=f"{year.fiscal_year}/", is_published=True)
    own = {id_: f"#{id_}" for id_ in iter_ids(document.sections)}
    context = {"site": frame, "page": place, "links": {**own, **links}}
    return writer.write_page("site/downloads.html.j2", document, context).encode("utf-8")


def _iter_files(site: Contents, writer: HtmlWriter) -> Iterator[tuple[str, str]]:
    year = site.year
    frame, links = _build_frame(site), _list_links(site)
    parts, records = {part_id(one) for one in year.parts}, list[Record]()
    for place, blocks in _iter_pages(site):
        document = _build_page(year, place, blocks)
        own = {id_: f"#{id_}" for id_ in iter_ids(document.sections)}
        context = {"site": frame, "page": place, "links": own | links}
        name = place.name if place.name in _OWN_TEMPLATES else "page"
        page = writer.write_page(f"site/{name}.html.j2", document, context)
        yield f"{place.name}.html", page
        told = () if blocks else (read_page(page),)
        found = Record(read_line(place.heading), f"{place.name}.html", _weigh(place), told)
        records += list_records(found, blocks, parts)
    yield "assets/search-index.js", _UTF_8 + write_index(records, year.plan.wording.synonyms)
    yield "assets/style.css", "".join(map(writer.read_asset, ("report.css", "site/site.css")))
    yield "assets/plain.css", writer.read_asset("site/plain.css")
    for script in ("site.js", "search.js"):
        yield f"assets/{script}", _UTF_8 + writer.read_asset(f"site/{script}")


def _weigh(place: Place) -> float:
    """Say how much a word in the texts of a page counts for the search."""
    if place.name.startswith(place.place):
        return _START if place.name == "index" else _LISTING
    return _ITEM if place.place == "items" else _PART


def _iter_pages(site: Contents) -> Iterator[tuple[Place, tuple[Block, ...]]]:
    year = site.year
    for page in list_pages(year):
        yield Place(page.name, page.name, (head_page(page, year),)), tell_page(page.name, site)
    start = Run("link", "概要", page_id("index"))
    goals = Run("link", year.words.goal, page_id("goals"))
    for goal in year.branches:
        place = Place(part_id(goal), "goals", (year.name_part(goal),), (start, goals))
        yield place, tell_goal(year, goal)
    standings = year.all_standings
    rows = zip((None, *standings), standings, (*standings[1:], None), strict=False)
    for before, standing, after in rows:
        yield _place_item(year, standing, before, after), tell_item(site, standing)


def _place_item(
    year: Year, standing: ItemStanding, before: ItemStanding | None, after: ItemStanding | None
) -> Place:
    item = standing.item
    return Place(
        item_page(item.number),
        "items",
        (f"{year.words.item}{item.sign}　{item.title}", *year.mark_of(item)),
        (
            Run("link", "概要", page_id("index")),
            *map(year.link_part, year.places[item.number]),
        ),
        *(_link(year, one) for one in (before, after)),
    )


def _link(year: Year, standing: ItemStanding | None) -> Run | None:
    if standing is None:
        return None
    link = year.link_item(standing.item)[0]
    return link if isinstance(link, Run) else None


def _build_page(year: Year, place: Place, blocks: Sequence[Block]) -> Document:
    """Make a page: what stands before its first heading is a section without one."""
    parts = [one if isinstance(one, Section) else Section("", (), (one,)) for one in blocks]
    return build_page(year.plan, place.name, read_line(place.heading), parts)


def _build_frame(site: Contents) -> Frame:
    return Frame(
        f"{site.year.name}の評価",
        list_pages(site.year),
        tuple(_iter_filters(site.year)),
        site.extras.data_date,
        # Its writer has made it safe inside a script element.
        Markup(site.extras.structured_data),  # noqa: S704
        site.extras.home,
        site.extras.feed,
        bool(list_editions(site.year.project, site.year.fiscal_year)),
    )


def _iter_filters(year: Year) -> Iterator[Filter]:
    goals = ((str(one.number), year.name_part(one)) for one in year.branches)
    codes = ((code, code) for code in year.figures.overall.grades.counts)
    divisions = ((group.title, group.title) for group in year.figures.divisions)
    yield Filter("goal", year.words.goal, tuple(goals))
    yield Filter("grade", "評価", tuple(codes))
    yield Filter("division", year.words.division, tuple(divisions))
    marked = year.plan.data_plan
    if marked:
        yield Filter("star", f"{marked.mark}（{marked.title}）")
    for one in year.plan.classifications:
        values = ((value.code, one.label_of(value.code)) for value in one.values)
        yield Filter(f"class{one.id}", one.name, tuple(values))
    yield Filter("pending", "未確定")


def _list_links(site: Contents) -> dict[str, str]:
    """Give the address of everything that pages link to."""
    year = site.year
    success = "".join(site.success_grades[:1])
    return {
        **{page_id(page.name): f"{page.name}.html" for page in list_pages(year)},
        **{
            part_id(
                path[-1]
            ): f"{part_id(path[0])}.html{f'#{part_id(path[-1])}' if path[1:] else ''}"
            for path in list_paths(year.branches)
        },
        **{
            item_id(one.item.number): f"{item_page(one.item.number)}.html"
            for one in year.all_standings
        },
        **{term_id(n): f"reading.html#{term_id(n)}" for n, _ in enumerate(year.plan.glossary, 1)},
        **{one.path: one.path for one in site.extras.downloads},
        BY_GRADE: f"items.html?grade={_quote(success)}",
    }


def _quote(text: str) -> str:
    from urllib.parse import quote

    return quote(text)
