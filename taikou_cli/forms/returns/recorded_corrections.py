"""Changes of what was published → the corrections that explain them in the next edition."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from taikou_cli.model.publication import Edition
from taikou_cli.progress.editions.changes import Cause, find_changes
from taikou_cli.project.project import Document, Project
from taikou_cli.project.published_text import CORRECTIONS, ORDER, Leaf, list_leaves
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import set_value
from taikou_cli.store.yaml_reading import YamlValue

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_STAGES = ("stage", "dates.")


class Reason(NamedTuple):
    """Why published values are changed: what the user says, and on which day."""

    why: str
    day: date


def add_corrections(before: Project, after: Project, path: str, given: Reason) -> str:
    """Give the text of a changed evaluation with a correction of every published value.

    What was pending and is known now needs none. Without a reason of the user's the one is taken
    for which the evaluation was moved back since; without either the text stays, and the rules
    tell what is missing.

    Args:
        before: The plan as it was.
        after: The plan with the changes.
        path: The evaluation.
        given: Why and when.
    """
    text = after.texts[path]
    documents = before.documents(), after.documents()
    edition = _find_edition(before, path)
    if edition is None or not all(path in one for one in documents):
        return text
    reason = _complete(given, documents[1][path], edition)
    if not reason.why:
        return text
    old, new = (list_leaves(one[path].content) for one in documents)
    place = len(documents[1][path].content.corrections)
    model = type(documents[1][path].content)
    added = _list_added(after, path)
    for key in (one for one in _list_changed(old, new) if one not in added):
        entry = _write(key, old.get(key), new.get(key), reason)
        text = set_value(
            text, (CORRECTIONS, place), entry, lambda route: tuple(fields_at(route, model))
        )
        place += 1
    return text


def _find_edition(project: Project, path: str) -> Edition | None:
    """Give the last edition that holds the file."""
    editions = [
        document.content.last
        for document in project.publications
        if any(project.path_of(source.path) == path for source in document.content.last.sources)
    ]
    return max(editions, key=lambda one: one.published_on, default=None)


def _complete(given: Reason, document: Document[Any], edition: Edition) -> Reason:
    moved_back = getattr(document.content, "moved_back", ())
    since = [one for one in moved_back if one.date >= edition.published_on]
    days = (given.day, edition.published_on, *(one.date for one in since[-1:]))
    return Reason(given.why or "".join(one.why for one in since[-1:]), max(days))


def _list_changed(old: Mapping[str, Leaf], new: Mapping[str, Leaf]) -> list[str]:
    """List the published values that differ, in the order of the file; orders follow from them."""
    texts = [{key: leaf.text for key, leaf in leaves.items()} for leaves in (old, new)]
    return [
        key
        for key in dict.fromkeys((*new, *old))
        if texts[0].get(key) != texts[1].get(key)
        and not key.endswith(ORDER)
        and not key.startswith((f"{CORRECTIONS}.", *_STAGES))
    ]


def _list_added(after: Project, path: str) -> set[str]:
    """List what was pending when it was published and is known now."""
    changes = find_changes(after)
    return {one.key for one in changes if one.path == path and one.cause is Cause.ADDITION}


def _write(
    key: str, old: Leaf | None, new: Leaf | None, reason: Reason
) -> dict[str | int, YamlValue]:
    told = {"before": old, "after": new}
    values = [(name, _as_value(leaf.text)) for name, leaf in told.items() if leaf]
    return dict([("field", key), ("date", reason.day.isoformat()), *values, ("why", reason.why)])


def _as_value(text: str) -> YamlValue:
    return Decimal(text) if _NUMBER.fullmatch(text) else text
