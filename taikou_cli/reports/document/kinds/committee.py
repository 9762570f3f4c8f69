"""The papers of the committee that gives its opinions on a year."""

from taikou_cli.project.project import Project
from taikou_cli.reports.document.blocks import Document, Section
from taikou_cli.reports.document.cover import build_document
from taikou_cli.reports.document.listings import list_opinions, list_pending, tabulate_overview
from taikou_cli.reports.document.pictures import draw_grades
from taikou_cli.reports.document.reading import tell_reading
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.document.summary import summarize, tabulate_groups

TITLE = "会議の資料"


def build(project: Project, fiscal_year: int) -> Document:
    """Build the papers."""
    year = open_year(project, fiscal_year)
    figures, words = year.figures, year.words
    drawn = (draw_grades(year),) if year.has_grades else ()
    overview = (
        *summarize(year, figures.overall, "overall", compare=True),
        *drawn,
        tabulate_groups(year, figures.goals, words.goal, "goals"),
    )
    opinions = (list_opinions(year, year.shown),)
    sections = (
        Section("summary", ("資料1　評価の概要",), overview),
        Section("items", (f"資料2　{words.item}の一覧",), (tabulate_overview(year, year.shown),)),
        Section("opinions", ("資料3　会議の前に寄せられた意見",), opinions),
        Section("pending", ("資料4　未確定のもの",), (list_pending(year),)),
        tell_reading(year),
    )
    title = f"{year.name}の評価　{words.committee}資料"
    return build_document(year.plan, "committee", title, sections)
