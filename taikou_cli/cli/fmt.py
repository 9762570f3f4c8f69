"""`taikou fmt`: one style for all files of the plan; what they say stays the same."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.cli.console import paint, write
from taikou_cli.cli.options import DataOption
from taikou_cli.work.writing import name_path

if TYPE_CHECKING:
    from taikou_cli.formatting.plan_files import PlanFile

HELP = "データの書き方を一つにそろえます（値とコメントは変えません）。"
EXAMPLE = "例： taikou fmt --diff"

_ROLES = {"-": "error", "+": "ok", "@": "frame", "=": "place"}


def fmt(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[ファイル]...", help="整えるファイル。省くと大綱のすべて。", show_default=False
        ),
    ] = None,
    data: DataOption = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="書き込まず、整っていないファイルがあれば終了コード1。"),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="書き込まず、変わる行を差分で示します。")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="書き込まず、整えるファイルの名前だけを示します。")
    ] = False,
) -> int:
    """Write what changes; 1 if a file had to be left alone, or with `--check` would change."""
    from taikou_cli.cli.locking import writing_to
    from taikou_cli.formatting.plan_files import find_homes, iter_given_paths, iter_plan_paths
    from taikou_cli.project.project import find_data_folder

    folder = None if files else find_data_folder(Path.cwd(), data)
    paths = [*dict.fromkeys(iter_plan_paths(folder) if folder else iter_given_paths(files or []))]
    with ExitStack() as locks:
        for home in find_homes(paths):
            locks.enter_context(writing_to(home, "fmt", dry_run=check or diff or dry_run))
        return _format(paths, check=check, diff=diff, dry_run=dry_run)


def _format(paths: list[Path], *, check: bool, diff: bool, dry_run: bool) -> int:
    from taikou_cli.formatting.plan_files import format_path

    results = [format_path(path) for path in paths]
    for result in results:
        _tell_faults(result)
    changed = [result for result in results if result.changes]
    for result in changed:
        if diff:
            _show_diff(result)
            continue
        if not (check or dry_run):
            _save(result)
        done = "整っていません" if check else "整える予定です" if dry_run else "整えました"
        write(f"{done}： {_name(result)}\n")
    refused = sum(result.formatted.text is None for result in results)
    if not diff:
        write(_sum_up(len(results), len(changed), refused))
    return 1 if refused or (check and changed) else 0


def _tell_faults(result: "PlanFile") -> None:
    told = [
        *((fault, "エラー:", "error") for fault in result.formatted.refusals),
        *((fault, "注意:", "warning") for fault in result.formatted.cautions),
    ]
    for fault, word, role in told:
        place = f"{_name(result)}:{fault.at.line}:{fault.at.column}"
        write(
            f"{paint(word, role)} {place} {reveal_controls(fault.message)}\n"
            f"{paint('直し方:', 'frame')} {reveal_controls(fault.hint)}\n",
            to_stderr=True,
        )


def _name(result: "PlanFile") -> str:
    return name_path(result.path)


def _show_diff(result: "PlanFile") -> None:
    from taikou_cli.formatting.differences import iter_diff_lines

    before, after = result.raw.decode("utf-8"), result.formatted.text or ""
    for sign, text in iter_diff_lines(_name(result), before, after):
        write(f"{paint(text, _ROLES[sign]) if sign in _ROLES else text}\n")


def _save(result: "PlanFile") -> None:
    from taikou_cli.store.atomic_write import edit_file, has_other_names

    is_linked = has_other_names(result.path)
    edit_file(result.path, result.raw, (result.formatted.text or "").encode("utf-8"))
    if is_linked:
        write(
            f"{paint('注意:', 'warning')} {_name(result)} には別の名前（ハードリンク）もあります。"
            "そちらは前の内容のままです。\n",
            to_stderr=True,
        )


def _sum_up(total: int, changed: int, refused: int) -> str:
    left = f"、手を付けられないもの{refused}件" if refused else ""
    if not changed and not refused:
        return f"{total}件のファイルはすべて整っています。\n"
    return f"{total}件のうち、整える所のあるもの{changed}件{left}。\n"
