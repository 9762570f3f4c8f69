"""What stands in a cell → the value that was meant, or why it cannot be told."""

from collections.abc import Callable
from math import isfinite

from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.forms.excel.amount_reading import read_amount_cell
from taikou_cli.forms.excel.day_reading import read_date, read_month, read_year
from taikou_cli.forms.excel.raw_cell import CellError, Raw, Reading, shorten, text_of
from taikou_cli.forms.layout.cell_text import (
    escape_cell,
    remove_controls,
    trim_lines,
    unescape_cell,
)
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.project.strange_text import clean_text
from taikou_cli.project.texts import NAMES

# A line of text, a number, a day: what is longer was pasted by mistake.
LONGEST_LINE = 5_000


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
    if isinstance(value, str) and field.kind is not Kind.TEXT and len(value) > _longest_of(field):
        raise CellError(
            f"「{field.label}」が長すぎます（{len(value):,}文字）。", "短く書き直してください。"
        )
    if isinstance(value, float) and not isfinite(value):
        raise CellError(f"「{field.label}」の数を読み取れません。", "数を入れ直してください。")
    try:
        return _READERS[field.kind](field, raw)
    except (ArithmeticError, ValueError) as error:
        raise CellError(
            f"「{field.label}」を読み取れません。", "見えるとおりの文字や数を入れ直してください。"
        ) from error


def _longest_of(field: Field) -> int:
    """Give how long a line may be: what stands in the plan already comes back as it went out."""
    return max(LONGEST_LINE, len(escape_cell(field.value)) if isinstance(field.value, str) else 0)


def _clean_text_of(field: Field, raw: Raw) -> tuple[str, list[str]]:
    text, notices = text_of(raw)
    cleaned = clean_text(text, is_name=field.address[-1] in NAMES)
    if cleaned != text:
        notices.append("濁点の分かれた仮名や、目に見えない文字を、ふつうの文字に直しました。")
    return cleaned, notices


def _read_text(field: Field, raw: Raw) -> Reading:
    text, notices = _clean_text_of(field, raw)
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


def _read_choice(field: Field, raw: Raw) -> Reading:
    text, notices = _clean_text_of(field, raw)
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
    return "".join(to_half_width(clean_text(text)).split()).upper()


_READERS: dict[Kind, Callable[[Field, Raw], Reading]] = {
    Kind.TEXT: _read_text,
    Kind.LINE: _read_text,
    Kind.AMOUNT: read_amount_cell,
    Kind.YEAR: read_year,
    Kind.MONTH: read_month,
    Kind.DATE: read_date,
    Kind.CHOICE: _read_choice,
}
