"""Figures in words, the same on the screen and in every report."""

from decimal import Decimal
from fractions import Fraction

from taikou_cli.model.scales import Rounding
from taikou_cli.progress.achievement import Achievement
from taikou_cli.progress.group import Share
from taikou_cli.progress.standing import ItemState

DENOMINATORS = {"all": "全項目", "rated": "評価した項目", "in_force": "実施中の項目"}
"""What the denominators of rates are called."""

STATE_NAMES = {
    ItemState.RATED: "評価済",
    ItemState.PENDING: "未確定",
    ItemState.UNRATED: "未評価",
    ItemState.CARRIED_OVER: "先送り",
    ItemState.DISCONTINUED: "中止",
    ItemState.NOT_IN_FORCE: "実施期間外",
}
"""What the states of items are called."""

PENDING_REASONS = {"accounts": "決算が未確定", "statistics": "統計が未公表", "other": "その他"}
"""What the reasons for a missing value are called."""

FINALITIES = {"provisional": "速報値", "final": "", "revised": "遡及改定値"}
"""What is said of a value that may still change, or has."""

DIRECTIONS = {"higher": "大きいほどよい", "lower": "小さいほどよい"}
"""What is said of the direction of an indicator."""

_ROUNDINGS = {
    "half_up": "四捨五入して",
    "truncate": "切り捨てて",
    "half_even": "端数が半分のとき偶数になるように丸めて",
}

EMPTY = "－"
"""What stands for something that cannot be computed."""


def describe_share(share: Share, counter: str, denominator_of: str | None = None) -> str:
    """Write a share with its fraction: `56.7％＝17項目/30項目（全項目）`.

    Args:
        share: The share.
        counter: What is counted, as a counter word.
        denominator_of: A key of `DENOMINATORS`, to name the denominator.
    """
    percent = EMPTY if share.percent is None else f"{share.percent}％"
    whole = f"（{DENOMINATORS[denominator_of]}）" if denominator_of else ""
    return f"{percent}＝{share.numerator}{counter}/{share.denominator}{counter}{whole}"


def describe_ratio(ratio: Fraction | None, rounding: Rounding) -> str:
    """Write an achievement as a percentage: `82.5％`."""
    return EMPTY if ratio is None else f"{rounding.apply(ratio * 100)}％"


def describe_achievement(achievement: Achievement, rounding: Rounding) -> str:
    """Write how far an indicator has come: `82.5％`."""
    return describe_ratio(achievement.ratio, rounding)


def describe_rounding(rounding: Rounding) -> str:
    """Say how percentages are rounded, as the beginning of a sentence."""
    place = f"小数第{rounding.decimals}位まで" if rounding.decimals else "整数で"
    return f"{_ROUNDINGS[rounding.method]}{place}"


def describe_amount(amount: int | Decimal | str | None, decimals: int | None) -> str:
    """Write a value of an indicator with thousands separators: `8,030`; words stay as they are.

    Args:
        amount: The value.
        decimals: How many decimals are shown; None shows the value as it is written.
    """
    if amount is None:
        return EMPTY
    if isinstance(amount, str):
        return amount
    return f"{amount:,}" if decimals is None else f"{Decimal(amount):,.{decimals}f}"
