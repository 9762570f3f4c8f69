"""`taikou status`: what of the plan is registered and what is missing, on one screen."""

from pathlib import Path
from typing import TYPE_CHECKING

from taikou_cli.cli.console import Words, build_console
from taikou_cli.cli.options import DataOption

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from taikou_cli.base.findings import CheckResult
    from taikou_cli.reports.plan_view import PlanView, Tally

HELP = "大綱の登録の状況を、目標ごとに一覧で示します。"
EXAMPLE = "例： taikou status --data examples/demo/data"


def status(data: DataOption = None) -> int:
    """Show the dashboard; 0 even where something is missing."""
    from taikou_cli.checks.engine import run_checks
    from taikou_cli.checks.registry import load_rules
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.reports.plan_view import build_plan_view

    project = load_project(find_data_folder(Path.cwd(), data))
    view = build_plan_view(project)
    console = build_console()
    _print_heading(console, view)
    console.print(_build_table(view))
    _print_missing(console, view)
    _print_findings(console, run_checks(project, load_rules()))
    return 0


def _print_heading(console: "Console", view: "PlanView") -> None:
    from taikou_cli.base.fiscal_year import format_fiscal_year

    plan = view.plan
    if plan.fictitious:
        console.print("【架空のデータ】実在の団体のものではありません。", style="bold yellow")
    console.print(Words(plan.title, "bold"))
    console.print(
        f"推進期間 {format_fiscal_year(plan.period.first_year)}～{format_fiscal_year(plan.period.last_year)}"
    )


def _build_table(view: "PlanView") -> "RenderableType":
    from rich import box
    from rich.table import Table

    table = Table(box=box.HORIZONTALS, expand=False, pad_edge=False, title=None)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("目標")
    for heading in ("方針", "実施項目", "★", "取組所属", "取組", "KPI"):
        table.add_column(heading, justify="right", no_wrap=True)
    for goal in view.goals:
        table.add_row(
            str(goal.goal.number),
            Words(goal.goal.title),
            str(len(goal.policies)),
            *_cells(goal.tally),
        )
    table.add_section()
    table.add_row("", "計", str(len(view.policies)), *_cells(view.tally))
    return table


def _cells(tally: "Tally") -> list[str]:
    registered = (tally.divisions, tally.actions, tally.kpis)
    return [
        str(tally.items),
        str(tally.data_plan),
        *(f"{count}/{tally.items}" for count in registered),
    ]


def _print_missing(console: "Console", view: "PlanView") -> None:
    tally = view.tally
    if tally.is_complete:
        console.print(
            "すべての実施項目に取組所属・具体的な取組・KPIが登録されています。", style="green"
        )
        return
    missing = {"取組所属": tally.divisions, "具体的な取組": tally.actions, "KPI": tally.kpis}
    parts = [
        f"{name} {tally.items - count}項目"
        for name, count in missing.items()
        if count < tally.items
    ]
    console.print(f"未登録： {'、'.join(parts)}", style="yellow")
    console.print("実施計画が定まったら data/items/ の各ファイルに記入してください。")


def _print_findings(console: "Console", result: "CheckResult") -> None:
    from taikou_cli.base.findings import Severity

    errors, warnings = result.count_of(Severity.ERROR), result.count_of(Severity.WARNING)
    if errors or warnings:
        console.print(
            f"検査： エラー {errors}件、警告 {warnings}件（「taikou validate」で確かめてください）",
            style="bold red",
        )
    else:
        console.print("検査： 誤りはありません", style="green")
