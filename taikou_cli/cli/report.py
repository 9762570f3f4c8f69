"""`taikou report`: the plan and its current state as Markdown and HTML."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.console import paint, write
from taikou_cli.cli.options import DataOption
from taikou_cli.cli.writing import name_path

if TYPE_CHECKING:
    from taikou_cli.project.project import Project

HELP = "大綱と現在の状況の報告書をMarkdownとHTMLで作ります。"
EXAMPLE = "例： taikou report --format html -o 報告書"


class ReportFormat(StrEnum):
    """What kind of file is written."""

    MD = "md"
    HTML = "html"


def report(
    data: DataOption = None,
    report_format: Annotated[
        ReportFormat | None,
        typer.Option("--format", help="作る形式。省くと両方を作ります。", show_default=False),
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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="書き込まず、作るファイルの名前だけを示します。")
    ] = False,
) -> int:
    """Write the report; 1 and nothing written if the data has errors."""
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.reports.plan_view import build_plan_view
    from taikou_cli.reports.rendering import FORMATS, render_plan
    from taikou_cli.store.atomic_write import write_file

    folder = find_data_folder(Path.cwd(), data)
    project = load_project(folder)
    if not _is_sound(project):
        return 1
    view = build_plan_view(project)
    target = _choose_target(folder, output)
    chosen = (report_format.value,) if report_format else FORMATS
    rendered = {target / f"plan.{name}": render_plan(view, name) for name in chosen}
    for path, text in rendered.items():
        if not dry_run:
            write_file(path, text.encode("utf-8"))
        write(f"{'作る予定です' if dry_run else '作りました'}： {name_path(path)}\n")
    return 0


def _is_sound(project: "Project") -> bool:
    """Print the errors if there are any: what cannot be trusted is not published."""
    from taikou_cli.base.findings import Severity
    from taikou_cli.checks.engine import run_checks
    from taikou_cli.checks.registry import load_rules
    from taikou_cli.output import text

    result = run_checks(project, load_rules())
    if not result.count_of(Severity.ERROR):
        return True
    write(text.render(result, paint), to_stderr=True)
    write(
        "誤りがあるため、報告書は作りませんでした。直してからもう一度実行してください。\n",
        to_stderr=True,
    )
    return False


def _choose_target(folder: Path, output: Path | None) -> Path:
    target = (output or folder.parent / "build").resolve()
    if target == folder or folder in target.parents:
        raise TaikouError(
            f"「{target}」は大綱のデータのフォルダーの中です。",
            "「-o」で別のフォルダーを指定してください。",
        )
    if target.exists() and not target.is_dir():
        raise TaikouError(
            f"「{target}」はフォルダーではありません。", "「-o」でフォルダーを指定してください。"
        )
    return target
