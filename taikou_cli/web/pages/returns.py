"""Returned forms: first what would come of them, then, if that is wanted, taking them in."""

from collections.abc import Callable, Iterator
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.changes.compare_plans import compare_plans
from taikou_cli.forms.excel.returned import ReturnedForm
from taikou_cli.forms.layout.division_items import name_division
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.importing import Imported, Outcome, Side
from taikou_cli.forms.returns.item_return import ItemReturn
from taikou_cli.project.project import Project
from taikou_cli.web.answers import Answer, go_to
from taikou_cli.web.asked import Asked, Upload
from taikou_cli.web.change_words import tell_changes
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.work.form_intake import Returned, read_sent, save_intake, take_in

_PARTIAL = "partial"

Uploads = tuple[Upload, ...]


def try_uploads(session: Session, asked: Asked) -> Answer:
    """Show what would come of the forms; nothing is written."""
    if not asked.uploads:
        raise TaikouError(
            "様式のファイルが選ばれていません。", "返送された Excel の様式を選んでください。"
        )
    year = session.choose_year(session.view().project, asked.field("year"))
    returned, imported = _take(session, asked.uploads, year, asked)
    name = session.keep((year, asked.uploads))
    return _show(session, name, returned, imported)


def take(session: Session, asked: Asked) -> Answer:
    """Take the forms in as they were shown, or show again what stands in the way."""
    kept = session.kept(asked.path["name"])
    if not isinstance(kept, tuple) or not isinstance(kept[-1], tuple):
        raise NotThereError(asked.path["name"])
    year, uploads = kept
    with session.writing("様式の取り込み"):
        returned, imported = _take(session, uploads, year, asked)
        is_asked = any(outcome.conflicts for outcome in imported.outcomes)
        is_good = imported.contents and not is_asked
        written = list(save_intake(returned, imported)) if is_good else []
    if not is_good:
        return _show(session, asked.path["name"], returned, imported)
    told = session.say((f"取り込みました（評価のファイル {len(written)}件）。",))
    return go_to(f"/year?year={year}&done={told}")


def _take(session: Session, uploads: Uploads, year: int, asked: Asked) -> tuple[Returned, Imported]:
    files = [(one.name, one.content) for one in uploads]
    returned = read_sent(session.folder, files, year)
    partial = bool(asked.field(_PARTIAL))
    return returned, take_in(returned, _choose(asked), is_partial=partial)


def _choose(asked: Asked) -> Callable[[ReturnedForm, ItemReturn], Side | None]:
    sides = {"ours": Side.OURS, "theirs": Side.THEIRS}

    def choose(form: ReturnedForm, item: ItemReturn) -> Side | None:
        return sides.get(asked.field(_name_side(form, item.item)))

    return choose


def _name_side(form: ReturnedForm, item: int) -> str:
    return f"side~{item}~{form.file}"


def _show(session: Session, name: str, returned: Returned, imported: Imported) -> Answer:
    project = returned.plan.project
    changes = compare_plans(project, imported.after).changes if imported.contents else ()
    outcomes = imported.outcomes
    context = {
        "place": "year",
        "year": returned.year,
        "address": f"/year/returns/{name}",
        "refused": tuple((file, error.message, error.hint) for file, error in returned.refused),
        "outcomes": tuple(_tell_outcome(project, one) for one in outcomes),
        "changes": tuple(tell_changes(changes)),
        "can_take": bool(imported.contents),
        "can_choose": any(one.conflicts for one in outcomes),
        "can_part": any(one.held_back for one in outcomes),
    }
    return session.page("returns", "返ってきた様式", context)


def _tell_outcome(project: Project, outcome: Outcome) -> dict[str, Any]:
    form = outcome.form
    return {
        "file": form.file,
        "whom": _name_sender(project, form),
        "remarks": tuple(_list_remarks(outcome)),
        "conflicts": tuple(_list_conflicts(outcome)),
        "lost": list_numbers(n for n in form.lost_items if n),
        "refused": list_numbers(n for n in outcome.refused if n),
        "taken": list_numbers(n for n in outcome.taken if n) or "なし",
        "changed": sum(map(outcome.count_changes, outcome.taken)),
    }


def _name_sender(project: Project, form: ReturnedForm) -> str:
    if form.kind is FormKind.COMMITTEE:
        return form.member or "委員"
    bodies = project.organization.content.bodies if project.organization else ()
    names = {body.id: body.name for body in bodies}
    if form.kind is FormKind.BODY:
        return names.get(form.division, form.division)
    return name_division(project, form.fiscal_year, form.division)


def _list_remarks(outcome: Outcome) -> Iterator[tuple[str, str, str, str]]:
    told = (("エラー", outcome.complaints), ("警告", outcome.warnings), ("確認", outcome.notices))
    for severity, complaints in told:
        for one in complaints:
            yield severity, one.place, one.message, one.hint


def _list_conflicts(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for one in outcome.items:
        told = tuple((c.label, c.ours or "（空）", c.theirs or "（空）") for c in one.conflicts)
        if told and set(one.conflicts) & set(outcome.conflicts):
            name = _name_side(outcome.form, one.item)
            yield {"item": one.item, "name": name, "values": told}
