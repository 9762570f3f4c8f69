"""Puts together what a year's publication consists of: documents, open data, website."""

from collections.abc import Generator, Mapping
from datetime import date
from typing import NamedTuple

from taikou_cli.progress.figures import Figures
from taikou_cli.project.as_of import without_later
from taikou_cli.project.editions import published_years
from taikou_cli.project.project import Project
from taikou_cli.publication.open_data import build_all, name_files
from taikou_cli.publication.tables import build_tables
from taikou_cli.reports.document.blocks import Document
from taikou_cli.reports.document.registry import Kind, build_report, find_kind
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
_FORMATS = {"pdf": "PDF", "md": "Markdown", "html": "HTML"}


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
    whole, project = project, without_later(project, year)
    yield "報告書"
    kinds = _list_kinds(figures)
    documents = {path: build_report(kind.name, project, year) for path, kind in kinds.items()}
    files: Files = {}
    if fonts:
        yield "PDF"
        # What takes the most memory comes while there is the least beside it.
        files |= _write_pdfs(documents, TemplateFiles(source.templates), fonts, source.day)
    files |= _write_texts(documents, html)
    titles = {
        f"{path}.{ending}": f"報告書　{kind.title}（{name}）"
        for path, kind in kinds.items()
        for ending, name in _FORMATS.items()
        if ending != "pdf" or fonts
    }
    yield "オープンデータ"
    tables = build_tables(project, year)
    for name, content in build_all(tables).items():
        files[f"data/{name}"] = content
    titles |= {f"data/{name}": title for name, title in name_files(tables).items()}
    yield "ウェブサイト"
    years = [one for one in published_years(project) if one <= year]
    offer = Offer(year, source.day, files, titles)
    # An earlier year that was the last one then keeps its page of the period.
    site = build_website(whole, years, html, offer)
    return Bundle(files | {f"site/{path}": content for path, content in site.items()}, titles)


def _list_kinds(figures: Figures) -> dict[str, Kind]:
    """Give the kinds of reports that the plan has, by their paths without what says the format."""
    return {
        f"reports/{kind.name_file(figures.fiscal_year)}": kind
        for kind in map(find_kind, _KINDS)
        if kind.name != "data-plan" or figures.plan.data_plan
    }


def _write_texts(documents: Mapping[str, Document], html: HtmlWriter) -> Files:
    files: Files = {}
    for path, document in documents.items():
        files[f"{path}.md"] = write_markdown(document).encode("utf-8")
        files[f"{path}.html"] = html.write(document).encode("utf-8")
    return files


def _write_pdfs(
    documents: Mapping[str, Document], templates: TemplateFiles, fonts: FontChoice, day: date | None
) -> Files:
    """Lay out one report after another: Typst keeps both processors busy, and memory is short."""
    return {
        f"{path}.pdf": write_pdf(document, templates, fonts, day)
        for path, document in documents.items()
    }
