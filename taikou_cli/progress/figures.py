"""The figures of a whole plan in a fiscal year: overall and by every way of grouping."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.model.plan import Plan
from taikou_cli.progress.group import GroupFigures, compute_group
from taikou_cli.progress.standing import ItemStanding, stand
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

# Each year's figures compare with all years before: what they have in common is kept.
_MOST_YEARS = 128


class NamedGroup(NamedTuple):
    """The figures of one goal, policy, division, department or attitude.

    Attributes:
        key: Its number in the plan, or its id.
        title: Its name.
        figures: Its figures.
        standings: Its items, by number.
        label: What is printed in place of its number, if something is.
    """

    key: int | str
    title: str
    figures: GroupFigures
    standings: tuple[ItemStanding, ...]
    label: str | None = None

    @property
    def sign(self) -> str:
        """What is printed as its number."""
        return self.label or str(self.key)


class YearGrades(NamedTuple):
    """The overall grades and rates of one year, for comparison."""

    fiscal_year: int
    figures: GroupFigures


class Figures(NamedTuple):
    """All figures of a fiscal year.

    An item counts for its first division (the lead) and that division's department, and for
    every attitude that it names: the items of the attitudes may sum to more than all.

    Attributes:
        project: The plan as of that year, which names everything as it was called then.
    """

    project: Project
    fiscal_year: int
    standings: tuple[ItemStanding, ...]
    overall: GroupFigures
    goals: tuple[NamedGroup, ...]
    policies: tuple[NamedGroup, ...]
    divisions: tuple[NamedGroup, ...]
    departments: tuple[NamedGroup, ...]
    attitudes: tuple[NamedGroup, ...]
    data_plan: GroupFigures
    years: tuple[YearGrades, ...]

    @property
    def plan(self) -> Plan:
        """The outline as of that year."""
        return self.project.require_outline()

    @property
    def previous(self) -> GroupFigures | None:
        """The overall figures of the year before, if it was evaluated."""
        before = [year for year in self.years if year.fiscal_year == self.fiscal_year - 1]
        return before[0].figures if before else None


def choose_year(project: Project, wanted: int | None) -> int:
    """Give the fiscal year to tell of: the wanted one, else the last that has evaluations.

    Raises:
        TaikouError: The wanted year lies outside the plan.
    """
    plan = project.require_outline()
    if wanted is None:
        return max(project.evaluated_years(), default=plan.first_year)
    if not plan.first_year <= wanted <= plan.last_year:
        raise TaikouError(
            f"{wanted}年度は推進期間（{plan.first_year}～{plan.last_year}年度）の外です。",
            "推進期間の中の年度を指定してください。",
        )
    return wanted


def compute_figures(project: Project, fiscal_year: int) -> Figures:
    """Compute everything for a fiscal year.

    Args:
        project: A loaded plan whose outline, goals and organisation could be read.
        fiscal_year: The year.

    Raises:
        TaikouError: One of these files could not be read.
    """
    if project.plan is None or project.goals is None or project.organization is None:
        raise TaikouError(
            "大綱の基本のファイル（plan.yaml、goals.yaml、organization.yaml）を読み込めません。",
            "「taikou validate」で誤りの場所を確かめてください。",
        )
    project = as_of(project, fiscal_year)
    plan = project.require_outline()
    standings = stand_all(project, fiscal_year)
    marked = [standing for standing in standings if standing.item.data_plan]
    return Figures(
        project=project,
        fiscal_year=fiscal_year,
        standings=standings,
        overall=compute_group(standings, plan),
        goals=tuple(_group_goals(project, standings, plan)),
        policies=tuple(_group_policies(project, standings, plan)),
        divisions=tuple(_group_divisions(project, standings, plan)),
        departments=tuple(_group_departments(project, standings, plan)),
        attitudes=tuple(_group_attitudes(standings, plan)),
        data_plan=compute_group(marked, plan),
        years=tuple(_grade_year(as_of(project, year), year) for year in project.evaluated_years()),
    )


def stand_all(project: Project, fiscal_year: int) -> tuple[ItemStanding, ...]:
    """Tell where every item that has begun by then stands in a fiscal year, by number."""
    return _stand_all(as_of(project, fiscal_year), fiscal_year)


@lru_cache(maxsize=_MOST_YEARS)
def _stand_all(project: Project, fiscal_year: int) -> tuple[ItemStanding, ...]:
    if project.plan is None:
        return ()
    plan = project.plan.content
    evaluations = project.evaluations_by_item()
    items = sorted((document.content for document in project.items), key=lambda item: item.number)
    return tuple(stand(item, evaluations.get(item.number, {}), fiscal_year, plan) for item in items)


@lru_cache(maxsize=_MOST_YEARS)
def _grade_year(project: Project, fiscal_year: int) -> YearGrades:
    standings = stand_all(project, fiscal_year)
    return YearGrades(fiscal_year, compute_group(standings, project.require_outline()))


def _name_group(
    key: int | str, title: str, standings: Iterable[ItemStanding], plan: Plan
) -> NamedGroup:
    chosen = tuple(standings)
    return NamedGroup(key, title, compute_group(chosen, plan), chosen)


def _group_goals(
    project: Project, standings: Sequence[ItemStanding], plan: Plan
) -> Iterable[NamedGroup]:
    for goal in project.goals.content.goals if project.goals else ():
        policies = {policy.number for policy in goal.policies}
        chosen = (s for s in standings if s.item.policy in policies)
        yield _name_group(goal.number, goal.title, chosen, plan)._replace(label=goal.label)


def _group_policies(
    project: Project, standings: Sequence[ItemStanding], plan: Plan
) -> Iterable[NamedGroup]:
    for _, policy in project.iter_policies():
        chosen = (s for s in standings if s.item.policy == policy.number)
        yield _name_group(policy.number, policy.title, chosen, plan)._replace(label=policy.label)


def _group_divisions(
    project: Project, standings: Sequence[ItemStanding], plan: Plan
) -> Iterable[NamedGroup]:
    for id_, name in project.division_names().items():
        chosen = [s for s in standings if s.item.division_ids[:1] == (id_,)]
        if chosen:
            yield _name_group(id_, name, chosen, plan)


def _group_departments(
    project: Project, standings: Sequence[ItemStanding], plan: Plan
) -> Iterable[NamedGroup]:
    for department in project.organization.content.departments if project.organization else ():
        divisions = {division.id for division in department.divisions}
        chosen = [s for s in standings if divisions.intersection(s.item.division_ids[:1])]
        if chosen:
            yield _name_group(department.id, department.name, chosen, plan)


def _group_attitudes(standings: Sequence[ItemStanding], plan: Plan) -> Iterable[NamedGroup]:
    for attitude in plan.attitudes:
        chosen = (s for s in standings if attitude.number in s.item.attitudes)
        yield _name_group(attitude.number, attitude.title, chosen, plan)
