"""Puts together what a year's publication consists of: documents, open data, website."""

from collections.abc import Generator
from typing import NamedTuple

from taikou_cli.progress.figures import Figures
from taikou_cli.project.as_of import without_later
from taikou_cli.project.editions import published_years
from taikou_cli.project.project import Project
from taikou_cli.publication.open_data import build_all, name_files
from taikou_cli.publication.tables import build_tables
from taikou_cli.reports.document.registry import build_report, find_kind
from taikou_cli.reports.fonts import FontChoice
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.markdown import write_markdown
from taikou_cli.reports.writers.typst import write_pdf
from taikou_cli.work.source import Source
from taikou_cli.work.website import Offer, build_website

Files = dict[str, bytes]

STEPS = 4
"""How many steps `build_bundle` yields."""

_KINDS = ("annual", "data-plan", "final")


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
    year, html = figures.fiscal_year, HtmlWriter(source.templates)
    project = without_later(project, year)
    yield "報告書"
    files, titles = _build_documents(project, figures, html)
    if fonts:
        yield "PDF"
        path, templates = f"reports/annual-{year}.pdf", TemplateFiles(source.templates)
        files[path] = write_pdf(build_report("annual", project, year), templates, fonts, source.day)
        titles = {path: "報告書　年度評価（PDF）"} | titles
    yield "オープンデータ"
    tables = build_tables(project, year)
    for name, content in build_all(tables).items():
        files[f"data/{name}"] = content
    titles |= {f"data/{name}": title for name, title in name_files(tables).items()}
    yield "ウェブサイト"
    years = [one for one in published_years(project) if one <= year]
    offer = Offer(year, source.day, files, titles)
    site = build_website(project, years, html, offer)
    return Bundle(files | {f"site/{path}": content for path, content in site.items()}, titles)


def _build_documents(
    project: Project, figures: Figures, html: HtmlWriter
) -> tuple[Files, dict[str, str]]:
    files: Files = {}
    titles: dict[str, str] = {}
    for kind in map(find_kind, _KINDS):
        if kind.name == "data-plan" and figures.plan.data_plan is None:
            continue
        document = build_report(kind.name, project, figures.fiscal_year)
        path = f"reports/{kind.name_file(figures.fiscal_year)}"
        files[f"{path}.md"] = write_markdown(document).encode("utf-8")
        files[f"{path}.html"] = html.write(document).encode("utf-8")
        titles[f"{path}.md"] = f"報告書　{kind.title}（Markdown）"
        titles[f"{path}.html"] = f"報告書　{kind.title}（HTML）"
    return files, titles
