"""Makes a report of the plan, or of a year, in the formats that are asked for."""

from taikou_cli.progress.figures import Figures, choose_year, compute_figures
from taikou_cli.project.project import Project
from taikou_cli.reports.json_report import render_json
from taikou_cli.reports.plan_view import PlanView, build_plan_view
from taikou_cli.reports.rendering import FORMATS, Renderer
from taikou_cli.reports.template_files import find_own_templates
from taikou_cli.reports.year_view import YearView, build_year_view


def build_report(
    project: Project,
    kind: str | None,
    year: int | None,
    report_format: str | None = None,
    font: str | None = None,
) -> dict[str, bytes]:
    """Make a report without writing it.

    Args:
        project: The plan, without errors.
        kind: What is told of a year, by the name of its templates; None for the plan itself.
        year: The fiscal year; None for the one that is being evaluated.
        report_format: `md`, `html`, `pdf` or `json`; None for the first two.
        font: What a PDF is set in; None for what the system has.

    Returns:
        The files by their names.
    """
    view, figures = _arrange(project, kind, year, report_format)
    name = f"{kind}-{figures.fiscal_year}" if kind and figures else "plan"
    renderer = Renderer(find_own_templates(project.folder))
    told = kind or "plan"
    files: dict[str, bytes] = {}
    for one in (report_format,) if report_format else FORMATS:
        if one == "pdf":
            content = _render_pdf(told, view, font)
        elif one == "json" and figures:
            content = render_json(told, view.plan, figures).encode("utf-8")
        else:
            content = renderer.render(told, one, view).encode("utf-8")
        files[f"{name}.{one}"] = content
    return files


def _arrange(
    project: Project, kind: str | None, year: int | None, report_format: str | None
) -> tuple[PlanView | YearView, Figures | None]:
    """Give what is told of, and the figures if they are."""
    if not kind and report_format != "json":
        return build_plan_view(project), None
    figures = compute_figures(project, choose_year(project, year))
    return build_year_view(figures) if kind else build_plan_view(project), figures


def _render_pdf(kind: str, view: PlanView | YearView, font: str | None) -> bytes:
    from taikou_cli.reports.fonts import choose_fonts
    from taikou_cli.reports.pdf import render_pdf

    return render_pdf(kind, view, choose_fonts(font))
