"""Values of the plan's own files on a form of the year: fields that who fills it in is asked for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taikou_cli.forms.layout.assessor import OFFICE, Assessor
from taikou_cli.forms.layout.field_rows import FieldRows
from taikou_cli.forms.layout.fields import OF_GOALS, OF_ITEM, OF_PLAN, Address, Field
from taikou_cli.forms.layout.sheets import Line, Role, Sheet
from taikou_cli.model.branches import Branch, list_paths
from taikou_cli.model.catalogue import Entry
from taikou_cli.model.goals import Goal
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.progress.standing import ItemStanding

_TITLE = "計画の欄"
_HEADER = ("対象", "欄", "記入欄")
_WIDTHS = (44, 26, 50)


class Subject(NamedTuple):
    """A record of the plan that may have declared fields.

    Attributes:
        name: What it is called on the form.
        record: The record.
        address: Where it stands.
        item: The number of its item; 0 if it is of none.
    """

    name: str
    record: Record
    address: Address
    item: int = 0


def ask_of_plan(plan: Plan, subject: Subject, entry: Entry) -> Field:
    """Give the field of the form on which a record is asked for a declared field."""
    rows = FieldRows(plan.words, subject.item, type(subject.record), subject.address)
    return rows.ask(entry, subject.record)


def build_plan_value_sheets(
    plan: Plan,
    branches: Sequence[Branch],
    standings: Sequence[ItemStanding],
    assessor: Assessor,
) -> Iterator[Sheet]:
    """Build the sheet of what a body is asked of the plan, its parts and items, if of anything.

    The office has the plan's workbook for it.
    """
    lines = tuple(
        Line(Role.ROW, (name, field.label, field))
        for name, field in _iter_fields(plan, branches, standings, assessor.id)
        if assessor.id != OFFICE
    )
    if lines:
        head = Line(Role.TITLE, (_TITLE,)), Line(Role.HEADER, _HEADER)
        yield Sheet(_TITLE, _WIDTHS, (*head, *lines), repeated=2, is_landscape=True)


def _iter_fields(
    plan: Plan, branches: Sequence[Branch], standings: Sequence[ItemStanding], asked_of: str
) -> Iterator[tuple[str, Field]]:
    items = (subject for one in standings for subject in _iter_parts(plan, one.item))
    whole = Subject(plan.title, plan, (OF_PLAN,))
    for subject in (whole, *_iter_levels(plan, branches), *items):
        for entry in plan.declared_for(subject.record):
            if entry.asked_of == asked_of:
                yield subject.name, _place(plan, ask_of_plan(plan, subject, entry))


def _place(plan: Plan, field: Field) -> Field:
    """Give the address of a value of the outline, which stands beside the field's declaration."""
    if field.address[0] != OF_PLAN:
        return field
    about = next(one for one in plan.fields if (one.on, one.id) == ("plan", field.address[-1]))
    return field._replace(address=(OF_PLAN, "fields", about.identity, "value"))


def _iter_levels(plan: Plan, branches: Sequence[Branch]) -> Iterator[Subject]:
    for path in list_paths(branches):
        branch = path[-1]
        address = (OF_GOALS, *(step for one in path for step in one.address))
        yield Subject(branch.name_in(plan.words), branch.part, address)
        for kgi in branch.part.kgis if isinstance(branch.part, Goal) else ():
            yield Subject(f"KGI　{kgi.name}", kgi, (*address, "kgis", kgi.id))


def _iter_parts(plan: Plan, item: Item) -> Iterator[Subject]:
    number, name = item.number, f"{plan.words.item}{item.sign}　{item.title}"
    yield Subject(name, item, (OF_ITEM,), number)
    for action in item.actions:
        of = f"{name}\n{plan.words.short.action}　{action.title}"
        yield Subject(of, action, (OF_ITEM, "actions", action.id), number)
    for kpi in item.kpis:
        yield Subject(f"{name}\nKPI　{kpi.name}", kpi, (OF_ITEM, "kpis", kpi.id), number)
