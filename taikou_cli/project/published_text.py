"""Every value that a file publishes, by a key that neither the order of a list nor a spelling moves.

An entry of a list is named by its id, number or code, of a list without these by its place:
`kpis.online_rate.targets.2026`, `opinions.2.response`. Numbers that run through the file need not
name what they stand in: `policies.3.title`; that stands in a value of its own: `policies.3.goal`.
What was corrected is named by what it says: `corrections.1f0c22ab`. The order of a list is a value, too.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.base.japanese_text import join_lines
from taikou_cli.model.catalogue import entries_of
from taikou_cli.model.correction import Correction
from taikou_cli.model.evaluation import ActionResult, IndicatorResult
from taikou_cli.model.record import Record

_IDENTITIES = ("id", "number", "code", "term")
# Lists whose ids or numbers run through the file, and the key for what an entry stands in.
_RUNNING = {"policies": "goal", "groups": "policy", "kgis": "goal", "divisions": "department"}
ORDER = ".order"
"""The end of the key for the order of a list's entries, which outputs follow."""
CORRECTIONS = "corrections"
"""The key of what a file corrects."""

# Of these the order is that of the item or the goals that they are results of.
_UNORDERED = (ActionResult, IndicatorResult)
_ODD = re.compile(r"[%\s=.]")
_DIGITS = 8


class Leaf(NamedTuple):
    """A published value.

    Attributes:
        key: Its key.
        route: Where it stands in the file.
        text: The value as it is printed: two spellings of one value have the same.
    """

    key: str
    route: Route
    text: str


class _Place(NamedTuple):
    key: tuple[str, ...]
    route: Route

    def enter(self, step: str | int, name: object = None) -> "_Place":
        word = _ODD.sub(_escape, str(step if name is None else name))
        return _Place((*self.key, word), (*self.route, step))


def list_leaves(content: Record) -> dict[str, Leaf]:
    """Give every published value of a file by its key; what is left out has none."""
    return {leaf.key: leaf for leaf in _iter_record(content, _Place((), ()))}


def digest_leaves(content: Record) -> dict[str, str]:
    """Give a short digest of every published value of a file by its key."""
    return {key: digest_text(leaf.text) for key, leaf in list_leaves(content).items()}


def digest_text(text: str) -> str:
    """Give the short digest of a printed value."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def print_value(value: Any) -> str:
    """Write a value so that another spelling of it is no other value.

    63.40 is 63.4, the lines of a paragraph run together, and a list is one line.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return "、".join(map(print_value, value))
    if isinstance(value, str):
        blocks = (join_lines(block) for block in value.split("\n\n"))
        return "\n\n".join(block for block in blocks if block)
    return str(value)


def lead_of_order(key: str) -> str | None:
    """Give what the keys of a list's entries begin with, if a key is for the order of a list."""
    if not key.endswith(ORDER):
        return None
    steps = key.removesuffix(ORDER).split(".")
    return f"{steps[-1] if steps[-1] in _RUNNING else '.'.join(steps)}."


def key_correction(correction: Record) -> str:
    """Give the key of a correction, which is all that it says."""
    return f"{CORRECTIONS}.{digest_text(_print_record(correction))}"


def write_keys(digests: Mapping[str, str]) -> str:
    """Put digests into one line."""
    return " ".join(f"{key}={digest}" for key, digest in digests.items())


def read_keys(line: str) -> dict[str, str]:
    """Read digests from one line."""
    return {key: digest for key, _, digest in (part.partition("=") for part in line.split(" "))}


def route_to(key: str, content: Record) -> Route:
    """Find where a key stands in a file, or the nearest that the file has around it."""
    leaves = list_leaves(content)
    if key in leaves:
        return leaves[key].route
    steps = key.split(".")
    for length in range(len(steps), 0, -1):
        start = ".".join(steps[:length]) + "."
        for leaf in leaves.values():
            if leaf.key.startswith(start):
                below = leaf.key.count(".") - length + 1
                return leaf.route[:-below] if below else leaf.route
    return (steps[0],)


def _iter_record(record: Record, place: _Place, known: str | None = None) -> Iterator[Leaf]:
    """Yield the values of a record but the one that already names it."""
    for entry in entries_of(type(record)):
        name, value = entry.name, entry.read(record)
        is_left_out = name == known or not entry.is_held
        if is_left_out or _says_nothing(value, type(record).model_fields[name]):
            continue
        yield from _iter_value(value, place.enter(entry.key))


def _says_nothing(value: Any, field: Any) -> bool:
    """Tell whether a value is as good as left out, so that new fields change nothing."""
    if value is None or value in ((), {}):
        return True
    return bool(value == field.get_default(call_default_factory=True)) and not field.is_required()


def _iter_value(value: Any, place: _Place) -> Iterator[Leaf]:
    if isinstance(value, Record):
        yield from _iter_record(value, place)
    elif isinstance(value, dict):
        for key, part in value.items():
            if part is not None:
                yield from _iter_value(part, place.enter(key))
    elif isinstance(value, tuple) and value and isinstance(value[0], Record):
        yield from _iter_list(value, place)
    else:
        yield Leaf(".".join(place.key), place.route, print_value(value))


def _iter_list(entries: tuple[Record, ...], place: _Place) -> Iterator[Leaf]:
    if type(entries[0]).__str__ is not Record.__str__:
        # Entries that are written as one word each: their order counts.
        yield Leaf(".".join(place.key), place.route, "、".join(map(str, entries)))
        return
    if isinstance(entries[0], Correction):
        for index, one in enumerate(entries):
            yield Leaf(key_correction(one), (*place.route, index), _print_record(one))
        return
    identity = _identity_of(entries)
    if identity and not isinstance(entries[0], _UNORDERED):
        order = tuple(getattr(entry, identity) for entry in entries)
        yield Leaf(".".join(place.key) + ORDER, place.route, print_value(order))
    running = _RUNNING.get(place.key[-1]) if len(place.key) > 1 else None
    for index, entry in enumerate(entries):
        name = _name_of(entry, identity) if identity else index + 1
        inside = place.enter(index, name)
        if running:
            inside = _Place(inside.key[-2:], inside.route)
            yield Leaf(".".join((*inside.key, running)), inside.route, place.key[-2])
        yield from _iter_record(entry, inside, identity)


def _print_record(record: Record) -> str:
    return "\n".join(print_value(value) for _, value in record)


def _identity_of(entries: tuple[Record, ...]) -> str | None:
    """Give the field that tells the entries apart; None where none does."""
    fields = type(entries[0]).model_fields
    identity = next((name for name in _IDENTITIES if name in fields), None)
    names = [_name_of(entry, identity) for entry in entries] if identity else ()
    return identity if len(set(names)) == len(entries) else None


def _name_of(entry: Record, identity: str) -> Any:
    """Give what tells an entry apart: a declared field has an id on one kind of record only."""
    return getattr(entry, "identity", getattr(entry, identity))


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8"))
