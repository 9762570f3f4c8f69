"""Changes of a plan, in the words of `taikou diff`, grouped for a page."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from taikou_cli.changes.compare_plans import Change
from taikou_cli.changes.words import write_changes


class Told(NamedTuple):
    """What changed of one subject."""

    group: str
    subject: str
    lines: tuple[str, ...]


def tell_changes(changes: Iterable[Change]) -> Iterator[Told]:
    """Yield the changes by subject, in the order in which they come."""
    for (group, subject), some in groupby(changes, key=lambda one: (one.group, one.subject)):
        yield Told(group, subject, tuple(write_changes(list(some), lambda text, _: text)))
