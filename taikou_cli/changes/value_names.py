"""What the ids and codes in the files are called: `published` → `公表`."""

import re
from collections.abc import Mapping
from typing import Any

from taikou_cli.base.findings import Route
from taikou_cli.changes.compare_records import shorten
from taikou_cli.model.evaluation import Evaluation, Summaries
from taikou_cli.model.item import Item
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.progress.wording import (
    DIRECTIONS,
    FINALITIES_TO_CHOOSE,
    INDICATOR_KINDS,
    PENDING_REASONS,
    STATES_TO_CHOOSE,
)
from taikou_cli.project.field_names import list_amounts
from taikou_cli.project.project import Document, Project

_OF_DIVISIONS = {"divisions", "succeeds"}
# What stands beside an id says from when to when, in figures and Japanese.
_IDENTIFIER = re.compile("[a-z][a-z0-9_]*")
_WORDS: dict[str, Mapping[str, str]] = {
    "state": STATES_TO_CHOOSE,
    "reason": PENDING_REASONS,
    "finality": FINALITIES_TO_CHOOSE,
    "direction": DIRECTIONS,
    "kind": INDICATOR_KINDS,
}


def _name_stages(plan: Plan) -> dict[Any, str]:
    return {one.id: one.name for one in plan.workflow}


def _name_scales(plan: Plan) -> dict[Any, str]:
    return {one.id: one.title for one in plan.scales}


_KEPT_BY = {
    "dates": _name_stages,
    "deadlines": _name_stages,
    "grades": _name_scales,
    "other_grades": _name_scales,
}
"""What calls the ids that values are kept under by their names."""

_HOLDERS = {
    "goals": "goal",
    "policies": "policy",
    "groups": "group",
    "kgis": "kpi",
    "kpis": "kpi",
    "actions": "action",
}
"""What the plan calls the entries of lists where it declares fields for them."""


def name_value(route: Route, value: str | None, project: Project) -> str | None:
    """Name a value of a file for people; what has no other name stays as it is.

    Args:
        route: Where the value stands.
        value: The value, as it is written in changes.
        project: The plan that the value is of.
    """
    if value is None or not route:
        return value
    key = str(route[-1])
    if key == "stage" and project.plan:
        names = {stage.id: stage.name for stage in project.plan.content.workflow}
        return names.get(value, value)
    if key in _OF_DIVISIONS:
        names = project.division_names()
        return _IDENTIFIER.sub(lambda match: names.get(match[0], match[0]), value)
    return _WORDS.get(key, {}).get(value, value)


def name_results(
    route: Route, labels: tuple[str, ...], document: Document[Any], project: Project
) -> tuple[str, ...]:
    """Call the results of an evaluation by the names that the plan gives to their ids.

    Args:
        route: Where the value stands.
        labels: The way to it, as the records themselves can tell it.
        document: The file that the value is in.
        project: The plan.
    """
    labels = _name_key(route, labels, project)
    if (
        route[:1] == ("amounts",)
        and project.plan
        and isinstance(document.content, Item | Evaluation)
    ):
        names = list_amounts(project.plan.content)
        steps = {f"（{step}）": f"（{names.get(str(step), step)}）" for step in route[1:]}
        first = labels[0]
        for written, name in steps.items():
            first = first.replace(written, name)
        return (first, *labels[1:])
    if (named := _name_declared(route, document.content, project)) and labels:
        labels = (*labels[:-1], named)
    for id_, name in _list_names(route, document.content, project):
        if labels[0].endswith(f"「{shorten(id_)}」"):
            return (labels[0].replace(f"「{shorten(id_)}」", f"「{shorten(name)}」"), *labels[1:])
    return labels


def _name_key(route: Route, labels: tuple[str, ...], project: Project) -> tuple[str, ...]:
    """Call the stage or the scale that a value is kept for by its name."""
    head, id_ = route[-2:] if len(route) > 1 else ("", "")
    if project.plan is None or not labels or head not in _KEPT_BY:
        return labels
    name = _KEPT_BY[str(head)](project.plan.content).get(id_, id_)
    return (*labels[:-1], labels[-1].replace(f"（{id_}）", f"（{name}）"))


def _name_declared(route: Route, content: Record, project: Project) -> str:
    """Name a field that the plan declares, or a classification; empty for anything else."""
    plan = project.plan.content if project.plan else None
    head, id_ = route[-2:] if len(route) > 1 else ("", "")
    if plan is None or not isinstance(id_, str):
        return ""
    if head == "classes":
        return next((one.name for one in plan.classifications if one.id == id_), "")
    lists = [step for step in route if isinstance(step, str) and step in _HOLDERS]
    on = _HOLDERS[lists[-1]] if lists else content.has_fields_as
    known = (one.name for one in plan.fields if head == "fields" and (one.on, one.id) == (on, id_))
    return next(known, "")


def _list_names(route: Route, content: Any, project: Project) -> list[tuple[str, str]]:
    kind = route[0] if route else None
    if isinstance(content, Summaries) and kind == "kgis" and project.goals:
        return [(kgi.id, kgi.name) for goal in project.goals.content.goals for kgi in goal.kgis]
    item = (
        project.items_by_number().get(content.item)
        if isinstance(content, Evaluation | PeriodEvaluation)
        else None
    )
    if item and kind == "kpis":
        return [(kpi.id, kpi.name) for kpi in item.content.kpis]
    if item and kind == "actions":
        return [(action.id, action.title) for action in item.content.actions]
    return []
