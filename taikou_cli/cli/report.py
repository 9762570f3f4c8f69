"""`taikou report`: the plan, or a year's evaluations, as Markdown, HTML and JSON."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.cli.options import DataOption, DryRunOption, YearOption
from taikou_cli.cli.soundness import is_sound
from taikou_cli.cli.writing import choose_folder, write_outputs

if TYPE_CHECKING:
    from taikou_cli.project.project import Project

HELP = "大綱の内容や、年度の評価の報告書を作ります。"
EXAMPLE = "例： taikou report --year 令和7 --format html -o 報告書"


class ReportFormat(StrEnum):
    """What kind of file is written."""

    MD = "md"
    HTML = "html"
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
        typer.Option("--format", help="作る形式。省くとmdとhtmlを作ります。", show_default=False),
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
    texts = _render(project, chosen_kind, year, formats)
    target = choose_folder(folder, output or folder.parent / "build")
    files = {target / name: text.encode("utf-8") for name, text in texts.items()}
    write_outputs(files, dry_run=dry_run)
    return 0


def _render(
    project: "Project", kind: ReportKind | None, year: int | None, formats: tuple[str, ...]
) -> dict[str, str]:
    """Give the text of each file by its name."""
    from taikou_cli.progress.figures import choose_year, compute_figures
    from taikou_cli.reports.json_report import render_json
    from taikou_cli.reports.plan_view import PlanView, build_plan_view
    from taikou_cli.reports.rendering import render
    from taikou_cli.reports.year_view import YearView, build_year_view

    view: PlanView | YearView = build_plan_view(project)
    name, template = "plan", "plan"
    figures = None
    if kind or formats == (ReportFormat.JSON,):
        figures = compute_figures(project, choose_year(project, year))
    if kind and figures:
        name, template = f"{kind.value}-{figures.fiscal_year}", kind.value
        view = build_year_view(project, figures)
    return {
        f"{name}.{one}": render_json(template, view.plan, figures)
        if one == ReportFormat.JSON and figures
        else render(template, one, view)
        for one in formats
    }
