"""The kinds of values that fields hold."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from taikou_cli.base.japanese_text import INVISIBLE
from taikou_cli.base.span import FIRST_YEAR, LAST_YEAR, SpanError, read_span
from taikou_cli.model.asked import HEAD
from taikou_cli.model.record import Record

_LONGEST_TEXT = 20_000
_YEAR = "(192[6-9]|19[3-9][0-9]|2[01][0-9]{2})"
YEAR_MONTH = rf"^{_YEAR}-(0[1-9]|1[0-2])$"
"""The pattern of a month."""

VISIBLE = rf"[^\s{INVISIBLE}\ufeff]"
"""The pattern that finds a character in a text: not white space, not one of no width."""

# A computer of the Web, without the name of a user in front, which passes off another for it.
_ADDRESS = re.compile(r"https?://[\w.-]+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]*)?")
_LONGEST_ADDRESS = 2_000
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _check_address(text: str) -> str:
    if _ADDRESS.fullmatch(text) and text.isprintable():
        return text
    raise PydanticCustomError("address_invalid", "ウェブのアドレスではありません")


def _parse_date(value: object) -> date:
    if isinstance(value, str):
        return read_day(value)
    raise PydanticCustomError("date_invalid", "日付の書き方が違います")


# The evaluations of a year reach a stage on the same few days.
@lru_cache(maxsize=1024)
def read_day(text: str) -> date:
    """Read a day such as `2025-04-01`.

    Raises:
        ValueError: It is written otherwise, not in the calendar, or of no year that plans deal with.
    """
    if not _DAY.fullmatch(text):
        raise PydanticCustomError("date_invalid", "日付の書き方が違います")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise PydanticCustomError("date_invalid", "暦にない日付です") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError("date_invalid", "扱う年の外の日付です")
    return day


def check_amount(value: object) -> int | Decimal | str:
    """Take a number or words."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            raise PydanticCustomError(
                "string_too_long", "長すぎます", {"max_length": _LONGEST_TEXT}
            )
        if re.search(VISIBLE, value):
            return value
        raise PydanticCustomError("text_empty", "文字が入っていません")
    raise PydanticCustomError("amount_type", "数でも言葉でもありません")


def _check_span(value: object) -> int | str:
    if isinstance(value, (int, str)) and not isinstance(value, bool):
        if isinstance(value, str) and value.isdecimal():
            hint = f"年度は引用符を付けずに {value} と書いてください。"
            raise PydanticCustomError("span_invalid", "{hint}", {"hint": hint})
        try:
            read_span(value)
        except SpanError as error:
            raise PydanticCustomError("span_invalid", "{hint}", {"hint": error.hint}) from error
        return value
    raise PydanticCustomError("span_type", "年度でも期間でもありません")


def _check_bound(value: object) -> Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("bound_type", "数ではありません")


Text = Annotated[
    str,
    Field(max_length=_LONGEST_TEXT, pattern=VISIBLE),
    WithJsonSchema({"type": "string", "maxLength": _LONGEST_TEXT, "pattern": r"\S"}),
]
"""Text of any length that says something; a literal block (`|`) keeps its line ends."""

WebAddress = Annotated[
    str,
    Field(max_length=_LONGEST_ADDRESS),
    AfterValidator(_check_address),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": _LONGEST_ADDRESS,
            "pattern": r'^https?://[^\s/?#@<>"\\]+([/?#][^\s<>"\\]*)?$',
        }
    ),
]
"""A page or a file of the Web: `https://…` or `http://…` and nothing else, for outputs link it."""

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""The name by which files refer to one another: small ASCII letters, digits, `_`."""

FiscalYear = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
"""A fiscal year by the Western year in which its April lies."""

SpanKey = Annotated[
    int | str,
    PlainValidator(_check_span),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": (r"^[0-9]{4}(-(H[12]|Q[1-4]))?(\.\.[0-9]{4}(-(H[12]|Q[1-4]))?)?$"),
        }
    ),
]
"""Quarters of fiscal years as a schedule names them (`base/span.py`), as they are written."""

Number = Annotated[int, Field(ge=1, le=9999)]
"""A running number."""

Level = Literal["goal", "policy", "group"]
"""A level of the plan above its items."""

Home = tuple[Level, int]
"""A part of the plan that items stand under: its level and its number."""

Label = Annotated[
    Text | None,
    HEAD,
    Field(
        title="印刷する番号",
        description='番号の代わりに印刷する文字（例："1-1"、"Ⅲ-1"）。なければ書かない。',
    ),
]
"""What is printed in place of a running number."""

Count = Annotated[int, Field(ge=0, le=9999)]

YearMonth = Annotated[str, Field(pattern=YEAR_MONTH)]
"""A month such as `2025-03`."""

Date = Annotated[
    date,
    BeforeValidator(_parse_date),
    WithJsonSchema(
        {"type": "string", "format": "date", "pattern": rf"^{_YEAR}-[0-9]{{2}}-[0-9]{{2}}$"}
    ),
]
"""A day such as `2025-04-01`."""

Bound = Annotated[
    Decimal,
    PlainValidator(_check_bound),
    WithJsonSchema({"type": "number"}),
]
"""The least value of a grade: a percentage such as `80` or `99.5`, or in the KPI's unit."""

Amount = Annotated[
    int | Decimal | str,
    PlainValidator(check_amount),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "minLength": 1, "maxLength": _LONGEST_TEXT},
            ]
        }
    ),
]
"""A value of an indicator: a number, or what the government wrote (`93％超`, `維持`)."""


class Source(Record):
    """Where in the outline a statement stands."""

    chapter: Text = Field(title="章・節", description="‹plan›の章や節の名前（例：第2章 4）。")
    page: Number | None = Field(
        default=None,
        title="ページ",
        description="‹plan›の目次にあるページ番号。分からなければ書かない。",
    )


Telephone = Annotated[str, Field(pattern=r"^\+?[0-9][0-9-]{3,18}[0-9]$")]
"""A telephone number as it is dialled: digits and hyphens."""

MailAddress = Annotated[
    str, Field(max_length=254, pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
]
"""A mail address."""


def is_web_address(value: object) -> bool:
    """Tell whether a value could stand where an address is asked for."""
    try:
        TypeAdapter(WebAddress).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True
