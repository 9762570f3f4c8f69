"""What stands in a cell → a number with the decimals of its indicator, however it is written."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import inf, log10

from taikou_cli.base.amounts import canonical, is_share, read_amount, to_decimal
from taikou_cli.forms.excel.number_format import is_percent, is_time
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

_SIGNS = ("%", "％")
# What Excel keeps of a number.
_MOST_DIGITS = 15


def read_amount_cell(field: Field, raw: Raw) -> Reading:
    """Read a number, or the words that stand for one where no number is measured.

    Raises:
        CellError: A number is wanted, and there is none that Excel could hold.
    """
    value = raw.value
    if isinstance(value, datetime) or (
        isinstance(value, (int, float)) and is_time(raw.number_format)
    ):
        raise CellError(
            f"「{field.label}」が日付か時刻になっています。",
            "セルの表示形式を「標準」にして、数を入れ直してください。",
        )
    if isinstance(value, (int, float)):
        number = exact_number(value)
        if is_percent(raw.number_format):
            return _read_percentage(field, number)
        return Reading(_scaled(number, field), _doubt(number, number * 100, field))
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
    if not text.endswith(_SIGNS):
        notices += _doubt(number, number * 100, field)
    return Reading(_scaled(number, field), tuple(notices))


def _read_percentage(field: Field, number: Decimal) -> Reading:
    if not _is_in_percent(field):
        raise CellError(
            f"「{field.label}」がパーセントの書式になっています（単位は{field.unit or 'ありません'}）。",
            "セルの表示形式を「標準」にして、数を入れ直してください。",
        )
    value = _scaled(number * 100, field)
    _doubt(number * 100, number, field)
    return Reading(value, (f"パーセントの書式の値を{value}％と読みました。",))


def _doubt(number: Decimal, other: Decimal, field: Field) -> tuple[str, ...]:
    """Ask back about a share that may be meant a hundred times larger or smaller.

    Who types 71.2% into a cell of numbers gets 0.712; who gives 71.2 the format of per cent
    sees 7120%.

    Raises:
        CellError: The other reading is nearer to the target and to last year's value.
    """
    if not number or not _is_in_percent(field):
        return ()
    read, meant = f"{_plain(number)}％", f"{_plain(other)}％"
    if field.near and all(_distance(other, one) < _distance(number, one) for one in field.near):
        raise CellError(
            f"「{field.label}」は、{read}とも{meant}とも読めます（目標値や前の年度の値に近いのは{meant}です）。",
            f"セルの表示形式を「文字列」にして、「{meant}」か「{read}」のように％を付けて書いてください。",
        )
    if field.near or not abs(number) < 1:
        return ()
    return (f"{read}と読みました。{meant}ではないかを確かめてください。",)


def _distance(number: Decimal, other: Fraction) -> float:
    """Tell how many times one number is the other, whichever is larger."""
    if not number or not other:
        return inf
    return abs(log10(abs(number)) - log10(abs(float(other))))


def _plain(number: Decimal) -> str:
    return f"{canonical(number):f}"


def _is_in_percent(field: Field) -> bool:
    return is_share(field.unit) and read_amount("1％", field.unit).value == 1


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
