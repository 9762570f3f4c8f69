"""What a target says: a number, a limit, a rank, to keep what is, or words."""

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.base.japanese_text import to_half_width


class TargetKind(StrEnum):
    """The kinds of targets that governments write."""

    NUMBER = "number"
    LIMIT = "limit"
    RANK = "rank"
    MAINTAIN = "maintain"
    WORDS = "words"


class Target(NamedTuple):
    """A target as it can be judged.

    Attributes:
        kind: What kind of target it is.
        value: Its number; None for `MAINTAIN` and `WORDS`.
        upper: The value is an upper limit; None where the target does not say.
        strict: The limit itself does not meet the target (`93％超`, `117未満`).
    """

    kind: TargetKind
    value: Fraction | None = None
    upper: bool | None = None
    strict: bool = False

    @property
    def divisor(self) -> Fraction | None:
        """The number that an achievement can be computed from: a rank is none."""
        return None if self.kind is TargetKind.RANK else self.value

    def is_met(
        self, actual: Fraction, *, lower_is_better: bool, baseline: Fraction | None
    ) -> bool | None:
        """Tell whether an actual value meets the target; None where words must be judged by hand.

        A target that gives no limit of its own is met by the direction of the indicator; `維持`
        is met by a value no worse than the baseline.
        """
        value = baseline if self.kind is TargetKind.MAINTAIN else self.value
        if self.kind is TargetKind.WORDS or value is None:
            return None
        upper = lower_is_better if self.upper is None else self.upper
        if actual == value:
            return not self.strict
        return actual < value if upper else actual > value


# `93％超`, `117未満`, `25人以下を維持`, `全国5位以内`, `▲2億円`: a number, what it counts, a limit.
_LIMIT = re.compile(
    r"(?:全国|県内)?(?P<value>-?[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9()]*?)"
    r"(?P<limit>超|以上|を超える|を上回る|より(?:大きい|多い|高い)"
    r"|未満|以下|以内|を下回る|より(?:小さい|少ない|低い))?"
    r"(?:(?:を|の)?(?:維持|確保))?"
)
_MINUS = re.compile("^[▲△−]")
# `3％減` of what, and is `100件程度` reached by 99? A number that these words follow is no target.
_VAGUE = re.compile("増|減|程度|前後")
_UPPER = re.compile("未満|以下|以内|を下回る|より(?:小さい|少ない|低い)")
_INCLUSIVE = {None, "以上", "以下", "以内"}
_MAINTAIN = re.compile("(?:(?:現状|現行|現在|基準)(?:値|(?:の)?水準)?)?[をの]?維持")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")


def parse_target(amount: int | Decimal | str) -> Target:
    """Understand a target as it is written in the plan."""
    if not isinstance(amount, str):
        return Target(TargetKind.NUMBER, Fraction(amount))
    text = _THOUSANDS.sub("", "".join(to_half_width(amount).split()))
    if _MAINTAIN.fullmatch(text):
        return Target(TargetKind.MAINTAIN)
    match = _LIMIT.fullmatch(_MINUS.sub("-", text))
    if match is None or _VAGUE.search(match["unit"]):
        return Target(TargetKind.WORDS)
    value, limit = Fraction(match["value"]), match["limit"]
    strict = limit not in _INCLUSIVE
    if match["unit"].endswith("位"):
        return Target(TargetKind.RANK, value, upper=True, strict=strict)
    if limit is None:
        return Target(TargetKind.NUMBER, value)
    return Target(TargetKind.LIMIT, value, upper=bool(_UPPER.fullmatch(limit)), strict=strict)
