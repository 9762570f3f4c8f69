"""Takes in what somebody typed for a whole form: a committee's, a body's or the office's."""

from collections.abc import Iterable

from taikou_cli.forms.excel.key_sheet import FieldKey
from taikou_cli.forms.excel.raw_cell import Raw
from taikou_cli.forms.excel.returned import ReturnedCell, ReturnedForm
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.cell_text import escape_cell
from taikou_cli.forms.layout.fields import Field
from taikou_cli.forms.layout.selection import choose_forms
from taikou_cli.forms.layout.sheets import Form, FormKind
from taikou_cli.forms.returns.importing import Side, Snapshot
from taikou_cli.project.project import Project
from taikou_cli.work.form_intake import Returned, take_in
from taikou_cli.work.typed_fields import Taken, Typed, place_of_field


def find_form(project: Project, year: int, whom: str) -> Form:
    """Give the form of a year that somebody other than the divisions fills in.

    Args:
        project: The plan.
        year: The evaluated year.
        whom: `committee`, `office` or the id of a body.

    Raises:
        TaikouError: There is no such body, or an evaluation that the form shows has no file yet.
    """
    return build_forms(project, year, choose_forms(whom))[0]


def place_in_form(field: Field) -> str:
    """Name the place of a field on the page of a form: its item, 0 for the whole, and its address."""
    return place_of_field((str(field.item), *field.address))


def take_form(plan: Snapshot, form: Form, typed: Iterable[Typed]) -> Taken:
    """Merge what was typed into the evaluations, and hold the result against the rules.

    Args:
        plan: The plan as it is now.
        form: The form as it is now.
        typed: What was typed, each address beginning with its item.
    """
    typed = tuple(typed)
    places = {place_in_form(field) for field in form.fields}
    cells = tuple(_as_cell(one) for one in typed if place_of_field(one.address) in places)
    sent = ReturnedForm(
        "", form.kind, form.fiscal_year, form.division, form.plan, cells, (), {}, {}
    )
    returned = Returned(plan, form.fiscal_year, (sent,), (), (), ())
    settled = _list_settled(form, typed)
    imported = take_in(
        returned,
        lambda _form, _item, one: Side.THEIRS if one.place in settled else Side.OURS,
        is_partial=False,
    )
    (outcome,) = imported.outcomes
    changed = [(item, one.label) for item, edits in outcome.edits.items() for one in edits]
    item = plan.project.words.item
    ours = tuple(c for one in outcome.items for c in one.conflicts if c.place not in settled)
    return Taken(
        imported.contents,
        tuple(f"{item}{number}の{label}" if number else label for number, label in changed),
        ours,
        tuple(outcome.complaints),
        tuple(outcome.notices),
        tuple(outcome.warnings),
    )


def _list_settled(form: Form, typed: Iterable[Typed]) -> set[str]:
    """Give the places of what a member says in the stead of what the member said before.

    Other values bring along which one was seen; an opinion is known by its member and meeting.
    """
    if form.kind is not FormKind.COMMITTEE:
        return set()
    return {place_of_field(one.address) for one in typed if one.is_settled}


def _as_cell(typed: Typed) -> ReturnedCell:
    place, (item, *address) = place_of_field(typed.address), typed.address
    key = FieldKey("", int(item), tuple(address), typed.base, typed.subject, "", place, "")
    return ReturnedCell(key, place, Raw(escape_cell(typed.text) or None))
