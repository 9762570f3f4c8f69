"""Puts together what a year's publication consists of: documents, open data, website."""

from collections.abc import Generator
from datetime import date
from typing import NamedTuple

from taikou_cli.model.plan import Plan
from taikou_cli.progress.figures import Figures
from taikou_cli.project.project import Project
from taikou_cli.publication.exports.dataset import describe_dataset, render_json_ld
from taikou_cli.publication.open_data import build_all, name_files
from taikou_cli.publication.tables import build_tables
from taikou_cli.reports.fonts import FontChoice
from taikou_cli.reports.pdf import render_pdf
from taikou_cli.reports.rendering import FORMATS, Renderer
from taikou_cli.reports.site.build_site import build_site, build_site_view
from taikou_cli.reports.site.site_view import Download
from taikou_cli.reports.year_view import YearView, build_year_view
from taikou_cli.work.source import Source

Files = dict[str, bytes]

STEPS = 4
"""How many steps `build_bundle` yields."""

_KINDS = {"annual": "年度評価", "data-plan": "★の計画", "final": "期間全体"}


class Bundle(NamedTuple):
    """The files of a publication.

    Attributes:
        files: The contents by their paths in the bundle.
        titles: What those are called that a reader downloads.
    """

    files: Files
    titles: dict[str, str]


def build_bundle(
    project: Project, figures: Figures, source: Source, fonts: FontChoice | None
) -> Generator[str, None, Bundle]:
    """Make every file of the publication but the list of them; yield the name of each step.

    Args:
        project: The plan, without errors.
        figures: The figures of the year.
        source: What the plan was read from.
        fonts: What the PDF is set in; None leaves it out.
    """
    yield "報告書"
    view = build_year_view(figures)
    renderer = Renderer(source.templates)
    files, titles = _build_documents(view, renderer)
    if fonts:
        yield "PDF"
        path = f"reports/annual-{view.fiscal_year}.pdf"
        files[path] = render_pdf("annual", view, fonts, source.day)
        titles = {path: "報告書　年度評価（PDF）"} | titles
    yield "オープンデータ"
    tables = build_tables(project, figures.fiscal_year)
    for name, content in build_all(tables, view.plan).items():
        files[f"data/{name}"] = content
    titles |= {f"data/{name}": title for name, title in name_files(tables).items()}
    yield "ウェブサイト"
    bundle = Bundle(files, titles)
    for path, content in build_website(project, figures, source.day, bundle, renderer).items():
        files[f"site/{path}"] = content
    return bundle


def build_website(
    project: Project,
    figures: Figures,
    data_day: date | None,
    beside: Bundle,
    renderer: Renderer,
) -> Files:
    """Make the website alone.

    Args:
        project: The plan, without errors.
        figures: The figures of the year.
        data_day: The day of the data; None if it is not known.
        beside: The files in the folder above that the website offers.
        renderer: The templates.
    """
    downloads = tuple(
        Download(f"../{path}", title, len(beside.files[path]))
        for path, title in beside.titles.items()
    )
    day = data_day.isoformat() if data_day else None
    dataset = _describe_open_data(figures.plan, beside.files)
    return build_site(build_site_view(project, figures, downloads, day, dataset), renderer)


def _describe_open_data(plan: Plan, files: Files) -> str:
    """Give the open data among the files as JSON-LD; nothing where there are none."""
    data = {f"../{path}": content for path, content in files.items() if path.startswith("data/")}
    return render_json_ld(describe_dataset(plan, data)) if data else ""


def _build_documents(view: YearView, renderer: Renderer) -> tuple[Files, dict[str, str]]:
    files: Files = {}
    titles: dict[str, str] = {}
    for kind, title in _KINDS.items():
        if kind == "data-plan" and view.plan.data_plan is None:
            continue
        for name in FORMATS:
            path = f"reports/{kind}-{view.fiscal_year}.{name}"
            files[path] = renderer.render(kind, name, view).encode("utf-8")
            titles[path] = f"報告書　{title}（{'Markdown' if name == 'md' else name.upper()}）"
    return files, titles
