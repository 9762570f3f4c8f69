"""Every record of a plan that may have fields of the plan's own, with its place and its key."""

from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.branches import walk
from taikou_cli.model.goals import Goal
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.project.assessments import iter_assessments
from taikou_cli.project.project import Document, Project


class Holder(NamedTuple):
    """A record that may have declared fields.

    Attributes:
        path: The file.
        route: Where the record stands in it.
        key: What tells it from others of its kind: `3`, `2.online_rate`, `goal1.visits`, `2026.2`,
            of what others say `2026.item.2.1`.
        record: The record.
        item: The item that it belongs to; None where it is of none.
    """

    path: str
    route: Route
    key: str
    record: Record
    item: int | None = None

    @property
    def on(self) -> str:
        """Its kind, as `plan.yaml` calls it."""
        return str(self.record.has_fields_as)

    def route_to(self, id_: str) -> Route:
        """Tell where the value of a field stands: the plan's own beside its declaration."""
        if isinstance(self.record, Plan):
            places = [n for n, f in enumerate(self.record.fields) if (f.on, f.id) == ("plan", id_)]
            return ("fields", places[0], "value")
        return (*self.route, "fields", id_)


def iter_holders(project: Project) -> Iterator[Holder]:
    """Yield the records of all files: of goals, items, evaluations, and what others say."""
    if project.plan:
        yield Holder(project.plan.path, (), "plan", project.plan.content)
    yield from _iter_goals(project)
    for item in project.items:
        yield from _iter_item(item)
    for document in project.evaluations:
        content = document.content
        key = f"{content.fiscal_year}.{content.item}"
        yield Holder(document.path, (), key, content, content.item)
    for whole in project.period:
        key = f"period.{whole.content.item}"
        yield Holder(whole.path, (), key, whole.content, whole.content.item)
    for placed in iter_assessments(project):
        yield Holder(placed.path, placed.route, placed.key, placed.one, placed.item)


def _iter_goals(project: Project) -> Iterator[Holder]:
    if project.goals is None:
        return
    path = project.goals.path
    for branch in walk(project.branches):
        part, route = branch.part, branch.route
        yield Holder(path, route, str(part.number), part)
        for index, kgi in enumerate(part.kgis if isinstance(part, Goal) else ()):
            yield Holder(path, (*route, "kgis", index), f"goal{part.number}.{kgi.id}", kgi)


def _iter_item(document: Document[Item]) -> Iterator[Holder]:
    item = document.content
    yield Holder(document.path, (), str(item.number), item, item.number)
    for name in ("actions", "kpis"):
        for index, one in enumerate(getattr(item, name)):
            key = f"{item.number}.{one.id}"
            yield Holder(document.path, (name, index), key, one, item.number)
