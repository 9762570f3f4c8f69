"""What stands in a cell → a number with the decimals of its indicator, however it is written."""

import re
from datetime import date, datetime
from decimal import Decimal

from taikou_cli.base.amounts import canonical, is_share, read_amount, to_decimal
from taikou_cli.forms.excel.raw_cell import (
    CellError,
    Raw,
    Reading,
    exact_number,
    quote,
    shorten,
    text_of,
)
from taikou_cli.forms.layout.cell_text import trim_lines
from taikou_cli.forms.layout.fields import Field

_PERCENT_FORMAT = re.compile(r'"[^"]*"|\\.|(%)')
# What Excel keeps of a number.
_MOST_DIGITS = 15


def read_amount_cell(field: Field, raw: Raw) -> Reading:
    """Read a number, or the words that stand for one where no number is measured.

    Raises:
        CellError: A number is wanted, and there is none that Excel could hold.
    """
    value = raw.value
    if isinstance(value, (datetime, date)):
        raise CellError(
            f"「{field.label}」が日付になっています。",
            "セルの表示形式を「標準」にして、数を入れ直してください。",
        )
    if isinstance(value, (int, float)):
        number = exact_number(value)
        if _is_percent(raw.number_format):
            return _read_percentage(field, number)
        return Reading(_scaled(number, field), _doubt_share(number, field))
    text, notices = text_of(raw)
    return _read_written(field, " ".join(trim_lines(text).split()), notices)


def _read_written(field: Field, text: str, notices: list[str]) -> Reading:
    amount = read_amount(text, field.unit)
    number = None if amount.value is None else to_decimal(amount.value)
    if number is None and field.is_number:
        raise CellError(
            f"「{field.label}」を数として読めません（{quote(text)}）。{amount.why}。",
            f"数だけを書いてください（単位：{field.unit or 'なし'}）。説明は「説明」の欄に書きます。",
        )
    if number is None:
        return Reading(text, tuple(notices))
    number = Decimal(number)
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
    return f"{canonical(number):f}"


def _is_in_percent(field: Field) -> bool:
    return is_share(field.unit) and read_amount("1％", field.unit).value == 1


def _is_percent(number_format: str) -> bool:
    return any(match[1] for match in _PERCENT_FORMAT.finditer(number_format or ""))


def _scaled(number: Decimal, field: Field) -> int | Decimal:
    """Write a number with the decimals of its indicator, as far as that loses nothing."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    if len(digits) > _MOST_DIGITS or abs(number.adjusted()) >= _MOST_DIGITS:
        raise CellError(
            f"「{field.label}」の数の桁が多すぎます（{quote(f'{number:f}')}）。",
            f"{_MOST_DIGITS}桁までの数を書いてください。",
        )
    written = canonical(number, field.decimals)
    return int(written) if written == int(written) and not field.decimals else written
