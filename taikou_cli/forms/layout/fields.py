"""What one input cell of a form stands for."""

from datetime import date
from decimal import Decimal
from enum import StrEnum, auto
from fractions import Fraction
from typing import NamedTuple

Value = str | int | Decimal | date | None
"""What a field holds; None where nothing has been written."""

Address = tuple[str, ...]
"""The way to a value of an evaluation, entries of lists by their id: `("kpis", "rate", "actual")`.
Entries without an id (evidence, opinions) are counted from 1."""


OF_ITEM, OF_GOALS, OF_PLAN = "of_item", "of_goals", "of_plan"
"""How an address begins of a value that stands in the item's own file, in that of the goals, or in
that of the outline: `("of_item", "fields", "account")`. Any other is of the year's evaluation."""
PLAN_FILES = (OF_ITEM, OF_GOALS, OF_PLAN)


class Kind(StrEnum):
    """How a cell is written and read."""

    TEXT = auto()
    LINE = auto()
    AMOUNT = auto()
    YEAR = auto()
    MONTH = auto()
    DATE = auto()
    CHOICE = auto()


class Choice(NamedTuple):
    """One entry of a drop-down list: what YAML says, and what the list shows."""

    code: str
    label: str


class Field(NamedTuple):
    """An input cell.

    Attributes:
        item: The item's number; 0 for what is about the whole form.
        address: Which value of the item's evaluation it is.
        label: What the office calls it.
        help: How it is filled in.
        kind: How it is written and read.
        value: What the plan says now.
        default: What an empty cell means.
        choices: What can be chosen.
        is_closed: Nothing but the choices may stand there.
        unit: The unit of an amount; empty if none.
        decimals: How many decimals an amount is shown with; None shows it as it is.
        is_number: An amount is measured: words are none.
        near: Values that an amount is likely to resemble: its target, that of last year.
        stays: The key remains, with nothing behind it, when the cell is emptied.
        subject: What the value is about, as far as it could change between export and import:
            the opinion that is answered, the unit that is measured in.
    """

    item: int
    address: Address
    label: str
    help: str
    kind: Kind
    value: Value = None
    default: Value = None
    choices: tuple[Choice, ...] = ()
    is_closed: bool = False
    unit: str = ""
    decimals: int | None = None
    is_number: bool = False
    near: tuple[Fraction, ...] = ()
    stays: bool = False
    subject: str = ""
