"""Amounts as offices write them (`3万人`, `2億3,000万円`, `3割5分`, `△1.5千件`) ↔ exact numbers.

There is one reading for targets, returned forms, tables and checks. What cannot be told for
certain is no amount, and says why: no word behind a number is ever dropped.
"""

import re
import unicodedata
from decimal import Decimal, localcontext
from fractions import Fraction
from math import prod
from typing import NamedTuple

from taikou_cli.base.japanese_text import to_half_width

SCALES = {"百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
"""The words that multiply a number."""

SHARE, POINTS = "％", "ポイント"
_SIZES: dict[str, dict[str, tuple[str, Fraction]]] = {
    SHARE: {
        "%": (SHARE, Fraction(1)),
        "パーセント": (SHARE, Fraction(1)),
        "割": (SHARE, Fraction(10)),
        "分": (SHARE, Fraction(1)),
        "厘": (SHARE, Fraction(1, 10)),
    },
    "": {
        "%ポイント": (POINTS, Fraction(1)),
        "ポイント": (POINTS, Fraction(1)),
        "pt": (POINTS, Fraction(1)),
        "時間": ("秒", Fraction(3600)),
        "分間": ("秒", Fraction(60)),
        "分": ("秒", Fraction(60)),
        "秒": ("秒", Fraction(1)),
        "年": ("月", Fraction(12)),
        **dict.fromkeys(("か月", "カ月", "ヶ月", "ヵ月", "ケ月", "箇月"), ("月", Fraction(1))),
        **dict.fromkeys(("人", "名"), ("人", Fraction(1))),
        **dict.fromkeys(("か所", "カ所", "ヶ所", "ヵ所", "ケ所", "箇所"), ("箇所", Fraction(1))),
        **{counter: (counter, Fraction(1)) for counter in ("円", "件", "回", "日", "位")},
    },
}
"""What a word is a multiple of. `分` is a hundredth among shares and a minute among times."""

_SCALE = "[百千]?[万億兆]?"
_DIGITS = r"(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+)"
_PART = re.compile(rf"(?P<digits>{_DIGITS})(?P<scale>{_SCALE})(?P<unit>[^0-9.,]*)")
_MINUS = re.compile("^[▲△−‐–－]")
_REMARK = re.compile(r"\(.*\)$")
_TOO_LONG = re.compile(r"(?:[0-9],?){26}")
"""More digits than anything is counted in, in whatever unit: to compute with them takes for ever."""
_OF_UNIT = "\ue000"
"""Stands for the indicator's unit where that has digits of its own (`m2`)."""

NUMERALS = rf"{_DIGITS}{_SCALE}(?:{_DIGITS}{_SCALE})*"
"""The pattern of a number with its scale words in half-width text."""


class Amount(NamedTuple):
    """What stands in a text as an amount.

    Attributes:
        value: The exact number, in the unit that was asked for; None where it is not certain.
        step: What one in its last written digit is worth, in that unit.
        why: Why there is no value, in Japanese; blank where there is one.
    """

    value: Fraction | None
    step: Fraction = Fraction(0)
    why: str = ""


class _Part(NamedTuple):
    number: Fraction
    size: Fraction
    step: Fraction
    unit: str


def read_amount(text: str, unit: str | None) -> Amount:
    """Read an amount in the unit of an indicator.

    Args:
        text: Digits in any width, scale words, a unit; a minus may be written △ or ▲. A number
            alone is taken to be in the indicator's unit.
        unit: The unit; None takes the text's own, if that is a common one.
    """
    base, folded = _name(unit), fold(text)
    if folded is None:
        return Amount(None, why="数が二つ以上あるか、桁が多すぎるか、丸数字などで書かれています")
    if not any(character.isdigit() for character in base):
        return _read_parts(folded, base)
    counted = _unscale(base)[1]
    amount = _read_parts(folded.replace(counted, _OF_UNIT), base.replace(counted, _OF_UNIT))
    return amount._replace(why=amount.why.replace(_OF_UNIT, counted))


def find_factor(unit: str | None, into: str | None) -> Fraction | None:
    """Tell how many of one unit another is: 千円 into 百万円 is 1/1000; None if none can be told."""
    if _name(unit) == _name(into):
        return Fraction(1)
    return read_amount(f"1{unit}", into).value if unit and into else None


def fold(text: str) -> str | None:
    """Write a text in half width, without spaces, a leading minus as `-`.

    None where a space parts two numbers, or a digit is a picture of one (①): joined to their
    neighbours they would make another number. None, too, where a number has more than 25 digits.
    """
    if any(unicodedata.category(c) == "No" and c not in "²³" for c in text):
        return None
    half = to_half_width(text)
    if re.search(r"[0-9.,]\s+[0-9.]", half) or _TOO_LONG.search(half):
        return None
    return _MINUS.sub("-", "".join(half.split()))


def is_share(unit: str | None) -> bool:
    """Tell whether a unit counts hundredths or tenths of a whole (％, 割)."""
    return _name(unit) in {"%", "パーセント", "割"}


def to_decimal(value: Fraction) -> int | Decimal | None:
    """Give a number with all its decimals; None if they never end."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return None
    digits = len(str(value.numerator)) + 4 * len(str(value.denominator)) + 1
    with localcontext(prec=max(digits, 28)):
        return canonical(Decimal(value.numerator) / value.denominator)


def canonical(number: int | Decimal, decimals: int | None = None) -> int | Decimal:
    """Write a number in its one form: 63.40 as 63.4, with as many decimals as are wanted at least.

    Args:
        number: The number; none of its digits is lost.
        decimals: How many decimals an indicator shows; None shows no zeros at the end.
    """
    if isinstance(number, int) and not decimals:
        return number
    with localcontext(prec=max(len(Decimal(number).as_tuple().digits) + 40, 28)):
        short = Decimal(number).normalize()
        exponent = short.as_tuple().exponent
        own = -exponent if isinstance(exponent, int) else 0
        return short.quantize(Decimal(1).scaleb(-max(own, decimals or 0))) + 0


def _read_parts(text: str, base: str) -> Amount:
    sign = -1 if text.startswith("-") else 1
    parts = _split(text.removeprefix("-"))
    if not parts:
        return Amount(None, why="数だけで書かれていません")
    if not parts[-1].unit:
        return _read_bare(parts, base, sign)
    return _convert(_inherit_units(parts), base or parts[-1].unit, sign, is_known=bool(base))


def _name(unit: str | None) -> str:
    """Give a unit without spaces and remarks: `件（累計）` is 件."""
    return _REMARK.sub("", "".join(to_half_width(unit or "").split()))


def _unscale(unit: str) -> tuple[int, str]:
    """Part the scale of a unit from what it counts: 百万円 is 1,000,000 and 円."""
    bare = unit.lstrip("".join(SCALES))
    return prod(SCALES[word] for word in unit.removesuffix(bare)), bare


def _split(text: str) -> list[_Part]:
    """Take a text apart into numbers with their words; nothing where something is left over."""
    parts, end = [], 0
    while match := _PART.match(text, end):
        size = Fraction(prod(SCALES[word] for word in match["scale"]))
        digits = match["digits"].replace(",", "")
        step = size / 10 ** len(digits.partition(".")[2])
        parts.append(_Part(Fraction(digits) * size, size, step, match["unit"]))
        end = match.end()
    return parts if end == len(text) else []


def _read_bare(parts: list[_Part], base: str, sign: int) -> Amount:
    """Read numbers without a unit: they are in the indicator's, unless that cannot be told."""
    if len(parts) > 1 and parts[-1].size == 1:
        return Amount(None, why="端数の位が分かりません")
    if parts[0].size == 1:
        return Amount(sign * parts[0].number, parts[0].step)
    if _unscale(base)[0] != 1:
        return Amount(None, why="数の位と単位の位のどちらを掛けるか分かりません")
    return _convert([part._replace(unit=base) for part in parts], base, sign, is_known=True)


def _inherit_units(parts: list[_Part]) -> list[_Part]:
    """Give each number without a unit that of the next: 2億 in `2億3,000万円` is 円."""
    given: list[_Part] = []
    for part in reversed(parts):
        given.append(part if part.unit else part._replace(unit=given[-1].unit))
    return given[::-1]


def _convert(parts: list[_Part], base: str, sign: int, *, is_known: bool) -> Amount:
    """Add the parts up in a unit: each is of its kind, and smaller than one of the part before."""
    scale, counted = _unscale(base)
    sizes = _SIZES[SHARE] if is_share(base) else _SIZES[""]
    kind, size = sizes.get(counted, (counted, Fraction(1)))
    if not is_known and counted not in sizes:
        return Amount(None, why=f"数の後の「{base}」を単位として読めません")
    total, whole, step = Fraction(0), None, Fraction(0)
    for part in parts:
        own, factor = sizes.get(part.unit, (part.unit, Fraction(1)))
        if own != kind:
            return Amount(None, why=f"数の後の「{part.unit}」を「{base}」に直せません")
        if whole is not None and (part.number * factor >= whole or total % whole):
            return Amount(None, why="位の順に書かれていません")
        total, whole, step = total + part.number * factor, part.size * factor, part.step * factor
    value = sign * total / size / scale
    if to_decimal(value) is None:
        return Amount(None, why=f"「{base}」に直すと割り切れません")
    return Amount(value, step / size / scale)
