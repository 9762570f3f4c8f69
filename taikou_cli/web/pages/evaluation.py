"""The evaluation of an item in a year: the division's form, beside what was written last year."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from taikou_cli.base.findings import SEVERITY_NAMES
from taikou_cli.forms.layout.fields import Field
from taikou_cli.forms.layout.sheets import Sheet
from taikou_cli.model.plan import Plan
from taikou_cli.progress.demands import find_lacks
from taikou_cli.progress.figures import stand_all
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.wording import describe_achievement
from taikou_cli.project.as_of import as_of
from taikou_cli.web.answers import Answer
from taikou_cli.web.asked import Asked
from taikou_cli.web.controls import Remark, Said, read_typed, say_remarks, show_parts
from taikou_cli.web.outcome import FormPage, describe_form, merge_remarks
from taikou_cli.web.session import NotThereError, Session, View
from taikou_cli.work.typed_fields import (
    build_sheet,
    place_findings,
    take_typed,
    try_typed,
)


class Subject(NamedTuple):
    """The year and the item that an address names."""

    year: int
    item: int

    @property
    def address(self) -> str:
        """The page."""
        return f"/evaluations/{self.year}/{self.item}"


def show(session: Session, asked: Asked) -> Answer:
    """Lay out the form."""
    return _open(session, asked).show(session, asked)


def save(session: Session, asked: Asked) -> Answer:
    """Save what was typed into it."""
    return _open(session, asked).save(session, asked)


def _open(session: Session, asked: Asked) -> FormPage:
    subject = _read_subject(session, session.view(), asked)
    return FormPage(
        subject.address,
        lambda plan, typed: take_typed(plan, *subject, typed),
        lambda view, said: _lay_out(session, view, subject, said),
    )


def compute(session: Session, asked: Asked) -> Answer:
    """Say as JSON what follows from what was typed; nothing is saved."""
    view = session.view()
    subject = _read_subject(session, view, asked)
    standing = try_typed(view.snapshot, *subject, read_typed(asked))
    plan = as_of(view.project, subject.year).require_outline()
    told = _tell_computed(plan, standing) if standing else {}
    return Answer(json.dumps(told, ensure_ascii=False).encode("utf-8"), media="application/json")


def _read_subject(session: Session, view: View, asked: Asked) -> Subject:
    year = session.choose_year(view.project, asked.path["year"])
    number = asked.number("number")
    if number not in view.project.items_by_number():
        raise NotThereError(number)
    return Subject(year, number)


def _lay_out(session: Session, view: View, subject: Subject, said: Said) -> Answer:
    sheet = build_sheet(view.project, *subject)
    remarks = merge_remarks(
        said.remarks, {} if said.remarks else _find_remarks(view, subject, sheet)
    )
    parts = show_parts(sheet.lines, said._replace(remarks=remarks))
    plan = as_of(view.project, subject.year).require_outline()
    standing = next(
        s for s in stand_all(view.project, subject.year) if s.item.number == subject.item
    )
    known = view.project.items_by_number()
    context: dict[str, Any] = {
        "place": "plan",
        "year": subject.year,
        "number": subject.item,
        "address": subject.address,
        **describe_form(parts, said),
        "general": remarks.get("", ()),
        "computed": _tell_computed(plan, standing),
        "lacks": tuple(_list_lacks(plan, standing)),
        "draft": f"{session.folder}|{subject.address}",
        "before": subject.item - 1 if subject.item - 1 in known else None,
        "after": subject.item + 1 if subject.item + 1 in known else None,
    }
    title = f"{plan.words.item}{subject.item}　{subject.year}年度の評価"
    return session.page("evaluation", title, context, context["status"])


def _find_remarks(view: View, subject: Subject, sheet: Sheet) -> dict[str, tuple[Remark, ...]]:
    fields = [c for line in sheet.lines for c in line.cells if isinstance(c, Field)]
    placed = place_findings(view.project, view.result.findings, *subject, fields)
    return merge_remarks(
        *(
            say_remarks(SEVERITY_NAMES[finding.severity], [complaint])
            for finding, complaint in placed
        )
    )


def _list_lacks(plan: Plan, standing: ItemStanding) -> Iterator[tuple[str, str]]:
    """Yield what the stages still demand: the stage, and what is missing."""
    evaluation = standing.evaluation
    if evaluation is None or evaluation.state != "rated":
        return
    for stage in plan.workflow:
        lacks = [
            plan.words.say(one.what)
            for d in stage.demands
            for one in find_lacks(d, evaluation, standing.item)
        ]
        if lacks:
            yield stage.name, "、".join(lacks)


def _tell_computed(plan: Plan, standing: ItemStanding) -> dict[str, Any]:
    """Say what is computed of an item, by the KPI and of the whole."""
    kpis = {}
    for one in standing.indicators:
        status = f"　{one.computed_status}" if one.computed_status else ""
        if one.ratio is not None or one.computed_status:
            kpis[one.indicator.id] = f"達成率 {describe_achievement(one, plan.rounding)}{status}"
    grade = f"KPIからの目安は {standing.suggested} です。" if standing.suggested else ""
    own = standing.evaluation.self_evaluation if standing.evaluation else None
    if standing.is_judged_by_hand and own and not own.grade_reason:
        grade += (
            f"評価区分は {standing.grade} なので、違う理由を「評価区分の理由」に書いてください。"
        )
    return {"kpis": kpis, "grade": grade}
