"""Everything of a plan in one immutable object, and the folder that it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from taikou_cli.base.errors import PlanNotFoundError, TaikouError
from taikou_cli.base.findings import Problem
from taikou_cli.model.branches import Branch, grow, walk
from taikou_cli.model.documents import match_document_kind
from taikou_cli.model.evaluation import Evaluation, GoalResults
from taikou_cli.model.fields import Level
from taikou_cli.model.goals import Goals
from taikou_cli.model.item import Item
from taikou_cli.model.organization import Organization
from taikou_cli.model.period import PeriodEvaluation, PeriodResults
from taikou_cli.model.plan import Plan
from taikou_cli.model.publication import Publication
from taikou_cli.model.words import Words

Content = TypeVar("Content")

_PLAN_FILE = "plan.yaml"


@dataclass(frozen=True, slots=True)
class Document(Generic[Content]):
    """The content of one file that meets its schema.

    Attributes:
        path: The file, relative to the folder that holds `data/`, with `/`.
        content: Its content.
        number: The item's number in its path, if paths of its kind have one.
        fiscal_year: The fiscal year in its path, if paths of its kind have one.
    """

    path: str
    content: Content
    number: int | None = None
    fiscal_year: int | None = None

    def with_content(self, content: Content) -> "Document[Content]":
        """Give it with another content; the same content gives it itself."""
        return self if content is self.content else replace(self, content=content)


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """A loaded plan. What is missing or does not meet its schema is None or left out.

    Each is equal to itself only, so that what is computed of it can be kept by it.

    Attributes:
        folder: The folder that holds `plan.yaml`.
        plan: The outline itself.
        goals: Goals with their policies.
        organization: Bodies, departments and divisions.
        items: The items, by the order of their files.
        evaluations: The evaluations, by fiscal year and item.
        goal_results: The actual values of the goals' indicators, by fiscal year.
        period: What is said of the items over the whole period: it belongs to no year.
        period_results: What is said of the plan over the whole period.
        publications: What was published, by fiscal year.
        item_paths: Every item file by its path, readable or not, with the number in its name.
        evaluation_numbers: The items that have an evaluation file, readable or not, by year.
        texts: The text of every file that could be decoded, by path: for places and lines.
        paths: Every file below the folder, readable or not.
        faults: What loading found, by the name of the rule that reports it.
        whole: Of a plan as of a year the plan itself, of which other years can be told.
        withheld: The plan with its private fields, where it has any; see `with_private`.
    """

    folder: Path
    plan: Document[Plan] | None
    goals: Document[Goals] | None
    organization: Document[Organization] | None
    items: tuple[Document[Item], ...]
    evaluations: tuple[Document[Evaluation], ...]
    goal_results: tuple[Document[GoalResults], ...]
    period: tuple[Document[PeriodEvaluation], ...]
    period_results: tuple[Document[PeriodResults], ...]
    publications: tuple[Document[Publication], ...]
    item_paths: Mapping[str, int]
    evaluation_numbers: Mapping[int, frozenset[int]]
    texts: Mapping[str, str]
    paths: frozenset[str]
    faults: Mapping[str, tuple[Problem, ...]]
    whole: "Project | None" = None
    withheld: "Project | None" = None

    @property
    def with_private(self) -> "Project":
        """The whole plan with what is asked in private.

        Only the forms of whom it is asked, and the rules, which show nobody what it says, may
        read it: no output is made from it.
        """
        whole = self.whole or self
        return whole.withheld or whole

    def path_of(self, name: str) -> str:
        """Give the path by which findings call a file below the data folder."""
        return f"{self.folder.name}/{name}"

    @property
    def words(self) -> Words:
        """What the plan calls its parts; the usual words where it could not be read."""
        return self.plan.content.words if self.plan else Words()

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The goals with what is below them, in the order of `goals.yaml`."""
        return _grow(self)

    def parts_on(self, level: Level) -> tuple[Branch, ...]:
        """Give all goals, policies or groups in their order."""
        return tuple(one for one in walk(self.branches) if one.level == level)

    def items_at(self, branch: Branch) -> tuple[Item, ...]:
        """Give the items that are at home in a part of the plan, by number."""
        homes = branch.homes
        items = [item.content for item in self.items if item.content.home in homes]
        return tuple(sorted(items, key=lambda item: item.number))

    def require_outline(self) -> Plan:
        """Give the outline.

        Raises:
            TaikouError: It could not be loaded.
        """
        if self.plan is None:
            raise TaikouError(
                "plan.yaml を読み込めません。", "「taikou validate」で誤りを確かめてください。"
            )
        return self.plan.content

    def years(self) -> range | None:
        """Give the fiscal years of the plan; None if they are not known or reversed."""
        if self.plan is None:
            return None
        plan = self.plan.content
        return range(plan.first_year, plan.last_year + 1) or None

    def items_by_number(self) -> Mapping[int, Document[Item]]:
        """Give the items by their numbers; of two with one number the first."""
        return _sort_items(self)

    def evaluations_by_item(self) -> dict[int, dict[int, Evaluation]]:
        """Give the evaluations of each item by its number and the fiscal year."""
        index: dict[int, dict[int, Evaluation]] = {}
        for document in self.evaluations:
            content = document.content
            index.setdefault(content.item, {})[content.fiscal_year] = content
        return index

    def evaluated_years(self) -> tuple[int, ...]:
        """Give the fiscal years of the plan that have evaluations, the first one first."""
        return tuple(year for year in self._all_evaluated_years() if not self._is_earlier(year))

    def earlier_years(self) -> tuple[int, ...]:
        """Give the fiscal years before the plan that have evaluations, the first one first."""
        return tuple(filter(self._is_earlier, self._all_evaluated_years()))

    def _all_evaluated_years(self) -> list[int]:
        return sorted({document.content.fiscal_year for document in self.evaluations})

    def _is_earlier(self, fiscal_year: int) -> bool:
        return self.plan is not None and self.plan.content.is_earlier(fiscal_year)

    def documents(self) -> dict[str, Document[Any]]:
        """Give everything that could be loaded, by path; records of publications are left out."""
        single = [self.plan, self.goals, self.organization]
        found = [document for document in single if document is not None]
        of_years: list[Document[Any]] = [*self.items, *self.evaluations, *self.goal_results]
        everything = [*found, *of_years, *self.period, *self.period_results]
        return {document.path: document for document in everything}

    def unread_paths(self) -> Iterator[str]:
        """Yield the files of the plan that could not be loaded, in no order."""
        records = {document.path for document in self.publications}
        prefix = self.path_of("")
        for path in self.paths - self.documents().keys() - records:
            if match_document_kind(path.removeprefix(prefix)):
                yield path

    def division_names(self) -> dict[str, str]:
        """Give the names of the divisions by their ids."""
        departments = self.organization.content.departments if self.organization else ()
        return {d.id: d.name for department in departments for d in department.divisions}


