"""`taikou validate`: check the plan and say what is wrong, where, and what to do."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.cli import ci
from taikou_cli.cli.cells import count_cells
from taikou_cli.cli.console import paint, write, write_document, write_error
from taikou_cli.cli.options import DataOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taikou_cli.base.findings import CheckResult
    from taikou_cli.cli.several_plans import NamedPlan

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
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="フォルダー…",
            help="検査する計画のフォルダー（data/plan.yaml か plan.yaml のあるもの）。いくつでも。",
            show_default=False,
        ),
    ] = None,
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
    from taikou_cli.cli.several_plans import find_plans, join

    given = read_choice(select, ignore, severity)._replace(is_strict=strict)
    plans = find_plans(folders or (), data)
    if fix or diff:
        from taikou_cli.cli import fixing

        for plan in plans:
            fixing.fix(plan.folder, preview=diff)
    is_text = output_format is OutputFormat.TEXT
    place_infos = verbose or not is_text
    checked = ((one, check_folder(one.folder, given, place_infos=place_infos)) for one in plans)
    if is_text:
        results = _write_text(checked, is_one=len(plans) == 1, verbose=verbose)
    else:
        results = [_name_paths(output_format, one, result) for one, result in checked]
        write_document(_render(output_format, join(results)))
    if problem := ci.write_summary(join(results)):
        write_error(problem, "GITHUB_STEP_SUMMARY のファイルに書き込めるかを確かめてください。")
    return 1 if any(one.has_failed for one in results) else 0


def _write_text(
    checked: "Iterable[tuple[NamedPlan, CheckResult]]", *, is_one: bool, verbose: bool
) -> "list[CheckResult]":
    """Print the findings of each plan when it is checked; give them without its texts."""
    from taikou_cli.output import text

    results = []
    for plan, result in checked:
        if not is_one:
            write(f"{paint(f'● {reveal_line(str(plan.named))}', 'place')}\n")
        screen = text.Screen(paint, count_cells)
        write(text.render(result.below(plan.prefix), screen, verbose=verbose))
        results.append(result._replace(texts={}))
    if not is_one:
        write(text.render_total(results, paint))
    return results


def _name_paths(
    output_format: OutputFormat, plan: "NamedPlan", result: "CheckResult"
) -> "CheckResult":
    """Let paths begin where the readers of a format expect it."""
    if output_format is OutputFormat.JSON:
        return result.below(plan.prefix)
    return ci.rebase(result, plan.folder)


def _render(output_format: OutputFormat, result: "CheckResult") -> str:
    from importlib import import_module

    rendered: str = import_module(f"taikou_cli.output.{output_format}").render(result)
    return rendered
