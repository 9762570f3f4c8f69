"""What the builders of reports look things up in: a plan, and a year of it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.fiscal_year import format_fiscal_year
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.goals import Goal, Policy
from taikou_cli.model.item import Item, Responsibility
from taikou_cli.model.organization import Organization
from taikou_cli.model.plan import Plan
from taikou_cli.model.words import Words
from taikou_cli.progress.figures import Figures, compute_figures, stand_all
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.wording import EMPTY, STATE_NAMES, describe_standing
from taikou_cli.project.project import Project
from taikou_cli.reports.document.blocks import Line, Run, Text
from taikou_cli.reports.document.texts import missing, say


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A plan whose basic files could all be read.

    Attributes:
        project: Everything that was loaded.
        plan: The outline.
        goals: Its goals with their policies.
        organization: Who does the work.
        divisions: The names of the divisions by their ids.
        items: The items that stand under a policy of the plan, in the order of the policies.
        places: The goal and the policy of each of them, by its number.
    """

    project: Project
    plan: Plan
    goals: tuple[Goal, ...]
    organization: Organization
    divisions: dict[str, str]
    items: tuple[Item, ...]
    places: dict[int, tuple[Goal, Policy]]

    @property
    def words(self) -> Words:
        """What the plan calls its parts."""
        return self.plan.words

    @property
    def policies(self) -> tuple[Policy, ...]:
        """All policies by number."""
        return tuple(policy for goal in self.goals for policy in goal.policies)

    @property
    def unwritten(self) -> str:
        """What stands where the outline says nothing."""
        return f"{self.words.plan}に記載なし"

    def items_in(self, *policies: Policy) -> tuple[Item, ...]:
        """Give the items of some policies."""
        numbers = {policy.number for policy in policies}
        return tuple(item for item in self.items if item.policy in numbers)

    def place_of(self, item: Item) -> tuple[Goal, Policy]:
        """Give the goal and the policy of one of `items`."""
        return self.places[item.number]

    def name_goal(self, goal: Goal) -> str:
        """Name a goal with its number."""
        return f"{self.words.goal}{goal.sign}　{goal.title}"

    def name_policy(self, policy: Policy) -> str:
        """Name a policy with its number."""
        return f"{self.words.policy}{policy.sign}　{policy.title}"

    def mark_of(self, item: Item) -> Line:
        """Give the mark of the statutory plan, if the item bears it."""
        marked = self.plan.data_plan if item.data_plan else None
        return (" ", Run("mark", marked.mark)) if marked else ()

    def name_item(self, item: Item) -> Line:
        """Name an item with its number and its mark."""
        return (f"{item.sign}　{item.title}", *self.mark_of(item))

    def link_item(self, item: Item) -> Line:
        """Name an item, as a link to what is told of it."""
        link = Run("link", f"{item.sign}　{item.title}", item_id(item.number))
        return (link, *self.mark_of(item))

    def name_divisions(self, responsible: tuple[Responsibility, ...]) -> Text:
        """Name divisions, the lead first."""
        listed = "、".join(
            f"{self.divisions.get(one.id, one.id)}{f'（{one.years}）' if one.years else ''}"
            for one in responsible
        )
        return say(listed) if listed else missing()

    def provisional(self, subject: str) -> str:
        """Say at the end of a heading that the grades in it are provisional, if they are."""
        return describe_standing(self.plan.scale_of(subject))


