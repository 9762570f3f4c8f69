"""A cell as it came back, what was read in it, and what the readers of all kinds need."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.forms.excel.number_format import show_day, show_number
from taikou_cli.forms.layout.cell_text import unescape_cell
from taikou_cli.forms.layout.fields import Value

_HIDDEN_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_LONGEST_QUOTE = 20


class Raw(NamedTuple):
    """A cell as the file has it.

    Attributes:
        value: A text, a number, a day, a truth value, or nothing.
        number_format: The format in which Excel shows it.
        link: Where its hyperlink leads, if it has one.
        epoch: Day 0 of the file's calendar, for days written as numbers.
    """

    value: object
    number_format: str = "General"
    link: str = ""
    epoch: date = date(1899, 12, 30)


class Reading(NamedTuple):
    """What was read, and what had to be understood rather than copied, in Japanese."""

    value: Value
    notices: tuple[str, ...] = ()


class CellError(Exception):
    """The value cannot be told; `message` and `hint` are for the office."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def text_of(raw: Raw) -> tuple[str, list[str]]:
    """Give what a cell shows as text, and what is to be said of it.

    Raises:
        CellError: It holds a number or a day, and its format does not tell what is shown.
    """
    notices: list[str] = []
    value = raw.value
    if not isinstance(value, (datetime, int, float)):
        text = unescape_cell(str(value))
        if _HIDDEN_CONTROL.search(text):
            notices.append("目に見えない制御文字を取り除きました。")
        return text, notices
    plain = value if isinstance(value, datetime) else exact_number(value)
    shown = _show(plain, raw.number_format)
    if shown is None:
        raise CellError(
            f"数や日付として入っていて、どう見えているかを書式（{shorten(raw.number_format)}）から決められません。",
            "セルの表示形式を「文字列」にして、見えるとおりに入れ直してください。",
        )
    if isinstance(plain, datetime) or shown != f"{plain:f}":
        notices.append(
            f"数や日付として入っているものを、見えるとおり「{shown}」という文字にします。"
        )
    return shown, notices


def _show(value: datetime | Decimal, number_format: str) -> str | None:
    if isinstance(value, datetime):
        return show_day(value, number_format)
    return show_number(value, number_format)


def exact_number(value: float) -> Decimal:
    """Give the number that was typed: Excel keeps 15 digits."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return number or Decimal(0)


def day_of(value: date) -> date:
    """Leave out the time of day."""
    return value.date() if isinstance(value, datetime) else value


def quote(value: object) -> str:
    """Quote what somebody wrote, shortened."""
    return f"「{shorten(str(value))}」"


def shorten(text: str) -> str:
    """Give the beginning of a text, on one line, so that it can do no harm on screen."""
    line = reveal_controls(" ".join(text.split()))
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"
