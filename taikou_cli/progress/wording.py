"""Figures in words, the same on the screen and in every report."""

from fractions import Fraction

from taikou_cli.model.scales import Rounding
from taikou_cli.progress.group import Share

DENOMINATORS = {"all": "全項目", "rated": "評価した項目", "in_force": "実施中の項目"}
"""What the denominators of rates are called."""

EMPTY = "－"
"""What stands for a percentage whose denominator is zero."""


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
