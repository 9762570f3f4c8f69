"""Values of the plan in words, the same in every report."""

from taikou_cli.base.fiscal_year import format_calendar_year, format_fiscal_year
from taikou_cli.model.plan import LowerPlan, PastPlan
from taikou_cli.model.scales import Rounding

_ROUNDINGS = {
    "half_up": "四捨五入して",
    "truncate": "切り捨てて",
    "half_even": "端数が半分のとき偶数になるように丸めて",
}


def format_when(past: PastPlan) -> str:
    """Write when an earlier plan was: its calendar year, or its fiscal years."""
    if past.calendar_year:
        return format_calendar_year(past.calendar_year)
    years = [format_fiscal_year(year) for year in (past.first_year, past.last_year) if year]
    return "～".join(years)


def format_month(month: str) -> str:
    """Write a month both ways: `2025-03` → `2025年（令和7年）3月`."""
    year, _, number = month.partition("-")
    return f"{format_calendar_year(int(year))}{int(number)}月"


def name_lower_plan(lower: LowerPlan) -> str:
    """Name a plan below the outline with its field."""
    return f"{lower.title}（{lower.field}分野）"


def describe_rounding(rounding: Rounding) -> str:
    """Say how percentages are rounded, as the beginning of a sentence."""
    place = f"小数第{rounding.decimals}位まで" if rounding.decimals else "整数で"
    return f"{_ROUNDINGS[rounding.method]}{place}"
