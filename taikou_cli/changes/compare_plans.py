"""Two loaded plans → their changes, by file, item and division."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Route
from taikou_cli.changes.compare_records import Difference, compare_records
from taikou_cli.changes.value_names import name_results, name_value
from taikou_cli.model.period import PeriodEvaluation, PeriodResults
from taikou_cli.model.words import Words
from taikou_cli.progress.figures import compute_overall
from taikou_cli.progress.group import GroupFigures
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Document, Project

WHOLE_PLAN = "計画全体"
"""The group of what belongs to no division."""

_SUBJECTS = {"plan": "‹plan›", "goals": "‹plan›の体系", "organization": "推進体制"}


class Change(NamedTuple):
    """One value that changed.

    Attributes:
        path: The file.
        subject: What the file is about: `実施項目15 オープンデータ化の推進`.
        group: The lead division's name, or `WHOLE_PLAN`.
        item: The item's number, if the file is about one.
        fiscal_year: The evaluated year, if the file is an evaluation.
        route: Where the value stands.
        labels: The titles of the fields on the way to it; empty for the file itself.
        before: What it was; None if it was not there.
        after: What it is; None if it is gone.
    """

    path: str
    subject: str
    group: str
    item: int | None
    fiscal_year: int | None
    route: Route
    labels: tuple[str, ...]
    before: str | None
    after: str | None


class FigureChange(NamedTuple):
    """A year's overall figures before and after; None where the plan did not have the year."""

    fiscal_year: int
    before: GroupFigures | None
    after: GroupFigures | None


class Comparison(NamedTuple):
    """Everything that changed between two states of a plan.

    Attributes:
        changes: By group, item, year and place.
        figures: The years whose figures changed; none while a file cannot be compared.
        unreadable: Files that could not be compared because one side cannot be read.
        notice: What to say of a fictitious plan; None if it is real.
        templates_changed: The plan's own templates, which may change what reports show.
        words: What the plan calls its parts.
    """

    changes: tuple[Change, ...]
    figures: tuple[FigureChange, ...]
    unreadable: tuple[str, ...]
    notice: str | None = None
    templates_changed: bool = False
    words: Words = Words()


def compare_plans(before: Project, after: Project) -> Comparison:
    """Compare two states of a plan. What only changes the form of a file is no change."""
    unreadable = {*before.unread_paths(), *after.unread_paths()}
    changes = list_changes(before, after)
    changes.sort(key=lambda c: (c.group == WHOLE_PLAN, c.group, c.item or 0, c.fiscal_year or 0))
    # Without a file, the figures would differ for another reason than what changed.
    figures = () if unreadable else tuple(_compare_figures(before, after))
    plan = after.plan or before.plan
    notice = plan.content.notice if plan else None
    words = (after if after.plan else before).words
    return Comparison(tuple(changes), figures, tuple(sorted(unreadable)), notice, words=words)


def list_changes(before: Project, after: Project, item: int | None = None) -> list[Change]:
    """Give what changed between two states of a plan, by path: of everything, or of one item."""
    old, new = before.documents(), after.documents()
    unreadable = {*before.unread_paths(), *after.unread_paths()}
    return [
        change
        for path in sorted((old.keys() | new.keys()) - unreadable)
        if item is None or _item_of(new.get(path) or old[path]) == item
        for change in _compare_document(path, old.get(path), new.get(path), before, after)
    ]


def _compare_document(
    path: str,
    old: Document[Any] | None,
    new: Document[Any] | None,
    before: Project,
    after: Project,
) -> Iterator[Change]:
    document = new or old
    if document is None or (old and new and old.content == new.content):
        return
    item = _item_of(document)
    subject, group = _name(document, item, after if new else before)
    if old and new:
        differences: Iterator[Difference] = compare_records(old.content, new.content)
    elif new:
        differences = iter([Difference((), (), None, "追加"), *compare_records(None, new.content)])
    else:
        differences = iter([Difference((), (), "あり", None)])
    for difference in differences:
        route = difference.route
        named = (
            name_value(route, difference.before, before),
            name_value(route, difference.after, after),
        )
        words = (after if new else before).words
        said = tuple(map(words.say, difference.labels))
        labels = name_results(route, said, document, after if new else before)
        yield Change(path, subject, group, item, document.fiscal_year, route, labels, *named)


def _item_of(document: Document[Any]) -> int | None:
    return getattr(document.content, "item", None) or getattr(document.content, "number", None)


def _name(document: Document[Any], number: int | None, project: Project) -> tuple[str, str]:
    """Give the subject of a file and the group that it belongs to, as of its year or the last."""
    if isinstance(document.content, PeriodResults):
        return "期間全体の総括", WHOLE_PLAN
    if number is None:
        kind = document.path.rpartition("/")[2].removesuffix(".yaml")
        year = f"{document.fiscal_year}年度のKGIの実績と総括" if document.fiscal_year else None
        return year or project.words.say(_SUBJECTS.get(kind, document.path)), WHOLE_PLAN
    word = project.words.item
    told = document.fiscal_year or max(project.evaluated_years(), default=None)
    then = as_of(project, told) if told else project
    found = then.items_by_number().get(number) or project.items_by_number().get(number)
    title = f"{word}{found.content.sign} {found.content.title}" if found else f"{word}{number}"
    if isinstance(document.content, PeriodEvaluation):
        title += "（期間全体）"
    lead = next(iter(found.content.division_ids), None) if found else None
    names = project.division_names() | then.division_names()
    return title, names.get(lead, lead) if lead else WHOLE_PLAN


def _compare_figures(before: Project, after: Project) -> Iterator[FigureChange]:
    for year in sorted({*before.evaluated_years(), *after.evaluated_years()}):
        if _sources(before, year) == _sources(after, year):
            continue
        old, new = _overall(before, year), _overall(after, year)
        if old != new:
            yield FigureChange(year, old, new)


def _sources(project: Project, year: int) -> tuple[object, ...]:
    """Give all that a year's figures can depend on; unchanged files are one object in both plans."""
    told = [one for one in project.evaluations if one.content.fiscal_year <= year]
    base = project.plan, project.goals, project.organization
    return *base, project.items, project.publications, told


def _overall(project: Project, year: int) -> GroupFigures | None:
    if year not in project.evaluated_years():
        return None
    try:
        return compute_overall(project, year)
    except TaikouError:
        return None  # a plan that cannot be read has no figures
