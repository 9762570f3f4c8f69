"""Reminds the divisions of what is missing in a year: drafts of mails, and the deadlines."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.forms.excel.workbook_writing import write_workbook
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.division_items import divisions_of
from taikou_cli.forms.layout.selection import Selection
from taikou_cli.forms.layout.sheets import Form, FormKind
from taikou_cli.forms.returns.receipts import load_receipts, receipts_folder
from taikou_cli.model.plan import Plan
from taikou_cli.model.workflow import Stage
from taikou_cli.progress.figures import choose_year
from taikou_cli.progress.workflow import deadlines_of
from taikou_cli.project.as_of import as_of
from taikou_cli.project.loading import load_project
from taikou_cli.work.deadline_calendar import Deadline, render_calendar
from taikou_cli.work.missing_items import MissingPart, list_missing
from taikou_cli.work.reminder_mail import Attachment, render_mail
from taikou_cli.work.soundness import refuse_unread


class Reminders(NamedTuple):
    """What is to be written, by whole paths; whom it reminds, and how many deadlines it tells."""

    files: dict[Path, bytes]
    divisions: tuple[str, ...]
    deadlines: int


def make_reminders(folder: Path, target: Path, year: int | None, day: date | None) -> Reminders:
    """Write a draft for each division that something is missing of, and the calendar.

    Args:
        folder: The folder that holds `plan.yaml`.
        target: The folder that they shall lie in.
        year: The fiscal year; None for the one that is being evaluated.
        day: The day as of which a deadline has passed; None says of none that it has.

    Raises:
        TaikouError: A file of the plan or a record of returns cannot be read, or an evaluation
            has no file yet.
    """
    project = load_project(folder)
    refuse_unread(project)
    chosen = choose_year(project, year)
    plan = as_of(project, chosen).require_outline()
    receipts = load_receipts(receipts_folder(folder, chosen))
    returned = {one.item for one in receipts if one.kind == FormKind.DIVISION}
    files, reminded = {}, []
    for division, numbers in divisions_of(project, chosen).items():
        missing = list_missing(project, chosen, numbers, returned)
        if not missing:
            continue
        lacking = {one.item.number for part in missing for one in part.items}
        selection = Selection(division=division, items=tuple(n for n in numbers if n in lacking))
        (form,) = build_forms(project, chosen, selection)
        text = _write_text(plan, form, missing, day)
        subject = f"{plan.title}　{chosen}年度評価の記入のお願い（{form.name}）"
        attached = Attachment(form.file_name, write_workbook(form))
        name = form.file_name.removesuffix(".xlsx")
        files[target / f"{name}.txt"] = text.encode("utf-8")
        files[target / f"{name}.eml"] = render_mail(subject, text, attached)
        reminded.append(form.name)
    deadlines = list(_list_deadlines(plan, chosen))
    if deadlines:
        name = f"{plan.title}　{chosen}年度評価の期限"
        files[target / f"{chosen}年度評価_期限.ics"] = render_calendar(name, deadlines)
    return Reminders(files, tuple(reminded), len(deadlines))


def _write_text(plan: Plan, form: Form, missing: Sequence[MissingPart], day: date | None) -> str:
    year = form.fiscal_year
    lines = [plan.notice, ""] if plan.notice else []
    # Items without a division are the office's own.
    lines += [f"{form.name if form.division else plan.words.office}　御担当者様", ""]
    named = plan.fiscal_years.name(year)
    lines += [f"{plan.title}の{named}の評価に、まだ記入のないところがあります。"]
    lines += ["添付の様式に記入して、返送してください。"]
    for part in missing:
        due = _tell_deadline(plan, year, part.stage, day)
        lines += ["", f"■「{part.stage.name}」まで{due}"]
        for one in part.items:
            came = "様式は返送済み" if one.is_returned else "様式は未着"
            lines += [f"{plan.words.item}{one.item.sign}　{one.item.title}（{came}）"]
            lines += [f"　・{lack}" for lack in one.lacks]
    if contact := plan.publication.contact:
        lines += ["", f"問合せ先：{contact}"]
    return "".join(f"{reveal_controls(line)}\n" for line in lines)


def _tell_deadline(plan: Plan, year: int, stage: Stage, day: date | None) -> str:
    deadline = deadlines_of(plan, year).get(stage.id)
    if deadline is None:
        return ""
    passed = "。期限を過ぎています" if day is not None and day > deadline else ""
    return f"（期限　{deadline.year}年{deadline.month}月{deadline.day}日{passed}）"


def _list_deadlines(plan: Plan, year: int) -> Iterator[Deadline]:
    deadlines = deadlines_of(plan, year)
    notice = f"（{plan.notice}）" if plan.notice else ""
    for stage in plan.workflow:
        if stage.id in deadlines:
            key = f"{plan.government}\n{plan.title}\n{year}\n{stage.id}"
            summary = f"{plan.title}　{year}年度評価「{stage.name}」の期限{notice}"
            yield Deadline(key, deadlines[stage.id], summary)
