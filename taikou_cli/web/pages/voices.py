"""What others than the divisions say of a year: the committee's opinions, bodies' and the office's."""

from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.web.answers import Answer
from taikou_cli.web.asked import Asked
from taikou_cli.web.controls import Said
from taikou_cli.web.form_parts import show_form
from taikou_cli.web.outcome import FormPage, describe_form
from taikou_cli.web.session import NotThereError, Session, View
from taikou_cli.web.whom import list_whom
from taikou_cli.work.typed_form import find_form, take_form


def show(session: Session, asked: Asked) -> Answer:
    """Lay out the form."""
    return _open(session, asked).show(session, asked)


def save(session: Session, asked: Asked) -> Answer:
    """Save what was typed into it."""
    return _open(session, asked).save(session, asked)


def _open(session: Session, asked: Asked) -> FormPage:
    project = session.view().project
    year, whom = session.choose_year(project, asked.path["year"]), asked.path["whom"]
    if whom not in dict(list_whom(project)):
        raise NotThereError(whom)
    return FormPage(
        f"/voices/{year}/{whom}",
        lambda plan, typed: take_form(plan, find_form(plan.project, year, whom), typed),
        lambda view, said: _lay_out(session, view, (year, whom), said),
        is_blank=whom == FormKind.COMMITTEE,
    )


def _lay_out(session: Session, view: View, of: tuple[int, str], said: Said) -> Answer:
    year, whom = of
    parts = show_form(find_form(view.project, year, whom), said)
    title = f"{dict(list_whom(view.project))[whom]}　{year}年度の評価への記入"
    address = f"/voices/{year}/{whom}"
    context = {
        "place": "year",
        "year": year,
        "address": address,
        "draft": f"{session.folder}|{address}",
        "general": said.remarks.get("", ()),
        **describe_form(parts, said),
    }
    return session.page("voices", title, context, context["status"])
