"""`taikou form export --for plan` and its way back: the plan in one workbook."""

from pathlib import Path

from taikou_cli.base.errors import TaikouError
from taikou_cli.changes import words
from taikou_cli.changes.compare_plans import compare_plans
from taikou_cli.cli.console import paint, write
from taikou_cli.cli.form_printing import print_complaint, print_refusal
from taikou_cli.cli.locking import writing_to
from taikou_cli.cli.writing import write_outputs
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.returns.importing import Side
from taikou_cli.forms.returns.planbook.importing import Outcome
from taikou_cli.forms.returns.planbook.merged import Conflict
from taikou_cli.project.project import find_data_folder
from taikou_cli.work.plan_book import (
    Done,
    Intake,
    SentBook,
    save_plan_book,
    take_plan_book,
)
from taikou_cli.work.sent_files import read_file
from taikou_cli.work.writing import choose_folder, name_path

WHOM = "plan"
"""Whom the workbook is for, among those of `--for`."""

_FOUND, _COULD_NOT = 1, 2
_DONE = {
    Done.MADE: "作りました",
    Done.CHANGED: "書き換えました",
    Done.REMOVED: "取り除きました",
}


def refuse_choices(**given: object) -> None:
    """Refuse options that choose among forms: the plan's workbook is always whole.

    Raises:
        TaikouError: One is given.
    """
    for name, value in given.items():
        if value:
            raise TaikouError(
                f"「--{name}」は、計画のブック（--for plan）では使えません。",
                f"「--{name}」を外してください。計画のブックには、計画のすべてが入ります。",
            )


def export_plan_book(places: tuple[Path, Path | None], *, dry_run: bool) -> int:
    """Write the workbook: to the first of two places, of the plan in the second."""
    # What writes workbooks takes long to import, and taking them in does without it.
    from taikou_cli.work.plan_book_making import make_plan_book

    output, data = places
    folder = find_data_folder(Path.cwd(), data)
    write_outputs(make_plan_book(folder, choose_folder(folder, output)), dry_run=dry_run)
    return 0


def import_plan_book(path: Path, data: Path | None, side: Side | None, *, dry_run: bool) -> int:
    """Take in a workbook of the plan; give the exit code."""
    folder = find_data_folder(Path.cwd(), data)
    with writing_to(folder.parent, "form import", dry_run=dry_run):
        try:
            book = SentBook(path.name, read_file(path))
            intake = take_plan_book(folder, book, lambda _conflict: side)
        except TaikouError as error:
            print_refusal(path.name, error)
            return _COULD_NOT
        _print_outcome(intake.outcome)
        if not intake.outcome.is_good:
            write("取り込んでいません。データはそのままです。\n")
            return _FOUND
        for done, path_done in () if dry_run else save_plan_book(intake):
            write(f"{_DONE[done]}： {name_path(path_done)}\n")
    _print_changes(intake, dry_run=dry_run)
    return 0


def _print_outcome(outcome: Outcome) -> None:
    write(paint(f"■ {outcome.file}（計画のブック）", "place") + "\n")
    for notice in outcome.notices:
        print_complaint(notice, "確認:", "info")
    for warning in outcome.warnings:
        print_complaint(warning, "警告:", "warning")
    for conflict in outcome.unsettled:
        print_complaint(_explain(conflict), "両方で変更:", "error")
    for complaint in outcome.complaints:
        print_complaint(complaint, "エラー:", "error")


def _explain(conflict: Conflict) -> Complaint:
    message = (
        f"「{conflict.label}」が、書き出した後にデータでも変わっています"
        f"（データ：{conflict.ours or '空'}、ブック：{conflict.theirs or '空'}）。"
    )
    hint = "「--theirs」（ブックの値）か「--ours」（データの値）を付けて取り込み直してください。"
    return Complaint(conflict.place, message, hint)


def _print_changes(intake: Intake, *, dry_run: bool) -> None:
    outcome = intake.outcome
    if not (outcome.contents or outcome.removed):
        write("データに変わりはありません。\n")
        return
    write(words.render_text(compare_plans(intake.plan.project, outcome.after), paint))
    if dry_run:
        write("「--dry-run」のため、書き込んでいません。\n")
