"""Figures in words, the same on the screen and in every report."""

from decimal import Decimal
from fractions import Fraction

from taikou_cli.base.amounts import canonical, to_decimal
from taikou_cli.base.label import label
from taikou_cli.base.rounding import round_fraction
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.scales import RatingScale, Rounding, ScaleGrade
from taikou_cli.progress.achievement import Achievement
from taikou_cli.progress.amounts import AmountFigure, AmountSum
from taikou_cli.progress.group import RateFigure, Share
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.travel import Travel

_HUNDRED = 100

DENOMINATORS = {
    "items": {
        "all": label("全項目"),
        "rated": label("評価した項目"),
        "in_force": label("実施中の項目"),
    },
    "actions": {
        "all": label("全取組"),
        "rated": label("状況が分かる取組"),
        "in_force": label("実施中の取組"),
    },
    "kpis": {
        "all": label("全KPI"),
        "rated": label("状況が分かるKPI"),
        "in_force": label("実施中のKPI"),
    },
}
"""What the denominators of rates are called, by what the rates count."""

MEASURES = {
    "achievement": label("KPIの達成率"),
    "progress": label("最終の目標値までの進み"),
    "change": label("前年度からの変化（良くなれば正）"),
    "change_percent": label("前年度からの変化の率（良くなれば正）"),
}
"""What scales for indicators look at is called."""

COUNTERS = {"items": label("項目"), "actions": label("件"), "kpis": label("件")}
"""The counter words of what rates count."""

STATE_NAMES = {
    ItemState.RATED: label("評価済"),
    ItemState.PENDING: label("未確定"),
    ItemState.UNRATED: label("未評価"),
    ItemState.CARRIED_OVER: label("先送り"),
    ItemState.DISCONTINUED: label("中止"),
    ItemState.NOT_IN_FORCE: label("実施期間外"),
}
"""What the states of items are called."""

PENDING_REASONS = {
    "accounts": label("決算が未確定"),
    "statistics": label("統計が未公表"),
    "other": label("その他"),
}
"""What the reasons for a missing value are called."""

FINALITIES = {"provisional": label("速報値"), "final": "", "revised": label("遡及改定値")}
"""What is said of a value that may still change, or has."""

STATES_TO_CHOOSE = {
    "rated": label("評価する"),
    **{
        state.value: STATE_NAMES[state]
        for state in (ItemState.PENDING, ItemState.DISCONTINUED, ItemState.CARRIED_OVER)
    },
}
"""What the states are called that an evaluation itself can say."""

FINALITIES_TO_CHOOSE = {
    "final": label("確定値"),
    "provisional": FINALITIES["provisional"],
    "revised": FINALITIES["revised"],
}
"""What is said of a value where all three must be told apart."""

DIRECTIONS = {"higher": label("大きいほどよい"), "lower": label("小さいほどよい")}
"""What is said of the direction of an indicator."""

TRAVELS = {
    Travel.BETTER: label("↑改善"),
    Travel.SAME: label("→横ばい"),
    Travel.WORSE: label("↓悪化"),
}
"""What is said of the way since the year before."""

INDICATOR_KINDS = {
    "input": label("投入（インプット）"),
    "output": label("活動実績（アウトプット）"),
    "outcome": label("成果（アウトカム）"),
}
"""What is said of the kind of an indicator."""

_ROUNDINGS = {
    "half_up": label("四捨五入して"),
    "truncate": label("切り捨てて"),
    "half_even": label("端数が半分のとき偶数になるように丸めて"),
}

EMPTY = "－"
"""What stands for something that cannot be computed."""


def describe_rate(rate: RateFigure) -> str:
    """Write a rate with its fraction: `56.7％＝17項目/30項目（全項目）`."""
    whole = DENOMINATORS[rate.of][rate.denominator_of]
    return f"{describe_share(rate.share, COUNTERS[rate.of])}（{whole}）"


def describe_share(share: Share, counter: str) -> str:
    """Write a share with its fraction: `56.7％＝17項目/30項目`.

    Args:
        share: The share.
        counter: What is counted, as a counter word.
    """
    percent = EMPTY if share.percent is None else f"{share.percent}％"
    return f"{percent}{describe_fraction(share, counter)}"


def describe_fraction(share: Share, counter: str = "", whole: str = "") -> str:
    """Write what stands behind a percentage: `＝17項目/30項目（全項目）`; see `describe_share`."""
    if not counter:
        return f"＝{share.numerator}/{share.denominator}"
    told = {"part": share.numerator, "all": share.denominator, "counter": str(counter)}
    if not whole:
        return label("＝{part}{counter}/{all}{counter}", **told)
    return label("＝{part}{counter}/{all}{counter}（{of}）", of=whole, **told)


def describe_standing(scale: RatingScale | None) -> str:
    """Say at the end of a heading that the grades below it are provisional, if they are."""
    return label("（暫定の区分）") if scale and scale.provisional else ""


def round_ratio(ratio: Fraction, rounding: Rounding) -> Decimal:
    """Give an achievement or a progress in per cent, as it is printed everywhere."""
    return rounding.print_ratio(ratio)


