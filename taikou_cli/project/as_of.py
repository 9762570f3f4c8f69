"""A plan as it was in one fiscal year: what every output about that year is made from.

What was changed for later years is not in it: names and titles are the year's own, only the
divisions, scales and ways of rounding that held in the year are left, and what begins later is
absent. So a change made for later years reaches no figure and no word of an earlier year.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from taikou_cli.model.goals import Goals
from taikou_cli.model.indicator import Indicator, TargetChange
from taikou_cli.model.item import Action, Item, Revision
from taikou_cli.model.organization import Department, Organization
from taikou_cli.model.plan import Plan, PlanRevision
from taikou_cli.model.validity import choose_valid, name_in
from taikou_cli.project.project import Project

_MOST_YEARS = 128

Entry = TypeVar("Entry", Revision, PlanRevision, TargetChange)


@lru_cache(maxsize=_MOST_YEARS)
def as_of(project: Project, fiscal_year: int) -> Project:
    """Give the plan as of a fiscal year, as it stood at the first publication of that year.

    Targets, their changes and revisions are as they stood on the day of that publication, by
    their dates; of a year that is not published yet, as they stand now.

    Args:
        project: The whole plan.
        fiscal_year: The year.
    """
    day = published_on(project, fiscal_year)
    return view_year(project, fiscal_year, day)


def published_on(project: Project, fiscal_year: int) -> date | None:
    """Give the day on which a fiscal year was first published; None if it was not."""
    for document in project.publications:
        if document.fiscal_year == fiscal_year:
            return document.content.first.published_on
    return None


def view_year(project: Project, fiscal_year: int, day: date | None) -> Project:
    """Give the plan as of a fiscal year and a day; no day means now."""
    plan, goals, organization = project.plan, project.goals, project.organization
    return replace(
        project,
        plan=plan and replace(plan, content=_view_plan(plan.content, fiscal_year, day)),
        goals=goals and replace(goals, content=_view_goals(project, goals.content, fiscal_year)),
        organization=organization
        and replace(organization, content=_view_organization(organization.content, fiscal_year)),
        items=tuple(
            replace(document, content=_view_item(document.content, fiscal_year, day))
            for document in project.items
            if _is_begun(document.content, fiscal_year)
        ),
    )


def _view_plan(plan: Plan, year: int, day: date | None) -> Plan:
    return plan.model_copy(
        update={
            "title": name_in(year, plan.title, plan.names),
            "names": (),
            "scales": choose_valid(plan.scales, year),
            "roundings": choose_valid(plan.roundings, year)[-1:],
            "revisions": _until(plan.revisions, day),
        }
    )


def _view_goals(project: Project, goals: Goals, year: int) -> Goals:
    """Name goals and policies; leave out a policy of which every item begins later."""
    begun: dict[int, bool] = {}
    for document in project.items:
        number = document.content.policy
        begun[number] = begun.get(number, False) or _is_begun(document.content, year)
    return goals.model_copy(
        update={
            "goals": tuple(
                goal.model_copy(
                    update={
                        "title": name_in(year, goal.title, goal.names),
                        "names": (),
                        "policies": tuple(
                            policy.model_copy(
                                update={
                                    "title": name_in(year, policy.title, policy.names),
                                    "names": (),
                                }
                            )
                            for policy in goal.policies
                            if begun.get(policy.number, True)
                        ),
                    }
                )
                for goal in goals.goals
            )
        }
    )


def _view_organization(organization: Organization, year: int) -> Organization:
    departments = choose_valid(organization.departments, year)
    return organization.model_copy(
        update={"departments": tuple(_view_department(one, year) for one in departments)}
    )


def _view_department(department: Department, year: int) -> Department:
    return department.model_copy(
        update={
            "name": name_in(year, department.name, department.names),
            "names": (),
            "divisions": tuple(
                division.model_copy(
                    update={"name": name_in(year, division.name, division.names), "names": ()}
                )
                for division in choose_valid(department.divisions, year)
            ),
        }
    )


def _view_item(item: Item, year: int, day: date | None) -> Item:
    return item.model_copy(
        update={
            "title": name_in(year, item.title, item.names),
            "names": (),
            "divisions": choose_valid(item.divisions, year),
            "actions": tuple(
                action.model_copy(
                    update={
                        "divisions": choose_valid(action.divisions, year),
                        "schedule": {y: text for y, text in action.schedule.items() if y <= year},
                    }
                )
                for action in item.actions
                if _is_begun(action, year)
            ),
            "kpis": tuple(_view_indicator(kpi, day) for kpi in item.kpis if _is_begun(kpi, year)),
            "revisions": _until(item.revisions, day),
        }
    )


def _view_indicator(indicator: Indicator, day: date | None) -> Indicator:
    """Give the targets as they stood: what was changed later has again its value before."""
    later = [] if day is None else [c for c in indicator.target_changes if c.date > day]
    if not later:
        return indicator
    before = {
        change.fiscal_year: change.before
        for change in sorted(later, key=lambda change: change.date, reverse=True)
    }
    return indicator.model_copy(
        update={
            "targets": indicator.targets | before,
            "target_changes": _until(indicator.target_changes, day),
        }
    )


def _is_begun(begins: Item | Action | Indicator, year: int) -> bool:
    return (begins.first_year or year) <= year


def _until(entries: tuple[Entry, ...], day: date | None) -> tuple[Entry, ...]:
    return entries if day is None else tuple(entry for entry in entries if entry.date <= day)
