"""The pages of the website that list items and indicators."""

from collections.abc import Iterator

from taikou_cli.base.label import join_labels, label
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.wording import EMPTY
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Figure,
    Line,
    Prose,
    Row,
    Run,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.indicators import (
    Course,
    courses_of,
    tell_achievement,
    tell_actual,
    tell_baseline,
    tell_kgis,
    tell_notes,
    tell_status,
    tell_target,
)
from taikou_cli.reports.document.listings import (
    link_title,
    tabulate_items,
    tell_grade_and_travel,
    tell_idle,
)
from taikou_cli.reports.document.multiples import draw_courses
from taikou_cli.reports.document.outline_parts import tell_source
from taikou_cli.reports.document.pictures import draw_years
from taikou_cli.reports.document.sheet import tell_other_grade
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.summary import (
    summarize,
    tell_indicators,
)
from taikou_cli.reports.document.texts import say, say_empty
from taikou_cli.reports.document.travel import tell_value_travel
from taikou_cli.reports.site.contents import Contents
from taikou_cli.reports.site.page_names import page_id


def tell_items(site: Contents) -> Iterator[Block]:
    """List all items of the year, to be sorted and filtered."""
    year, others = site.year, site.year.plan.other_item_scales
    columns = (
        Column(label("番号"), "number"),
        Column(year.words.item, "name"),
        Column(year.name_levels(year.levels), "text"),
        Column(year.words.division, "text"),
        Column(label("評価{provisional}", provisional=year.provisional("items")), "text"),
        Column(label("KPIからの目安"), "short"),
        *(Column(scale.title, "text") for scale in others),
    )
    rows = tuple(_tell_item_row(year, one) for one in year.shown)
    caption = label("{item}の一覧（{count}項目）", item=year.words.item, count=len(rows))
    yield Table(caption, columns, rows, "list", "item-list")
    yield from tell_idle(year, year.idle)
    yield draw_years(year)


def _tell_item_row(year: Year, standing: ItemStanding) -> Row:
    item = standing.item
    path = year.places[item.number]
    cells: tuple[Text, ...] = (
        say(item.sign),
        (link_title(year, item),),
        say(join_labels([*map(year.name_sign, path)], "・")),
        year.name_divisions(item.divisions),
        tell_grade_and_travel(year, standing),
        say(standing.suggested or EMPTY),
        *((tell_other_grade(standing, scale),) for scale in year.plan.other_item_scales),
    )
    tags = (
        ("goal", (str(path[0].number),)),
        ("grade", (standing.grade or "",)),
        ("division", tuple(year.divisions.get(id_, id_) for id_ in item.division_ids)),
        ("star", (str(int(item.data_plan)),)),
        *((f"class{one.id}", codes) for one, codes in year.plan.classes_of(item)),
        ("pending", (str(int(standing.state is ItemState.PENDING)),)),
    )
    return Row(cells, tags=tags)


def tell_data_plan(site: Contents) -> Iterator[Block]:
    """Tell the statutory plan in the year."""
    year, known = site.year, site.year.plan.data_plan
    if known:
        marked = [one for one in year.shown if one.item.data_plan]
        told = label(
            "{mark}の付いた{count}項目は、{statute}に基づく計画の取組項目を兼ねます。",
            mark=known.mark,
            count=len(known.items),
            statute=known.statute,
        )
        yield Prose(say(told))
        yield from tell_source(known.source)
        yield from summarize(year, year.figures.data_plan, "data_plan")
        yield tabulate_items(year, marked, label("{title}の取組項目", title=known.title))


def tell_kpis(site: Contents) -> Iterator[Block]:
    """List all indicators of the year."""
    year = site.year
    link = Run("link", label("達成率の計算方法"), page_id("reading"))
    told = label("{year}の目標値と実績値です。", year=year.name)
    yield Prose(say(told, link))
    if year.figures.overall.indicators.total:
        yield tell_indicators(year, year.figures.overall, "overall")
        yield _tabulate_kpis(year)
        yield from _draw_kpis(year)
    else:
        yield say_empty(label("KPIはまだ登録されていません。"))
    for goal in year.branches:
        if blocks := tuple(tell_kgis(year, goal, label("{goal}のKGI", goal=year.name_part(goal)))):
            title = label("{goal}のKGI", goal=year.name_sign(goal))
            yield Section(f"kgi-{goal.number}", (title,), blocks)


def _tabulate_kpis(year: Year) -> Table:
    columns = (
        Column(year.words.item, "text"),
        Column(label("指標（単位）"), "name"),
        Column(label("基準値"), "text"),
        Column(label("目標値"), "number"),
        Column(label("実績値"), "number"),
        Column(label("前年度から"), "short"),
        Column(label("達成率"), "share"),
        Column(label("状況"), "short"),
    )
    rows = tuple(
        _tell_kpi(year, year.link_item(standing.item), course)
        for standing in year.shown
        for course in courses_of(year, standing)
    )
    return Table(
        label("KPIの一覧{provisional}", provisional=year.provisional("kpis")), columns, rows, "list"
    )


def _draw_kpis(year: Year) -> Iterator[Figure]:
    """Draw the indicators of each goal side by side."""
    for goal in year.branches:
        courses = (
            course
            for standing in year.shown
            if year.places[standing.item.number][0].number == goal.number
            for course in courses_of(year, standing)
        )
        signs = label("実線は実績値、破線は目標値、縦の尺度は指標ごと")
        title = label("{goal}：KPIの移り変わり（{signs}）", goal=year.name_part(goal), signs=signs)
        figure = draw_courses(year, courses, title, f"multiples-{goal.number}")
        if figure:
            yield figure


def _tell_kpi(year: Year, item: Line, course: Course) -> Row:
    notes = tell_notes(year, course)
    name: Text = (*say(course.name), *(say(Run("muted", notes)) if notes else ()))
    return Row(
        (
            (item,),
            name,
            tell_baseline(course.indicator),
            tell_target(year, course, year.fiscal_year),
            tell_actual(course, year.fiscal_year),
            say(tell_value_travel(course.achievement) or EMPTY),
            tell_achievement(year, course),
            tell_status(course),
        )
    )
