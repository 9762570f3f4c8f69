"""The hidden sheet that ties the named cells of a workbook to fields of the plan."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from taikou_cli.base.span import FIRST_YEAR, LAST_YEAR
from taikou_cli.forms.excel.trail import Trail, iter_trails
from taikou_cli.forms.layout.field_values import fingerprint, fingerprint_of
from taikou_cli.forms.layout.fields import Address, Field
from taikou_cli.forms.layout.sheets import Form, FormKind

TITLE = "taikou_key"
MARK = "taikou-form"
VERSION = 2
_HEAD = ("kind", "fiscal_year", "division", "plan", "as_of")
_COLUMNS = ("name", "item", "address", "value", "subject", "sheet", "label", "trail")
_LONGEST_NAME = 200
PRINTED_COLUMN = 9
"""The column, from 1, that holds the marks of what is printed on the form."""


class FieldKey(NamedTuple):
    """What the key sheet says of one input cell.

    Attributes:
        name: The name that Excel keeps with the cell wherever it goes.
        item: The item's number; 0 for the cover.
        address: Which value it is.
        value: The fingerprint of the value at export.
        subject: The fingerprint of what the value was about at export.
        sheet: The title of its sheet at export.
        label: What the office calls it.
        trail: The printed texts that lead to it, for when its name is gone.
    """

    name: str
    item: int
    address: Address
    value: str
    subject: str
    sheet: str
    label: str
    trail: str


class FormKey(NamedTuple):
    """What the key sheet says of a workbook; see `Form`.

    `printed` has the marks of the texts outside of input cells; none in the forms of old.
    """

    kind: FormKind
    fiscal_year: int
    division: str
    plan: str
    as_of: str
    fields: tuple[FieldKey, ...]
    printed: frozenset[str]


class BadKeyError(ValueError):
    """The sheet is not one that this program wrote; `version` is the one that it names, if any."""

    def __init__(self, version: object = None) -> None:
        super().__init__(version)
        self.version = version


def build_keys(form: Form) -> tuple[FieldKey, ...]:
    """Give every field of a form its name."""
    taken: set[str] = set()
    keys = []
    for sheet in form.sheets:
        for field, trail in iter_trails(sheet):
            name = _name_field(field, taken)
            taken.add(name)
            keys.append(_key_of(field, name, sheet.title, trail))
    return tuple(keys)


def iter_rows(form: Form, keys: tuple[FieldKey, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the rows of the key sheet."""
    yield MARK, VERSION
    for name in _HEAD:
        yield name, getattr(form, name)
    yield _COLUMNS
    for key in keys:
        yield key.name, key.item, "/".join(key.address), *key[3:]


def parse_rows(table: Sequence[tuple[Any, ...]]) -> FormKey:
    """Understand the rows of a key sheet.

    Raises:
        BadKeyError: They are not what `iter_rows` gives.
    """
    rows = iter(table)
    mark, version = _cut(next(rows, ()), 2)
    if mark != MARK or version != VERSION:
        raise BadKeyError(version if mark == MARK else None)
    head = dict(_cut(next(rows, ()), 2) for _ in _HEAD)
    try:
        year = int(head["fiscal_year"])
        kind = FormKind(head["kind"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadKeyError from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadKeyError
    if _cut(next(rows, ()), len(_COLUMNS)) != _COLUMNS:
        raise BadKeyError
    division, plan, as_of = (str(head.get(name) or "") for name in _HEAD[2:])
    fields = tuple(_parse_key(row) for row in rows if row and row[0])
    if len({field.name for field in fields}) < len(fields):
        raise BadKeyError
    printed = (_cut(row, PRINTED_COLUMN)[-1] for row in table)
    return FormKey(
        kind, year, division, plan, as_of, fields, frozenset(str(mark) for mark in printed if mark)
    )


def _cut(row: tuple[Any, ...], length: int) -> tuple[Any, ...]:
    return (*row[:length], *[None] * (length - len(row)))


def _parse_key(row: tuple[Any, ...]) -> FieldKey:
    name, item, address, *texts = _cut(row, len(_COLUMNS))
    try:
        number = int(item)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadKeyError from error
    return FieldKey(
        str(name), number, tuple(str(address).split("/")), *(str(text or "") for text in texts)
    )


def _key_of(field: Field, name: str, sheet: str, trail: Trail) -> FieldKey:
    value, subject = fingerprint_of(field), fingerprint(field.subject)
    about = (value, subject, sheet, field.label, trail.write())
    return FieldKey(name, field.item, field.address, *about)


def _name_field(field: Field, taken: set[str]) -> str:
    """Name a field so that Excel, LibreOffice and Google Sheets all take it for a name."""
    base = f"tk_{field.item:02}_{'_'.join(field.address)}"[:_LONGEST_NAME]
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name
