"""`taikou validate`: check the plan and say what is wrong, where, and what to do."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.cli.cells import count_cells
from taikou_cli.cli.console import paint, write, write_document, write_error
from taikou_cli.cli.options import DataOption

if TYPE_CHECKING:
    from taikou_cli.base.findings import CheckResult

HELP = "大綱のデータを検査し、誤りの場所と直し方を示します。"
EXAMPLE = "例： taikou validate --format json"


class OutputFormat(StrEnum):
    """How the findings are printed; each but `text` is a file of `output/`."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    RDJSON = "rdjson"


def validate(
    data: DataOption = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="出力の形式。")
    ] = OutputFormat.TEXT,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="番号", help="行う検査（TK421、TK4など）。", show_default=False
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="番号", help="行わない検査。", show_default=False),
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(
            "--severity",
            metavar="番号=重さ",
            help="重さの変更（TK502=error。重さは error、warning、info）。",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="警告も誤りとして扱います（終了コード1）。")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="情報も1件ずつ表示します。")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="全角の数字や改行など、安全に直せるものを直します。")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="--fixで変わる行を示すだけで、書き込みません。")
    ] = False,
) -> int:
    """Check everything; 0 fine, 1 errors (or warnings with `--strict`)."""
    from taikou_cli.checks.check_folder import check_folder
    from taikou_cli.cli.rule_choice import read_choice
    from taikou_cli.project.project import find_data_folder

    given = read_choice(select, ignore, severity)._replace(is_strict=strict)
    folder = find_data_folder(Path.cwd(), data)
    if fix or diff:
        from taikou_cli.cli import fixing

        fixing.fix(folder, preview=diff)
    result = check_folder(
        folder, given, place_infos=verbose or output_format is not OutputFormat.TEXT
    )
    _print(result, output_format, folder, verbose=verbose)
    return 1 if result.has_failed else 0


def _print(
    result: "CheckResult", output_format: OutputFormat, folder: Path, *, verbose: bool
) -> None:
    from importlib import import_module

    from taikou_cli.cli import ci

    if output_format is OutputFormat.TEXT:
        from taikou_cli.output import text

        write(text.render(result, text.Screen(paint, count_cells), verbose=verbose))
    else:
        shown = result if output_format is OutputFormat.JSON else ci.rebase(result, folder)
        write_document(import_module(f"taikou_cli.output.{output_format}").render(shown))
    if problem := ci.write_summary(result):
        write_error(problem, "GITHUB_STEP_SUMMARY のファイルに書き込めるかを確かめてください。")
