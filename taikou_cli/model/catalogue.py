"""The catalogue of fields: what forms, documents, tables, differences and schemas know of them.

A field is declared once, in its model. Whoever shows, asks for or explains fields reads the
entries here instead of a list of names of its own.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from taikou_cli.base.amounts import canonical
from taikou_cli.model.asked import Asked, Section
from taikou_cli.model.fields import (
    Amount,
    FiscalYear,
    Identifier,
    WebAddress,
    YearMonth,
    read_day,
)
from taikou_cli.model.record import Record
from taikou_cli.model.year_part import YearPart


class Kind(StrEnum):
    """What kind of value a field holds."""

    TEXT = auto()
    NUMBER = auto()
    AMOUNT = auto()
    DATE = auto()
    MONTH = auto()
    YEAR = auto()
    CHOICE = auto()
    FLAG = auto()
    LINK = auto()
    IDENTIFIER = auto()
    RECORD = auto()
    LIST = auto()
    MAPPING = auto()

    @property
    def is_plain(self) -> bool:
        """It is one value, not something with parts."""
        return self not in {Kind.RECORD, Kind.LIST, Kind.MAPPING}


class Entry(NamedTuple):
    """A field of the catalogue.

    Attributes:
        name: The attribute of the record.
        key: The key in YAML.
        title: What the office calls it.
        description: How it is filled in.
        kind: What kind of value it holds.
        asked_of: `division`, `office`, `committee` or a body's id; None of nobody.
        section: Where it stands among the fields of its record.
        is_public: Everybody may see it.
        is_text: It is a published text of its year, if it is public.
        is_of_plan: The reports of single years leave it out.
        is_required: It is never left out.
        choices: The codes of a choice.
        record: What a record, or each record of a list or a mapping, is.
        is_declared: The plan declares it; its value stands among the record's `fields`.
        unit: What a number is measured in; empty if nothing.
    """

    name: str
    key: str
    title: str
    description: str
    kind: Kind
    asked_of: str | None
    section: Section
    is_public: bool = True
    is_text: bool = True
    is_of_plan: bool = False
    is_required: bool = False
    choices: tuple[str, ...] = ()
    record: type[Record] | None = None
    is_declared: bool = False
    unit: str = ""

    @property
    def is_held(self) -> bool:
        """A published year holds it fast: see `Asked.is_text`."""
        return self.is_public and self.is_text

    def read(self, record: Record | None) -> Any:
        """Take the value out of a record; None if there is no record."""
        if self.is_declared:
            values = record.field_values if record else {}
            return _parse_declared(values.get(self.name), self.kind)
        return getattr(record, self.name, None)

    def write(self, record: Record | None) -> str | None:
        """Give a plain value as text: a day as in YAML, a number without an exponent."""
        value = self.read(record)
        if isinstance(value, bool):
            return "はい" if value else "いいえ"
        if self.is_declared and isinstance(value, int | Decimal):
            return f"{Decimal(canonical(value)):f}"
        return f"{value:f}" if isinstance(value, Decimal) else value and str(value)

    def tell(self, record: Record | None) -> str | None:
        """Give a plain value as readers see it: a number of a declared field with its unit."""
        written = self.write(record)
        is_number = self.is_declared and self.kind is Kind.NUMBER
        return f"{written}{self.unit}" if written and is_number else written


def _parse_declared(value: Any, kind: Kind) -> Any:
    """Give a value of a declared field; what does not fit its type stays as it is written."""
    if kind is Kind.DATE and isinstance(value, str):
        try:
            return read_day(value)
        except ValueError:
            return value
    if kind in {Kind.TEXT, Kind.LINK, Kind.CHOICE} and value is not None:
        return str(value)
    return value


@cache
def entries_of(model: type[Record]) -> tuple[Entry, ...]:
    """List the fields of a model in the order in which they are declared."""
    return tuple(_describe(model, name) for name in model.model_fields)


def entry_of(model: type[Record], name: str) -> Entry:
    """Look up a field of a model by the name of its attribute."""
    return next(entry for entry in entries_of(model) if entry.name == name)


@cache
def stories_of(model: type[Record]) -> tuple[Entry, ...]:
    """List the public plain fields that outputs show one after the other: a title, a value."""
    return tuple(
        entry
        for entry in entries_of(model)
        if entry.is_public and entry.section == "story" and entry.kind.is_plain
    )


def models_below(*models: type[Record]) -> tuple[type[Record], ...]:
    """List models and all that stand in them, each once, in the order of the fields."""
    return tuple(dict.fromkeys(_walk(models, frozenset())))


def _walk(models: tuple[type[Record], ...], above: frozenset[type[Record]]) -> Iterator[Any]:
    for model in models:
        yield model
        below = tuple(entry.record for entry in entries_of(model) if entry.record)
        yield from _walk(tuple(one for one in below if one not in above), above | {model})


def shape_of(model: type[Record], name: str) -> Any:
    """Give the type of a field as its model writes it, without what it says of itself here."""
    # pydantic's own field has lost the names of aliases such as `YearMonth`.
    written = (get_annotations(one) for one in model.__mro__)
    shape = next((found[name] for found in written if name in found), None)
    first, *rest = get_args(shape) if get_origin(shape) is Annotated else (shape,)
    others = tuple(one for one in rest if not isinstance(one, Asked))
    return Annotated[(first, *others)] if others else first


def asked_by(model: type[Record], name: str) -> Asked:
    """Give what a field says of itself, or what its model says of all that say nothing."""
    metadata = model.model_fields[name].metadata
    return next((one for one in metadata if isinstance(one, Asked)), model.asked)


def _describe(model: type[Record], name: str) -> Entry:
    field = model.model_fields[name]
    kind, inner = _kind_of(shape_of(model, name))
    asked = asked_by(model, name)
    return Entry(
        name,
        field.alias or name,
        field.title or name,
        field.description or "",
        kind,
        asked.of,
        asked.section,
        asked.is_public,
        asked.is_text,
        asked.is_of_plan,
        field.is_required(),
        tuple(map(str, get_args(inner))) if kind is Kind.CHOICE else (),
        _record_in(inner) if not kind.is_plain else None,
    )


_NAMED = (
    (WebAddress, Kind.LINK),
    (Identifier, Kind.IDENTIFIER),
    (YearMonth, Kind.MONTH),
    (FiscalYear, Kind.YEAR),
    (Amount, Kind.AMOUNT),
    (YearPart, Kind.IDENTIFIER),
)
_BY_ORIGIN = {tuple: Kind.LIST, dict: Kind.MAPPING, Literal: Kind.CHOICE}
_BY_TYPE = {
    str: Kind.TEXT,
    bool: Kind.FLAG,
    int: Kind.NUMBER,
    Decimal: Kind.NUMBER,
    date: Kind.DATE,
}


def _kind_of(shape: Any) -> tuple[Kind, Any]:
    """Tell the kind of an annotation, and the part of it that makes it so."""
    for named, kind in _NAMED:
        if shape == named:
            return kind, shape
    if get_origin(shape) in {Annotated, Union, UnionType}:
        return _kind_of(next(one for one in get_args(shape) if one is not type(None)))
    if kind_of_many := _BY_ORIGIN.get(get_origin(shape)):
        return kind_of_many, shape
    return _BY_TYPE.get(shape, Kind.RECORD), shape


def _record_in(shape: Any) -> type[Record] | None:
    if isinstance(shape, type) and issubclass(shape, Record):
        return shape
    return next((found for part in get_args(shape) if (found := _record_in(part))), None)
