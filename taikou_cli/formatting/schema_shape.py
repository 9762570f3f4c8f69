"""What the models say of a place in a file: its keys in order, and what stands below it.

A shape is the annotation of a field as the model writes it, or a model itself.
"""

from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from taikou_cli.formatting.source_tree import Collection, Entry
from taikou_cli.model.catalogue import shape_of
from taikou_cli.model.fields import YearMonth
from taikou_cli.model.record import Record, keys_of

Shape = Any
"""An annotation; None where the models know nothing of a place."""


def key_order(shape: Shape, mapping: Collection) -> tuple[str, ...]:
    """Give the keys of a mapping in the order of its model; none where its keys are free."""
    record = _record_for(shape, mapping)
    return tuple(keys_of(record)) if record else ()


def shape_below(shape: Shape, entry: Entry) -> Shape:
    """Give the shape of an entry's value."""
    record = _record_for(shape, entry.parent)
    if record and entry.key:
        return _annotation_of(record, entry.key.value)
    wanted = dict if entry.key else tuple
    for part in _parts_of(shape):
        if _origin_of(part) is wanted:
            return get_args(part)[1 if entry.key else 0]
    return None


def shape_of_keys(shape: Shape) -> Shape:
    """Give the shape of the keys of a mapping whose keys are free."""
    return next((get_args(part)[0] for part in _parts_of(shape) if _origin_of(part) is dict), None)


def is_whole_number(shape: Shape) -> bool:
    """Tell whether a number without a point may stand here."""
    return any(part is int or part is Decimal for part in _parts_of(shape))


def is_decimal(shape: Shape) -> bool:
    """Tell whether a number with a point may stand here."""
    return any(part is Decimal for part in _parts_of(shape))


def is_date(shape: Shape) -> bool:
    """Tell whether a day such as `2025-04-01` may stand here."""
    return any(part is date for part in _parts_of(shape))


def is_month(shape: Shape) -> bool:
    """Tell whether a month such as `2025-03` may stand here."""
    return shape == YearMonth or YearMonth in get_args(shape)


def _record_for(shape: Shape, mapping: Collection) -> type[Record] | None:
    """Choose the model of a mapping: of several, the one that knows most of its keys.

    A list of mappings that may be written as one alone has the model of its entries.
    """
    parts = _parts_of(shape)
    alone = [
        get_args(part)[0] for part in parts if mapping.is_mapping and _origin_of(part) is tuple
    ]
    records = [
        part for part in (*parts, *alone) if isinstance(part, type) and issubclass(part, Record)
    ]
    if not records[1:]:
        return records[0] if records else None
    keys = {entry.key.value for entry in mapping.entries if entry.key}
    return max(records, key=lambda record: len(keys & {*keys_of(record)}))


def _annotation_of(record: type[Record], key: str) -> Shape:
    name = keys_of(record).get(key)
    return shape_of(record, name) if name else None


def _origin_of(shape: Shape) -> Any:
    return get_origin(shape)


def _parts_of(shape: Shape) -> list[Shape]:
    origin = _origin_of(shape)
    if origin is Annotated:
        return _parts_of(get_args(shape)[0])
    if origin in {Union, UnionType}:
        return [part for choice in get_args(shape) for part in _parts_of(choice)]
    return [shape]
