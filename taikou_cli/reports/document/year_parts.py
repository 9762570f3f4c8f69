"""The parts that reports of a year are put together from."""

from collections.abc import Iterator, Sequence

from taikou_cli.base.label import label
from taikou_cli.model.branches import LISTS, Branch
from taikou_cli.model.evaluation import PartSummary
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.reports.document.assessments import tell_part
from taikou_cli.reports.document.blocks import Block, Listing, Section
from taikou_cli.reports.document.corrections import list_corrections
from taikou_cli.reports.document.indicators import tell_kgis
from taikou_cli.reports.document.listings import (
    list_opinions,
    list_pending,
    list_reviews,
    list_revisions,
    tabulate_items,
    tell_idle,
)
from taikou_cli.reports.document.pictures import draw_grades, draw_years
from taikou_cli.reports.document.sheet import build_sheet
from taikou_cli.reports.document.source import Year, part_id
from taikou_cli.reports.document.summary import (
    note_repeated,
    summarize,
    tabulate_classes,
    tabulate_groups,
    tell_rates,
)
from taikou_cli.reports.document.texts import say_empty, tell_declared


def tell_summary(year: Year) -> Section:
    """Tell the figures of all items."""
    blocks = (*tell_plan(year), *summarize(year, year.figures.overall, "overall", compare=True))
    drawn = tuple(_draw(year))
    return Section("summary", (label("全体のまとめ"),), (*blocks, *drawn))


def tell_plan(year: Year) -> Iterator[Block]:
    """Tell what is said of the whole plan in the year (総括)."""
    if year.results:
        told = PartSummary(
            number=1, summary=year.results.summary, assessments=year.results.assessments
        )
        yield from tell_part(year, told, f"plan-{year.fiscal_year}")


def tell_of_part(year: Year, branch: Branch) -> Iterator[Block]:
    """Tell what is said of a goal, a policy or a group in the year (総括)."""
    told = year.results.of_part(branch.home) if year.results else None
    yield from tell_part(year, told, f"{part_id(branch)}-{year.fiscal_year}")


def _draw(year: Year) -> Iterator[Block]:
    if year.has_grades:
        yield draw_grades(year)
    if any(one.grade for known in year.standings.values() for one in known.values()):
        yield draw_years(year)


def tell_groups(year: Year) -> Section:
    """Tell the figures by every way of grouping."""
    by = f"{year.name_levels(year.levels)}・{year.words.division}"
    return Section("groups", (label("{by}ごとの集計", by=by),), tuple(_iter_groups(year)))


def _iter_groups(year: Year) -> Iterator[Block]:
    figures, words = year.figures, year.words
    for level in year.levels:
        own = figures.on_level(level)
        yield tabulate_groups(year, own, words.of_level(level), LISTS[level])
    yield from note_repeated(year)
    for groups, word, at in (
        (figures.departments, words.department, "departments"),
        (figures.divisions, words.division, "divisions"),
    ):
        if groups:
            yield tabulate_groups(year, groups, word, at)
    if any(group.standings for group in figures.attitudes):
        yield tabulate_groups(year, figures.attitudes, words.attitude, "attitudes", total=False)
    yield from tabulate_classes(year)


def tell_goal(year: Year, branch: Branch) -> Section:
    """Tell a goal: its rates, its indicators, its items, and the sheet of every item."""
    figures, name = year.figures.of_part(branch).figures, year.name_sign(branch)
    own = [one for one in year.shown if branch.holds(one.item)]
    idle = [one for one in year.idle if branch.holds(one.item)]
    caption = label("{name}の{item}", name=name, item=year.words.item)
    return Section(
        part_id(branch),
        (year.name_part(branch),),
        (
            *tell_declared(year.plan, branch.part),
            *tell_of_part(year, branch),
            *tell_rates(year, figures, branch.key),
            *tell_kgis(year, branch, label("{name}のKGI", name=name)),
            *((tabulate_items(year, own, caption, branch),) if own else ()),
            *tell_idle(year, idle),
            *_tell_below(year, branch, own),
        ),
    )


def _tell_below(year: Year, branch: Branch, standings: Sequence[ItemStanding]) -> Iterator[Block]:
    """Tell the parts below a part of the plan, or its items where there are none."""
    for one in branch.below:
        told = (*tell_declared(year.plan, one.part), *tell_of_part(year, one))
        blocks = (*told, *_tell_below(year, one, standings))
        yield Section(part_id(one), (year.name_part(one),), blocks)
    if not branch.below:
        yield from _tell_items(year, branch, standings)


def _tell_items(year: Year, branch: Branch, standings: Sequence[ItemStanding]) -> Iterator[Block]:
    own = [one for one in standings if branch.is_home_of(one.item)]
    again = tuple(
        ((*year.link_item(one.item), *year.mark_repeated(one.item, branch)),)
        for one in standings
        if branch.holds(one.item) and not branch.is_home_of(one.item)
    )
    for one in own:
        yield build_sheet(year, one)
    if again:
        yield Listing(again)
    elif not own:
        yield say_empty(label("この年度に実施している項目はありません。"))


def tell_opinions(year: Year) -> Section:
    """List the committee's opinions."""
    title = label(
        "{opinions}と{response}", opinions=year.words.opinions, response=year.words.response
    )
    return Section("opinions", (title,), (list_opinions(year, year.shown),))


def tell_changes(year: Year, since: int | None = None) -> Section:
    """List what changes because of the evaluation, and how the plan was changed."""
    title = label("見直し") if since is None else label("計画の改定と見直し")
    return Section("changes", (title,), (list_reviews(year), *list_revisions(year, since)))


def tell_pending(year: Year) -> Section:
    """List what cannot be told yet."""
    return Section("pending", (label("未確定のもの"),), (list_pending(year),))


def tell_corrections(year: Year, *, of_period: bool = False) -> Section:
    """List what was wrong after publication, in this year's evaluation or in every year's."""
    years = tuple(year.standings) if of_period else (year.fiscal_year,)
    return Section("corrections", (label("訂正（正誤表）"),), (list_corrections(year, years),))
