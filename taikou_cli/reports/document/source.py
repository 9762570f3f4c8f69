"""What the builders of reports look things up in: a plan, and a year of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.label import enumerate_labels, join_labels, label
from taikou_cli.model.branches import Branch, levels_of, list_paths, walk
from taikou_cli.model.evaluation import Evaluation, GoalResults
from taikou_cli.model.fields import Level
from taikou_cli.model.goals import Goal
from taikou_cli.model.indicator import Kgi
from taikou_cli.model.item import Item, Responsibility
from taikou_cli.model.organization import Organization
from taikou_cli.model.plan import Plan
from taikou_cli.model.words import Words
from taikou_cli.progress.figures import Figures, compute_figures, stand_all
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.wording import EMPTY, STATE_NAMES, describe_standing
from taikou_cli.project.project import Project
from taikou_cli.reports.document.blocks import Fact, Line, Run, Text
from taikou_cli.reports.document.texts import as_lines, missing, say

REPEATED = label("再掲")
"""What marks an item where it is told again under another part than its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A plan whose basic files could all be read.

    Attributes:
        project: Everything that was loaded.
        plan: The outline.
        branches: Its goals with what is below them.
        organization: Who does the work.
        divisions: The names of the divisions by their ids.
        items: The items that stand under a part of the plan, in the order of the parts.
        places: The way to each of them by its number: the goal, and what it is at home in last.
    """

    project: Project
    plan: Plan
    branches: tuple[Branch, ...]
    organization: Organization
    divisions: dict[str, str]
    items: tuple[Item, ...]
    places: dict[int, tuple[Branch, ...]]

    @property
    def words(self) -> Words:
        """What the plan calls its parts."""
        return self.plan.words

    @property
    def parts(self) -> tuple[Branch, ...]:
        """All goals, policies and groups, each before what is below it."""
        return tuple(walk(self.branches))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that the plan has above its items."""
        return levels_of(self.branches)

    @property
    def kgis(self) -> tuple[Kgi, ...]:
        """The indicators of all goals."""
        goals = (one.part for one in self.branches)
        return tuple(kgi for goal in goals if isinstance(goal, Goal) for kgi in goal.kgis)

    @property
    def home_word(self) -> str:
        """What the parts are called that items are at home in."""
        leaves = (one for one in self.parts if not one.below)
        words = dict.fromkeys(self.words.of_level(one.level) for one in leaves)
        return join_labels([*words], "・")

    def parts_on(self, level: Level) -> tuple[Branch, ...]:
        """Give all parts of a level, by number."""
        return tuple(one for one in self.parts if one.level == level)

    def name_levels(self, levels: Iterable[Level]) -> str:
        """Name some levels: `目標・方針`."""
        return join_labels([*map(self.words.of_level, levels)], "・")

    @property
    def unwritten(self) -> str:
        """What stands where the outline says nothing."""
        return label("{plan}に記載なし", plan=self.words.plan)

    def items_in(self, branch: Branch) -> tuple[Item, ...]:
        """Give the items that stand anywhere under a part of the plan, each once."""
        return tuple(item for item in self.items if branch.holds(item))

    def name_sign(self, branch: Branch) -> str:
        """Name a part of the plan by its number alone: `方針3`."""
        return branch.sign_in(self.words)

    def name_part(self, branch: Branch) -> str:
        """Name a part of the plan with its number."""
        return branch.name_in(self.words)

    def link_part(self, branch: Branch) -> Run:
        """Name a part of the plan, as a link to what is told of it."""
        return Run("link", self.name_part(branch), part_id(branch))

    def tell_place(self, item: Item) -> Iterator[Fact]:
        """Tell the parts of the plan that an item stands in, the goal first."""
        for branch in self.places[item.number]:
            part = branch.part
            yield Fact(self.words.of_level(branch.level), say(f"{part.sign}　{part.title}"))

    def mark_of(self, item: Item) -> Line:
        """Give the marks that the item bears: of the statutory plan, of classifications."""
        marked = self.plan.data_plan if item.data_plan else None
        marks = [marked.mark] if marked else []
        marks += [one.mark for one, _ in self.plan.classes_of(item) if one.mark]
        return tuple(part for mark in marks for part in (" ", Run("mark", mark)))

    def mark_repeated(self, item: Item, branch: Branch) -> Line:
        """Say of an item that stands among those of a part if it is at home elsewhere."""
        return () if branch.is_home_of(item) else (" ", Run("mark", REPEATED))

    def tell_repeated(self) -> str:
        """Say how many items tables by the parts of a level count again; nothing if none."""
        total = len(self.items)
        told = []
        for level in self.levels:
            inside = [one for one in self.parts_on(level) for _ in self.items_in(one)]
            at_home = [
                one for one in self.parts_on(level) for _ in filter(one.is_home_of, self.items)
            ]
            if number := len(inside) - len(at_home):
                name = self.words.of_level(level)
                told.append(label("{level}ごとの表は{n}項目を再掲した延べ", level=name, n=number))
        if not told:
            return ""
        return label(
            "{tables}です。計は、再掲を除いた実数（{total}項目）です。",
            tables=enumerate_labels(told),
            total=total,
        )

    def tell_classes(self, item: Item) -> Iterator[Fact]:
        """Tell the classes of an item by the names of their classifications, and where it is repeated."""
        for one, codes in self.plan.classes_of(item):
            yield Fact(one.name, as_lines(map(one.label_of, codes)))
        again = [self.name_part(one) for one in self.parts if one.home in item.homes[1:]]
        if again:
            yield Fact(REPEATED, as_lines(again))

    def name_item(self, item: Item) -> Line:
        """Name an item with its number and its mark."""
        return (f"{item.sign}　{item.title}", *self.mark_of(item))

    def link_item(self, item: Item) -> Line:
        """Name an item, as a link to what is told of it."""
        link = Run("link", f"{item.sign}　{item.title}", item_id(item.number))
        return (link, *self.mark_of(item))

    def name_divisions(self, responsible: tuple[Responsibility, ...]) -> Text:
        """Name divisions, the lead first."""
        listed = [
            join_labels(
                (
                    self.divisions.get(one.id, one.id),
                    label("（{when}）", when=one.years) if one.years else "",
                )
            )
            for one in responsible
        ]
        return say(join_labels(listed, "、")) if listed else missing()

    def name_judge(self, by: str) -> str:
        """Name whoever assesses: `division`, `office` or the id of a body."""
        names = {one.id: one.name for one in self.organization.bodies}
        own = {"division": self.words.division, "office": self.words.office}
        return names.get(by) or own.get(by, by)

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
        return self.plan.fiscal_years.name(self.fiscal_year)

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
        others = (overall.other_scales[scale.id] for scale in self.plan.other_item_scales)
        return any(codes.rated for codes in (overall.grades, *others))

    @property
    def results(self) -> GoalResults | None:
        """What is said of the plan and its goals in the year."""
        told = (one.content for one in self.project.goal_results)
        return next((one for one in told if one.fiscal_year == self.fiscal_year), None)

    @property
    def all_standings(self) -> tuple[ItemStanding, ...]:
        """Where every item stands, those that ended or have not begun too, by number."""
        return tuple(one for one in self.figures.standings if one.item.number in self.places)

    @property
    def shown(self) -> tuple[ItemStanding, ...]:
        """The items that are in force, discontinued or evaluated in the year."""
        return tuple(one for one in self.figures.standings if self.shows(one))

    def shows(self, standing: ItemStanding) -> bool:
        """Tell whether an item stands in the plan and is in force, discontinued or evaluated."""
        return standing.item.number in self.places and standing.state is not ItemState.NOT_IN_FORCE

    @property
    def idle(self) -> tuple[ItemStanding, ...]:
        """The other items."""
        return tuple(s for s in self.all_standings if s.state is ItemState.NOT_IN_FORCE)

    def stand_in(self, fiscal_year: int, number: int) -> ItemStanding | None:
        """Tell where an item stood in a year that has been evaluated; None if nowhere."""
        return (self.earlier | self.standings).get(fiscal_year, {}).get(number)

    def grade_in(self, number: int, fiscal_year: int) -> str:
        """Give an item's grade, or state, in an earlier year."""
        standing = self.stand_in(fiscal_year, number)
        if standing is None or standing.evaluation is None:
            return EMPTY
        return standing.grade or STATE_NAMES[standing.state]


def item_id(number: int) -> str:
    """Give the id of the part that tells of an item."""
    return f"item-{number}"


def part_id(branch: Branch) -> str:
    """Give the id of what tells of a goal, a policy or a group."""
    return f"{branch.level}-{branch.number}"


def open_outline(project: Project) -> Outline:
    """Give a plan to look things up in.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    if project.plan is None or project.goals is None or project.organization is None:
        raise TaikouError(
            "計画の基本のファイル（plan.yaml、goals.yaml、organization.yaml）を読み込めません。",
            "「taikou validate」で誤りの場所を確かめてください。",
        )
    placed = {path[-1].home: path for path in list_paths(project.branches)}
    order = list(placed)
    known = [one.content for one in project.items if one.content.home in placed]
    items = sorted(known, key=lambda item: (order.index(item.home), item.number))
    return Outline(
        project,
        project.plan.content,
        project.branches,
        project.organization.content,
        project.division_names(),
        tuple(items),
        {item.number: placed[item.home] for item in items},
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
