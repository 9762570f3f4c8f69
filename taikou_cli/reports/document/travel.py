"""The direction of travel in words: beside every grade and value that had one the year before."""

from taikou_cli.base.amounts import to_decimal
from taikou_cli.base.label import label
from taikou_cli.progress.achievement import Achievement
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.travel import compare_grades, judge_change
from taikou_cli.progress.wording import TRAVELS, describe_amount
from taikou_cli.reports.document.source import Year


def name_travel(year: Year, standing: ItemStanding) -> str:
    """Name which way the grade of an item went; empty without two grades by one scale."""
    scale, before = year.plan.scale_of("items"), year.fiscal_year - 1
    earlier = year.standings.get(before, {}).get(standing.item.number)
    if scale is None or earlier is None or (scale.from_year or before) > before:
        return ""
    travel = compare_grades(scale, earlier.grade, standing.grade)
    return TRAVELS[travel] if travel else ""


def tell_travel(year: Year, standing: ItemStanding) -> str:
    """Say from which grade the one of an item came, and which way that is: `前年度Bから↑改善`."""
    travel = name_travel(year, standing)
    grade = year.grade_in(standing.item.number, year.fiscal_year - 1)
    return label("前年度{grade}から{travel}", grade=grade, travel=travel) if travel else ""


def name_value_travel(known: Achievement) -> str:
    """Name which way the value of an indicator went; empty without two values."""
    travel = judge_change(known.change)
    return TRAVELS[travel] if travel else ""


def tell_value_travel(known: Achievement) -> str:
    """Say from which value the one of an indicator came, and which way: `↑改善（49.1から）`."""
    travel = name_value_travel(known)
    if not travel or known.previous is None:
        return ""
    before = describe_amount(to_decimal(known.previous), known.indicator.decimals)
    return label("{travel}（{before}から）", travel=travel, before=before)
