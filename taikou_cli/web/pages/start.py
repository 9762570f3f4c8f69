"""The first page: where the year stands, who is late, what is wrong, what to do next."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from taikou_cli.base.findings import SEVERITY_NAMES, Finding, Severity
from taikou_cli.base.japan_day import today
from taikou_cli.changes.compare_plans import Change, list_changes
from taikou_cli.model.workflow import Stage
from taikou_cli.progress.figures import Figures, compute_figures
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.wording import describe_rate
from taikou_cli.progress.workflow import count_stages, deadlines_of
from taikou_cli.web.advice import advise
from taikou_cli.web.answers import Answer
from taikou_cli.web.asked import Asked
from taikou_cli.web.pages.plan import NO_FILE
from taikou_cli.web.places import tell_finding
from taikou_cli.web.session import Session, View
from taikou_cli.work.late_items import LateItem, list_late

_MOST_FINDINGS = 50


def tell_alive(_session: Session, _asked: Asked) -> Answer:
    """Say that the program runs: a page asks before it sends what somebody typed."""
    return Answer(b"", 204)


def show(session: Session, asked: Asked) -> Answer:
    """Lay out the first page."""
    view = session.view()
    if None in (view.project.plan, view.project.goals, view.project.organization):
        return session.page("broken", "はじめ", {"place": "start", **_list_findings(view)})
    year = session.choose_year(view.project, asked.query.get("year", ""))
    figures = compute_figures(view.project, year)
    before = session.recorded()
    changes = list_changes(before, view.project) if before else []
    late = list_late(figures, session.folder, today())
    context = {
        "place": "start",
        "year": year,
        "years": view.project.evaluated_years(),
        "year_name": figures.plan.fiscal_years.name(year),
        "next": advise(view.result, figures, late, changes),
        "counts": tuple(_count(figures)),
        "rates": tuple(f"{rate.name}　{describe_rate(rate)}" for rate in figures.overall.rates),
        "stages": tuple(_tell_stages(figures)),
        "delays": tuple(_tell_delays(figures, late)),
        **_list_findings(view),
        "changes": tuple(_count_changes(changes)),
        "has_record": before is not None,
    }
    return session.page("start", "はじめ", context)


def _list_findings(view: View) -> dict[str, Any]:
    return {
        "findings": tuple(_tell_findings(view)),
        "more_findings": max(0, len(_grave(view)) - _MOST_FINDINGS),
    }


def _grave(view: View) -> list[Finding]:
    return [one for one in view.result.findings if one.severity is not Severity.INFO]


def _count(figures: Figures) -> Iterator[tuple[str, int]]:
    states = figures.overall.states
    yield "実施中", figures.overall.in_force
    yield "評価済", states[ItemState.RATED]
    yield "未確定", states[ItemState.PENDING]
    yield "未評価", states[ItemState.UNRATED] + states[ItemState.CARRIED_OVER]
    for code, count in figures.overall.grades.counts.items():
        yield f"評価区分 {code}", count


def _tell_stages(figures: Figures) -> Iterator[Mapping[str, Any]]:
    plan = figures.plan
    deadlines = deadlines_of(plan, figures.fiscal_year)
    names = {"": "評価のファイルがない"} | {stage.id: stage.name for stage in plan.workflow}
    for id_, count in count_stages(figures.standings, plan).items():
        if count or id_ in deadlines:
            deadline = deadlines[id_].isoformat() if id_ in deadlines else ""
            yield {"id": id_ or NO_FILE, "name": names[id_], "count": count, "deadline": deadline}


def _tell_delays(figures: Figures, late: tuple[LateItem, ...]) -> Iterator[Mapping[str, Any]]:
    """Yield who is late, and for which stage: the division that leads answers for its items."""
    names = {group.key: group.title for group in figures.divisions}
    order = list(names)

    def of(one: LateItem) -> tuple[str, Stage]:
        return next(iter(one.delay.standing.item.division_ids), ""), one.delay.stage

    def rank(one: LateItem) -> tuple[int, int]:
        lead, stage = of(one)
        known = order.index(lead) if lead in names else len(order)
        return known, figures.plan.workflow.index(stage)

    for (lead, stage), some in groupby(sorted(late, key=rank), of):
        items = list(some)
        yield {
            "division": names.get(lead, lead) or f"{figures.plan.words.division}が未登録",
            "late": tuple((one.delay.standing.item.number, one.is_returned) for one in items),
            "stage": stage.name,
            "deadline": items[0].delay.deadline.isoformat(),
        }


def _tell_findings(view: View) -> Iterator[Mapping[str, str]]:
    order = list(SEVERITY_NAMES)
    found = sorted(_grave(view), key=lambda one: order.index(one.severity))
    for one in found[:_MOST_FINDINGS]:
        yield tell_finding(view.project, one)


def _count_changes(changes: list[Change]) -> Iterator[tuple[str, int]]:
    counts: dict[str, int] = {}
    for change in changes:
        subject = (
            f"{change.subject}（{change.fiscal_year}年度）"
            if change.fiscal_year
            else change.subject
        )
        counts[subject] = counts.get(subject, 0) + 1
    yield from counts.items()