# Rules ask for each item again which parts there are.
@lru_cache(maxsize=8)
def _grow(project: Project) -> tuple[Branch, ...]:
    return grow(project.goals.content.goals) if project.goals else ()


# Each page of an item asks for it.
@lru_cache(maxsize=8)
def _sort_items(project: Project) -> Mapping[int, Document[Item]]:
    items: dict[int, Document[Item]] = {}
    for item in project.items:
        items.setdefault(item.content.number, item)
    return items


def find_data_folder(start: Path, given: Path | None = None) -> Path:
    """Find the folder that holds `plan.yaml`, as git finds `.git`.

    Args:
        start: Where to begin walking up, looking for `data/plan.yaml`.
        given: The folder if the user named it; then nothing is searched.

    Raises:
        PlanNotFoundError: There is none.
    """
    if given is not None:
        return _check_given(given)
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "data" / _PLAN_FILE).is_file():
            return folder / "data"
    raise PlanNotFoundError(
        f"「{start}」とその上のフォルダーに data/{_PLAN_FILE} が見つかりません。",
        "計画のフォルダーへ移動して実行するか、「--data フォルダー」で plan.yaml のあるフォルダーを指定してください。",
    )


def _check_given(given: Path) -> Path:
    folder = given.resolve()
    if (folder / _PLAN_FILE).is_file():
        return folder
    if (folder / "data" / _PLAN_FILE).is_file():
        hint = f"「--data {given / 'data'}」と指定してください。"
    elif folder.name == _PLAN_FILE and folder.is_file():
        hint = f"ファイルではなくフォルダーを「--data {given.parent}」と指定してください。"
    else:
        hint = "plan.yaml のあるフォルダーを「--data」で指定してください。"
    raise PlanNotFoundError(f"「{given}」に {_PLAN_FILE} がありません。", hint)
