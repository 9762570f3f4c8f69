"""Two records of the model → the values that differ, named by the titles of their fields."""

from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.base.span import name_key
from taikou_cli.model.catalogue import Entry, Kind, entries_of
from taikou_cli.model.item import Responsibility
from taikou_cli.model.record import Record

# What tells one entry of a list from another, the first that an entry has. Members say several
# things on one day, and not all give their names.
_KEYS = (
    ("id",),
    ("number",),
    ("code",),
    ("member", "meeting", "date"),
    ("fiscal_year",),
    ("date",),
    ("label",),
    ("from_year",),
    ("until",),
)
_IDENTITIES = {"id", "number", "item", "fiscal_year"}
# What an entry of a list is called.
_NAMES = ("name", "title", "label", "term", "code", "what", "opinion", "id", "number", "years")
_LONGEST_NAME = 20


class Difference(NamedTuple):
    """A value that differs.

    Attributes:
        route: Where it stands, in the later file if it is there, else in the earlier.
        labels: The titles of the fields on the way to it.
        before: What it was; None if it was not there.
        after: What it is; None if it is gone.
    """

    route: Route
    labels: tuple[str, ...]
    before: str | None
    after: str | None


def compare_records(
    before: Record | None, after: Record | None, route: Route = (), labels: tuple[str, ...] = ()
) -> Iterator[Difference]:
    """Yield the differences between two records of one kind; None stands for no record."""
    sample = after or before
    if sample is None:
        return
    for entry in entries_of(type(sample)):
        if not entry.is_public or (before is None and _is_plain(entry, sample)):
            continue
        yield from _compare_values(
            entry.read(before),
            entry.read(after),
            (*route, entry.key),
            (*labels, entry.title),
        )


def _is_plain(entry: Entry, new: Record) -> bool:
    """Tell what a new record need not say: what it is called, and what was left as it is."""
    if entry.name in _IDENTITIES and entry.kind is not Kind.TEXT:
        return True
    field = type(new).model_fields[entry.name]
    return bool(entry.read(new) == field.get_default(call_default_factory=True))


def _compare_values(
    before: Any, after: Any, route: Route, labels: tuple[str, ...]
) -> Iterator[Difference]:
    if before == after:
        return
    sample = after or before
    if isinstance(sample, Record):
        yield from compare_records(before, after, route, labels)
    elif isinstance(sample, dict):
        yield from _compare_dicts(before or {}, after or {}, route, labels)
    elif _is_list_of_records(sample):
        yield from _compare_lists(before or (), after or (), route, labels)
    elif (old := _write(before)) != (new := _write(after)):
        yield Difference(route, labels, old, new)


def _is_list_of_records(value: Any) -> bool:
    """Tell lists to be compared entry by entry; who is responsible, and when, is told in a line."""
    entries = value if isinstance(value, tuple) else ()
    return isinstance(next(iter(entries), None), Record) and not isinstance(
        entries[0], Responsibility
    )


def _compare_dicts(
    before: dict[Any, Any], after: dict[Any, Any], route: Route, labels: tuple[str, ...]
) -> Iterator[Difference]:
    for key in sorted(before.keys() | after.keys(), key=str):
        label = (*labels[:-1], f"{labels[-1]}（{name_key(key)}）")
        yield from _compare_values(before.get(key), after.get(key), (*route, key), label)


def _compare_lists(
    before: tuple[Record, ...], after: tuple[Record, ...], route: Route, labels: tuple[str, ...]
) -> Iterator[Difference]:
    for old, new in _pair_entries(before, after):
        entry = after[new] if new is not None else before[old or 0]
        name = name_record(entry)
        label = (*labels[:-1], f"{labels[-1]}「{name}」") if name else labels
        if new is None:
            yield Difference((*route, old or 0), label, "あり", None)
        else:
            earlier = None if old is None else before[old]
            yield from compare_records(earlier, entry, (*route, new), label)


def _pair_entries(
    before: tuple[Record, ...], after: tuple[Record, ...]
) -> list[tuple[int | None, int | None]]:
    """Find out which entry became which, by their places; None for one that came or went.

    Those that are equal belong together, then those of one key and name, then those of one key.
    """
    old, new = list(range(len(before))), list(range(len(after)))
    pairs: dict[int, int] = {}
    for tell in (repr, lambda entry: (_key_of(entry), _name_of(entry)), _key_of):
        waiting: defaultdict[Any, deque[int]] = defaultdict(deque)
        for place in new:
            waiting[tell(after[place])].append(place)
        for place in old:
            if partners := waiting[tell(before[place])]:
                pairs[place] = partners.popleft()
        old = [place for place in old if place not in pairs]
        new = sorted(place for rest in waiting.values() for place in rest)
    return [*((place, pairs.get(place)) for place in range(len(before))), *((None, n) for n in new)]


def _key_of(entry: Record) -> tuple[Any, ...]:
    names = next((names for names in _KEYS if names[0] in type(entry).model_fields), ())
    return tuple(getattr(entry, name) for name in names)


def _name_of(entry: Record) -> str:
    names = (getattr(entry, name, None) for name in _NAMES)
    return " ".join(str(next((n for n in names if n is not None), "")).split())


def name_record(entry: Record) -> str:
    """Name an entry of a list: `公開サイトの更新`, shortened."""
    return shorten(_name_of(entry))


def shorten(name: str) -> str:
    """Cut a name that is too long to stand on the way to a value."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _write(value: Any) -> str | None:
    if value is None or value in ((), ""):
        return None
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, tuple):
        return "、".join(str(part) for part in value)
    return str(value)


def pair_lines(before: str, after: str) -> Iterator[tuple[str | None, str | None]]:
    """Pair the lines of two texts that differ; None where one side has no line."""
    import difflib

    old, new = before.rstrip("\n").split("\n"), after.rstrip("\n").split("\n")
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from zip_longest(old[i1:i2], new[j1:j2])
