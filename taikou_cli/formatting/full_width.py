"""Numbers and dates that were typed with a Japanese keyboard: `number: １`."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.formatting.schema_shape import (
    Shape,
    is_date,
    is_decimal,
    is_month,
    is_whole_number,
    shape_below,
    shape_of_keys,
)
from taikou_cli.formatting.source_tree import Collection, Entry, Scalar
from taikou_cli.store.yaml_reading import YamlValue

# Only the full-width forms of ASCII: `①` or `Ⅳ` may be meant as it is.
_FULL_WIDTH = re.compile("[！-～]")
_TO_ASCII = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)}
_WHOLE = re.compile("-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")


class HalfWidth(NamedTuple):
    """A scalar that should be written in half width.

    Attributes:
        scalar: Where it stands.
        text: What to write instead.
        route: Where its value changes; for a key, the mapping around it.
    """

    scalar: Scalar
    text: str
    route: Route


def find_full_width(node: Scalar | Collection, shape: Shape) -> Iterator[HalfWidth]:
    """Yield the values and keys that become a number or a date by nothing but their width."""
    yield from _find(node, shape, ())


def _find(node: Scalar | Collection, shape: Shape, route: Route) -> Iterator[HalfWidth]:
    if isinstance(node, Scalar):
        if text := _to_half_width(node, shape):
            yield HalfWidth(node, text, route)
        return
    keys = {entry.key.meaning for entry in node.entries if entry.key}
    for place, entry in enumerate(node.entries):
        if entry.key and (text := _key_to_half_width(entry.key, shape, keys)):
            yield HalfWidth(entry.key, text, route)
        step = step_of(entry, place)
        yield from _find(entry.value, shape_below(shape, entry), (*route, step))


def step_of(entry: Entry, place: int) -> int | str:
    """Give the step of a route to an entry that stands at a place of its collection."""
    meaning = entry.key.meaning if entry.key else place
    return meaning if isinstance(meaning, int) else str(meaning)


def _key_to_half_width(key: Scalar, shape: Shape, keys: set[YamlValue]) -> str | None:
    text = _to_half_width(key, shape_of_keys(shape))
    return text if text and int(text) not in keys else None


def _to_half_width(scalar: Scalar, shape: Shape) -> str | None:
    if not isinstance(scalar.meaning, str) or not _FULL_WIDTH.search(scalar.value):
        return None
    text = scalar.value.translate(_TO_ASCII).strip()
    return text if _is_meant(text, shape) else None


def _is_meant(text: str, shape: Shape) -> bool:
    if is_decimal(shape):
        return _DECIMAL.fullmatch(text) is not None
    if is_whole_number(shape):
        return _WHOLE.fullmatch(text) is not None
    if is_date(shape):
        return _DAY.fullmatch(text) is not None and _is_in_calendar(text)
    return is_month(shape) and _MONTH.fullmatch(text) is not None


def _is_in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
