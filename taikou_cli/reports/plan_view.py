"""The plan as screens and reports show it: by goal and policy, with what is registered so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from taikou_cli.base.errors import TaikouError
from taikou_cli.model.goals import Goal, Policy
from taikou_cli.model.item import Item, Responsibility
from taikou_cli.model.organization import Organization
from taikou_cli.model.plan import Plan
from taikou_cli.project.project import Project


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some items have what the implementation plan demands; all are counts."""

    items: int
    data_plan: int
    divisions: int
    actions: int
    kpis: int

    @property
    def is_complete(self) -> bool:
        """There are items, and every one has a division, actions and indicators."""
        return self.items > 0 and self.divisions == self.actions == self.kpis == self.items


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with its place in the plan and the names of its divisions, the lead first."""

    item: Item
    policy: Policy
    goal: Goal
    divisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A policy with its items."""

    policy: Policy
    goal: Goal
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with its policies and the tally of all its items."""

    goal: Goal
    policies: tuple[PolicyView, ...]
    tally: Tally

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items of the goal."""
        return tuple(item for policy in self.policies for item in policy.items)


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole plan."""

    plan: Plan
    organization: Organization
    goals: tuple[GoalView, ...]
    tally: Tally

    @property
    def policies(self) -> tuple[PolicyView, ...]:
        """All policies by number."""
        return tuple(policy for goal in self.goals for policy in goal.policies)

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items by number."""
        return tuple(
            sorted((i for g in self.goals for i in g.items), key=lambda view: view.item.number)
        )

    @property
    def data_plan_items(self) -> tuple[ItemView, ...]:
        """The items that also form the statutory data plan."""
        return tuple(view for view in self.items if view.item.data_plan)


def build_plan_view(project: Project) -> PlanView:
    """Arrange a loaded plan.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    if project.plan is None or project.goals is None or project.organization is None:
        raise TaikouError(
            "大綱の基本のファイル（plan.yaml、goals.yaml、organization.yaml）を読み込めません。",
            "「taikou validate」で誤りの場所を確かめてください。",
        )
    goals = tuple(_build_goal(project, goal) for goal in project.goals.content.goals)
    everything = [view.item for goal in goals for view in goal.items]
    return PlanView(project.plan.content, project.organization.content, goals, _tally(everything))


def _build_goal(project: Project, goal: Goal) -> GoalView:
    policies = tuple(_build_policy(project, goal, policy) for policy in goal.policies)
    return GoalView(
        goal, policies, _tally(view.item for policy in policies for view in policy.items)
    )


def _build_policy(project: Project, goal: Goal, policy: Policy) -> PolicyView:
    names = project.division_names()
    items = tuple(
        ItemView(item, policy, goal, tuple(_name(one, names) for one in item.divisions))
        for item in project.items_of(policy)
    )
    return PolicyView(policy, goal, items)


def _name(division: Responsibility, names: dict[str, str]) -> str:
    years = f"（{division.years}）" if division.years else ""
    return f"{names.get(division.id, division.id)}{years}"


def _tally(items: Iterable[Item]) -> Tally:
    items = list(items)
    return Tally(
        items=len(items),
        data_plan=sum(item.data_plan for item in items),
        divisions=sum(bool(item.divisions) for item in items),
        actions=sum(bool(item.actions) for item in items),
        kpis=sum(bool(item.kpis) for item in items),
    )
