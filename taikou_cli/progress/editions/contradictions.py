"""Corrections that contradict what was published, or what the file says now."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taikou_cli.model.correction import Correction
from taikou_cli.model.publication import Edition, Publication
from taikou_cli.progress.editions.changes import list_corrections
from taikou_cli.progress.editions.holding import find_untouched, list_sources
from taikou_cli.project.project import Project
from taikou_cli.project.published_text import digest_text, list_leaves, print_value, read_keys

_MOST_PLACES = 20


class Contradiction(NamedTuple):
    """A correction that does not lead from what was published to what the file says.

    Attributes:
        path: The file.
        place: Which of its corrections, from 0.
        key: What contradicts: `before`, `after` or `date`.
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
    idle, moved = [], set()
    untouched = find_untouched(project)
    for publication in project.publications:
        if publication.content.fiscal_year in untouched:
            continue
        for chain in _list_chains(project, publication.content):
            found = chain.find_contradiction()
            if chain.is_moved:
                moved.add((chain.path, chain.field))
                yield from found
            else:
                idle += found
    # What stays as it was in one year may have changed in another.
    yield from (one for one in idle if (one.path, one.field) not in moved)


class _Chain(NamedTuple):
    """The corrections of one value since an edition, the first one first, with their places."""

    path: str
    field: str
    edition: Edition
    held: str | None
    present: str | None
    corrections: list[tuple[int, Correction]]

    @property
    def is_moved(self) -> bool:
        """The value is not what the edition holds."""
        return self.held != _digest(self.present)

    def find_contradiction(self) -> list[Contradiction]:
        """Give what is wrong, if anything is."""
        since = self.edition.published_on
        early = ((place, "date") for place, one in self.corrections if one.date < since)
        found = next(early, None) or _follow(self.corrections, self.present, self.held)
        return [Contradiction(self.path, *found, self.edition, self.field)] if found else []


def _list_chains(project: Project, publication: Publication) -> Iterator[_Chain]:
    edition = publication.last
    sources = {project.path_of(one.path): one for one in edition.sources}
    for path, document in list_sources(project, publication.fiscal_year).items():
        if path not in sources or not document.content.corrections:
            continue
        held, leaves = read_keys(sources[path].keys or ""), list_leaves(document.content)
        chains: dict[str, list[tuple[int, Correction]]] = {}
        for place, one in list_corrections(document, held):
            chains.setdefault(one.field, []).append((place, one))
        for field, chain in chains.items():
            if field in held or field in leaves:
                present = leaves[field].text if field in leaves else None
                yield _Chain(path, field, edition, held.get(field), present, chain)


def _follow(
    chain: Sequence[tuple[int, Correction]], present: str | None, held: str | None
) -> tuple[int, str] | None:
    """Undo the corrections, the last first: that must lead to what was published."""
    texts: list[str | None] = [present]
    for place, one in reversed(chain):
        texts = [before for text in texts for before in _undo(text, one)]
        if not texts:
            return place, "after"
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
