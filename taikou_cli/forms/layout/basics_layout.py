"""The fields of what all items share: the levels above them, the organisation, the deadlines."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum, auto

from taikou_cli.forms.layout.field_rows import FieldRows, build_line
from taikou_cli.forms.layout.fields import Address, Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role
from taikou_cli.model import catalogue
from taikou_cli.model.branches import LISTS, Branch, grow, levels_of
from taikou_cli.model.catalogue import entries_of
from taikou_cli.model.goals import Goals
from taikou_cli.model.organization import Organization
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.project.project import Project

_FIXED = {"number", "label", "id", "order", "lead_division"}
_NAMES = {"title", "name"}


class Basics(StrEnum):
    """What all items share."""

    GOALS = auto()
    ORGANIZATION = auto()
    CALENDAR = auto()


_TITLES: Mapping[Basics, str] = {
    Basics.ORGANIZATION: "推進体制と所属",
    Basics.CALENDAR: "評価の期限",
}


def title_basics(which: Basics, project: Project) -> str:
    """Say what they are called in the words of the plan."""
    levels = levels_of(project.branches) or ("goal",)
    above = "と".join(map(project.words.of_level, levels))
    return above if which is Basics.GOALS else _TITLES[which]


def build_goal_lines(plan: Plan, goals: Goals) -> Iterator[Line]:
    """Give the lines on which the levels above the items are written."""
    yield from _branch_lines(plan, grow(goals.goals), ())


def _branch_lines(plan: Plan, branches: Iterable[Branch], above: Address) -> Iterator[Line]:
    for branch in branches:
        address = (*above, LISTS[branch.level], str(branch.number))
        role = Role.BLOCK if above else Role.SECTION
        name = f"{plan.words.of_level(branch.level)}{branch.part.sign}"
        yield Line(role, (f"{name}　{branch.part.title}",))
        yield from _rows(plan, branch.part, address)
        yield from _branch_lines(plan, branch.below, address)


def build_organization_lines(plan: Plan, organization: Organization) -> Iterator[Line]:
    """Give the lines on which bodies, departments and divisions are written."""
    for body in organization.bodies:
        yield Line(Role.SECTION, (body.name,))
        yield from _rows(plan, body, ("bodies", body.id))
    for department in organization.departments:
        base: Address = ("departments", department.id)
        yield Line(Role.SECTION, (department.name,))
        yield from _rows(plan, department, base)
        for division in department.divisions:
            yield Line(Role.BLOCK, (division.name,))
            yield from _rows(plan, division, (*base, "divisions", division.id))


def build_calendar_lines(plan: Plan) -> Iterator[Line]:
    """Give the lines on which the deadlines of each year are written."""
    known = {one.fiscal_year: one.deadlines for one in plan.calendar}
    for year in range(plan.first_year, plan.last_year + 1):
        yield Line(Role.SECTION, (f"{year}年度の評価",))
        for stage in plan.workflow:
            if stage.covers(year):
                address = ("calendar", str(year), "deadlines", stage.id)
                field = Field(0, address, stage.name, "", Kind.DATE)
                yield build_line(field._replace(value=known.get(year, {}).get(stage.id)), None)


def _rows(plan: Plan, record: Record, base: Address) -> Iterator[Line]:
    rows = FieldRows(plan.words, 0, type(record), base)
    for entry in (*entries_of(type(record)), *plan.declared_for(record)):
        is_told = entry.kind.is_plain and entry.kind is not catalogue.Kind.FLAG
        if is_told and entry.kind is not catalogue.Kind.IDENTIFIER and entry.key not in _FIXED:
            yield rows.row_of(entry, record, None, 0 if entry.key in _NAMES else 2)
