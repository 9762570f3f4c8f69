"""What stands in a cell → a fiscal year, a month or a day, however it is written."""

import re
from datetime import date, datetime, timedelta

from taikou_cli.base.fiscal_year import parse_fiscal_year
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.base.year_reading import parse_day
from taikou_cli.forms.excel.raw_cell import (
    CellError,
    Raw,
    Reading,
    day_of,
    exact_number,
    quote,
    shorten,
    text_of,
)
from taikou_cli.forms.layout.fields import Field, Kind

_WEEKDAY = re.compile(r"\([月火水木金土日]\)$")
# Days between 1954 and 2119 as Excel counts them: no other number can be meant for a day.
_SERIALS = range(20_000, 80_001)


def read_year(field: Field, raw: Raw) -> Reading:
    """Read a fiscal year; raise a CellError if there is none."""
    value = raw.value
    text = ""
    if isinstance(value, (int, float)):
        text = f"{exact_number(value):f}"
    elif isinstance(value, str):
        text = text_of(raw)[0]
    try:
        year = parse_fiscal_year("".join(text.split()))
    except ValueError as error:
        raise CellError(
            f"「{field.label}」を年度として読めません（{quote(value)}）。",
            "西暦の年度を、2025 のように数で書いてください。",
        ) from error
    notice = f"「{shorten(text)}」を{year}年度と読みました。"
    return Reading(year, () if text == str(year) else (notice,))


def read_date(field: Field, raw: Raw) -> Reading:
    """Read a day; raise a CellError if there is none."""
    day, notices = _find_day(field, raw, "2026-05-13")
    return Reading(day, notices)


def read_month(field: Field, raw: Raw) -> Reading:
    """Read a month, `2026-10`; raise a CellError if there is none."""
    day, notices = _find_day(field, raw, "2026-10")
    month = f"{day.year:04}-{day.month:02}"
    return Reading(month, notices if raw.value != month else ())


def _find_day(field: Field, raw: Raw, example: str) -> tuple[date, tuple[str, ...]]:
    value = raw.value
    if isinstance(value, (datetime, date)):
        return day_of(value), ()
    if isinstance(value, (int, float)) and int(value) in _SERIALS:
        day = raw.epoch + timedelta(days=int(value))
        return day, (f"数の{int(value)}を日付の{day.isoformat()}と読みました。",)
    text = "".join(to_half_width(text_of(raw)[0]).split()) if isinstance(value, str) else ""
    try:
        day, has_day = parse_day(_WEEKDAY.sub("", text))
        if field.kind is Kind.DATE and not has_day:
            raise ValueError(text)
    except ValueError as error:
        raise CellError(
            f"「{field.label}」を日付として読めません（{quote(value)}）。",
            f"「{example}」のように書いてください。",
        ) from error
    shown = day.isoformat()[: len(example)]
    return day, () if text == shown else (f"「{shorten(str(value))}」を{shown}と読みました。",)
