"""What has changed of a published year since its last edition, and what explains it."""

from collections.abc import Container, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from taikou_cli.model.correction import Correction
from taikou_cli.model.period import PeriodEvaluation, PeriodResults
from taikou_cli.model.publication import Edition, Publication
from taikou_cli.progress.editions.holding import find_untouched, hash_file, list_sources
from taikou_cli.project.project import Document, Project
from taikou_cli.project.published_text import (
    CORRECTIONS,
    digest_leaves,
    digest_text,
    key_correction,
    lead_of_order,
    read_keys,
)

_TERMS = "publication."
_ENTRY_DEPTHS = (2, 4)
_STAGE = "stage"
_DATES = "dates."
_PENDING = digest_text("pending")


class Cause(StrEnum):
    """What explains a change."""

    NOTHING = "nothing"
    CORRECTION = "correction"
    ADDITION = "addition"
    MOVED_BACK = "moved_back"
    REISSUE = "reissue"


class Change(NamedTuple):
    """A published value that is not what the last edition of a year holds.

    Attributes:
        fiscal_year: The published year.
        edition: Its last edition.
        path: The file that changed.
        key: The value's key; empty for a file that is new or gone as a whole.
        before: The digest that the edition holds; None if the value is new.
        after: The digest of the present value; None if it is gone.
        entry: The key of what it is told with: the entry of a list that is new or gone as a
            whole, or what became known; else empty.
        cause: What explains it.
    """

    fiscal_year: int
    edition: Edition
    path: str
    key: str
    before: str | None
    after: str | None
    entry: str = ""
    cause: Cause = Cause.NOTHING

    @property
    def subject(self) -> str:
        """What a message is about: the whole entry, or the value."""
        return self.entry or self.key


@lru_cache(maxsize=2)
def find_changes(project: Project) -> tuple[Change, ...]:
    """Find what has changed of every published year since its last edition.

    Files that are missing or cannot be read are passed over: that is told elsewhere.
    """
    return tuple(
        change
        for document in project.publications
        for change in _Comparison(project, document.content).iter_changes()
    )


class _Comparison:
    def __init__(self, project: Project, publication: Publication) -> None:
        self._project = project
        self._year = publication.fiscal_year
        self._edition = publication.last
        self._held = {
            project.path_of(source.path): source
            for source in publication.last.sources
            if source.keys is not None
        }

    def iter_changes(self) -> Iterator[Change]:
        if self._year in find_untouched(self._project):
            return
        present = list_sources(self._project, self._year)
        for path, document in present.items():
            yield from self._compare_file(path, document)
        readable = self._project.documents()
        for path in self._held:
            if path in readable and path not in present:
                yield Change(self._year, self._edition, path, "", "", None)

    def _compare_file(self, path: str, document: Document[Any]) -> Iterator[Change]:
        corrections = document.content.corrections
        source = self._held.get(path)
        if source is None and not corrections:
            is_of_period = isinstance(document.content, PeriodEvaluation | PeriodResults)
            cause = Cause.ADDITION if is_of_period else Cause.NOTHING
            yield Change(self._year, self._edition, path, "", None, "", cause=cause)
        elif source is None or hash_file(self._project, path) != source.sha256:
            held = read_keys(source.keys or "") if source else {}
            yield from self._compare_keys(path, held, document)

    def _compare_keys(
        self, path: str, held: Mapping[str, str], document: Document[Any]
    ) -> Iterator[Change]:
        present = digest_leaves(document.content)
        entries = _list_entries(held), _list_entries(present)
        new = list_corrections(document, held)
        corrected = {one.field for _, one in new if one.date >= self._edition.published_on}
        told = {key_correction(one) for _, one in new}
        for key in [*held, *(key for key in present if key not in held.keys() | told)]:
            before, after = held.get(key), present.get(key)
            if before != after:
                entry = _find_entry(key, *entries)
                change = Change(self._year, self._edition, path, key, before, after, entry)
                yield self._explain_stage(change, document) or _explain(
                    change, corrected, held, present
                )

    def _explain_stage(self, change: Change, document: Document[Any]) -> Change | None:
        """Explain the stage, and the days of the stages that were undone, by the moving back."""
        if self._project.plan is None or not change.key.startswith((_STAGE, _DATES)):
            return None
        workflow = [stage.id for stage in self._project.plan.content.workflow]
        undone = {_STAGE}
        for one in getattr(document.content, "moved_back", ()):
            if one.date >= self._edition.published_on and {one.to, one.from_stage} <= {*workflow}:
                first, last = workflow.index(one.to), workflow.index(one.from_stage)
                undone |= {f"{_DATES}{id_}" for id_ in workflow[first + 1 : last + 1]}
        return (
            change._replace(cause=Cause.MOVED_BACK)
            if len(undone) > 1 and change.key in undone
            else None
        )


def _explain(
    change: Change, corrected: set[str], held: Mapping[str, str], present: Mapping[str, str]
) -> Change:
    if change.key.startswith(f"{CORRECTIONS}."):
        return change._replace(entry=CORRECTIONS)
    if change.key.startswith(_TERMS):
        return change._replace(cause=Cause.REISSUE)
    if _is_corrected(change, corrected):
        return change._replace(cause=Cause.CORRECTION)
    if pending := _find_known(change, held, present):
        return change._replace(cause=Cause.ADDITION, entry=pending)
    return change


def _is_corrected(change: Change, corrected: set[str]) -> bool:
    if change.key in corrected or change.entry in corrected:
        return True
    if change.key == _STAGE:  # what is corrected is decided anew
        return bool(corrected)
    # Which entries a list has says in which order they are, too.
    lead = lead_of_order(change.key)
    return lead is not None and any(field.startswith(lead) for field in corrected)


def _find_known(change: Change, held: Mapping[str, str], present: Mapping[str, str]) -> str:
    """Give what the last edition said was not known yet and is now, if the change is of that."""
    entry = ".".join(change.key.split(".")[:2])
    if _has(held, f"{entry}.pending.") and not _has(present, f"{entry}.pending."):
        return entry
    was_pending = held.get("state") == _PENDING and present.get("state") != _PENDING
    is_of_it = change.key in {"state", _STAGE} or change.key.startswith(("pending.", "dates."))
    return "state" if was_pending and (change.before is None or is_of_it) else ""


def _has(keys: Mapping[str, str], lead: str) -> bool:
    return any(key.startswith(lead) for key in keys)


def _list_entries(keys: Mapping[str, str]) -> set[str]:
    """Give what may be entries of lists: `kpis.online_rate`, `scales.items.grades.A`."""
    steps = [key.split(".") for key in keys]
    return {".".join(one[:depth]) for one in steps for depth in _ENTRY_DEPTHS if len(one) > depth}


def _find_entry(key: str, held: set[str], present: set[str]) -> str:
    """Give the outermost entry around a key that only one side has."""
    steps = key.split(".")
    around = (".".join(steps[:depth]) for depth in _ENTRY_DEPTHS if len(steps) > depth)
    return next((entry for entry in around if (entry in held) != (entry in present)), "")


def list_corrections(document: Document[Any], held: Container[str]) -> list[tuple[int, Correction]]:
    """Give the corrections of a file that an edition does not hold, with their places, by date."""
    found = [
        (index, one)
        for index, one in enumerate(document.content.corrections)
        if key_correction(one) not in held
    ]
    return sorted(found, key=lambda entry: entry[1].date)
