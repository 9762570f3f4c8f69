"""Takes the values of fields out of a plan: what is private, and what is not declared."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from taikou_cli.model.branches import LISTS
from taikou_cli.model.evaluation import Evaluation, PartSummary, Summaries
from taikou_cli.model.goals import Goal, Goals, Policy
from taikou_cli.model.item import Item
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.project.project import Project

Holder = TypeVar("Holder", bound=Record)
Told = TypeVar("Told", Evaluation, PeriodEvaluation)
Said = TypeVar("Said", bound=Summaries)

_Shown = Mapping[str | None, frozenset[str]]


def hide_private(project: Project) -> Project:
    """Give a plan without the values of fields that it does not declare as public.

    The declarations of private fields are gone with them. The plan as it was read is kept by the
    one given, for the forms of whom they are asked and for the rules.

    Args:
        project: The plan as it was read; without a readable outline no field is public.
    """
    plan = project.plan and project.plan.with_content(_hide_declarations(project.plan.content))
    hidden = keep_declared(replace(project, plan=plan))
    return replace(hidden, withheld=project) if _differs(project, hidden) else project


def keep_declared(project: Project) -> Project:
    """Give a plan without the values of fields that its outline does not declare."""
    fields = project.plan.content.fields if project.plan else ()
    shown: _Shown = {
        on: frozenset(one.id for one in fields if one.on == on) for on in {f.on for f in fields}
    }
    return replace(
        project,
        goals=project.goals
        and project.goals.with_content(_hide_goals(project.goals.content, shown)),
        items=tuple(one.with_content(_hide_item(one.content, shown)) for one in project.items),
        evaluations=tuple(
            one.with_content(_hide_told(one.content, shown)) for one in project.evaluations
        ),
        goal_results=tuple(
            one.with_content(_hide_summaries(one.content, shown)) for one in project.goal_results
        ),
        period=tuple(one.with_content(_hide_told(one.content, shown)) for one in project.period),
        period_results=tuple(
            one.with_content(_hide_summaries(one.content, shown)) for one in project.period_results
        ),
    )


def _differs(project: Project, hidden: Project) -> bool:
    return any(
        old is not new
        for old, new in (
            (project.plan, hidden.plan),
            (project.goals, hidden.goals),
            *zip(project.items, hidden.items, strict=True),
            *zip(project.evaluations, hidden.evaluations, strict=True),
            *zip(project.goal_results, hidden.goal_results, strict=True),
            *zip(project.period, hidden.period, strict=True),
            *zip(project.period_results, hidden.period_results, strict=True),
        )
    )


def _hide_declarations(plan: Plan) -> Plan:
    return plan.with_values(fields=tuple(one for one in plan.fields if one.public))


def _hide_goals(goals: Goals, shown: _Shown) -> Goals:
    return _update(goals, goals=[_hide_goal(one, shown) for one in goals.goals])


def _hide_goal(goal: Goal, shown: _Shown) -> Goal:
    return _update(
        _keep(goal, shown),
        kgis=[_keep(one, shown) for one in goal.kgis],
        policies=[_hide_policy(one, shown) for one in goal.policies],
    )


def _hide_policy(policy: Policy, shown: _Shown) -> Policy:
    return _update(_keep(policy, shown), groups=[_keep(one, shown) for one in policy.groups])


def _hide_item(item: Item, shown: _Shown) -> Item:
    return _update(
        _keep(item, shown),
        actions=[_keep(one, shown) for one in item.actions],
        kpis=[_keep(one, shown) for one in item.kpis],
    )


def _hide_told(evaluation: Told, shown: _Shown) -> Told:
    kept = _keep(evaluation, shown)
    return _update(kept, assessments=[_keep(one, shown) for one in evaluation.assessments])


def _hide_summaries(told: Said, shown: _Shown) -> Said:
    return _update(
        told,
        assessments=[_keep(one, shown) for one in told.assessments],
        **{
            LISTS[level]: [_hide_part(one, shown) for one in parts]
            for level, parts in told.parts.items()
        },
    )


def _hide_part(part: PartSummary, shown: _Shown) -> PartSummary:
    return _update(part, assessments=[_keep(one, shown) for one in part.assessments])


def _keep(record: Holder, shown: _Shown) -> Holder:
    values = record.field_values
    public = shown.get(record.has_fields_as, frozenset())
    if public.issuperset(values):
        return record
    kept = {id_: value for id_, value in values.items() if id_ in public}
    return record.with_values(fields=kept)


def _update(record: Holder, **parts: Iterable[Record]) -> Holder:
    return record.with_values(**{name: tuple(part) for name, part in parts.items()})
