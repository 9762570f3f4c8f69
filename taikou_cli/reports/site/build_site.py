"""Makes the files of a website."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from taikou_cli.base.label import label
from taikou_cli.model.branches import list_paths
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.wording import STATE_NAMES
from taikou_cli.project.editions import list_editions
from taikou_cli.project.project import Project
from taikou_cli.project.web_address import site_address
from taikou_cli.reports.document.blocks import Block, Document, Prose, Run, Section
from taikou_cli.reports.document.cover import build_page
from taikou_cli.reports.document.reading import term_id
from taikou_cli.reports.document.sheet import name_titled
from taikou_cli.reports.document.source import Year, item_id, part_id
from taikou_cli.reports.document.walk import read_line, read_text
from taikou_cli.reports.site.chart_files import iter_charts, link_charts, list_figures
from taikou_cli.reports.site.contents import CARD, Contents, Extras, open_contents
from taikou_cli.reports.site.frame import Filter, Frame, Place
from taikou_cli.reports.site.kept import UP, iter_kept, link_kept, name_folder, name_report
from taikou_cli.reports.site.languages import TRANSLATED, write_names, write_readings
from taikou_cli.reports.site.page_names import item_page, page_id
from taikou_cli.reports.site.pages import head_page, list_pages, tell_goal, tell_item, tell_page
from taikou_cli.reports.site.parts import ALL, cut_page
from taikou_cli.reports.site.search_index import Record, list_records, read_page, write_index
from taikou_cli.reports.site.start_page import BY_GRADE
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.rows import iter_ids

_UTF_8 = "\ufeff"
"""With it a script reads the same whatever encoding the server says."""
START = 1.2
"""How much a word in the texts of a start page counts for the search."""
_LISTING, _PART, _ITEM = 1.0, 1.4, 1.5
_OWN_TEMPLATES = ("accessibility", "compare", "downloads", "items", "search")
_SCRIPTS = ("site", "languages", "translate", "charts", "search", "compare")
_LISTS = ("items", "data-plan", "kpis", "opinions", "changes", "compare", "period", "corrections")
"""The pages that grow with the plan's items and years."""


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
    return {
        path: one if isinstance(one, bytes) else one.encode("utf-8")
        for path, one in _iter_files(site, writer)
    }


def build_start(
    year: Year,
    blocks: Sequence[Block],
    links: Mapping[str, str],
    extras: Extras,
    writer: HtmlWriter,
) -> dict[str, bytes]:
    """Make the start page over all years, in the frame of the newest one, and its pictures.

    Args:
        year: The newest year.
        blocks: What stands on the page.
        links: The address of each id that it links to.
        extras: What accompanies the pages.
        writer: The templates.
    """
    site = Contents(year, (), extras)
    about = (
        f"{year.plan.government}の「{year.plan.title}」の、年度ごとの評価と、公表したすべての版。"
    )
    place = Place("index", "all-years", (name_start(year),), about)
    document = _build_page(year, place, blocks)
    frame = replace(
        _build_frame(site),
        folder=f"{year.fiscal_year}/",
        is_published=True,
        address=site_address(year.plan),
    )
    own = {id_: f"#{id_}" for id_ in iter_ids(document.sections)}
    figures = {one.id: one for one in list_figures(blocks)}
    context = {"site": frame, "page": place, "links": {**own, **links, **link_charts(figures)}}
    page = writer.write_page("site/downloads.html.j2", document, context)
    return {f"{place.name}.html": page.encode("utf-8"), **dict(iter_charts(figures.values()))}


def name_start(year: Year) -> str:
    """Name the start page over all years."""
    return label("{plan}　すべての年度", plan=year.plan.title)


def _iter_files(site: Contents, writer: HtmlWriter) -> Iterator[tuple[str, str | bytes]]:
    year, pages = site.year, tuple(_iter_pages(site))
    frame, links = _build_frame(site), _list_links(site)
    # Of several parts only the whole can be filtered.
    whole = next(place.name for place, _ in reversed(pages) if place.template == "items")
    success = "".join(site.success_grades[:1])
    figures = {one.id: one for _, blocks in pages for one in list_figures(blocks)}
    links |= {BY_GRADE: f"{whole}.html?grade={_quote(success)}", **link_charts(figures)}
    parts, records = {part_id(one) for one in year.parts}, list[Record]()
    for place, blocks in pages:
        document = _build_page(year, place, blocks)
        own = {id_: f"#{id_}" for id_ in iter_ids(document.sections)}
        context = {"site": frame, "page": place, "links": own | links}
        page = writer.write_page(f"site/{place.template}.html.j2", document, context)
        yield f"{place.name}.html", page
        if not place.name.endswith(ALL):  # its parts are found
            told = () if blocks else (read_page(page),)
            found = Record(read_line(place.heading), f"{place.name}.html", _weigh(place), told)
            records += list_records(found, blocks, parts)
    yield from iter_charts(figures.values())
    if site.extras.card:
        yield CARD, site.extras.card.picture
    yield from _iter_kept(site, frame, links, writer)
    records += site.extras.found
    index = write_index(records, year.plan.wording, year.words)
    yield "assets/search-index.js", _UTF_8 + index
    yield "assets/style.css", "".join(map(writer.read_asset, ("report.css", "site/site.css")))
    yield "assets/plain.css", writer.read_asset("site/plain.css")
    yield "assets/icon.svg", writer.read_asset("site/icon.svg")
    yield from _iter_languages(writer)
    if year.plan.wording.translations:
        yield "assets/names.js", _UTF_8 + write_names(year.plan.wording.translations)
    if year.plan.wording.readings:
        yield "assets/readings.js", _UTF_8 + write_readings(year.plan.wording.readings)
        yield "assets/furigana.js", _UTF_8 + writer.read_asset("site/furigana.js")
    for script in _SCRIPTS:
        yield f"assets/{script}.js", _UTF_8 + writer.read_asset(f"site/{script}.js")


