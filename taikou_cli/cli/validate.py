"""`taikou validate`: check the plan and say what is wrong, where, and what to do."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.console import paint, write
from taikou_cli.cli.options import DataOption

HELP = "大綱のデータを検査し、誤りの場所と直し方を示します。"
EXAMPLE = "例： taikou validate --format json"


class OutputFormat(StrEnum):
    """How the findings are printed."""

    TEXT = "text"
    JSON = "json"


def validate(
    data: DataOption = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="出力の形式。")
    ] = OutputFormat.TEXT,
    strict: Annotated[
        bool, typer.Option("--strict", help="警告も誤りとして扱います（終了コード1）。")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="情報も1件ずつ表示します。")
    ] = False,
) -> int:
    """Check everything; 0 fine, 1 errors (or warnings with `--strict`)."""
    from taikou_cli.base.findings import Severity
    from taikou_cli.checks.engine import run_checks
    from taikou_cli.checks.registry import load_rules
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder

    project = load_project(find_data_folder(Path.cwd(), data))
    result = run_checks(project, load_rules())
    if output_format is OutputFormat.JSON:
        from taikou_cli.output import json

        write(json.render(result))
    else:
        from taikou_cli.output import text

        write(text.render(result, paint, verbose=verbose))
    failed = result.count_of(Severity.ERROR) or (strict and result.count_of(Severity.WARNING))
    return 1 if failed else 0
