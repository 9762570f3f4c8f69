"""Corrections that contradict what was published, or what the file says now."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taikou_cli.model.correction import Correction
from taikou_cli.model.publication import Edition
from taikou_cli.progress.editions.changes import list_corrections
from taikou_cli.progress.editions.holding import list_sources
from taikou_cli.project.project import Project
from taikou_cli.project.published_text import digest_text, list_leaves, print_value, read_keys

_MOST_PLACES = 20


class Contradiction(NamedTuple):
    """A correction that does not lead from what was published to what the file says.

    Attributes:
        path: The file.
        place: Which of its corrections, from 0.
        key: What contradicts: `before` or `after`.
        edition: The edition that says otherwise.
        field: What is corrected.
    """

    path: str
    place: int
    key: str
    edition: Edition
    field: str


def find_contradictions(project: Project) -> Iterator[Contradiction]:
    """Yield the corrections, made since the last edition of a year, that cannot be true."""
    if not any(one.content.corrections for one in project.documents().values()):
        return
    for publication in project.publications:
        edition = publication.content.last
        held = {project.path_of(one.path): one for one in edition.sources}
        for path, document in list_sources(project, publication.content.fiscal_year).items():
            chains: dict[str, list[tuple[int, Correction]]] = {}
            for place, one in list_corrections(document, edition):
                chains.setdefault(one.field, []).append((place, one))
            if not chains or path not in held:
                continue
            digests, leaves = read_keys(held[path].keys or ""), list_leaves(document.content)
            for field, chain in chains.items():
                if field in digests or field in leaves:
                    present = leaves[field].text if field in leaves else None
                    if found := _follow(chain, present, digests.get(field)):
                        yield Contradiction(path, *found, edition, field)


def _follow(
    chain: Sequence[tuple[int, Correction]], present: str | None, held: str | None
) -> tuple[int, str] | None:
    """Undo the corrections, the last first, until what was published is reached."""
    if not list(_undo(present, chain[-1][1])):
        return chain[-1][0], "after"
    texts: list[str | None] = [present]
    for place, one in reversed(chain):
        if held in map(_digest, texts):
            return None
        undone = [before for text in texts for before in _undo(text, one)]
        if not undone:
            return place, "after"
        texts = undone
    return None if held in map(_digest, texts) else (chain[0][0], "before")


def _undo(text: str | None, correction: Correction) -> Iterator[str | None]:
    """Yield what a value may have been before; nothing if the correction is not of this value.

    A correction may name a part of a text: then that part was another one.
    """
    before, after = (
        None if value is None else print_value(value)
        for value in (correction.before, correction.after)
    )
    if text == after:
        yield before
    elif text is not None and after:
        parts = text.split(after)
        if 1 < len(parts) <= _MOST_PLACES:
            yield (before or "").join(parts)
        for place in range(1, min(len(parts), _MOST_PLACES)):
            yield after.join(parts[:place]) + (before or "") + after.join(parts[place:])


def _digest(text: str | None) -> str | None:
    return None if text is None else digest_text(text)