@dataclass(frozen=True, slots=True, eq=False)
class Year(Outline):
    """A plan as it was in a fiscal year, with that year's figures.

    Attributes:
        figures: The figures, all exact.
        evaluations: The evaluations of each item by its number and the fiscal year.
        standings: Every item in each evaluated year up to this one, as of that year.
        earlier: Every item in each evaluated year before the plan, which counts in no figure.
    """

    figures: Figures
    evaluations: dict[int, dict[int, Evaluation]]
    standings: dict[int, dict[int, ItemStanding]]
    earlier: dict[int, dict[int, ItemStanding]]

    @property
    def fiscal_year(self) -> int:
        """The year."""
        return self.figures.fiscal_year

    @property
    def name(self) -> str:
        """The year in both ways of counting."""
        return format_fiscal_year(self.fiscal_year)

    @property
    def years(self) -> range:
        """The fiscal years of the plan."""
        return range(self.plan.first_year, self.plan.last_year + 1)

    @property
    def is_before_plan(self) -> bool:
        """The year lies before the plan."""
        return self.plan.is_earlier(self.fiscal_year)

    @property
    def is_evaluated(self) -> bool:
        """Whether anything has a grade or a status by a scale."""
        overall = self.figures.overall
        return self.has_grades or bool(overall.actions.rated or overall.indicators.rated)

    @property
    def has_grades(self) -> bool:
        """Whether any item has a grade: before that, a rate of 0 % would say what is not true."""
        overall = self.figures.overall
        return any(codes.rated for codes in (overall.grades, *overall.other_scales.values()))

    @property
    def all_standings(self) -> tuple[ItemStanding, ...]:
        """Where every item stands, those that ended or have not begun too, by number."""
        return tuple(one for one in self.figures.standings if one.item.number in self.places)

    @property
    def shown(self) -> tuple[ItemStanding, ...]:
        """The items that are in force, discontinued or evaluated in the year."""
        return tuple(s for s in self.all_standings if s.state is not ItemState.NOT_IN_FORCE)

    @property
    def idle(self) -> tuple[ItemStanding, ...]:
        """The other items."""
        return tuple(s for s in self.all_standings if s.state is ItemState.NOT_IN_FORCE)

    def grade_in(self, number: int, fiscal_year: int) -> str:
        """Give an item's grade, or state, in an earlier year."""
        standing = (self.earlier | self.standings).get(fiscal_year, {}).get(number)
        if standing is None or standing.evaluation is None:
            return EMPTY
        return standing.grade or STATE_NAMES[standing.state]


def item_id(number: int) -> str:
    """Give the id of the part that tells of an item."""
    return f"item-{number}"


def goal_id(number: int) -> str:
    """Give the id of the part that tells of a goal."""
    return f"goal-{number}"


def policy_id(number: int) -> str:
    """Give the id of the part that tells of a policy."""
    return f"policy-{number}"


def open_outline(project: Project) -> Outline:
    """Give a plan to look things up in.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    if project.plan is None or project.goals is None or project.organization is None:
        raise TaikouError(
            "大綱の基本のファイル（plan.yaml、goals.yaml、organization.yaml）を読み込めません。",
            "「taikou validate」で誤りの場所を確かめてください。",
        )
    goals = project.goals.content.goals
    placed = {policy.number: (goal, policy) for goal in goals for policy in goal.policies}
    order = list(placed)
    known = [one.content for one in project.items if one.content.policy in placed]
    items = sorted(known, key=lambda item: (order.index(item.policy), item.number))
    return Outline(
        project,
        project.plan.content,
        goals,
        project.organization.content,
        project.division_names(),
        tuple(items),
        {item.number: placed[item.policy] for item in items},
    )


def open_year(project: Project, fiscal_year: int) -> Year:
    """Give a year of a plan to look things up in.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    figures = compute_figures(project, fiscal_year)
    outline = open_outline(figures.project)
    return Year(
        **{field.name: getattr(outline, field.name) for field in fields(outline)},
        figures=figures,
        evaluations=outline.project.evaluations_by_item(),
        standings=_stand_in(
            project, (year for year in project.evaluated_years() if year <= fiscal_year)
        ),
        earlier=_stand_in(project, project.earlier_years()),
    )


def _stand_in(project: Project, years: Iterable[int]) -> dict[int, dict[int, ItemStanding]]:
    return {year: {one.item.number: one for one in stand_all(project, year)} for year in years}
