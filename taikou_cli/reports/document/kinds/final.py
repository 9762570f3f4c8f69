"""The report of the whole period up to a year: grades and indicators over the years."""

from collections.abc import Iterator

from taikou_cli.progress.wording import STATE_NAMES
from taikou_cli.project.project import Project
from taikou_cli.reports.document.amounts import tell_amounts
from taikou_cli.reports.document.blocks import Block, Column, Document, Row, Section, Table
from taikou_cli.reports.document.cover import build_document
from taikou_cli.reports.document.indicators import courses_of, tell_courses, tell_kgis
from taikou_cli.reports.document.period import tell_period
from taikou_cli.reports.document.pictures import draw_grades, draw_years
from taikou_cli.reports.document.reading import tell_reading
from taikou_cli.reports.document.source import Year, item_id, open_year
from taikou_cli.reports.document.summary import tabulate_years
from taikou_cli.reports.document.texts import say, say_empty
from taikou_cli.reports.document.year_parts import tell_changes, tell_corrections

TITLE = "期間全体"


def build(project: Project, fiscal_year: int) -> Document:
    """Build the report."""
    year = open_year(project, fiscal_year)
    sections = (
        Section("summary", ("期間全体のまとめ",), tuple(_summarize(year))),
        *tell_period(year),
        Section("items", (f"{year.words.item}の評価の移り変わり",), tuple(_tell_items(year))),
        Section("kpis", ("KPIの結果",), tuple(_tell_indicators(year))),
        *tell_amounts(year),
        tell_changes(year, year.plan.first_year),
        tell_corrections(year, of_period=True),
        tell_reading(year),
    )
    title = f"{year.plan.first_year}～{year.fiscal_year}年度の取組結果"
    return build_document(year.plan, "final", title, sections)


def _summarize(year: Year) -> Iterator[Block]:
    if not year.figures.years:
        yield say_empty("評価はまだありません。")
        return
    yield tabulate_years(year)
    if year.has_grades:
        yield draw_grades(year)


def _tell_items(year: Year) -> Iterator[Block]:
    columns = (
        Column(year.words.item, "name"),
        *(Column(f"{y}年度", "short") for y in year.standings),
    )
    rows = []
    for item in year.items:
        known = [told.get(item.number) for told in year.standings.values()]
        grades = [(one.grade or STATE_NAMES[one.state]) if one else "実施期間外" for one in known]
        name = say(f"{item.sign}　{item.title}", *year.mark_of(item))
        rows.append(Row((name, *map(say, grades)), id=item_id(item.number)))
    caption = f"{year.words.item} × 年度{year.provisional('items')}"
    yield Table(caption, columns, tuple(rows))
    if year.figures.years:
        yield draw_years(year, is_told=True)


def _tell_indicators(year: Year) -> Iterator[Section | Block]:
    told = False
    for branch in year.branches:
        for block in tell_kgis(year, branch, f"{year.name_sign(branch)}のKGI"):
            told = True
            yield block
    for standing in year.all_standings:
        name = f"{year.words.item}{standing.item.sign}　{standing.item.title}"
        courses = courses_of(year, standing)
        for block in tell_courses(year, courses, name, f"kpis-{standing.item.number}"):
            told = True
            yield block
    if not told:
        yield say_empty("KPIは登録されていません。")
