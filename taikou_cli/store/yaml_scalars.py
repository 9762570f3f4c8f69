"""What a plain scalar means: the core schema of YAML 1.2 (section 10.3.2), exactly.

`no` and `2025-04-01` are text. Numbers with a point become Decimal, never float.
"""

import re
from collections.abc import Callable
from decimal import Context, Decimal
from functools import lru_cache

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_STARTS = frozenset("-+.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE](?P<exponent>[-+]?[0-9]+))?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MOST_DIGITS = 15
"""What workbooks keep of a number; beyond that they would show another one."""

_LONGEST = 60
_EXACT = Context(prec=_LONGEST)
_PLAIN = re.compile(rf"[-+]?[0-9]{{1,{_MOST_DIGITS}}}")


class NumberOutOfRangeError(ValueError):
    """A number that not every format holds: over 15 digits, beyond 10^±15, infinite, or no number."""


# Files say the same keys, grades and ids again and again.
@lru_cache(maxsize=4096)
def resolve_scalar(text: str) -> Scalar:
    """Give a plain (unquoted) scalar its value.

    Raises:
        NumberOutOfRangeError: It is a number, but none that can be meant.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    return _resolve_number(text)


def _resolve_number(text: str) -> Scalar:
    if _NOT_FINITE.fullmatch(text):
        raise NumberOutOfRangeError(text)
    if _PLAIN.fullmatch(text):
        return int(text)
    if _INTEGER.fullmatch(text):
        return _bound(text, "0", lambda: int(text, _base_of(text)))
    if match := _DECIMAL.fullmatch(text):
        return _bound(text, match["exponent"] or "0", lambda: Decimal(text))
    return text


def _base_of(text: str) -> int:
    return {"0x": 16, "0o": 8}.get(text[:2], 10)


def _bound(text: str, exponent: str, read: Callable[[], int | Decimal]) -> int | Decimal:
    """Read a number, if it is short enough to be one that is meant."""
    if len(text) > _LONGEST or abs(int(exponent)) > _LONGEST:
        raise NumberOutOfRangeError(text)
    number = read()
    short = Decimal(number).normalize(_EXACT)
    is_long = len(short.as_tuple().digits) > _MOST_DIGITS
    if is_long or not -_MOST_DIGITS <= (short.adjusted() if short else 0) < _MOST_DIGITS:
        raise NumberOutOfRangeError(text)
    return number
