"""The items of the plan as a table: chosen and sorted by the address, so that no script is needed."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from taikou_cli.base.findings import Severity
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.forms.layout.basics_layout import Basics, title_basics
from taikou_cli.forms.layout.planbook.book import FILE_NAME
from taikou_cli.model.words import Words
from taikou_cli.progress.figures import Figures, compute_figures
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.wording import STATE_NAMES
from taikou_cli.web.answers import Answer, offer
from taikou_cli.web.asked import Asked
from taikou_cli.web.session import Session, View
from taikou_cli.work.plan_book_making import render_plan_book

NO_FILE = "none"
"""Stands for the stage of an item that has no evaluation yet."""


class ItemRow(NamedTuple):
    """An item as the table shows it."""

    number: int
    sign: str
    title: str
    goal: str
    division: str
    stage: str
    stage_name: str
    grade: str
    state: str
    findings: int

    @property
    def words(self) -> str:
        """What a search looks at."""
        parts = (self.sign, self.title, self.division, self.stage_name, self.grade)
        return to_half_width(" ".join(parts)).casefold()


_COLUMNS = (
    ("number", "番号"),
    ("title", "項目名"),
    ("division", "‹division›"),
    ("stage_name", "段階"),
    ("grade", "評価"),
    ("findings", "指摘"),
)


def show(session: Session, asked: Asked) -> Answer:
    """Lay out the table of the items in a year."""
    view = session.view()
    query = asked.query
    year = session.choose_year(view.project, query.get("year", ""))
    figures = compute_figures(view.project, year)
    rows = list(_build_rows(view, figures))
    sort = query.get("sort", "number")
    sort = sort if sort in dict(_COLUMNS) else "number"
    is_down = query.get("order") == "down"
    chosen = [row for row in rows if _fits(row, query)]
    chosen.sort(key=lambda row: getattr(row, sort), reverse=is_down)
    context = {
        "place": "plan",
        "told": session.told(query.get("done", "")),
        "year": year,
        "year_name": figures.plan.fiscal_years.name(year),
        "basics": tuple((one.value, title_basics(one, view.project)) for one in Basics),
        "years": view.project.evaluated_years(),
        "rows": tuple(chosen),
        "total": len(rows),
        "columns": tuple(
            one | {"title": figures.plan.words.say(one["title"])}
            for one in _head(query, sort, year, is_down=is_down)
        ),
        "filters": tuple(_list_filters(rows, query, figures.plan.words)),
        "q": query.get("q", ""),
        "sort": sort,
        "order": "down" if is_down else "up",
    }
    return session.page("plan", "計画と評価", context)


def give_book(session: Session, _asked: Asked) -> Answer:
    """Give the whole plan as one workbook, to be saved, written in and sent back."""
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return offer(FILE_NAME, render_plan_book(session.view().project), media)


def _build_rows(view: View, figures: Figures) -> Iterator[ItemRow]:
    project, plan = figures.project, figures.plan
    goals = {home: branch.part for branch in project.branches for home in branch.homes}
    divisions = project.division_names()
    stages = {NO_FILE: "ファイルなし"} | {stage.id: stage.name for stage in plan.workflow}
    counts = _count_findings(view, figures.fiscal_year)
    for standing in figures.standings:
        item, goal = standing.item, goals.get(standing.item.home)
        stage = standing.evaluation.stage if standing.evaluation else NO_FILE
        lead = item.division_ids[0] if item.division_ids else ""
        yield ItemRow(
            item.number,
            item.sign,
            item.title,
            f"{goal.sign} {goal.title}" if goal else "",
            divisions.get(lead, lead) or "未登録",
            stage,
            stages.get(stage, stage),
            _tell_grade(standing),
            standing.state.value,
            counts.get(item.number, 0),
        )


def _tell_grade(standing: ItemStanding) -> str:
    return standing.grade or STATE_NAMES[standing.state]


def _count_findings(view: View, year: int) -> dict[int, int]:
    """Count what is wrong with each item or its evaluation of the year."""
    owners = {document.path: document.content.number for document in view.project.items} | {
        document.path: document.content.item
        for document in view.project.evaluations
        if document.content.fiscal_year == year
    }
    counts: dict[int, int] = {}
    for finding in view.result.findings:
        if finding.severity is not Severity.INFO and finding.path in owners:
            number = owners[finding.path]
            counts[number] = counts.get(number, 0) + 1
    return counts


def _fits(row: ItemRow, query: Mapping[str, str]) -> bool:
    words = to_half_width(query.get("q", "")).casefold().split()
    if not all(word in row.words for word in words):
        return False
    if query.get("findings") and not row.findings:
        return False
    wanted = ((name, query.get(name, "")) for name in ("goal", "division", "stage", "grade"))
    return all(not value or getattr(row, name) == value for name, value in wanted)


def _list_filters(
    rows: list[ItemRow], query: Mapping[str, str], words: Words
) -> Iterator[Mapping[str, Any]]:
    stages = {row.stage: row.stage_name for row in rows}
    for name, title in (
        ("goal", words.goal),
        ("division", words.division),
        ("stage", "段階"),
        ("grade", "評価"),
    ):
        values = sorted({str(getattr(row, name)) for row in rows})
        options = tuple((value, stages[value] if name == "stage" else value) for value in values)
        yield {"name": name, "title": title, "options": options, "chosen": query.get(name, "")}


def _head(
    query: Mapping[str, str], sort: str, year: int, *, is_down: bool
) -> Iterator[dict[str, Any]]:
    kept = {
        key: query[key]
        for key in ("q", "goal", "division", "stage", "grade", "findings")
        if query.get(key)
    }
    for name, title in _COLUMNS:
        is_sorted = name == sort
        order = "down" if is_sorted and not is_down else "up"
        asked = kept | {"year": str(year), "sort": name, "order": order}
        yield {
            "name": name,
            "title": title,
            "query": tuple(asked.items()),
            "sorted": ("descending" if is_down else "ascending") if is_sorted else "none",
        }
