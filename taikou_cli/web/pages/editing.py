"""The plan, to be written: of an item, or what all items share."""

import json
from decimal import Decimal
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import SEVERITY_NAMES
from taikou_cli.forms.excel.cell_reading import read_cell
from taikou_cli.forms.excel.raw_cell import CellError, Raw
from taikou_cli.forms.layout.basics_layout import Basics, title_basics
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.store.yaml_reading import YamlValue
from taikou_cli.web.answers import Answer, go_to
from taikou_cli.web.asked import Asked
from taikou_cli.web.controls import Said, read_typed, say_remarks, show_parts
from taikou_cli.web.outcome import FormPage, describe_form, merge_remarks, tell_saved
from taikou_cli.web.schedules import draw_schedules
from taikou_cli.web.session import NotThereError, Session, View
from taikou_cli.work.typed_fields import save_taken
from taikou_cli.work.typed_plan import (
    Editable,
    edit_basics,
    edit_item,
    place_plan_findings,
    take_part,
    take_plan,
    try_plan,
)

_PARTS = {"actions": ("title", "‹action›"), "kpis": ("name", "KPI")}


def show(session: Session, asked: Asked) -> Answer:
    """Lay out the fields of an item."""
    return _open(session, asked).show(session, asked)


def save(session: Session, asked: Asked) -> Answer:
    """Save what was typed into them."""
    return _open(session, asked).save(session, asked)


def compute(session: Session, asked: Asked) -> Answer:
    """Draw the schedules of an item as they would be; nothing is saved."""
    view, number = session.view(), _read_number(session, asked)
    after = try_plan(view.snapshot, edit_item(view.project, number), read_typed(asked))
    drawn = draw_schedules(after, number) if after else {}
    texts = {
        id_: session.pages.fill("web/schedule.html.j2", {"schedule": figure, "links": {}})
        for id_, figure in drawn.items()
    }
    told = json.dumps({"schedules": texts}, ensure_ascii=False)
    return Answer(told.encode("utf-8"), media="application/json")


def add(session: Session, asked: Asked) -> Answer:
    """Add an action or an indicator; what it says more is written into its fields then."""
    number, kind = _read_number(session, asked), asked.field("kind")
    if kind not in _PARTS:
        raise NotThereError(kind)
    key, name = _PARTS[kind]
    name = session.view().project.words.say(name)
    content = {key: asked.field("name"), **_read_target(asked)}
    with session.writing(f"{name}の追加"):
        view = session.view()
        taken = take_part(view.snapshot, number, kind, content)
        if taken.complaints:
            first = taken.complaints[0]
            raise TaikouError(f"{name}を加えられません。{first.message}", first.hint)
        save_taken(view.snapshot, taken.contents)
    told = session.say(tell_saved(taken._replace(changed=(name,))))
    return go_to(f"/items/{number}/edit?done={told}")


def _read_target(asked: Asked) -> dict[str | int, YamlValue]:
    """Read the unit and the first target of an indicator: it cannot be without one."""
    unit, year, target = (asked.field(name) for name in ("unit", "year", "target"))
    read: dict[str | int, YamlValue] = {"unit": unit} if unit else {}
    if not (year and target):
        return read
    try:
        of = read_cell(_ask("年度", Kind.YEAR), Raw(year)).value
        value = read_cell(_ask("目標値", Kind.AMOUNT)._replace(unit=unit), Raw(target)).value
    except CellError as error:
        raise TaikouError(error.message, error.hint) from error
    aim = value if isinstance(value, int | Decimal) else target
    return {**read, "targets": {of: aim}} if isinstance(of, int) else read


def _ask(label: str, kind: Kind) -> Field:
    return Field(0, ("target",), label, "", kind)


def _open(session: Session, asked: Asked) -> FormPage:
    number = _read_number(session, asked)
    return FormPage(
        f"/items/{number}/edit",
        lambda plan, typed: take_plan(plan, edit_item(plan.project, number), typed),
        lambda view, said: _lay_out(session, view, number, said),
    )


def _read_number(session: Session, asked: Asked) -> int:
    number = asked.number("number")
    if number not in session.view().project.items_by_number():
        raise NotThereError(number)
    return number


def show_basics(session: Session, asked: Asked) -> Answer:
    """Lay out the fields of what all items share."""
    return _open_basics(session, asked).show(session, asked)


def save_basics(session: Session, asked: Asked) -> Answer:
    """Save what was typed into them."""
    return _open_basics(session, asked).save(session, asked)


def _open_basics(session: Session, asked: Asked) -> FormPage:
    if asked.path["name"] not in set(Basics):
        raise NotThereError(asked.path["name"])
    which = Basics(asked.path["name"])
    return FormPage(
        f"/basics/{which}",
        lambda plan, typed: take_plan(plan, edit_basics(plan.project, which), typed),
        lambda view, said: _lay_out_basics(session, view, which, said),
    )


def _lay_out_basics(session: Session, view: View, which: Basics, said: Said) -> Answer:
    edited = edit_basics(view.project, which)
    title = title_basics(which, view.project)
    context = _describe(session, view, edited, said) | {
        "heading": title,
        "address": f"/basics/{which}",
    }
    return session.page("basics", title, context, context["status"])


def _lay_out(session: Session, view: View, number: int, said: Said) -> Answer:
    context = _describe(session, view, edit_item(view.project, number), said)
    context |= {"number": number, "computed": {"schedules": draw_schedules(view.project, number)}}
    title = f"{view.project.words.item}{number}　計画を直す"
    return session.page("editing", title, context, context["status"])


def _describe(session: Session, view: View, edited: Editable, said: Said) -> dict[str, Any]:
    placed = place_plan_findings(view.project, view.result.findings, edited)
    known = merge_remarks(
        *(say_remarks(SEVERITY_NAMES[one.severity], [told]) for one, told in placed.items())
    )
    remarks = said.remarks or known
    parts = show_parts(edited.lines, said._replace(remarks=remarks))
    return {
        "place": "plan",
        "general": remarks.get("", ()),
        "draft": f"{session.folder}|{edited.path}",
        "computed": {"schedules": {}},
        **describe_form(parts, said),
    }
