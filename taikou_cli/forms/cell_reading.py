"""What stands in a cell → the value that was meant, or why it cannot be told."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from taikou_cli.base.fiscal_year import parse_fiscal_year
from taikou_cli.base.japanese_text import reveal_controls, to_half_width
from taikou_cli.forms.cell_text import remove_controls, trim_lines, unescape_cell
from taikou_cli.forms.fields import Field, Kind, Value


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


_NUMBER = re.compile(r"(?P<sign>[-+△▲]?)(?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+)")
_DAY = re.compile(
    r"(?P<year>[0-9]{4}|(?:令和|平成|昭和|[RHS])(?:元|[0-9]{1,2}))[年/.-]"
    r"(?P<month>[0-9]{1,2})(?:[月/.-](?P<day>[0-9]{1,2})?日?)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\([月火水木金土日]\)$")
_HIDDEN_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_PERCENT_FORMAT = re.compile(r'"[^"]*"|\\.|(%)')
# Days between 1954 and 2119 as Excel counts them: no other number can be meant for a day.
_SERIALS = range(20_000, 80_001)
_LONGEST_QUOTE = 20
# What Excel keeps of a number.
_MOST_DIGITS = 15


def read_cell(field: Field, raw: Raw) -> Reading:
    """Read a cell.

    Raises:
        CellError: It holds something that cannot be meant.
    """
    value = raw.value
    if isinstance(value, bool):
        raise CellError(
            f"「{field.label}」に真偽値（{str(value).upper()}）が入っています。",
            "文字か数を入れ直してください。",
        )
    if value is None or (isinstance(value, str) and not trim_lines(unescape_cell(value)).strip()):
        return Reading(None)
    if isinstance(value, float) and not isfinite(value):
        raise CellError(f"「{field.label}」の数を読み取れません。", "数を入れ直してください。")
    return _READERS[field.kind](field, raw)


def _read_text(field: Field, raw: Raw) -> Reading:
    text, notices = _text_of(raw)
    trimmed = trim_lines(text)
    if field.kind is not Kind.TEXT:
        return Reading(_link_or(field, raw, " ".join(trimmed.split()), notices), tuple(notices))
    return Reading(f"{trimmed}\n" if "\n" in trimmed else trimmed, tuple(notices))


def _link_or(field: Field, raw: Raw, text: str, notices: list[str]) -> str:
    """Take what a hyperlink leads to where an address is wanted and only its name is shown."""
    if field.address[-1] == "url" and raw.link and "://" not in text:
        notices.append(f"「{shorten(text)}」のリンク先（{shorten(raw.link)}）を取り込みます。")
        return " ".join(remove_controls(raw.link).split())
    return text


def _text_of(raw: Raw) -> tuple[str, list[str]]:
    notices: list[str] = []
    value = raw.value
    if isinstance(value, (datetime, date)):
        text = _day_of(value).isoformat()
        notices.append(f"日付として入っているものを「{text}」という文字にします。")
    elif isinstance(value, (int, float)):
        text = f"{_exact(value):f}"
    else:
        text = unescape_cell(str(value))
        if _HIDDEN_CONTROL.search(text):
            notices.append("目に見えない制御文字を取り除きました。")
    return text, notices


def _read_amount(field: Field, raw: Raw) -> Reading:
    value = raw.value
    if isinstance(value, (datetime, date)):
        raise CellError(
            f"「{field.label}」が日付になっています。",
            "セルの表示形式を「標準」にして、数を入れ直してください。",
        )
    if isinstance(value, (int, float)):
        number = _exact(value)
        if _is_percent(raw.number_format):
            return _read_percentage(field, number)
        return Reading(_scaled(number, field), _doubt_share(number, field))
    text, notices = _text_of(raw)
    text = " ".join(trim_lines(text).split())
    plain = "".join(to_half_width(text).split())
    for unit in ("".join(to_half_width(field.unit).split()), "%" if field.unit == "％" else ""):
        plain = plain.removesuffix(unit) if unit and plain != unit else plain
    match = _NUMBER.fullmatch(plain.replace("−", "-"))
    if match is None and field.is_number:
        raise CellError(
            f"「{field.label}」を数として読めません（{_quote(text)}）。",
            f"数だけを書いてください（単位：{field.unit or 'なし'}）。説明は「説明」の欄に書きます。",
        )
    if match is None:
        return Reading(text, tuple(notices))
    number = Decimal(match["digits"].replace(",", ""))
    number = -number if match["sign"] in {"-", "△", "▲"} and number else number
    if text != f"{number:f}":
        notices.append(f"「{shorten(text)}」を数の{number:f}と読みました。")
    return Reading(_scaled(number, field), (*notices, *_doubt_share(number, field)))


def _read_percentage(field: Field, number: Decimal) -> Reading:
    if not _is_in_percent(field):
        raise CellError(
            f"「{field.label}」がパーセントの書式になっています（単位は{field.unit or 'ありません'}）。",
            "セルの表示形式を「標準」にして、数を入れ直してください。",
        )
    value = _scaled(number * 100, field)
    return Reading(value, (f"パーセントの書式の値を{value}％と読みました。",))


def _doubt_share(number: Decimal, field: Field) -> tuple[str, ...]:
    """Ask back about 0.712, which stands where somebody typed 71.2% into a cell of numbers."""
    if not _is_in_percent(field) or not 0 < abs(number) < 1:
        return ()
    return (f"{number:f}％と読みました。{_plain(number * 100)}％ではないかを確かめてください。",)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _is_in_percent(field: Field) -> bool:
    return to_half_width(field.unit) in {"%", "パーセント"}


def _is_percent(number_format: str) -> bool:
    return any(match[1] for match in _PERCENT_FORMAT.finditer(number_format or ""))


def _exact(value: float) -> Decimal:
    """Give the number that was typed: Excel keeps 15 digits."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return number or Decimal(0)


