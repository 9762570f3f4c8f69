"""Returned forms → what would come of them, field by field."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.forms.excel.returned import ReturnedForm
from taikou_cli.forms.layout.division_items import name_division
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.importing import Imported, Outcome
from taikou_cli.project.project import Project
from taikou_cli.web.asked import Asked, Upload
from taikou_cli.web.tried import (
    Dispute,
    FileTold,
    Tried,
    lay_out_dispute,
    list_remarks,
    mark_outcome,
    side_chosen,
    tell_difference,
)
from taikou_cli.work.form_intake import Returned, read_sent, save_intake, take_in

_PARTIAL = "partial"


def try_forms(folder: Path, uploads: tuple[Upload, ...], year: int, asked: Asked) -> Tried:
    """Hold forms against the plan and the rules, with the sides that were chosen.

    Args:
        folder: The folder that holds `plan.yaml`.
        uploads: The forms.
        year: The year that they are of.
        asked: What was chosen.

    Raises:
        TaikouError: The plan cannot be read.
    """
    returned = read_sent(folder, [(one.name, one.content) for one in uploads], year)
    is_partial = bool(asked.field(_PARTIAL))
    imported = take_in(
        returned, lambda _form, _item, one: side_chosen(asked, one.place), is_partial=is_partial
    )
    project, outcomes = returned.plan.project, imported.outcomes
    taken = [(one.form.file, one.taken) for one in outcomes]
    changes = tell_difference(project, imported.after) if imported.contents else ()
    return Tried(
        tuple(_tell(project, one, asked) for one in outcomes),
        tuple((file, error.message, error.hint) for file, error in returned.refused),
        changes,
        mark_outcome(imported.contents, taken, changes),
        # A form in which nothing changed has come back all the same, and is recorded.
        any(one.taken for one in outcomes) and not any(one.conflicts for one in outcomes),
        is_partial or any(one.held_back for one in outcomes),
        is_partial,
        partial(_save, returned, imported),
    )


def _save(returned: Returned, imported: Imported) -> str:
    written = list(save_intake(returned, imported))
    return f"取り込みました（評価のファイル {len(written)}件）。"


def _tell(project: Project, outcome: Outcome, asked: Asked) -> FileTold:
    form = outcome.form
    return FileTold(
        form.file,
        _name_sender(project, form),
        tuple(list_remarks(outcome)),
        tuple(_list_disputes(project, outcome, asked)),
        taken=list_numbers(n for n in outcome.taken if n) or "なし",
        refused=list_numbers(n for n in outcome.refused if n),
        lost=list_numbers(n for n in form.lost_items if n),
        changed=sum(map(outcome.count_changes, outcome.taken)),
    )


def _name_sender(project: Project, form: ReturnedForm) -> str:
    words = project.words
    if form.kind is FormKind.COMMITTEE:
        return form.member or f"{words.committee}の委員"
    if form.kind is FormKind.BODY:
        bodies = project.organization.content.bodies if project.organization else ()
        names = {body.id: body.name for body in bodies}
        return names.get(form.division, words.office)
    return name_division(project, form.fiscal_year, form.division)


def _list_disputes(project: Project, outcome: Outcome, asked: Asked) -> Iterator[Dispute]:
    for item in outcome.items:
        whose = f"{project.words.item}{item.item}の" if item.item else ""
        for one in () if item.faults else item.conflicts:
            label = f"{whose}「{one.label}」"
            yield lay_out_dispute(asked, one.place, label, (one.ours, one.theirs))