def describe_ratio(ratio: Fraction | None, rounding: Rounding) -> str:
    """Write a progress as a percentage: `82.5％`."""
    return EMPTY if ratio is None else f"{round_ratio(ratio, rounding)}％"


def describe_achievement(one: Achievement, rounding: Rounding) -> str:
    """Write an achievement as a percentage: `82.5％`; one of 100 that misses its target says so."""
    told = describe_ratio(one.ratio, rounding)
    is_missed = one.is_met is False and one.ratio is not None and one.ratio >= 1
    return label("{percent}（未達成）", percent=told) if is_missed else told


def note_achievement(one: Achievement, rounding: Rounding) -> str | None:
    """Say of a printed achievement what a reader would stumble over; None where nothing."""
    if one.ratio is None:
        return None
    if one.is_met is False and one.ratio >= 1:
        return label("目標値ちょうどでは達したことにならない（超・未満）")
    if round_ratio(one.ratio, rounding) != rounding.apply(one.ratio * _HUNDRED):
        return label("目標値に達していないので、達成率は100％に切り上げずに切り捨てた")
    return None


def round_expected(one: Achievement, rounding: Rounding) -> Decimal | int | None:
    """Give the expected value as it is printed.

    It has the decimals of the indicator; without these all of its own, or one where they never
    end.
    """
    if one.expected is None:
        return None
    decimals, exact = one.indicator.decimals, to_decimal(one.expected)
    if decimals is None and exact is not None:
        return exact
    return round_fraction(one.expected, 1 if decimals is None else decimals, rounding.method)


def write_amount(amount: int | Decimal | str | None, decimals: int | None) -> str | None:
    """Write a value for machines: no digit is lost, and 63.40 is 63.4; words stay as they are."""
    if amount is None or isinstance(amount, str):
        return amount
    return f"{Decimal(canonical(amount, decimals)):f}"


def write_sum(total: Fraction | None, kind: AmountKind) -> str | None:
    """Write a sum of amounts for machines, exact and in its unit."""
    return None if total is None else write_amount(to_decimal(total), kind.decimals)


def describe_sum(total: Fraction | None, kind: AmountKind) -> str:
    """Write a sum of amounts with thousands separators, a decrease with a triangle: `▲1,200`.

    None of its digits is lost: what is printed adds up.
    """
    exact = None if total is None else to_decimal(abs(total))
    if total is None or exact is None:
        return EMPTY
    printed = f"{Decimal(canonical(exact, kind.decimals)):,f}"
    return f"▲{printed}" if total < 0 else printed


def describe_in_unit(total: Fraction | None, kind: AmountKind) -> str:
    """Write a sum of amounts with its unit: `1,200千円`."""
    return EMPTY if total is None else f"{describe_sum(total, kind)}{kind.unit}"


def describe_amount_figure(one: AmountFigure) -> str:
    """Tell an amount of a year in a line: planned, actual, how many have told, and the total."""
    kind, year, since = one.kind, one.year, one.cumulative
    return (
        f"{kind.name}： {kind.planned_name} {describe_in_unit(year.planned, kind)}、"
        f"{kind.actual_name} {describe_in_unit(year.actual, kind)}"
        f"（{_describe_percent(year, kind)}、実績が分かる{one.told}項目／{one.items}項目）、"
        f"{kind.actual_name}の累計 {describe_in_unit(since.actual, kind)}"
    )


def _describe_percent(sums: AmountSum, kind: AmountKind) -> str:
    if sums.percent is None:
        return EMPTY
    of = f"{describe_sum(sums.actual, kind)}/{describe_sum(sums.planned_told, kind)}"
    return f"{sums.percent}％＝{of}"


def describe_bound(scale: RatingScale, grade: ScaleGrade) -> str:
    """Write from where on a grade is right: `80％以上`, `3超`; empty where it has no bound."""
    if grade.bound is None:
        return label("計算できないもの") if grade.without else ""
    unit = "" if scale.of == "change" else "％"
    bound = f"{grade.bound:f}{unit}"
    if grade.at_least is None:
        return label("{bound}超", bound=bound)
    return label("{bound}以上", bound=bound)


def write_exact(value: Fraction | None, rounding: Rounding) -> str | None:
    """Write a computed value for machines: all its digits, or one decimal where they never end."""
    if value is None:
        return None
    exact = to_decimal(value)
    return write_amount(round_fraction(value, 1, rounding.method) if exact is None else exact, None)


def describe_rounding(rounding: Rounding) -> str:
    """Say how percentages are rounded, as the beginning of a sentence."""
    how = _ROUNDINGS[rounding.method]
    if rounding.decimals:
        return label("{how}小数第{n}位まで", how=how, n=rounding.decimals)
    return label("{how}整数で", how=how)


def describe_amount(amount: int | Decimal | str | None, decimals: int | None) -> str:
    """Write a value of an indicator with thousands separators: `8,030`; words stay as they are.

    Args:
        amount: The value.
        decimals: How many decimals are shown, rounded half up; None shows all that it has.
    """
    if amount is None:
        return EMPTY
    if isinstance(amount, str):
        return amount
    if decimals is None:
        return f"{Decimal(canonical(amount)):,f}"
    return f"{round_fraction(Fraction(amount), decimals, 'half_up'):,f}"