def _scaled(number: Decimal, field: Field) -> int | Decimal:
    """Write a number with the decimals of its indicator, as far as that loses nothing."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    if len(digits) > _MOST_DIGITS or abs(number.adjusted()) >= _MOST_DIGITS:
        raise CellError(
            f"「{field.label}」の数の桁が多すぎます（{_quote(f'{number:f}')}）。",
            f"{_MOST_DIGITS}桁までの数を書いてください。",
        )
    number = number.normalize()
    exponent = number.as_tuple().exponent
    decimals = max(field.decimals or 0, -exponent if isinstance(exponent, int) else 0)
    return number.quantize(Decimal(1).scaleb(-decimals)) if decimals else int(number)


def _read_year(field: Field, raw: Raw) -> Reading:
    value = raw.value
    text = "" if isinstance(value, (datetime, date)) else _text_of(raw)[0]
    try:
        year = parse_fiscal_year("".join(text.split()))
    except ValueError as error:
        raise CellError(
            f"「{field.label}」を年度として読めません（{_quote(value)}）。",
            "西暦の年度を、2025 のように数で書いてください。",
        ) from error
    notice = f"「{shorten(text)}」を{year}年度と読みました。"
    return Reading(year, () if text == str(year) else (notice,))


def _read_date(field: Field, raw: Raw) -> Reading:
    day, notices = _find_day(field, raw, "2026-05-13")
    return Reading(day, notices)


def _read_month(field: Field, raw: Raw) -> Reading:
    day, notices = _find_day(field, raw, "2026-10")
    month = f"{day.year:04}-{day.month:02}"
    return Reading(month, notices if raw.value != month else ())


def _find_day(field: Field, raw: Raw, example: str) -> tuple[date, tuple[str, ...]]:
    value = raw.value
    if isinstance(value, (datetime, date)):
        return _day_of(value), ()
    if isinstance(value, (int, float)) and int(value) in _SERIALS:
        day = raw.epoch + timedelta(days=int(value))
        return day, (f"数の{int(value)}を日付の{day.isoformat()}と読みました。",)
    text = "".join(to_half_width(_text_of(raw)[0]).split()) if isinstance(value, str) else ""
    match = _DAY.fullmatch(_WEEKDAY.sub("", text))
    try:
        if match is None or (field.kind is Kind.DATE and not match["day"]):
            raise ValueError(text)
        day = date(parse_fiscal_year(match["year"]), int(match["month"]), int(match["day"] or 1))
    except ValueError as error:
        raise CellError(
            f"「{field.label}」を日付として読めません（{_quote(value)}）。",
            f"「{example}」のように書いてください。",
        ) from error
    shown = day.isoformat()[: len(example)]
    return day, () if text == shown else (f"「{shorten(str(value))}」を{shown}と読みました。",)


def _read_choice(field: Field, raw: Raw) -> Reading:
    text, notices = _text_of(raw)
    text = " ".join(trim_lines(text).split())
    folded = _fold(text)
    for choice in field.choices:
        if folded in {_fold(choice.code), _fold(choice.label)}:
            return Reading(choice.code, tuple(notices))
    for choice in field.choices:
        after = folded.removeprefix(_fold(choice.label))
        if after != folded and after[:1] in {"(", ":", "・", "="}:
            notices.append(f"「{shorten(text)}」を「{choice.label}」と読みました。")
            return Reading(choice.code, tuple(notices))
    if field.is_closed:
        labels = "、".join(choice.label for choice in field.choices)
        raise CellError(
            f"「{field.label}」の「{shorten(text)}」は一覧にありません。",
            f"{labels} のどれかを選んでください。",
        )
    return Reading(text, tuple(notices))


def _fold(text: str) -> str:
    return "".join(to_half_width(text).split()).upper()


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _quote(value: object) -> str:
    return f"「{shorten(str(value))}」"


def shorten(text: str) -> str:
    """Quote the beginning of a text, on one line, so that it can do no harm on screen."""
    line = reveal_controls(" ".join(text.split()))
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


_READERS: dict[Kind, Callable[[Field, Raw], Reading]] = {
    Kind.TEXT: _read_text,
    Kind.LINE: _read_text,
    Kind.AMOUNT: _read_amount,
    Kind.YEAR: _read_year,
    Kind.MONTH: _read_month,
    Kind.DATE: _read_date,
    Kind.CHOICE: _read_choice,
}
