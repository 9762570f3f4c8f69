"""The report of a year on the items that form the statutory data plan."""

from taikou_cli.project.project import Project
from taikou_cli.reports.document.blocks import Document, Section
from taikou_cli.reports.document.cover import build_document
from taikou_cli.reports.document.listings import tabulate_items
from taikou_cli.reports.document.reading import tell_reading
from taikou_cli.reports.document.sheet import build_sheet
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.document.summary import summarize
from taikou_cli.reports.document.texts import say, say_empty

TITLE = "★の計画"
_NAME = "官民データ活用推進計画"


def build(project: Project, fiscal_year: int) -> Document:
    """Build the report."""
    year = open_year(project, fiscal_year)
    known = year.plan.data_plan
    name = known.title if known else _NAME
    marked = [one for one in year.shown if one.item.data_plan]
    figures = summarize(year, year.figures.data_plan, "data_plan")
    items = tabulate_items(year, marked, f"{name}の取組項目（{len(marked)}項目）")
    empty = say_empty(f"この計画に、{_NAME}の取組項目はありません。")
    sections = [Section("summary", ("まとめ",), (*figures, items) if marked else (empty,))]
    if marked:
        sheets = tuple(build_sheet(year, one) for one in marked)
        sections.append(Section("sheets", ("項目ごとの評価",), sheets))
    sections.append(tell_reading(year))
    about = say(f"根拠：{known.statute}") if known else ()
    return build_document(year.plan, "data-plan", f"{name}　{year.name}の評価", sections, about)
