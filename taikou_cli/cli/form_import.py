"""`taikou form import`: read what came back, check it, write it or say why not."""

import sys
from pathlib import Path

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.cli.console import write
from taikou_cli.cli.form_printing import print_conflict, print_outcome, print_refusal, print_summary
from taikou_cli.cli.locking import writing_to
from taikou_cli.forms.returns.importing import Side
from taikou_cli.forms.returns.item_return import ItemReturn
from taikou_cli.project.project import find_data_folder
from taikou_cli.work.form_intake import IntakeRequest, Returned, read_forms, save_intake, take_in
from taikou_cli.work.writing import name_path

_FOUND, _COULD_NOT = 1, 2
_MOST_NAMED = 10


def choose_side(*, theirs: bool, ours: bool) -> Side | None:
    """Give whose values stand; None where the user has to be asked.

    Raises:
        TaikouError: Both are said.
    """
    if theirs and ours:
        raise TaikouError(
            "「--theirs」と「--ours」は同時に使えません。",
            "どちらか一方にしてください。「--item」で項目ごとに分けて取り込めます。",
        )
    return Side.THEIRS if theirs else Side.OURS if ours else None


def import_files(
    request: IntakeRequest, data: Path | None, side: Side | None, *, is_partial: bool, dry_run: bool
) -> int:
    """Take the files in; nothing is written of a file that is not good."""
    folder = find_data_folder(Path.cwd(), data)
    with writing_to(folder.parent, "form import", dry_run=dry_run):
        returned = read_forms(folder, request)
        _print_left_out(returned)
        project = returned.plan.project
        short = project.words.short.item
        imported = take_in(
            returned,
            lambda form, item: side or _ask(f"{form.file} の{short}{item.item}", item),
            request.why,
            is_partial=is_partial,
        )
        for outcome in imported.outcomes:
            print_outcome(project, outcome)
        for path in () if dry_run else save_intake(returned, imported):
            write(f"書き換えました： {name_path(path)}\n")
    print_summary(project, imported, dry_run=dry_run)
    if returned.refused:
        return _COULD_NOT
    return 0 if all(outcome.is_good for outcome in imported.outcomes) else _FOUND


def _print_left_out(returned: Returned) -> None:
    if others := [reveal_line(name) for name in returned.passed_over]:
        more = f"など{len(others)}件" if len(others) > _MOST_NAMED else ""
        write(f"読み飛ばしました： {'、'.join(others[:_MOST_NAMED])}{more}\n")
    for name, error in returned.refused:
        print_refusal(name, error)


def _ask(name: str, item: ItemReturn) -> Side | None:
    if not _can_ask():
        return None
    for conflict in item.conflicts:
        print_conflict(conflict)
    question = f"{name}： 様式の値にする t、今のデータのまま o、取り込まない Enter"
    answer = str(typer.prompt(question, default="", show_default=False)).strip().lower()
    return {"t": Side.THEIRS, "o": Side.OURS}.get(answer)


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
