"""A form's lines → what a page shows: the same fields, labels, help and order as in Excel."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.field_values import fingerprint, fingerprint_of, write_value
from taikou_cli.forms.layout.fields import Choice, Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role
from taikou_cli.forms.returns.item_return import Filled
from taikou_cli.web.asked import Asked
from taikou_cli.work.typed_fields import Typed, place_of_field

SIDE = "side~"
"""Begins the name of the choice between two values of a field."""

PlaceOf = Callable[[Field], str]
"""Names the place of a field on a page."""

_MARK = "~"
_MINE = "mine:"
_NUMBERS = {Kind.AMOUNT, Kind.YEAR}


class Remark(NamedTuple):
    """Something said beside a field."""

    severity: str
    message: str
    hint: str


class Control(NamedTuple):
    """A field to be filled in.

    Attributes:
        id: The place of the field on the page.
        name: The field, with the fingerprints of its value and its subject when it was shown: the
            browser cannot bring back what was typed without them.
        label: What the office calls it.
        help: How it is filled in.
        kind: `text`, `line` or `choice`.
        value: What it holds.
        saved: What the plan says; a draft is held against it.
        choices: What can be chosen.
        is_number: It holds a number, so that small keyboards show digits.
        unit: The unit.
        reference: What was written the year before.
        remarks: What is said beside it.
        conflict: What somebody else has written meanwhile; None if nobody has.
        now: The fingerprint of that.
    """

    id: str
    name: str
    label: str
    help: str
    kind: str
    value: str
    saved: str
    choices: tuple[Choice, ...]
    is_number: bool
    unit: str
    reference: str
    remarks: tuple[Remark, ...] = ()
    conflict: str | None = None
    now: str = ""


class Shown(NamedTuple):
    """A line of a page: a text to read with what it was the year before, or a control."""

    text: str = ""
    value: str = ""
    reference: str = ""
    control: Control | None = None


class Part(NamedTuple):
    """What stands below one heading: of the whole, of a section, or of a block of one."""

    role: str
    title: str
    lines: tuple[Shown, ...]


class Said(NamedTuple):
    """What is to be said beside the fields.

    Attributes:
        typed: What was typed and is not saved, by place.
        remarks: What is wrong, by place.
        conflicts: What somebody else has changed, by place.
        told: What is said of the whole: what was saved.
    """

    typed: Mapping[str, Typed] = {}
    remarks: Mapping[str, tuple[Remark, ...]] = {}
    conflicts: Mapping[str, Filled] = {}
    told: tuple[str, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Something was not saved."""
        return bool(self.remarks or self.conflicts)


def _place_of(field: Field) -> str:
    return place_of_field(field.address)


def show_parts(
    lines: Iterable[Line], said: Said, place_of: PlaceOf = _place_of
) -> tuple[Part, ...]:
    """Turn the lines of a sheet into the parts of a page, each with its heading."""
    parts: list[Part] = []
    for line in lines:
        if line.role is Role.ROW:
            last = parts[-1]
            parts[-1] = last._replace(lines=(*last.lines, _show_row(line, said, place_of)))
        elif line.role is not Role.HEADER:
            parts.append(Part(line.role.value, str(line.cells[0]), ()))
    return tuple(parts)


def _show_row(line: Line, said: Said, place_of: PlaceOf) -> Shown:
    field = next((cell for cell in line.cells if isinstance(cell, Field)), None)
    texts = [cell for cell in line.cells if not isinstance(cell, Field)]
    if field is not None:
        reference = str(texts[-1]) if texts[1:] else ""
        return Shown(control=build_control(field, reference, said, place_of(field)))
    label, value, reference = (*texts, "", "")[:3]
    return Shown(label, value, reference)


def build_control(field: Field, reference: str, said: Said, place: str) -> Control:
    """Give the control of a field at a place of the page, beside what was written before."""
    now, saved = fingerprint_of(field), write_value(field)
    typed, conflict = said.typed.get(place), said.conflicts.get(place)
    base = typed.base if typed and typed.base != now and conflict else now
    text = typed.text if typed else saved
    if field.kind is Kind.CHOICE:
        saved = "" if field.value is None else str(field.value)
        text = typed.text if typed else saved
    return Control(
        place,
        _MARK.join((place, base, fingerprint(field.subject))),
        field.label,
        field.help,
        _kind_of(field),
        text,
        saved,
        _offer(field, text),
        field.kind in _NUMBERS,
        field.unit,
        reference,
        said.remarks.get(place, ()),
        conflict.ours if conflict else None,
        now,
    )


def _kind_of(field: Field) -> str:
    if field.kind is Kind.CHOICE and field.choices:
        return "choice"
    return "text" if field.kind is Kind.TEXT else "line"


def _offer(field: Field, chosen: str) -> tuple[Choice, ...]:
    """Offer the choices, and what stands there though it is none."""
    known = {choice.code for choice in field.choices}
    stray = (Choice(chosen, chosen),) if chosen and chosen not in known else ()
    return (*field.choices, *stray)


def read_typed(asked: Asked) -> tuple[Typed, ...]:
    """Read what was typed; where somebody chose a side of a conflict, with what he has seen."""
    sides = {key.removeprefix(SIDE): value for key, value in asked.form if key.startswith(SIDE)}
    typed = []
    for key, text in asked.form:
        parts = key.split(_MARK)
        if key.startswith(SIDE) or len(parts) != len(("place", "base", "subject")) or not parts[0]:
            continue
        side = sides.get(parts[0], "")
        if side == "ours":
            continue
        base = side.removeprefix(_MINE) if side.startswith(_MINE) else parts[1]
        address = tuple(parts[0].split("/"))
        typed.append(Typed(address, base, parts[2], text, side.startswith(_MINE)))
    return tuple(typed)


def say_remarks(severity: str, complaints: Iterable[Complaint]) -> dict[str, tuple[Remark, ...]]:
    """Group complaints by their places; what has none stands under the empty one."""
    grouped: dict[str, tuple[Remark, ...]] = {}
    for one in complaints:
        remark = Remark(severity, one.message, one.hint)
        grouped[one.place] = (*grouped.get(one.place, ()), remark)
    return grouped
