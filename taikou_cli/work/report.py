"""Makes a report of the plan, or of a year, in the formats that are asked for."""

from taikou_cli.base.errors import TaikouError
from taikou_cli.progress.figures import choose_year, compute_figures
from taikou_cli.project.project import Project
from taikou_cli.reports.document import body_papers
from taikou_cli.reports.document.blocks import Document
from taikou_cli.reports.document.registry import build_report as build_document
from taikou_cli.reports.document.registry import find_kind
from taikou_cli.reports.json_report import render_json
from taikou_cli.reports.writers.markdown import write_markdown

TEXT_FORMATS = ("md", "html")
"""The formats that are made where none is named."""


def build_report(
    project: Project,
    kind: str,
    year: int | None,
    report_format: str | None = None,
    font: str | None = None,
) -> dict[str, bytes]:
    """Make a report without writing it.

    Args:
        project: The plan, without errors.
        kind: The name of the kind of report; one of `reports.document.kinds`.
        year: The fiscal year; None for the one that is being evaluated.
        report_format: `md`, `html`, `pdf`, `docx` or `json`; None for the first two.
        font: What a PDF is set in; None for what the system has.

    Returns:
        The files by their names.
    """
    name = find_kind(kind).name_file(choose_year(project, year))
    if report_format == "json":
        return {f"{name}.json": _render_json(kind, project, year)}
    document = build_document(kind, project, year)
    return {
        f"{name}.{one}": _write(document, project, one, font)
        for one in ((report_format,) if report_format else TEXT_FORMATS)
    }


def build_papers(
    project: Project,
    body: tuple[str, str],
    year: int | None,
    report_format: str | None = None,
    font: str | None = None,
) -> dict[str, bytes]:
    """Make the papers of a body of the promotion structure without writing them.

    Args:
        project: The plan, without errors.
        body: The id of the body, and the id or name of the department whose items they are;
            empty for all.
        year: The fiscal year; None for the one that is being evaluated.
        report_format: `md`, `html`, `pdf` or `docx`; None for the first two.
        font: What a PDF is set in; None for what the system has.

    Returns:
        The files by their names.

    Raises:
        TaikouError: There is no such body or department, or papers have no such format.
    """
    if report_format == "json":
        raise TaikouError(
            "会議の資料は JSON では作れません。",
            "「--format」を md、html、pdf、docx のどれかにしてください（数字は「--kind annual --format json」にあります）。",
        )
    chosen = choose_year(project, year)
    wanted = body_papers.find_wanted(project, chosen, *body)
    document = body_papers.build(project, chosen, wanted)
    return {
        f"{wanted.name_file(chosen)}.{one}": _write(document, project, one, font)
        for one in ((report_format,) if report_format else TEXT_FORMATS)
    }


def _write(document: Document, project: Project, report_format: str, font: str | None) -> bytes:
    if report_format == "md":
        return write_markdown(document).encode("utf-8")
    if report_format == "docx":
        from taikou_cli.reports.writers.docx import write_docx

        return write_docx(document)
    from taikou_cli.reports.template_files import TemplateFiles, find_own_templates

    own = find_own_templates(project.folder)
    if report_format == "html":
        from taikou_cli.reports.writers.html import HtmlWriter

        return HtmlWriter(own).write(document).encode("utf-8")
    from taikou_cli.reports.fonts import choose_fonts
    from taikou_cli.reports.writers.typst import write_pdf

    return write_pdf(document, TemplateFiles(own), choose_fonts(font))


def _render_json(kind: str, project: Project, year: int | None) -> bytes:
    figures = compute_figures(project, choose_year(project, year))
    return render_json(kind, figures.plan, figures).encode("utf-8")
