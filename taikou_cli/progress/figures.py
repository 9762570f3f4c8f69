"""The figures of a whole plan in a fiscal year: overall and by every way of grouping."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.fiscal_year import EraYear
from taikou_cli.model.branches import Branch
from taikou_cli.model.fields import Level
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.progress.group import GroupFigures, compute_group
from taikou_cli.progress.standing import ItemStanding, stand
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

# Each year's figures compare with all years before: what they have in common is kept.
_MOST_YEARS = 128


class NamedGroup(NamedTuple):
    """The figures of one goal, policy, group, division, department or attitude.

    Attributes:
        key: Its number in the plan, or its id.
        title: Its name.
        figures: Its figures.
        standings: Its items, by number.
        label: What is printed in place of its number, if something is.
        repeated: How many of them are at home elsewhere (再掲).
    """

    key: int | str
    title: str
    figures: GroupFigures
    standings: tuple[ItemStanding, ...]
    label: str | None = None
    repeated: int = 0

    @property
    def sign(self) -> str:
        """What is printed as its number."""
        return self.label or str(self.key)


class ClassGroups(NamedTuple):
    """The figures of a classification that the plan rolls up, by its values.

    Attributes:
        id: The classification's id.
        title: Its name.
        groups: A group for each of its values, whose key is the value's code.
    """

    id: str
    title: str
    groups: tuple[NamedGroup, ...]


class YearGrades(NamedTuple):
    """The overall grades and rates of one year, for comparison."""

    fiscal_year: int
    figures: GroupFigures


class Figures(NamedTuple):
    """All figures of a fiscal year.

    An item counts for its first division (the lead) and that division's department, and for
    every attitude and class that it names: their items may sum to more than all. It counts for
    every part of the plan that it stands under, once for each. A level that the plan does not
    have has no groups.

    Attributes:
        project: The plan as of that year, which names everything as it was called then.
    """

    project: Project
    fiscal_year: int
    standings: tuple[ItemStanding, ...]
    overall: GroupFigures
    goals: tuple[NamedGroup, ...]
    policies: tuple[NamedGroup, ...]
    groups: tuple[NamedGroup, ...]
    divisions: tuple[NamedGroup, ...]
    departments: tuple[NamedGroup, ...]
    attitudes: tuple[NamedGroup, ...]
    classifications: tuple[ClassGroups, ...]
    data_plan: GroupFigures
    years: tuple[YearGrades, ...]

    @property
    def plan(self) -> Plan:
        """The outline as of that year."""
        return self.project.require_outline()

    def on_level(self, level: Level) -> tuple[NamedGroup, ...]:
        """Give the figures of the parts of a level."""
        return {"goal": self.goals, "policy": self.policies, "group": self.groups}[level]

    def of_part(self, branch: Branch) -> NamedGroup:
        """Give the figures of a part of the plan as of that year."""
        groups = self.on_level(branch.level)
        return next(one for one in groups if one.key == branch.number)

    @property
    def previous(self) -> GroupFigures | None:
        """The overall figures of the year before, if it was evaluated."""
        before = [year for year in self.years if year.fiscal_year == self.fiscal_year - 1]
        return before[0].figures if before else None


def choose_year(project: Project, wanted: int | None) -> int:
    """Give the fiscal year to tell of: the wanted one, else the last that has evaluations.

    Raises:
        TaikouError: The wanted year lies outside the plan, or is named by an era that the
            government does not count by.
    """
    plan = project.require_outline()
    if wanted is None:
        return max(project.evaluated_years(), default=plan.first_year)
    if isinstance(wanted, EraYear) and not plan.fiscal_years.has_eras:
        raise TaikouError(
            f"この計画の年度は{plan.fiscal_years.starts}月に始まるので、元号では指定できません。",
            "plan.yaml の fiscal_year のとおりに、西暦で指定してください。",
        )
    if not plan.first_year <= wanted <= plan.last_year:
        raise TaikouError(
            f"{wanted}年度は推進期間（{plan.first_year}～{plan.last_year}年度）の外です。",
            "推進期間の中の年度を指定してください。",
        )
    return int(wanted)


def compute_figures(project: Project, fiscal_year: int) -> Figures:
    """Compute everything for a fiscal year.

    Args:
        project: A loaded plan whose outline, goals and organisation could be read.
        fiscal_year: The year.

    Raises:
        TaikouError: One of these files could not be read.
    """
    _require_files(project)
    project = as_of(project, fiscal_year)
    plan = project.require_outline()
    standings = stand_all(project, fiscal_year)
    marked = [standing for standing in standings if standing.item.data_plan]
    return Figures(
        project=project,
        fiscal_year=fiscal_year,
        standings=standings,
        overall=compute_overall(project, fiscal_year),
        goals=tuple(_group_level("goal", project, standings)),
        policies=tuple(_group_level("policy", project, standings)),
        groups=tuple(_group_level("group", project, standings)),
        divisions=tuple(_group_divisions(project, standings, plan)),
        departments=tuple(_group_departments(project, standings, plan)),
        attitudes=tuple(_group_attitudes(standings, plan)),
        classifications=tuple(_group_classes(standings, plan)),
        data_plan=compute_group(marked, plan),
        years=tuple(_grade_year(as_of(project, year), year) for year in project.evaluated_years()),
    )


def compute_overall(project: Project, fiscal_year: int) -> GroupFigures:
    """Compute the figures of all items alone.

    Raises:
        TaikouError: As for `compute_figures`.
    """
    _require_files(project)
    return _grade_year(as_of(project, fiscal_year), fiscal_year).figures


def _require_files(project: Project) -> None:
    if project.plan is None or project.goals is None or project.organization is None:
        raise TaikouError(
            "計画の基本のファイル（plan.yaml、goals.yaml、organization.yaml）を読み込めません。",
            "「taikou validate」で誤りの場所を確かめてください。",
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


def _group_level(
    level: Level, project: Project, standings: Sequence[ItemStanding]
) -> Iterable[NamedGroup]:
    for branch in project.parts_on(level):
        part, chosen = branch.part, [s for s in standings if branch.holds(s.item)]
        group = _name_group(part.number, part.title, chosen, project.require_outline())
        again = sum(not branch.is_home_of(s.item) for s in chosen)
        yield group._replace(label=part.label, repeated=again)


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
    values = ((one.number, one.title) for one in plan.attitudes)
    return _group_by_named(values, lambda item: item.attitudes, standings, plan)


def _group_classes(standings: Sequence[ItemStanding], plan: Plan) -> Iterable[ClassGroups]:
    for one in plan.classifications:
        if one.roll_up:
            values = ((value.code, value.label) for value in one.values)
            groups = _group_by_named(values, partial(_codes_of, one.id), standings, plan)
            yield ClassGroups(one.id, one.name, tuple(groups))


def _codes_of(classification: str, item: Item) -> tuple[str, ...]:
    return item.classes.get(classification, ())


def _group_by_named(
    values: Iterable[tuple[int | str, str]],
    named_by: Callable[[Item], Collection[int | str]],
    standings: Sequence[ItemStanding],
    plan: Plan,
) -> Iterable[NamedGroup]:
    """Group by what items name themselves: each counts for every value that it names."""
    for key, title in values:
        chosen = (s for s in standings if key in named_by(s.item))
        yield _name_group(key, title, chosen, plan)
