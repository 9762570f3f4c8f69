"""One part of a plan by itself: a goal, a policy or an item, as a screen shows it."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.branches import Branch
from taikou_cli.model.fields import Home
from taikou_cli.model.item import Item
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project
from taikou_cli.reports.document import outline_parts, plan_sheet
from taikou_cli.reports.document.blocks import Block, Fact, Facts, Section
from taikou_cli.reports.document.period import tell_period_of
from taikou_cli.reports.document.sheet import tell_sheet
from taikou_cli.reports.document.source import Outline, item_id, open_outline, open_year
from taikou_cli.reports.document.texts import as_lines, missing, say, tell_lineage
from taikou_cli.reports.document.year_parts import tell_of_part


def build_part(project: Project, home: Home, fiscal_year: int | None) -> Section:
    """Build what the plan says of a goal, a policy or a group, and what is said of it in a year.

    Args:
        project: The plan.
        home: The level and the number.
        fiscal_year: The year whose plan is told; None tells the plan as it stands, and what is
            said in the last year that has evaluations, if any has.

    Raises:
        TaikouError: There is no such part, or a basic file could not be read.
    """
    outline, (level, number) = _open(project, fiscal_year), home
    known = {branch.number: branch for branch in outline.parts_on(level)}
    _check(outline.words.of_level(level), number, known)
    told = outline_parts.tell_part(outline, known[number])
    return _add_year(project, told, fiscal_year, known[number])


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
    blocks = (_tell_place(outline, item), *plan_sheet.tell_item(outline, item))
    if fiscal_year or project.evaluated_years():
        blocks += tuple(_tell_year(project, number, choose_year(project, fiscal_year)))
    title = (f"{outline.words.item}{item.sign}　{item.title}", *outline.mark_of(item))
    return Section(item_id(number), title, blocks)


def _add_year(project: Project, told: Section, fiscal_year: int | None, branch: Branch) -> Section:
    """Add what is said of a part of the plan in a year."""
    if not (fiscal_year or project.evaluated_years()):
        return told
    year = open_year(project, choose_year(project, fiscal_year))
    said = tuple(tell_of_part(year, branch))
    own = (Section(f"year-{year.fiscal_year}", (f"{year.name}の総括",), said),) if said else ()
    return replace(told, blocks=(*told.blocks, *own))


def _open(project: Project, fiscal_year: int | None) -> Outline:
    if fiscal_year is None:
        return open_outline(project)
    return open_outline(as_of(project, choose_year(project, fiscal_year)))


def _tell_place(outline: Outline, item: Item) -> Facts:
    words, marked = outline.words, outline.plan.data_plan if item.data_plan else None
    return Facts(
        (
            *outline.tell_place(item),
            *((Fact(marked.mark, say(f"{marked.title}の取組項目")),) if marked else ()),
            Fact("事業例", as_lines(item.examples) or missing(outline.unwritten)),
            Fact(words.division, outline.name_divisions(item.divisions)),
            *tell_lineage(item),
            *(() if item.actions else (Fact(words.action, missing()),)),
            *(() if item.kpis else (Fact("KPI", missing()),)),
        ),
        "card",
    )


def _tell_year(project: Project, number: int, fiscal_year: int) -> Iterator[Block]:
    year = open_year(project, fiscal_year)
    standing = next((one for one in year.all_standings if one.item.number == number), None)
    told = tuple(tell_sheet(year, standing, with_texts=False)) if standing else ()
    yield Section(f"year-{fiscal_year}", (f"{year.name}の評価",), told)
    if standing:
        yield from tell_period_of(year, standing.item)


def _check(word: str, number: int, known: Collection[int]) -> None:
    if number not in known:
        raise TaikouError(
            f"{word}{number}はありません。",
            f"{list_numbers(sorted(known))} の番号を指定してください。",
        )
