"""What a target asks for, read anew from how it is written (docs/figures.md says what is what)."""

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

_DIGITS = "0123456789"
_ASKED = {
    "を下回る": (True, True),
    "を超える": (False, True),
    "を上回る": (False, True),
    "より大きい": (False, True),
    "より多い": (False, True),
    "より高い": (False, True),
    "より小さい": (True, True),
    "より少ない": (True, True),
    "より低い": (True, True),
    "未満": (True, True),
    "以下": (True, False),
    "以内": (True, False),
    "以上": (False, False),
    "超": (False, True),
}
"""Whether a word makes an upper limit, and whether the limit itself is outside."""
_KEPT = ("維持", "を維持", "の維持")
_KEPT_WHAT = (
    "",
    *(
        what + level
        for what in ("現状", "現行", "現在", "基準")
        for level in ("", "値", "水準", "の水準")
    ),
)
_KEPT_LIMITS = [join + kept for join in ("を", "の", "") for kept in ("維持", "確保")]
"""What may follow a limit without changing it: `90％以上を維持`."""
_MINUS = ("▲", "△", "−")
_VAGUE = ("増", "減", "程度", "前後")
"""Words after a number that say of what it is a part, or that it is about so much."""


class Demand(NamedTuple):
    """What a target asks for.

    Attributes:
        number: Its number, if it has one.
        upper: It is an upper limit; None where the direction of the indicator says so.
        strict: The number itself does not do.
        is_rank: The number is a rank: nothing can be divided by it.
        is_kept: What was there before is to be kept.
    """

    number: Fraction | None = None
    upper: bool | None = None
    strict: bool = False
    is_rank: bool = False
    is_kept: bool = False

    @property
    def divisor(self) -> Fraction | None:
        """The number that an actual value can be divided by."""
        return None if self.is_rank else self.number


def read_demand(value: int | Decimal | None, words: str | None) -> Demand:
    """Read a target from its two cells: a number, or words such as `93％超`, `全国5位以内`, `維持`."""
    if value is not None:
        return Demand(Fraction(value))
    text = "".join(unicodedata.normalize("NFKC", words or "").split())
    if text in {what + kept for what in _KEPT_WHAT for kept in _KEPT}:
        return Demand(is_kept=True)
    among = next((place for place in ("全国", "県内") if text.startswith(place)), "")
    text = text.removeprefix(among)
    if text.startswith(_MINUS):
        text = f"-{text[1:]}"
    number, rest = _split_number(text)
    if number is None:
        return Demand()
    rest = rest.removesuffix(next((kept for kept in _KEPT_LIMITS if rest.endswith(kept)), ""))
    limit = next((word for word in _ASKED if rest.endswith(word)), "")
    unit = rest.removesuffix(limit)
    if any(word in unit for word in ("(", ")", *_DIGITS, *_VAGUE)):
        return Demand()
    upper, strict = _ASKED.get(limit, (None, False))
    if unit.endswith("位"):
        return Demand(number, upper=True, strict=strict, is_rank=True)
    return Demand(number, upper, strict)


def _split_number(text: str) -> tuple[Fraction | None, str]:
    """Take the number off the beginning; commas between groups of three digits are no part of it."""
    end = 1 if text.startswith("-") else 0
    while end < len(text) and (text[end] in _DIGITS or _is_inside(text, end)):
        end += 1
    try:
        return Fraction(text[:end].replace(",", "")), text[end:]
    except ValueError:
        return None, text


def _is_inside(text: str, place: int) -> bool:
    """Tell whether a point or a comma belongs to the number around it."""
    if not text[place - 1 : place].isdigit():
        return False
    if text[place] == ".":
        return "." not in text[:place] and text[place + 1 : place + 2] in tuple(_DIGITS)
    return (
        text[place] == ","
        and len(text[place + 1 : place + 4]) == len("000")
        and all(character in _DIGITS for character in text[place + 1 : place + 4])
    )
