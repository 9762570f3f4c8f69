"""`taikou report`: the plan, or a year's evaluations, as Markdown, HTML, PDF and JSON."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.cli.options import DataOption, DryRunOption, FontOption, YearOption
from taikou_cli.cli.soundness import is_sound
from taikou_cli.cli.writing import choose_folder, refuse_link, write_outputs

if TYPE_CHECKING:
    from taikou_cli.progress.figures import Figures
    from taikou_cli.project.project import Project
    from taikou_cli.reports.plan_view import PlanView
    from taikou_cli.reports.year_view import YearView

HELP = "大綱の内容や、年度の評価の報告書を作ります。"
EXAMPLE = "例： taikou report --year 令和7 --format html -o 報告書"


class ReportFormat(StrEnum):
    """What kind of file is written."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


class ReportKind(StrEnum):
    """What is told of a year; each is the name of its templates."""

    ANNUAL = "annual"
    DATA_PLAN = "data-plan"
    COMMITTEE = "committee"
    FINAL = "final"


def report(
    data: DataOption = None,
    year: YearOption = None,
    kind: Annotated[
        ReportKind | None,
        typer.Option(
            "--kind",
            help="annual＝年度評価、data-plan＝★の計画、committee＝委員会資料、final＝期間全体。",
            show_default=False,
        ),
    ] = None,
    report_format: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            help="作る形式。省くとmdとhtmlを作ります。pdfには日本語のフォントが要ります。",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="フォルダー",
            help="保存先（省略時はdataの隣のbuild）。",
            show_default=False,
        ),
    ] = None,
    font: FontOption = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write the report; 1 and nothing written if the data has errors.

    Without a year and a kind it tells of the plan itself.
    """
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.reports.rendering import FORMATS

    folder = find_data_folder(Path.cwd(), data)
    project = load_project(folder)
    if not is_sound(project):
        return 1
    chosen_kind = kind or (ReportKind.ANNUAL if year else None)
    formats = (report_format.value,) if report_format else FORMATS
    target = choose_folder(folder, output or _default_folder(folder))
    view, figures = _arrange(project, chosen_kind, year, formats)
    name = f"{chosen_kind.value}-{figures.fiscal_year}" if chosen_kind and figures else "plan"
    write_outputs(
        {
            target / f"{name}.{one}": _render(chosen_kind, one, (view, figures), font, folder)
            for one in formats
        },
        dry_run=dry_run,
    )
    return 0


def _default_folder(data_folder: Path) -> Path:
    folder = data_folder.parent.resolve() / "build"
    refuse_link(folder)
    return folder


def _arrange(
    project: "Project", kind: ReportKind | None, year: int | None, formats: tuple[str, ...]
) -> "tuple[PlanView | YearView, Figures | None]":
    """Give what is told of, and the figures if they are."""
    from taikou_cli.progress.figures import choose_year, compute_figures
    from taikou_cli.reports.plan_view import build_plan_view
    from taikou_cli.reports.year_view import build_year_view

    if not kind and formats != (ReportFormat.JSON,):
        return build_plan_view(project), None
    figures = compute_figures(project, choose_year(project, year))
    return build_year_view(figures) if kind else build_plan_view(project), figures


def _render(
    kind: ReportKind | None,
    output_format: str,
    told: "tuple[PlanView | YearView, Figures | None]",
    font: str | None,
    data_folder: Path,
) -> bytes:
    """Give the content of a file."""
    from taikou_cli.reports.json_report import render_json
    from taikou_cli.reports.rendering import Renderer
    from taikou_cli.reports.template_files import find_own_templates

    view, figures = told
    name = kind.value if kind else "plan"
    if output_format == ReportFormat.PDF:
        from taikou_cli.reports.fonts import choose_fonts
        from taikou_cli.reports.pdf import render_pdf

        return render_pdf(name, view, choose_fonts(font))
    if output_format == ReportFormat.JSON and figures:
        return render_json(name, view.plan, figures).encode("utf-8")
    return (
        Renderer(find_own_templates(data_folder)).render(name, output_format, view).encode("utf-8")
    )
