"""The fields of an item of the plan itself: its texts, divisions, actions, KPIs and amounts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from taikou_cli.base.span import SpanError, read_span
from taikou_cli.forms.layout.assessor import OFFICE
from taikou_cli.forms.layout.field_rows import FieldRows, build_line, decimals_of
from taikou_cli.forms.layout.fields import Address, Choice, Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role
from taikou_cli.model import catalogue
from taikou_cli.model.amounts import WHOLE, AmountKind, numbers_of
from taikou_cli.model.catalogue import Entry, entries_of, entry_of
from taikou_cli.model.indicator import Baseline, Indicator
from taikou_cli.model.item import Action, Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.model.words import Words
from taikou_cli.progress.wording import DIRECTIONS, INDICATOR_KINDS

# What places an item, or is the name by which others point at a part.
_FIXED = {"number", "label", "policy", "goal", "group", "id"}
_CHOICES: Mapping[str, Mapping[str, str]] = {"direction": DIRECTIONS, "kind": INDICATOR_KINDS}
_UNSHOWN = {catalogue.Kind.FLAG, catalogue.Kind.IDENTIFIER}


class PlanItem(NamedTuple):
    """An item with what its fields need of the rest of the plan.

    Attributes:
        plan: The outline.
        item: The item, with its private fields.
        divisions: The names of the divisions by their ids.
    """

    plan: Plan
    item: Item
    divisions: Mapping[str, str]

    @property
    def words(self) -> Words:
        """What the plan calls its parts."""
        return self.plan.words


def build_plan_lines(subject: PlanItem) -> Iterator[Line]:
    """Give the lines on which the plan of an item is written."""
    item = subject.item
    yield Line(Role.TITLE, (f"{subject.words.item}{item.sign}　{item.title}",))
    yield Line(Role.SECTION, ("項目",))
    yield from _plain_rows(subject, item, ())
    yield Line(Role.SECTION, (f"{subject.words.division}（先頭が主担当）",))
    yield from _divisions(subject)
    for number, action in enumerate(item.actions, start=1):
        yield Line(Role.SECTION, (f"{subject.words.action}{number}　{action.title}",))
        yield from _plain_rows(subject, action, ("actions", action.id))
        yield from _schedule(subject, action)
    for number, kpi in enumerate(item.kpis, start=1):
        yield Line(Role.SECTION, (f"KPI{number}　{kpi.name}",))
        yield from _plain_rows(subject, kpi, ("kpis", kpi.id))
        yield from _values(subject, kpi)
    for kind in subject.plan.amounts:
        yield Line(Role.SECTION, (f"{kind.name}（単位：{kind.unit}）",))
        yield from _amounts(subject, kind)


def fields_of(lines: Iterable[Line]) -> tuple[Field, ...]:
    """Give the fields of lines."""
    return tuple(cell for line in lines for cell in line.cells if isinstance(cell, Field))


def _plain_rows(subject: PlanItem, record: Record, base: Address) -> Iterator[Line]:
    rows = FieldRows(subject.words, subject.item.number, type(record), base)
    declared = subject.plan.declared_for(record)
    # A private one stands only in the form of whom it is asked, and this is the office's.
    own = (entry for entry in declared if entry.is_public or entry.asked_of == OFFICE)
    for entry in (*entries_of(type(record)), *own):
        if entry.kind.is_plain and entry.kind not in _UNSHOWN and entry.key not in _FIXED:
            height = 0 if entry.section == "head" else 2
            yield _name_choices(entry, rows.row_of(entry, record, None, height))


def _name_choices(entry: Entry, line: Line) -> Line:
    names = _CHOICES.get(entry.key, {})
    field = line.cells[1]
    if not names or entry.is_declared or not isinstance(field, Field):
        return line
    choices = tuple(Choice(one.code, names.get(one.code, one.label)) for one in field.choices)
    return build_line(field._replace(choices=choices), None)


def _divisions(subject: PlanItem) -> Iterator[Line]:
    """Ask for each division by itself; one with years is written in the plan workbook."""
    choices = tuple(Choice(id_, name) for id_, name in subject.divisions.items())
    own = subject.item.divisions
    about = entry_of(Item, "divisions")
    for place in range(len(own) + 1):
        if place < len(own) and own[place].years:
            name = subject.divisions.get(own[place].id, own[place].id)
            yield Line(Role.ROW, (f"所属{place + 1}", f"{name}（{own[place].years}）", ""))
            continue
        value = own[place].id if place < len(own) else None
        field = _field(subject, ("divisions", str(place + 1)), f"所属{place + 1}", Kind.CHOICE)
        yield build_line(
            field._replace(
                value=value, choices=choices, is_closed=True, subject=subject.words.say(about.title)
            ),
            None,
        )


def _schedule(subject: PlanItem, action: Action) -> Iterator[Line]:
    """Ask for what is written, and for each year of which nothing is."""
    about = entry_of(Action, "schedule")
    years = range(subject.plan.first_year, subject.plan.last_year + 1)
    free = [y for y in years if not any(step.span.touches(y) for step in action.steps)]
    told = {str(key): text for key, text in action.schedule.items()} | {str(y): None for y in free}
    yield Line(Role.BLOCK, (subject.words.say(about.title),))
    for key in sorted(told):
        address = ("actions", action.id, "schedule", key)
        field = _field(subject, address, f"{_name_span(key)}の予定", Kind.TEXT)
        yield build_line(field._replace(value=told[key], subject=action.title), None)


def _name_span(key: str) -> str:
    try:
        return read_span(key).name
    except SpanError:
        return key


def _values(subject: PlanItem, kpi: Indicator) -> Iterator[Line]:
    base: Address = ("kpis", kpi.id)
    about = f"{kpi.name}／{kpi.unit}"
    rows = FieldRows(subject.words, subject.item.number, Baseline, (*base, "baseline"), about)
    yield Line(Role.BLOCK, (subject.words.say(entry_of(Indicator, "baseline").title),))
    yield rows.plain("fiscal_year", kpi.baseline, None, Kind.YEAR)
    value = rows.field("value", kpi.baseline, Kind.AMOUNT)
    yield build_line(_measure(value, kpi), None)
    title = subject.words.say(entry_of(Indicator, "targets").title)
    yield Line(Role.BLOCK, (title,))
    years = range(subject.plan.first_year, subject.plan.last_year + 1)
    for year in sorted({*years, *kpi.targets}):
        field = _field(subject, (*base, "targets", str(year)), f"{year}年度の{title}", Kind.AMOUNT)
        field = field._replace(value=kpi.targets.get(year), subject=about)
        yield build_line(_measure(field, kpi), None)


def _measure(field: Field, kpi: Indicator) -> Field:
    return field._replace(unit=kpi.unit or "", decimals=decimals_of(kpi))


def _amounts(subject: PlanItem, kind: AmountKind) -> Iterator[Line]:
    own = subject.item.amounts.get(kind.id, {})
    years = range(subject.plan.first_year, subject.plan.last_year + 1)
    parts = {part.id: f"{part.name}の" for part in kind.parts} or {WHOLE: ""}
    for year in sorted({*years, *own}):
        for part, lead in parts.items():
            address = ("amounts", kind.id, str(year), *((part,) if part else ()))
            label = f"{year}年度の{lead}{kind.planned_name}"
            field = _field(subject, address, label, Kind.AMOUNT)._replace(
                value=numbers_of(own.get(year)).get(part),
                unit=kind.unit,
                decimals=kind.decimals,
                is_number=True,
                subject=f"{kind.name}／{kind.unit}",
            )
            yield build_line(field, None)


def _field(subject: PlanItem, address: Address, label: str, kind: Kind) -> Field:
    return Field(subject.item.number, address, label, "", kind)
