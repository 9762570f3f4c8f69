"""A field's value as a cell shows it, and in the one form by which two values are compared."""

import hashlib
from datetime import date
from decimal import Decimal

from taikou_cli.forms.layout.cell_text import escape_cell, trim_lines
from taikou_cli.forms.layout.fields import Field, Kind, Value
from taikou_cli.project.strange_text import clean_text

CellValue = str | int | Decimal | date | None


def show_value(field: Field) -> CellValue:
    """Give what the cell shows."""
    return escape_cell(write_value(field)) if isinstance(field.value, str) else field.value


def write_value(field: Field) -> str:
    """Give what the cell shows as text, for messages."""
    value = field.value
    labels = {choice.code: choice.label for choice in field.choices}
    return labels.get(str(value), "" if value is None else trim_lines(str(value)))


def canonical_value(kind: Kind, value: Value) -> str:
    """Write a value so that two values are equal where nobody would call them different."""
    if value is None:
        return ""
    if isinstance(value, (int, Decimal)):
        number = Decimal(value)
        return f"{number.normalize():f}" if number else "0"
    if isinstance(value, date):
        return value.isoformat()
    text = trim_lines(clean_text(value))
    return text if kind is Kind.TEXT else " ".join(text.split())


def fingerprint(text: str) -> str:
    """Give a short hash of a canonical value; empty for nothing, so that a form tells no more."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:20] if text else ""


def fingerprint_of(field: Field) -> str:
    """Give the hash of what a field holds now."""
    return fingerprint(canonical_value(field.kind, field.value))
