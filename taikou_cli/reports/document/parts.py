"""One part of a plan by itself: a goal, a policy or an item, as a screen shows it."""

from collections.abc import Collection, Iterator

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.item import Item
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project
from taikou_cli.reports.document import outline_parts
from taikou_cli.reports.document.blocks import Block, Fact, Facts, Section
from taikou_cli.reports.document.sheet import tell_sheet
from taikou_cli.reports.document.source import Outline, item_id, open_outline, open_year
from taikou_cli.reports.document.texts import as_lines, missing, say


def build_goal(project: Project, number: int, fiscal_year: int | None) -> Section:
    """Build what the plan says of a goal: as of a year, or as it stands.

    Raises:
        TaikouError: There is no such goal, or a basic file could not be read.
    """
    outline = _open(project, fiscal_year)
    goals = {goal.number: goal for goal in outline.goals}
    _check(outline.words.goal, number, goals)
    return outline_parts.tell_goal(outline, goals[number])


def build_policy(project: Project, number: int, fiscal_year: int | None) -> Section:
    """Build what the plan says of a policy; see `build_goal`."""
    outline = _open(project, fiscal_year)
    policies = {policy.number: policy for policy in outline.policies}
    _check(outline.words.policy, number, policies)
    return outline_parts.tell_policy(outline, policies[number])


def build_item(project: Project, number: int, fiscal_year: int | None) -> Section:
    """Build what the plan says of an item, and its sheet of a year.

    Args:
        project: The plan.
        number: The item's number.
        fiscal_year: The year; None takes the last that has evaluations, if any has.

    Raises:
        TaikouError: There is no such item, the year lies outside the plan, or a basic file could
            not be read.
    """
    outline = _open(project, fiscal_year)
    if number not in (item.number for item in outline.items):
        outline = open_outline(project)  # an item that begins later is shown as it is
    items = {item.number: item for item in outline.items}
    _check(outline.words.item, number, items)
    item = items[number]
    blocks = (_tell_place(outline, item), *outline_parts.tell_item(outline, item))
    if fiscal_year or project.evaluated_years():
        blocks += tuple(_tell_year(project, number, choose_year(project, fiscal_year)))
    title = (f"{outline.words.item}{number}　{item.title}", *outline.mark_of(item))
    return Section(item_id(number), title, blocks)


def _open(project: Project, fiscal_year: int | None) -> Outline:
    if fiscal_year is None:
        return open_outline(project)
    return open_outline(as_of(project, choose_year(project, fiscal_year)))


def _tell_place(outline: Outline, item: Item) -> Facts:
    goal, policy = outline.place_of(item)
    words, marked = outline.words, outline.plan.data_plan if item.data_plan else None
    return Facts(
        (
            Fact(words.goal, say(f"{goal.number}　{goal.title}")),
            Fact(words.policy, say(f"{policy.number}　{policy.title}")),
            *((Fact(marked.mark, say(f"{marked.title}の取組項目")),) if marked else ()),
            Fact("事業例", as_lines(item.examples) or missing(outline.unwritten)),
            Fact(words.division, outline.name_divisions(item.divisions)),
            *(() if item.actions else (Fact(words.action, missing()),)),
            *(() if item.kpis else (Fact("KPI", missing()),)),
        ),
        "card",
    )


def _tell_year(project: Project, number: int, fiscal_year: int) -> Iterator[Block]:
    year = open_year(project, fiscal_year)
    standing = next((one for one in year.all_standings if one.item.number == number), None)
    told = tuple(tell_sheet(year, standing)) if standing else ()
    yield Section(f"year-{fiscal_year}", (f"{year.name}の評価",), told)


def _check(word: str, number: int, known: Collection[int]) -> None:
    if number not in known:
        raise TaikouError(
            f"{word}{number}はありません。",
            f"{list_numbers(sorted(known))} の番号を指定してください。",
        )
