"""What a plain scalar means: the core schema of YAML 1.2 (section 10.3.2), exactly.

`no` and `2025-04-01` are text. Numbers with a point become Decimal, never float.
"""

import re
from decimal import Decimal
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
_MAX_LENGTH = 30
_MAX_EXPONENT = 30


class NumberOutOfRangeError(ValueError):
    """A number that no plan needs: over 30 characters, beyond 10^±30, infinite or no number."""


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
    if _INTEGER.fullmatch(text):
        _check_size(text, "0")
        return int(text, _base_of(text))
    if match := _DECIMAL.fullmatch(text):
        _check_size(text, match["exponent"] or "0")
        return Decimal(text)
    return text


def _base_of(text: str) -> int:
    return {"0x": 16, "0o": 8}.get(text[:2], 10)


def _check_size(text: str, exponent: str) -> None:
    if len(text) > _MAX_LENGTH or abs(int(exponent)) > _MAX_EXPONENT:
        raise NumberOutOfRangeError(text)
