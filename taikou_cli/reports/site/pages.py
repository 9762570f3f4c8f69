"""The pages of a website, each made of the same blocks as the reports."""

from collections.abc import Callable, Iterator

from taikou_cli.base.label import join_labels, label
from taikou_cli.model.branches import LISTS, Branch
from taikou_cli.model.fields import Level
from taikou_cli.model.goals import Goal
from taikou_cli.progress.period import look_at_period
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.project.as_of import published_on
from taikou_cli.reports.document import plan_sheet
from taikou_cli.reports.document.amounts import tell_amount_groups
from taikou_cli.reports.document.background_parts import (
    tell_adoption,
    tell_history,
    tell_idea,
    tell_structure,
)
from taikou_cli.reports.document.blocks import (
    Block,
    Listing,
    Notice,
    Prose,
    Run,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.contact import tell_contact
from taikou_cli.reports.document.corrections import (
    count_corrections,
    list_corrections,
)
from taikou_cli.reports.document.indicator_definitions import define_indicators
from taikou_cli.reports.document.indicators import tell_kgis
from taikou_cli.reports.document.listings import (
    list_opinions,
    list_reviews,
    list_revisions,
    tabulate_items,
    tell_idle,
)
from taikou_cli.reports.document.outline_parts import tell_parts, tell_source, tell_summary
from taikou_cli.reports.document.period import tell_period, tell_period_of
from taikou_cli.reports.document.pictures import draw_structure
from taikou_cli.reports.document.reading import tell_reading, tell_terms_of_use
from taikou_cli.reports.document.sheet import tell_grade, tell_sheet
from taikou_cli.reports.document.source import Year, part_id
from taikou_cli.reports.document.summary import (
    note_repeated,
    summarize,
    tabulate_classes,
    tabulate_groups,
)
from taikou_cli.reports.document.texts import say, say_empty, tell_declared
from taikou_cli.reports.document.travel import tell_travel
from taikou_cli.reports.document.walk import quote
from taikou_cli.reports.document.year_parts import tell_of_part, tell_plan
from taikou_cli.reports.site.comparison import has_comparison, tell_comparison
from taikou_cli.reports.site.contents import Contents
from taikou_cli.reports.site.downloads import tell_downloads
from taikou_cli.reports.site.lists import tell_data_plan, tell_items, tell_kpis
from taikou_cli.reports.site.page_names import Page
from taikou_cli.reports.site.start_page import tell_start

Told = Iterator[Section | Block]


def list_pages(year: Year) -> tuple[Page, ...]:
    """List the pages that the website of a plan has, beside those of goals and items."""
    words, marked = year.words, year.plan.data_plan
    return (
        Page("index", label("概要")),
        *(Page(LISTS[level], words.of_level(level)) for level in year.levels),
        Page("items", words.item),
        *((Page("data-plan", label("{mark}の計画", mark=marked.mark)),) if marked else ()),
        Page("kpis", "KPI"),
        Page("opinions", words.opinions),
        Page("changes", label("見直し")),
        *((Page("compare", label("比較")),) if has_comparison(year) else ()),
        *((Page("period", label("期間全体")),) if look_at_period(year.figures) else ()),
        Page("corrections", label("訂正")),
        Page("downloads", label("ダウンロード")),
        Page("plan", label("{plan}の内容", plan=words.plan), is_main=False),
        Page("search", label("検索"), is_main=False),
        Page("reading", label("数字の読み方"), is_main=False),
        Page("accessibility", label("アクセシビリティ"), is_main=False),
        Page("licence", label("利用条件"), is_main=False),
    )


def head_page(page: Page, year: Year) -> str:
    """Give the heading of a page."""
    marked = year.plan.data_plan
    headings = {
        "compare": label("年度と{item}を比べる", item=year.words.item),
        "index": label("{year}は、どこまで進んだか", year=year.name),
        "data-plan": f"{marked.mark} {marked.title}" if marked else "",
        "opinions": label(
            "{opinions}と{response}", opinions=year.words.opinions, response=year.words.response
        ),
        "period": label("期間全体の総合評価"),
        "corrections": label("訂正（正誤表）"),
        "search": label("全文検索"),
        "accessibility": label("ウェブアクセシビリティについて"),
    }
    return headings.get(page.name, page.title)


def tell_page(name: str, site: Contents) -> tuple[Block, ...]:
    """Tell what stands on one of the pages that every website has."""
    tell = _TOLD.get(name)
    return _gather(tell(site)) if tell else ()


def _gather(blocks: Told) -> tuple[Block, ...]:
    return tuple(blocks)


def _tell_plan(site: Contents) -> Told:
    """Tell what the plan says of itself, beside its goals and items."""
    year = site.year
    yield from tell_summary(year.plan.subtitle)
    yield Prose(tell_adoption(year.plan))
    yield from (tell_idea(year), tell_structure(year))
    yield from tell_history(year)


def _tell_goals(site: Contents) -> Told:
    year, words = site.year, site.year.words
    yield tell_parts(year)
    yield from tell_plan(year)
    yield tabulate_groups(year, year.figures.goals, words.goal, "goals")
    yield from note_repeated(year)
    yield from tell_amount_groups(year)
    for goal in year.branches:
        below = (*tell_summary(goal.part.summary), *_list_below(year, goal))
        yield Section(f"about-{part_id(goal)}", (year.link_part(goal),), below)
    yield draw_structure(year)
    if year.levels == ("goal",):
        yield from _tell_offices(year)


def _list_below(year: Year, branch: Branch) -> Told:
    """List the parts below a part of the plan, or its items where there are none."""
    parts = [
        say(year.link_part(one), label("（{count}項目）", count=len(year.items_in(one))))
        for one in branch.below
    ]
    yield Listing(tuple(parts or _list_items(year, branch)))


def _list_items(year: Year, branch: Branch) -> Iterator[Text]:
    for one in year.all_standings:
        if branch.holds(one.item):
            again, way = year.mark_repeated(one.item, branch), tell_travel(year, one)
            grade = (
                *tell_grade(year, one),
                *((Run("muted", join_labels(("　", way))),) if way else ()),
            )
            yield ((*year.link_item(one.item), *again, "　", *grade),)


def _tell_policies(site: Contents) -> Told:
    yield from _tell_level(site.year, "policy")


def _tell_groups(site: Contents) -> Told:
    yield from _tell_level(site.year, "group")


def _tell_level(year: Year, level: Level) -> Told:
    """Tell the parts of a level below the goals, by what they stand in."""
    word = year.words.of_level(level)
    yield tabulate_groups(year, year.figures.on_level(level), word, LISTS[level])
    yield from note_repeated(year)
    for above in year.parts:
        parts = tuple(
            Section(
                f"about-{part_id(one)}",
                (year.name_part(one),),
                (*_tell_part(year, one), *_list_below(year, one)),
            )
            for one in above.below
            if one.level == level
        )
        if parts:
            yield Section(f"about-{part_id(above)}", (year.link_part(above),), parts)
    if level == year.levels[-1]:
        yield from _tell_offices(year)


def _tell_part(year: Year, branch: Branch) -> Told:
    yield from tell_summary(branch.part.summary)
    yield from tell_source(branch.part.source)
    yield from tell_declared(year.plan, branch.part)


def _tell_offices(year: Year) -> Told:
    figures, words = year.figures, year.words
    if figures.departments:
        tables = (
            tabulate_groups(year, figures.departments, words.department, "departments"),
            tabulate_groups(year, figures.divisions, words.division, "divisions"),
        )
        yield Section(
            "departments",
            (
                label(
                    "{department}と{division}", department=words.department, division=words.division
                ),
            ),
            tables,
        )
    if any(group.standings for group in figures.attitudes):
        table = tabulate_groups(year, figures.attitudes, words.attitude, "attitudes", total=False)
        yield Section("attitudes", (words.attitude,), (table,))
    for one, table in zip(figures.classifications, tabulate_classes(year), strict=True):
        yield Section(f"class-{one.id}", (one.title,), (table,))


def tell_goal(year: Year, branch: Branch) -> tuple[Block, ...]:
    """Tell what stands on the page of a goal."""
    return _gather(_tell_goal(year, branch))


def _tell_goal(year: Year, branch: Branch) -> Told:
    goal, name = branch.part, year.name_sign(branch)
    yield from _tell_part(year, branch)
    told = (
        *tell_of_part(year, branch),
        *summarize(year, year.figures.of_part(branch).figures, branch.key),
        *tell_kgis(year, branch, label("{name}のKGI", name=name)),
        *define_indicators(
            year, goal.kgis if isinstance(goal, Goal) else (), label("{name}のKGI", name=name)
        ),
    )
    yield Section("summary", (label("{year}年度のまとめ", year=year.fiscal_year),), told)
    yield from _tell_below(year, branch)


def _tell_below(year: Year, branch: Branch) -> Told:
    """Tell the parts below a part of the plan, or its items where there are none."""
    for one in branch.below:
        told = (*_tell_part(year, one), *tell_of_part(year, one), *_tell_below(year, one))
        yield Section(part_id(one), (year.name_part(one),), told)
    if branch.below:
        return
    own = [one for one in year.shown if branch.holds(one.item)]
    caption = label("{branch}の{item}", branch=year.name_sign(branch), item=year.words.item)
    if own:
        yield tabulate_items(year, own, caption, branch)
    else:
        yield say_empty(label("この年度に実施している項目はありません。"))
    yield from tell_idle(year, [one for one in year.idle if branch.holds(one.item)])


def tell_item(site: Contents, standing: ItemStanding) -> tuple[Block, ...]:
    """Tell what stands on the page of an item: its sheet, those of earlier years, its changes."""
    return _gather(_tell_item(site, standing))


def _tell_item(site: Contents, standing: ItemStanding) -> Told:
    year = site.year
    period = tell_period_of(year, standing.item)
    yield from quote(period) if _extended_to(year) else period
    title = label("{year}の評価", year=year.name)
    told = tuple(tell_sheet(year, standing, with_texts=False))
    yield Section(f"y{year.fiscal_year}", (title,), (*told, *tell_contact(year, standing.item)))
    planned = tuple(plan_sheet.tell_item(year, standing.item))
    if planned:
        yield Section("plan", (label("実施計画"),), planned)
    before = tuple(
        Section(
            f"y{then.fiscal_year}",
            (
                label(
                    "{year}{before}　",
                    year=then.name,
                    before=label("（計画の前）") if then.is_before_plan else "",
                ),
                *tell_grade(then, old),
            ),
            tuple(tell_sheet(then, old, with_texts=False)),
            "folded",
        )
        for then, old in site.iter_before(standing.item.number)
    )
    if before:
        yield Section("before", (label("これまでの年度の評価"),), tuple(quote(before)))


_Titles = tuple[Callable[[str], str], Callable[[str, int], str]]
_OPINIONS: _Titles = (
    lambda year: label("{year}の評価への意見", year=year),
    lambda year, count: label("{year}の評価への意見（{count}件）", year=year, count=count),
)
_CHANGES: _Titles = (
    lambda year: label("{year}の評価を受けた見直し", year=year),
    lambda year, count: label("{year}の評価を受けた見直し（{count}項目）", year=year, count=count),
)


def _tell_opinions(site: Contents) -> Told:
    def tell(year: Year) -> Block:
        return list_opinions(year, year.shown)

    yield from _tell_by_year(site, _OPINIONS, tell)


def _tell_changes(site: Contents) -> Told:
    year = site.year
    told = label(
        "各年度の評価を受けて、取組をどう変えるか（変えたか）です。計画そのものの改定も記録しています。"
    )
    yield Prose(say(told))
    yield from _tell_by_year(site, _CHANGES, list_reviews)
    tables = tuple(list_revisions(year, year.plan.first_year))
    empty = say_empty(label("計画の改定はありません。"))
    yield Section("revisions", (label("計画の改定"),), tables or (empty,))


def _tell_by_year(site: Contents, titles: _Titles, tell: Callable[[Year], Block]) -> Told:
    """Tell something of the year, and folded away of every earlier year that has it.

    Args:
        site: What the website is made from.
        titles: What is told of a year, and of one that is folded away, with how much there is.
        tell: Tells it of a year.
    """
    year, (name_first, name_other) = site.year, titles
    yield Section(f"y{year.fiscal_year}", (name_first(year.name),), (tell(year),))
    for then in site.earlier:
        told = tell(then)
        if isinstance(told, Table):
            name = name_other(then.name, len(told.rows))
            yield Section(f"y{then.fiscal_year}", (name,), tuple(quote((told,))), "folded")


def _tell_period(site: Contents) -> Told:
    blocks = tuple(block for one in tell_period(site.year) for block in one.blocks)
    if last := _extended_to(site.year):
        told = label(
            "{year}年度の公表の後に、計画の期間を{last}年度まで延ばしました。これは、延ばす前の総合評価です。",
            year=site.year.fiscal_year,
            last=last,
        )
        yield Notice(say(told))
        yield from quote(blocks)
    else:
        yield from blocks


def _extended_to(year: Year) -> int | None:
    """Give the last year of a plan that went on after this one was published as the last."""
    project = year.project.whole or year.project
    last = project.require_outline().last_year
    return last if published_on(project, year.fiscal_year) and year.fiscal_year < last else None


def _tell_corrections(site: Contents) -> Told:
    found = False
    for year in site.years:
        if count_corrections(year):
            found = True
            told = (list_corrections(year, (year.fiscal_year,)),)
            yield Section(f"y{year.fiscal_year}", (label("{year}の評価", year=year.name),), told)
    if not found:
        yield say_empty(label("公表した後に訂正した箇所はありません。"))


def _tell_reading(site: Contents) -> Told:
    yield from tell_reading(site.year).blocks


def _tell_licence(site: Contents) -> Told:
    plan = site.year.plan
    name = label("{title}　{year}の評価", title=plan.title, year=site.year.name)
    yield from tell_terms_of_use(plan, name).blocks


_TOLD: dict[str, Callable[[Contents], Told]] = {
    "index": tell_start,
    "plan": _tell_plan,
    "goals": _tell_goals,
    "policies": _tell_policies,
    "groups": _tell_groups,
    "items": tell_items,
    "data-plan": tell_data_plan,
    "kpis": tell_kpis,
    "opinions": _tell_opinions,
    "changes": _tell_changes,
    "compare": tell_comparison,
    "period": _tell_period,
    "corrections": _tell_corrections,
    "downloads": tell_downloads,
    "reading": _tell_reading,
    "licence": _tell_licence,
}
