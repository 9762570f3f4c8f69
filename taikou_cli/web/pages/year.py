"""The work of a year: its files, the forms that go out, what has come back."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from taikou_cli.base.japan_day import today
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.forms.excel.workbook_writing import write_workbook
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.selection import choose_forms
from taikou_cli.progress.figures import compute_figures
from taikou_cli.progress.workflow import count_stages, deadlines_of
from taikou_cli.project.project import Project
from taikou_cli.scaffold.new_year import build_year
from taikou_cli.web.answers import Answer, go_to, offer
from taikou_cli.web.asked import Asked
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.web.whom import list_whom
from taikou_cli.work.form_returns import DivisionReturns, list_returns
from taikou_cli.work.remind import make_reminders
from taikou_cli.work.soundness import refuse_unread
from taikou_cli.work.writing import save_new_files

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def show(session: Session, asked: Asked) -> Answer:
    """Lay out where the work of a year stands."""
    project = session.view().project
    plan = project.require_outline()
    year = session.choose_year(project, asked.query.get("year", ""))
    figures = compute_figures(project, year)
    names = {"": "評価のファイルがない"} | {one.id: one.name for one in figures.plan.workflow}
    deadlines = deadlines_of(figures.plan, year)
    returns = list_returns(project, session.folder, year)
    context = {
        "place": "year",
        "year": year,
        "year_name": plan.fiscal_years.name(year),
        "years": project.evaluated_years(),
        "next_years": tuple(
            one
            for one in range(plan.first_year, plan.last_year + 1)
            if one not in project.evaluated_years()
        ),
        "told": session.told(asked.query.get("done", "")),
        "errors": (),
        "stages": tuple(
            (names[id_], count, deadlines[id_].isoformat() if id_ in deadlines else "なし")
            for id_, count in count_stages(figures.standings, figures.plan).items()
        ),
        "steps": tuple((one.id, one.name) for one in figures.plan.workflow),
        "leads": tuple((str(one.key), one.title) for one in figures.divisions),
        "whom": (("division", plan.words.division), *list_whom(project)),
        "voices": tuple(_list_voices(project, year)),
        "divisions": tuple(map(_tell_returns, returns.divisions)),
        "members": tuple(
            f"{one.member or '（名前なし）'}（{one.imported_on}）" for one in returns.members
        ),
    }
    return session.page("year", "年度の作業", context)


def _list_voices(project: Project, year: int) -> Iterator[Mapping[str, Any]]:
    """Yield each opinion of a year with the response to it."""
    evaluations = project.evaluations_by_item()
    for number, years in sorted(evaluations.items()):
        for place, one in enumerate(years[year].opinions if year in years else (), start=1):
            yield {
                "item": number,
                "to": f"/evaluations/{year}/{number}#opinions/{place}/response",
                "who": f"{one.meeting}　{one.member or '（名前なし）'}",
                "opinion": one.opinion,
                "response": one.response or "",
            }


def begin(session: Session, asked: Asked) -> Answer:
    """Make the files of a year's evaluation that are not there yet."""
    project = session.view().project
    wanted = asked.field("year")
    years = {str(year): year for year in project.years() or ()}
    if wanted not in years:
        raise NotThereError(wanted)
    with session.writing("年度のファイル"):
        refuse_unread(session.view().project)
        texts = build_year(session.view().project, years[wanted])
        made = list(save_new_files(session.folder, texts, dry_run=False))
    told = session.say((f"{wanted}年度の評価のファイルを{len(made)}件作りました。",))
    return go_to(f"/year?year={wanted}&done={told}")


def give_forms(session: Session, asked: Asked) -> Answer:
    """Give all forms of a kind as one archive, to be saved and sent."""
    project = session.view().project
    refuse_unread(project)
    year = session.choose_year(project, asked.query.get("year", ""))
    whom = asked.query.get("for", "division")
    forms = build_forms(project, year, choose_forms(whom))
    return _offer_all(
        f"{year}年度評価_様式.zip", {one.file_name: write_workbook(one) for one in forms}
    )


def give_reminders(session: Session, asked: Asked) -> Answer:
    """Give the drafts of reminders and the calendar of deadlines as one archive; nothing is sent."""
    year = session.choose_year(session.view().project, asked.query.get("year", ""))
    made = make_reminders(session.folder, session.folder.parent, year, today())
    files = {path.name: content for path, content in made.files.items()}
    return _offer_all(f"{year}年度評価_督促.zip", files)


def _offer_all(name: str, files: Mapping[str, bytes]) -> Answer:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for file, content in files.items():
            archive.writestr(zipfile.ZipInfo(file, _FIRST_DAY), content)
    return offer(name, stream.getvalue(), "application/zip")


def _tell_returns(one: DivisionReturns) -> dict[str, str]:
    return {
        "name": one.name,
        "items": list_numbers(one.items),
        "days": "、".join(one.days) or "まだ",
        "missing": list_numbers(one.missing) or "なし",
        "unfilled": list_numbers(one.unfilled) or "なし",
    }
