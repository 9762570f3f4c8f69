"""The parts that reports of a year are put together from."""

from collections.abc import Iterator

from taikou_cli.model.goals import Goal
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.reports.document.blocks import Block, Section
from taikou_cli.reports.document.corrections import list_corrections
from taikou_cli.reports.document.indicators import courses_of_goal, tell_courses
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
from taikou_cli.reports.document.source import Year, goal_id, policy_id
from taikou_cli.reports.document.summary import summarize, tabulate_groups, tell_rates
from taikou_cli.reports.document.texts import say_empty


def tell_summary(year: Year) -> Section:
    """Tell the figures of all items."""
    blocks = summarize(year, year.figures.overall, "overall", compare=True)
    drawn = tuple(_draw(year))
    return Section("summary", ("全体のまとめ",), (*blocks, *drawn))


def _draw(year: Year) -> Iterator[Block]:
    if year.has_grades:
        yield draw_grades(year)
    if any(one.grade for known in year.standings.values() for one in known.values()):
        yield draw_years(year)


def tell_groups(year: Year) -> Section:
    """Tell the figures by every way of grouping."""
    return Section("groups", ("目標・方針・所属ごとの集計",), tuple(_iter_groups(year)))


def _iter_groups(year: Year) -> Iterator[Block]:
    figures, words = year.figures, year.words
    for groups, word, at in (
        (figures.goals, words.goal, "goals"),
        (figures.policies, words.policy, "policies"),
        (figures.departments, words.department, "departments"),
        (figures.divisions, words.division, "divisions"),
    ):
        if groups:
            yield tabulate_groups(year, groups, word, at)
    if any(group.standings for group in figures.attitudes):
        yield tabulate_groups(year, figures.attitudes, words.attitude, "attitudes", total=False)


def tell_goal(year: Year, goal: Goal) -> Section:
    """Tell a goal: its rates, its indicators, its items, and the sheet of every item."""
    figures = next(one.figures for one in year.figures.goals if one.key == goal.number)
    name = f"{year.words.goal}{goal.sign}"
    own = [one for one in year.shown if year.place_of(one.item)[0] is goal]
    idle = [one for one in year.idle if year.place_of(one.item)[0] is goal]
    caption = f"{name}の{year.words.item}"
    return Section(
        goal_id(goal.number),
        (year.name_goal(goal),),
        (
            *tell_rates(year, figures, f"goals.{goal.number}"),
            *tell_courses(year, courses_of_goal(year, goal), f"{name}のKGI", f"kgis-{goal.number}"),
            *((tabulate_items(year, own, caption),) if own else ()),
            *tell_idle(year, idle),
            *(_tell_policy(year, policy.number, own) for policy in goal.policies),
        ),
    )


def _tell_policy(year: Year, number: int, standings: list[ItemStanding]) -> Section:
    policy = next(one for one in year.policies if one.number == number)
    sheets: tuple[Block, ...] = tuple(
        build_sheet(year, one) for one in standings if one.item.policy == number
    )
    empty = say_empty("この年度に実施している項目はありません。")
    return Section(policy_id(number), (year.name_policy(policy),), sheets or (empty,))


def tell_opinions(year: Year) -> Section:
    """List the committee's opinions."""
    title = f"{year.words.opinions}と{year.words.response}"
    return Section("opinions", (title,), (list_opinions(year, year.shown),))


def tell_changes(year: Year, since: int | None = None) -> Section:
    """List what changes because of the evaluation, and how the plan was changed."""
    title = "見直し" if since is None else "計画の改定と見直し"
    return Section("changes", (title,), (list_reviews(year), *list_revisions(year, since)))


def tell_pending(year: Year) -> Section:
    """List what cannot be told yet."""
    return Section("pending", ("未確定のもの",), (list_pending(year),))


def tell_corrections(year: Year, *, of_period: bool = False) -> Section:
    """List what was wrong after publication, in this year's evaluation or in every year's."""
    years = tuple(year.standings) if of_period else (year.fiscal_year,)
    return Section("corrections", ("訂正（正誤表）",), (list_corrections(year, years),))
