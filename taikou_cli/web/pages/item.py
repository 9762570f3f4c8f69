"""An item as the reports show it, with the ways to write about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from taikou_cli.base.findings import Severity
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.wording import STATE_NAMES
from taikou_cli.project.project import Project
from taikou_cli.reports.document.period import tell_period_of
from taikou_cli.reports.document.plan_sheet import tell_item
from taikou_cli.reports.document.sheet import tell_sheet
from taikou_cli.reports.document.source import Year, item_id, open_outline, open_year
from taikou_cli.web.answers import Answer
from taikou_cli.web.asked import Asked
from taikou_cli.web.places import tell_finding
from taikou_cli.web.session import NotThereError, Session, View


def show(session: Session, asked: Asked) -> Answer:
    """Lay out an item: its plan, and its evaluation of a year."""
    view = session.view()
    number = asked.number("number")
    year = session.choose_year(view.project, asked.query.get("year", ""))
    known = view.project.items_by_number()
    if number not in known:
        raise NotThereError(number)
    outline, of_year = open_outline(view.project), open_year(view.project, year)
    item = next((one for one in outline.items if one.number == number), known[number].content)
    standing = next((one for one in of_year.all_standings if one.item.number == number), None)
    heading = f"{outline.words.item}{item.sign}　{item.title}"
    context = {
        "place": "plan",
        "number": number,
        "heading": heading,
        "year": year,
        "links": {item_id(one): f"/items/{one}" for one in known},
        "plan_blocks": tell_item(outline, item),
        "year_blocks": tuple(tell_sheet(of_year, standing, with_texts=False)) if standing else (),
        "period_blocks": tuple(tell_period_of(of_year, item)),
        "evaluations": tuple(_list_years(view.project, of_year, number)),
        "findings": tuple(_tell_findings(view, number)),
        "before": number - 1 if number - 1 in known else None,
        "after": number + 1 if number + 1 in known else None,
    }
    return session.page("item", heading, context)


def _list_years(project: Project, year: Year, number: int) -> Iterator[Mapping[str, Any]]:
    for one in reversed(project.evaluated_years()):
        standing = year.standings.get(one, {}).get(number)
        if standing is None or standing.state is ItemState.NOT_IN_FORCE:
            continue
        told = standing.grade or STATE_NAMES[standing.state]
        yield {"year": one, "told": told}


def _tell_findings(view: View, number: int) -> Iterator[Mapping[str, str]]:
    own = {one.path for one in view.project.items if one.content.number == number}
    own |= {one.path for one in view.project.evaluations if one.content.item == number}
    for one in view.result.findings:
        if one.path in own and one.severity is not Severity.INFO:
            yield tell_finding(view.project, one)