def _iter_kept(
    site: Contents, frame: Frame, links: Mapping[str, str], writer: HtmlWriter
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the reports of earlier editions, each with the page that stands before it."""
    above, report = {id_: f"{UP}{to}" for id_, to in links.items()}, name_report(site.year)
    frame = replace(
        frame,
        folder=UP,
        home=frame.home and f"{UP}{frame.home}",
        feed=frame.feed and f"{UP}{frame.feed}",
    )
    for number, place, blocks in iter_kept(site):
        folder, document = name_folder(number), _build_page(site.year, place, blocks)
        own = {id_: f"#{id_}" for id_ in iter_ids(document.sections)}
        here = replace(frame, address=frame.address and f"{frame.address}{folder}")
        context = {"site": here, "page": place, "links": {**above, **own, report: report}}
        page = writer.write_page("site/page.html.j2", document, context)
        yield f"{folder}{place.name}.html", page
        yield f"{folder}{report}", site.extras.kept[number]


def _iter_languages(writer: HtmlWriter) -> Iterator[tuple[str, str]]:
    for one in TRANSLATED:
        script = writer.read_asset(f"site/languages/{one.id}.js")
        yield f"assets/language-{one.id}.js", _UTF_8 + script


def _weigh(place: Place) -> float:
    """Say how much a word in the texts of a page counts for the search."""
    if place.name.startswith(place.place):
        return START if place.name == "index" else _LISTING
    return _ITEM if place.place == "items" else _PART


def _iter_pages(site: Contents) -> Iterator[tuple[Place, tuple[Block, ...]]]:
    year = site.year
    for page in list_pages(year):
        heading, told = head_page(page, year), tell_page(page.name, site)
        template = page.name if page.name in _OWN_TEMPLATES else "page"
        about = _describe(year, heading, told)
        place = Place(page.name, page.name, (heading,), about, template=template)
        yield from cut_page(place, told) if page.name in _LISTS else ((place, told),)
    start = Run("link", label("概要"), page_id("index"))
    goals = Run("link", year.words.goal, page_id("goals"))
    for goal in year.branches:
        name = year.name_part(goal)
        about = _describe(year, name, ())
        place = Place(part_id(goal), "goals", (name,), about, (start, goals))
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
        (name_titled(year, item), *year.mark_of(item)),
        _describe(year, f"{item.title}（{standing.grade or STATE_NAMES[standing.state]}）", ()),
        (
            Run("link", label("概要"), page_id("index")),
            *map(year.link_part, year.places[item.number]),
        ),
        before=_link(year, before),
        after=_link(year, after),
    )


def _describe(year: Year, title: str, blocks: Sequence[Block]) -> str:
    """Say what stands on a page: what it sums up, or else its title."""
    plan = year.plan
    for block in blocks:
        for one in block.blocks if isinstance(block, Section) else ():
            if isinstance(one, Prose) and one.role == "summary":
                return f"{year.name}：{read_text(one.text)}"
    return f"{plan.government}の「{plan.title}」{year.name}の評価：{title}"


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
    base, card = site_address(site.year.plan), site.extras.card
    return Frame(
        label("{year}の評価", year=site.year.name),
        list_pages(site.year),
        tuple(_iter_filters(site.year)),
        site.extras.data_date,
        # Its writer has made it safe inside a script element.
        Markup(site.extras.structured_data),  # noqa: S704
        site.extras.home,
        site.extras.feed,
        bool(list_editions(site.year.project, site.year.fiscal_year)),
        f"{base}{site.year.fiscal_year}/" if base else "",
        has_readings=bool(site.year.plan.wording.readings),
        has_names=bool(site.year.plan.wording.translations),
        card=f"{base}{site.year.fiscal_year}/{CARD}" if card else "",
        card_words=card.words if card else "",
    )


def _iter_filters(year: Year) -> Iterator[Filter]:
    goals = ((str(one.number), year.name_part(one)) for one in year.branches)
    codes = ((code, code) for code in year.figures.overall.grades.counts)
    divisions = ((group.title, group.title) for group in year.figures.divisions)
    yield Filter("goal", year.words.goal, tuple(goals))
    yield Filter("grade", label("評価"), tuple(codes))
    yield Filter("division", year.words.division, tuple(divisions))
    marked = year.plan.data_plan
    if marked:
        yield Filter("star", f"{marked.mark}（{marked.title}）")
    for one in year.plan.classifications:
        values = ((value.code, one.label_of(value.code)) for value in one.values)
        yield Filter(f"class{one.id}", one.name, tuple(values))
    yield Filter("pending", label("未確定"))


def _list_links(site: Contents) -> dict[str, str]:
    """Give the address of everything that pages link to."""
    year = site.year
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
        **link_kept(site),
    }


def _quote(text: str) -> str:
    from urllib.parse import quote

    return quote(text)
