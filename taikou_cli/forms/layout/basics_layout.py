"""The fields of what all items share: the goals and policies, the organisation, the deadlines."""

from collections.abc import Iterator, Mapping
from enum import StrEnum, auto

from taikou_cli.forms.layout.field_rows import FieldRows, build_line
from taikou_cli.forms.layout.fields import Address, Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role
from taikou_cli.model import catalogue
from taikou_cli.model.catalogue import entries_of
from taikou_cli.model.goals import Goals
from taikou_cli.model.organization import Organization
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record

_FIXED = {"number", "label", "id", "order", "lead_division"}
_NAMES = {"title", "name"}


class Basics(StrEnum):
    """What all items share."""

    GOALS = auto()
    ORGANIZATION = auto()
    CALENDAR = auto()


BASICS_TITLES: Mapping[Basics, str] = {
    Basics.GOALS: "目標と方針",
    Basics.ORGANIZATION: "推進体制と所属",
    Basics.CALENDAR: "評価の期限",
}
"""What they are called."""


def build_goal_lines(plan: Plan, goals: Goals) -> Iterator[Line]:
    """Give the lines on which goals and policies are written."""
    for goal in goals.goals:
        base: Address = ("goals", str(goal.number))
        yield Line(Role.SECTION, (f"目標{goal.sign}　{goal.title}",))
        yield from _rows(plan, goal, base)
        for policy in goal.policies:
            yield Line(Role.BLOCK, (f"方針{policy.sign}　{policy.title}",))
            yield from _rows(plan, policy, (*base, "policies", str(policy.number)))


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
    rows = FieldRows(0, type(record), base)
    for entry in (*entries_of(type(record)), *plan.declared_for(record)):
        is_told = entry.kind.is_plain and entry.kind is not catalogue.Kind.FLAG
        if is_told and entry.kind is not catalogue.Kind.IDENTIFIER and entry.key not in _FIXED:
            yield rows.row_of(entry, record, None, 0 if entry.key in _NAMES else 2)
