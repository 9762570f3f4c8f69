"""The first page: where the year stands, who is late, what is wrong, what to do next."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from taikou_cli.base.findings import SEVERITY_NAMES, Finding, Severity
from taikou_cli.base.japan_day import today
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.changes.compare_plans import Change, list_changes
from taikou_cli.progress.figures import Figures, compute_figures
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.wording import describe_rate
from taikou_cli.progress.workflow import Delay, count_stages, deadlines_of, find_delays
from taikou_cli.web.answers import Answer
from taikou_cli.web.asked import Asked
from taikou_cli.web.pages.plan import NO_FILE
from taikou_cli.web.places import link_to
from taikou_cli.web.session import Session, View

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
    delays = find_delays(figures.standings, figures.plan, year, today())
    context = {
        "place": "start",
        "year": year,
        "years": view.project.evaluated_years(),
        "year_name": figures.plan.fiscal_years.name(year),
        "next": _advise(view, figures, delays, changes),
        "counts": tuple(_count(figures)),
        "rates": tuple(f"{rate.name}　{describe_rate(rate)}" for rate in figures.overall.rates),
        "stages": tuple(_tell_stages(figures)),
        "delays": tuple(_tell_delays(figures, delays)),
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


def _advise(
    view: View, figures: Figures, delays: tuple[Delay, ...], changes: list[Change]
) -> Mapping[str, str]:
    """Name the one thing that is to be done next, and where."""
    errors = view.result.count_of(Severity.ERROR)
    year = figures.fiscal_year
    if errors:
        return _step(
            f"誤りが{errors}件あります。まず、下の「検査で見つかったこと」を直してください。",
            "#findings",
        )
    if delays:
        return _step(
            f"期限に遅れている項目が{len(delays)}件あります。担当の所属に確かめてください。",
            "#delays",
        )
    unrated = [
        one.item.number
        for one in figures.standings
        if one.state in {ItemState.UNRATED, ItemState.CARRIED_OVER}
    ]
    if unrated:
        address = f"/evaluations/{year}/{unrated[0]}"
        return _step(
            f"まだ評価していない項目が{len(unrated)}件あります。{figures.plan.words.item}{unrated[0]}から書いてください。",
            address,
        )
    if changes:
        return _step("記録していない変更があります。内容を確かめて、記録してください。", "/changes")
    return _step(f"{year}年度の評価はそろっています。報告書を見て確かめてください。", "/preview")


def _step(text: str, address: str) -> Mapping[str, str]:
    return {"text": text, "to": address}


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


def _tell_delays(figures: Figures, delays: tuple[Delay, ...]) -> Iterator[Mapping[str, Any]]:
    names = {group.key: group.title for group in figures.divisions}

    def lead_of(delay: Delay) -> str:
        return next(iter(delay.standing.item.division_ids), "")

    for id_, group in groupby(sorted(delays, key=lead_of), lead_of):
        late = list(group)
        yield {
            "division": names.get(id_, id_) or f"{figures.plan.words.division}が未登録",
            "numbers": list_numbers(delay.standing.item.number for delay in late),
            "items": tuple(delay.standing.item.number for delay in late),
            "stage": late[0].stage.name,
            "deadline": late[0].deadline.isoformat(),
        }


def _tell_findings(view: View) -> Iterator[Mapping[str, str]]:
    order = list(SEVERITY_NAMES)
    found = sorted(_grave(view), key=lambda one: order.index(one.severity))
    for one in found[:_MOST_FINDINGS]:
        place, address = link_to(view.project, one.path)
        yield {
            "severity": SEVERITY_NAMES[one.severity],
            "code": one.code,
            "place": place,
            "to": address,
            "message": one.message,
            "hint": one.hint,
        }


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
