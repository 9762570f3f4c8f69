"""A plan as it was in one fiscal year: what every output about that year is made from.

What was changed for later years is not in it: names and titles are the year's own, only the
divisions, scales and ways of rounding that held in the year are left, what begins later is
absent, and an end that had not come is not told. So a change made for later years reaches no
figure and no word of an earlier year.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from taikou_cli.base.span import read_span
from taikou_cli.model.branches import LISTS, Branch, grow
from taikou_cli.model.declared import Classification
from taikou_cli.model.fields import Home
from taikou_cli.model.goals import Goal, Goals, Part
from taikou_cli.model.indicator import Indicator, TargetChange
from taikou_cli.model.item import Action, Item, Revision
from taikou_cli.model.organization import Department, Organization
from taikou_cli.model.plan import DataPlan, Plan, PlanRevision
from taikou_cli.model.validity import Dated, FormerName, FormerTitle, name_in
from taikou_cli.project.private_fields import keep_declared
from taikou_cli.project.project import Document, Project

_MOST_YEARS = 128

Entry = TypeVar("Entry", Revision, PlanRevision, TargetChange)
Former = TypeVar("Former", FormerName, FormerTitle)
Begun = TypeVar("Begun", Item, Action, Indicator)
Content = TypeVar("Content")


def as_of(project: Project, fiscal_year: int) -> Project:
    """Give the plan as of a fiscal year, as it stood at the first publication of that year.

    Targets, their changes and revisions are as they stood on the day of that publication, by
    their dates; of a year that is not published yet, as they stand now. The evaluations are those
    up to the year.

    Args:
        project: The plan; of a view of it, the whole plan is taken again.
        fiscal_year: The year.
    """
    return _look(project.whole or project, fiscal_year, with_past=False)


def known_in(project: Project, fiscal_year: int) -> Project:
    """Give what was known of the plan in a fiscal year, with all that had been before.

    As `as_of` does, but former names and what held in earlier years only are still there: so
    tables over several years find whatever any of these refers to.
    """
    return _look(project.whole or project, fiscal_year, with_past=True)


def outline_of(project: Project, fiscal_year: int | None) -> Plan:
    """Give the outline by which something was judged.

    Args:
        project: The plan.
        fiscal_year: The year of the evaluation; None for one of the whole period, which is judged
            as the newest evaluated year is until the next has come.

    Raises:
        TaikouError: The outline could not be loaded.
    """
    if fiscal_year is None:
        plan = project.require_outline()
        fiscal_year = max(project.evaluated_years(), default=plan.first_year)
    return as_of(project, fiscal_year).require_outline()


def published_on(project: Project, fiscal_year: int) -> date | None:
    """Give the day on which a fiscal year was first published; None if it was not."""
    for document in project.publications:
        if document.fiscal_year == fiscal_year:
            return document.content.first.published_on
    return None


def tells_period(project: Project, fiscal_year: int) -> bool:
    """Tell whether what is said of the whole period is published with a year: with the last one.

    Args:
        project: The plan.
        fiscal_year: The year; the last one as it was known when the year was published.
    """
    whole, day = project.whole or project, published_on(project, fiscal_year)
    if whole.plan is None:
        return False
    plan = whole.plan.content
    known = tuple(one for one in plan.revisions if day is None or one.date <= day)
    return fiscal_year >= plan.with_values(revisions=known).last_year


def without_later(project: Project, fiscal_year: int) -> Project:
    """Take out what is said of the whole period where a year is not the last one."""
    if not (project.period or project.period_results) or tells_period(project, fiscal_year):
        return project
    return replace(project, period=(), period_results=())


@lru_cache(maxsize=_MOST_YEARS)
def _look(whole: Project, fiscal_year: int, *, with_past: bool) -> Project:
    viewed = _View(fiscal_year, published_on(whole, fiscal_year), with_past).project(whole)
    return without_later(viewed, fiscal_year)


class _View(NamedTuple):
    """How a plan is looked at.

    Attributes:
        year: From which fiscal year.
        day: From which day the dated entries; None for now.
        with_past: What had ended before that year is seen.
    """

    year: int
    day: date | None
    with_past: bool

    def project(self, whole: Project) -> Project:
        known = {one.id for one in self._classifications(whole)}
        items = tuple(
            document.with_content(self._item(document.content, known))
            for document in whole.items
            if self._is_begun(document.content)
        )
        begun = {document.content.number for document in items}
        viewed = replace(
            whole,
            plan=_change(whole.plan, lambda plan: self._plan(plan, begun)),
            goals=_change(whole.goals, lambda goals: self._goals(whole, goals)),
            organization=_change(whole.organization, self._organization),
            items=items,
            evaluations=tuple(
                one for one in whole.evaluations if one.content.fiscal_year <= self.year
            ),
            goal_results=tuple(
                one for one in whole.goal_results if one.content.fiscal_year <= self.year
            ),
            whole=whole,
        )
        # A plan is loaded with the values of its declared fields only.
        return viewed if _declared_in(viewed) == _declared_in(whole) else keep_declared(viewed)

    def _plan(self, plan: Plan, begun: set[int]) -> Plan:
        return plan.with_values(
            **self._titles(plan),
            data_plan=plan.data_plan and _only(plan.data_plan, begun),
            scales=self._dated(plan.scales),
            workflow=self._dated(plan.workflow),
            amounts=self._dated(plan.amounts),
            roundings=self._dated(plan.roundings),
            fields=self._dated(plan.fields),
            classifications=self._dated(plan.classifications),
            revisions=self._until_day(plan.revisions),
        )

    def _goals(self, whole: Project, goals: Goals) -> Goals:
        """Leave out a policy of which every item begins later, and a goal of such policies."""
        begun: dict[Home, bool] = {}
        for document in whole.items:
            item = document.content
            for home in item.homes:
                begun[home] = begun.get(home, False) or self._is_begun(item)
        seen = tuple(one for one in grow(goals.goals) if _is_seen(one, begun))
        return goals.with_values(goals=tuple(self._part(one, begun) for one in seen))

    def _part(self, branch: Branch, begun: Mapping[Home, bool]) -> Part:
        part, changed = branch.part, self._titles(branch.part)
        if isinstance(part, Goal):
            changed["kgis"] = self._indicators(part.kgis)
        if branch.below:
            below = (self._part(one, begun) for one in branch.below if _is_seen(one, begun))
            changed[LISTS[branch.below[0].level]] = tuple(below)
        return part.with_values(**changed)

    def _organization(self, organization: Organization) -> Organization:
        departments = (self._department(one) for one in self._dated(organization.departments))
        return organization.with_values(departments=tuple(departments))

    def _department(self, department: Department) -> Department:
        divisions = (
            one.with_values(**self._names(one.name, one.names))
            for one in self._dated(department.divisions)
        )
        return department.with_values(
            **self._names(department.name, department.names), divisions=tuple(divisions)
        )

    def _classifications(self, whole: Project) -> tuple[Classification, ...]:
        return self._dated(whole.plan.content.classifications) if whole.plan else ()

    def _item(self, item: Item, classifications: set[str]) -> Item:
        actions = (self._action(one) for one in item.actions if self._is_begun(one))
        return self._hide_end(item).with_values(
            **self._titles(item),
            classes={id_: item.classes[id_] for id_ in item.classes if id_ in classifications},
            divisions=self._dated(item.divisions),
            actions=tuple(actions),
            kpis=self._indicators(item.kpis),
            amounts=self._amounts(item),
            revisions=self._until_day(item.revisions),
        )

    def _amounts(self, item: Item) -> dict[str, dict[int, Any]]:
        """Give what is planned up to the year: budgets of later years are decided later."""
        told = {
            id_: {year: amount for year, amount in years.items() if year <= self.year}
            for id_, years in item.amounts.items()
        }
        return {id_: years for id_, years in told.items() if years}

    def _action(self, action: Action) -> Action:
        schedule = {
            key: text
            for key, text in action.schedule.items()
            if read_span(key).first_year <= self.year
        }
        return self._hide_end(action).with_values(
            divisions=self._dated(action.divisions), schedule=schedule
        )

    def _indicators(self, indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(self._indicator(one) for one in indicators if self._is_begun(one))

    def _indicator(self, indicator: Indicator) -> Indicator:
        """Give the targets as they stood: what was changed later has again its value before."""
        if not indicator.target_changes:
            return self._hide_end(indicator)
        known = self._until_day(indicator.target_changes)
        later = [change for change in reversed(indicator.target_changes) if change not in known]
        later.sort(key=lambda change: change.date, reverse=True)
        before = {change.fiscal_year: change.before for change in later}
        stood = {
            year: target
            for year, target in (indicator.targets | before).items()
            if target is not None  # there was none before the change
        }
        return self._hide_end(indicator).with_values(targets=stood, target_changes=known)

    def _titles(self, thing: Plan | Part | Item) -> dict[str, Any]:
        title = name_in(self.year, thing.title, thing.names)
        return {"title": title, "names": self._former(thing.names)}

    def _names(self, name: str, names: tuple[FormerName, ...]) -> dict[str, Any]:
        return {"name": name_in(self.year, name, names), "names": self._former(names)}

    def _former(self, names: tuple[Former, ...]) -> tuple[Former, ...]:
        return tuple(one for one in names if self.with_past and one.until < self.year)

    def _dated(self, entries: tuple[Dated, ...]) -> tuple[Dated, ...]:
        """Give what holds in the year, or held before; that it will end is not known yet."""
        if not self.with_past:
            covering = (one for one in entries if one.covers(self.year))
            return tuple(one.with_values(from_year=None, until=None) for one in covering)
        begun = (one for one in entries if (one.from_year or self.year) <= self.year)
        return tuple(one.with_values(until=None) if one.covers(self.year) else one for one in begun)

    def _is_begun(self, begins: Item | Action | Indicator) -> bool:
        if isinstance(begins, Action):
            return begins.has_begun(self.year)
        return (begins.first_year or self.year) <= self.year

    def _hide_end(self, begun: Begun) -> Begun:
        is_known = begun.last_year is None or begun.last_year < self.year
        return begun if is_known else begun.with_values(last_year=None)

    def _until_day(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(one for one in entries if self.day is None or one.date <= self.day)


def _declared_in(project: Project) -> set[tuple[str, str]]:
    fields = project.plan.content.fields if project.plan else ()
    return {(one.on, one.id) for one in fields}


def _is_seen(branch: Branch, begun: Mapping[Home, bool]) -> bool:
    """Tell whether a part has an item that has begun, or none at all yet."""
    if branch.below:
        return any(_is_seen(one, begun) for one in branch.below)
    return begun.get(branch.home, True)


def _only(data_plan: DataPlan, items: set[int]) -> DataPlan:
    return data_plan.with_values(items=tuple(n for n in data_plan.items if n in items))


def _change(
    document: Document[Content] | None, change: Callable[[Content], Content]
) -> Document[Content] | None:
    return document and document.with_content(change(document.content))
