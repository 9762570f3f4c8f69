"""`taikou status`: what is registered, how a year's evaluations stand, and who is late."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.japan_day import today
from taikou_cli.cli.console import build_console, write_document
from taikou_cli.cli.options import DataOption, YearOption
from taikou_cli.cli.soundness import warn_of_unread

HELP = "大綱の登録の状況と、年度評価の進み具合を示します。"
EXAMPLE = "例： taikou status --year 令和7"


class StatusFormat(StrEnum):
    """How the state is printed."""

    TEXT = "text"
    JSON = "json"


def status(
    data: DataOption = None,
    year: YearOption = None,
    output_format: Annotated[
        StatusFormat, typer.Option("--format", help="出力の形式。jsonは集計の全部です。")
    ] = StatusFormat.TEXT,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            metavar="日付",
            formats=["%Y-%m-%d"],
            help="遅れをこの日で判断します（省略時は今日）。",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Show the dashboard; 0 even where something is missing or late."""
    from taikou_cli.checks.check_plan import check_plan
    from taikou_cli.progress.figures import choose_year, compute_figures
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.work.late_items import describe_late, list_late

    folder = find_data_folder(Path.cwd(), data)
    project = load_project(folder)
    figures = compute_figures(project, choose_year(project, year))
    warn_of_unread(project)
    as_of = day.date() if day else today()
    late = list_late(figures, folder, as_of)
    if output_format is StatusFormat.JSON:
        from taikou_cli.base.printed_json import dump_json
        from taikou_cli.progress.contract import describe_year

        told = {"late": [describe_late(one) for one in late]}
        write_document(dump_json(describe_year(figures) | told))
        return 0
    from taikou_cli.cli import dashboard

    console = build_console()
    dashboard.print_plan(console, figures.project if year else project)
    if year or project.evaluated_years():
        dashboard.print_year(console, figures, late, as_of)
    dashboard.print_findings(console, check_plan(project))
    return 0
