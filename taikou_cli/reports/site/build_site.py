"""Makes the files of a website."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from taikou_cli.progress.figures import Figures, compute_figures
from taikou_cli.project.project import Project
from taikou_cli.reports.rendering import Renderer
from taikou_cli.reports.site.page_names import goal_page, item_page
from taikou_cli.reports.site.pictures import (
    draw_grades,
    draw_indicator,
    draw_structure,
    draw_years,
)
from taikou_cli.reports.site.search_index import render_index
from taikou_cli.reports.site.site_view import Download, SiteView
from taikou_cli.reports.year_view import build_year_view


class Page(NamedTuple):
    """A page that every website has; its template is `site/NAME.html.j2`.

    Attributes:
        name: Its file name without `.html`.
        title: What the navigation calls it.
        is_main: It stands in the navigation at the top; else in the footer.
    """

    name: str
    title: str
    is_main: bool = True


PAGES = (
    Page("index", "概要"),
    Page("goals", "目標"),
    Page("policies", "方針"),
    Page("items", "実施項目"),
    Page("data-plan", "★の計画"),
    Page("kpis", "KPI"),
    Page("opinions", "委員会意見"),
    Page("changes", "見直し"),
    Page("corrections", "訂正"),
    Page("downloads", "ダウンロード"),
    Page("search", "検索", is_main=False),
    Page("reading", "数字の読み方", is_main=False),
    Page("accessibility", "アクセシビリティ", is_main=False),
    Page("licence", "利用条件", is_main=False),
)


def build_site_view(
    project: Project,
    figures: Figures,
    downloads: tuple[Download, ...] = (),
    data_date: str | None = None,
    structured_data: str = "",
) -> SiteView:
    """Arrange a year and all evaluated years before it.

    Args:
        project: The plan.
        figures: The figures of the year that the website tells of.
        downloads: The files that are offered.
        data_date: The day of the data, such as `2026-10-30`.
        structured_data: The open data as JSON-LD.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    earlier = [year for year in project.evaluated_years() if year < figures.fiscal_year]
    views = [build_year_view(compute_figures(project, year)) for year in reversed(earlier)]
    year = build_year_view(figures)
    return SiteView(year, tuple(views), downloads, data_date, structured_data)


def build_site(site: SiteView, renderer: Renderer) -> dict[str, bytes]:
    """Give the files by their paths in the website's folder."""
    return {path: text.encode("utf-8") for path, text in _iter_files(site, renderer)}


def _iter_files(site: SiteView, renderer: Renderer) -> Iterator[tuple[str, str]]:
    common: dict[str, Any] = {
        "site": site,
        "pages": [page for page in PAGES if page.name != "data-plan" or site.plan.data_plan],
        "item_href": item_page,
        "goal_href": goal_page,
        "policy_href": "policies.html#policy-{}".format,
        "draw_grades": draw_grades,
        "draw_years": draw_years,
        "draw_structure": draw_structure,
        "draw_indicator": draw_indicator,
        # Its writer has made it safe inside a script element.
        "structured_data": Markup(site.structured_data),  # noqa: S704
    }

    def render(template: str, **context: Any) -> str:
        return renderer.render_page(f"site/{template}", site.year, common | context)

    for page in common["pages"]:
        yield f"{page.name}.html", render(page.name, page=page.name)
    for goal in site.year.plan_view.goals:
        yield goal_page(goal.goal.number), render("goal", page="goals", goal=goal)
    sheets = site.year.every_sheet
    for before, sheet, after in zip((None, *sheets), sheets, (*sheets[1:], None), strict=False):
        text = render("item", page="items", sheet=sheet, before=before, after=after)
        yield item_page(sheet.number), text
    yield "assets/search-index.js", render_index(site)
    yield "assets/style.css", "".join(map(renderer.read_asset, ("report.css", "site/site.css")))
    yield "assets/site.js", renderer.read_asset("site/site.js")
