"""What `taikou form import` says: what is wrong where, what both sides say, what changes."""

from collections.abc import Iterator
from itertools import takewhile

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers, reveal_controls
from taikou_cli.changes import words
from taikou_cli.changes.compare_plans import compare_plans
from taikou_cli.cli.console import paint, write
from taikou_cli.forms.excel.returned import Complaint, ReturnedForm
from taikou_cli.forms.layout.division_items import name_division
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.importing import Imported, Outcome
from taikou_cli.forms.returns.item_return import Filled
from taikou_cli.model.year_part import name_part
from taikou_cli.project.project import Project

_LONGEST = 200
_CONTEXT = 20


def print_refusal(file: str, error: TaikouError) -> None:
    """Say why a file is not taken in at all."""
    print_complaint(Complaint(file, error.message, error.hint), "エラー:", "error")


def print_outcome(project: Project, outcome: Outcome) -> None:
    """Say what came of one form."""
    form, word = outcome.form, project.words.short.item
    whom = _name_sender(project, form)
    head = f"■ {_clean(form.file)}（{form.fiscal_year}年度、{_clean(whom)}）"
    write(paint(head, "place") + "\n")
    for notice in outcome.notices:
        print_complaint(notice, "確認:", "info")
    for warning in outcome.warnings:
        print_complaint(warning, "警告:", "warning")
    for complaint in outcome.complaints:
        print_complaint(complaint, "エラー:", "error")
    for conflict in outcome.conflicts:
        print_conflict(conflict)
    if form.lost_items:
        numbers = list_numbers(n for n in form.lost_items if n)
        write(f"  {word}{numbers}のシートがありません。変更なしとして扱います。\n")
    if outcome.refused:
        write(f"  取り込まない{word}： {list_numbers(n for n in outcome.refused if n)}\n")
    taken = list_numbers(item for item in outcome.taken if item)
    changed = sum(outcome.count_changes(item) for item in outcome.taken)
    write(f"  取り込む{word}： {taken or 'なし'}（変わる値 {changed}件）\n")


def _name_sender(project: Project, form: ReturnedForm) -> str:
    if form.kind is FormKind.COMMITTEE:
        return "委員"
    if form.kind is FormKind.BODY and project.organization:
        names = {body.id: body.name for body in project.organization.content.bodies}
        return names.get(form.division, project.words.office)
    name = name_division(project, form.fiscal_year, form.division)
    return f"{name}、{name_part(form.as_of)}の報告" if form.as_of else name


def print_conflict(conflict: Filled) -> None:
    """Show both sides of a value that changed in the plan and in the form."""
    ours, theirs = _around_difference(conflict.ours or "（空）", conflict.theirs or "（空）")
    write(
        f"  {paint('両方で変更:', 'warning')} {_clean(conflict.place)}: {_clean(conflict.label)}\n"
        f"    今のデータ： {_clean(ours)}\n"
        f"    様式　　　： {_clean(theirs)}\n"
    )


def _around_difference(*texts: str) -> Iterator[str]:
    """Leave out how long texts begin alike: what differs must be seen."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    start = max(0, alike - _CONTEXT)
    for text in texts:
        yield f"…{text[start:]}" if start and max(map(len, texts)) > _LONGEST else text


def print_summary(project: Project, imported: Imported, *, dry_run: bool) -> None:
    """Print what changes, as `taikou diff` does, and what to do about the rest."""
    if imported.contents:
        write(words.render_text(compare_plans(project, imported.after), paint))
    else:
        write("データに変わりはありません。\n")
    if any(outcome.conflicts for outcome in imported.outcomes):
        write(
            "両方で変わったところは、「--theirs」（様式の値）か「--ours」（今のデータの値）を付けて、"
            "もう一度取り込んでください。「--item 番号」で項目ごとに選べます。\n"
        )
    if any(outcome.held_back for outcome in imported.outcomes):
        write("誤りのない項目だけを取り込むには、「--partial」を付けてください。\n")
    if dry_run and imported.contents:
        write("「--dry-run」のため、書き込んでいません。\n")


def print_complaint(complaint: Complaint, word: str, role: str) -> None:
    """Say something of a place in a workbook, and the way out."""
    write(
        f"  {paint(word, role)} {_clean(complaint.place)}: {_clean(complaint.message)}\n",
        to_stderr=role == "error",
    )
    if complaint.hint:
        write(
            f"    {paint('直し方:', 'frame')} {_clean(complaint.hint)}\n", to_stderr=role == "error"
        )


def _clean(text: str) -> str:
    line = reveal_controls(text).replace("\n", "⏎")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
