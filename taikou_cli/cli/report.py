"""`taikou report`: the plan, or a year's evaluations, as Markdown, HTML, PDF and JSON."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.options import DataOption, DryRunOption, FontOption, YearOption
from taikou_cli.cli.soundness import is_sound
from taikou_cli.cli.writing import choose_folder, refuse_link, write_outputs
from taikou_cli.reports.document.kinds import list_names

if TYPE_CHECKING:
    from taikou_cli.project.project import Project

HELP = "大綱の内容や、年度の評価の報告書を作ります。"
EXAMPLE = "例： taikou report --year 令和7 --format html -o 報告書"


class ReportFormat(StrEnum):
    """What kind of file is written."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


TEXT_FORMATS = (ReportFormat.MD, ReportFormat.HTML)
"""The formats that are written where none is named."""


def _read_kind(name: str) -> str:
    if name not in list_names():
        raise TaikouError(
            "オプション「--kind」の値が正しくありません。",
            f"使える値は {'、'.join(list_names())} です。",
        )
    return name


_read_kind.__name__ = "種類"


def report(
    data: DataOption = None,
    year: YearOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="種類",
            parser=_read_kind,
            autocompletion=list_names,
            help=f"{'、'.join(list_names())} のどれか。省くと、年度があれば annual、なければ plan。",
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
    from taikou_cli.progress.figures import choose_year
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.reports.document.registry import find_kind

    folder = find_data_folder(Path.cwd(), data)
    project = load_project(folder)
    if not is_sound(project):
        return 1
    chosen = find_kind(kind or ("annual" if year else "plan"))
    formats = (report_format,) if report_format else TEXT_FORMATS
    target = choose_folder(folder, output or _default_folder(folder))
    name = chosen.name_file(choose_year(project, year))
    write_outputs(
        {
            target / f"{name}.{one.value}": _render(chosen.name, one, (project, year), font)
            for one in formats
        },
        dry_run=dry_run,
    )
    return 0


def _default_folder(data_folder: Path) -> Path:
    folder = data_folder.parent.resolve() / "build"
    refuse_link(folder)
    return folder


def _render(
    kind: str, report_format: ReportFormat, told: "tuple[Project, int | None]", font: str | None
) -> bytes:
    """Give the content of a file."""
    from taikou_cli.reports.document.registry import build_report

    project, year = told
    if report_format is ReportFormat.JSON:
        return _render_json(kind, project, year)
    document = build_report(kind, project, year)
    if report_format is ReportFormat.MD:
        from taikou_cli.reports.writers.markdown import write_markdown

        return write_markdown(document).encode("utf-8")
    from taikou_cli.reports.template_files import TemplateFiles, find_own_templates

    own = find_own_templates(project.folder)
    if report_format is ReportFormat.HTML:
        from taikou_cli.reports.writers.html import HtmlWriter

        return HtmlWriter(own).write(document).encode("utf-8")
    from taikou_cli.reports.fonts import choose_fonts
    from taikou_cli.reports.writers.typst import write_pdf

    return write_pdf(document, TemplateFiles(own), choose_fonts(font))


def _render_json(kind: str, project: "Project", year: int | None) -> bytes:
    from taikou_cli.progress.figures import choose_year, compute_figures
    from taikou_cli.project.as_of import as_of
    from taikou_cli.reports.json_report import render_json

    then = as_of(project, choose_year(project, year))
    figures = compute_figures(then, choose_year(project, year))
    return render_json(kind, then.require_outline(), figures).encode("utf-8")
