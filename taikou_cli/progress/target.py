"""What a target says: a number, a limit, a rank, to keep what is, or words."""

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from taikou_cli.base.amounts import fold, is_share, read_amount
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.relative_target import Step, follow_step


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
        value: Its number in the indicator's unit; None for `MAINTAIN` and `WORDS`.
        upper: The value is an upper limit; None where the target does not say.
        strict: The limit itself does not meet the target (`93％超`, `117未満`).
        is_relative: The number was computed from the baseline (`5ポイント上昇`).
        why: Why a target with a number is left to a person, in Japanese; blank for all others.
    """

    kind: TargetKind
    value: Fraction | None = None
    upper: bool | None = None
    strict: bool = False
    is_relative: bool = False
    why: str = ""

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


_LIMITS = {
    "以上": (False, False),
    "以下": (True, False),
    "以内": (True, False),
    "未満": (True, True),
    "を下回る": (True, True),
    **dict.fromkeys(("より小さい", "より少ない", "より低い"), (True, True)),
    **dict.fromkeys(("超", "超過", "を超える", "を超過", "を上回る"), (False, True)),
    **dict.fromkeys(("より大きい", "より多い", "より高い"), (False, True)),
}
"""The words of a limit: whether it is an upper one, and whether it is itself outside."""

_LIMIT = "|".join(sorted(_LIMITS, key=len, reverse=True))
_RISE = "増加|増やす|増|上昇|向上|追加|拡大|アップ"
_FALL = "減少|削減|縮減|節減|低減|減らす|減|短縮|低下|縮小|圧縮|ダウン"
_START = r"(?:基準|現状|現行|現在)(?:値|年度?|の?水準)?"
# `93％超`, `25人以下を維持`, `▲2億円`, `基準値から5ポイント以上上昇`, `現状の2倍`: an amount, and
# what is to become of it. What is none of these words stays with the amount, and spoils it.
_WRITTEN = re.compile(
    rf"(?P<start>{_START}(?:から|より|比|の|に?比べて?|と比べて))?"
    rf"(?P<amount>[-+]?[0-9.].*?)(?P<limit>{_LIMIT})?"
    rf"(?:[をの]?(?:(?P<verb>{_RISE}|(?P<fall>{_FALL})|改善)(?:する|させる)?|(?P<times>倍))"
    rf"(?P<limit_behind>{_LIMIT})?|[をの]?(?:維持|確保))?"
)
_RANK = re.compile(
    rf"(?:全国|県内)?(?P<value>[0-9]+)位(?P<limit>{_LIMIT})?(?:[をの]?(?:維持|確保))?"
)
_TIMES = {"半減": Fraction(1, 2), "倍増": Fraction(2)}
_HALF_OR_TWICE = re.compile(rf"(?:{_START}(?:から|より|の)?)?(?P<times>{'|'.join(_TIMES)})")
_CHANGE_OF_SHARE = re.compile("[-+].*(?:ポイント|pt)$")
_MAINTAIN = re.compile(f"(?:{_START})?[をの]?維持")
_SEVERAL_DIGITS = re.compile(r"[-+▲△]?[0-9][0-9.,\s]*[0-9]")
_VAGUE = re.compile("(?:約|おおむね|概ね|ほぼ|年間|累計|対?前年|毎年).*[0-9]")
_VAGUE_WHY = "数の前の言葉を計算に入れられません"


class _Known(NamedTuple):
    """What of an indicator its targets are read with."""

    unit: str | None
    baseline: Fraction | None
    sums_up: bool
    lower_is_better: bool


def read_target(indicator: Indicator, written: int | Decimal | str) -> Target:
    """Understand a target of an indicator, in its unit and with its baseline."""
    if not isinstance(written, str):
        return _read_number(written)
    known = _Known(
        unit=indicator.unit,
        baseline=read_baseline(indicator),
        sums_up=indicator.effective_method == "cumulative",
        lower_is_better=indicator.direction == "lower",
    )
    return _read_words(written, known)


def read_targets(indicator: Indicator) -> dict[int, Target]:
    """Understand all targets of an indicator, by their fiscal years."""
    return {year: read_target(indicator, one) for year, one in sorted(indicator.targets.items())}


def read_baseline(indicator: Indicator) -> Fraction | None:
    """Give where an indicator stood before, as a number in its unit; None if there is none."""
    value = indicator.baseline.value if indicator.baseline else None
    if isinstance(value, str):
        return read_amount(value, indicator.unit).value
    return None if value is None else Fraction(value)


# Every year's figures ask for the same few targets again.
@lru_cache(maxsize=4096)
def _read_number(written: int | Decimal) -> Target:
    return Target(TargetKind.NUMBER, Fraction(written))


@lru_cache(maxsize=4096)
def _read_words(text: str, known: _Known) -> Target:
    folded = fold(text)
    if folded is None:
        has_number = _SEVERAL_DIGITS.match(to_half_width(text))
        return Target(TargetKind.WORDS, why=read_amount(text, None).why if has_number else "")
    if _MAINTAIN.fullmatch(folded):
        return Target(TargetKind.MAINTAIN)
    if rank := _RANK.fullmatch(folded):
        _, strict = _LIMITS.get(rank["limit"] or "", (True, False))
        return Target(TargetKind.RANK, Fraction(rank["value"]), upper=True, strict=strict)
    if step := _find_step(folded, known):
        value, why = follow_step(step, known.unit, known.baseline, sums_up=known.sums_up)
        return _limit(value, step.limit, why)._replace(is_relative=value is not None)
    return _read_level(folded, known.unit)


def _read_level(text: str, unit: str | None) -> Target:
    """Read a target that says where to come, not how far to go."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return Target(TargetKind.WORDS, why=_VAGUE_WHY if _VAGUE.match(text) else "")
    if match["start"]:
        return Target(TargetKind.WORDS, why="基準値からどう変わるかが書かれていません")
    amount = read_amount(match["amount"], unit)
    return _limit(amount.value, _LIMITS.get(match["limit"] or ""), amount.why)


def _limit(value: Fraction | None, limit: tuple[bool, bool] | None, why: str) -> Target:
    if value is None:
        return Target(TargetKind.WORDS, why=why)
    if limit is None:
        return Target(TargetKind.NUMBER, value)
    return Target(TargetKind.LIMIT, value, *limit)


def _find_step(text: str, known: _Known) -> Step | None:
    """Find what a target says of the way from the baseline; None if it says nothing of it."""
    if half := _HALF_OR_TWICE.fullmatch(text):
        return Step("", times=_TIMES[half["times"]])
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    amount, limit = match["amount"], _LIMITS.get(match["limit"] or match["limit_behind"] or "")
    if match["times"]:
        return Step(amount, is_multiple=True, limit=limit)
    if is_share(known.unit) and _CHANGE_OF_SHARE.match(amount) and not match["verb"]:
        return Step(amount[1:], sign=-1 if amount[0] == "-" else 1, limit=limit)
    if not match["verb"]:
        return None
    falls = known.lower_is_better if match["verb"] == "改善" else bool(match["fall"])
    if limit and falls:
        limit = (not limit[0], limit[1])  # to fall by 5 or more is to reach so much or less
    return Step(amount, sign=-1 if falls else 1, limit=limit)
