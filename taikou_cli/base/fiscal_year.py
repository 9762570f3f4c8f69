"""Fiscal years (April to March) and their names in the Japanese era."""

import re
from datetime import date

from taikou_cli.base.japanese_text import to_half_width

ERAS = ((2019, "令和"), (1989, "平成"), (1926, "昭和"))
"""Each era that offices still write, with the calendar year in which it began; latest first."""


def format_era_year(year: int) -> str:
    """Name a year in the era at the end of its calendar year: 2025 → `令和7`, 2019 → `令和元`.

    Args:
        year: A calendar or fiscal year from 1926 on. FY2019 began in Heisei 31 and is
            called 令和元年度, as ministries do.

    Raises:
        ValueError: The year lies before the Showa era.
    """
    for first, era in ERAS:
        if year >= first:
            number = year - first + 1
            return f"{era}{'元' if number == 1 else number}"
    raise ValueError(year)


def format_fiscal_year(year: int) -> str:
    """Write a fiscal year both ways: 2025 → `2025年度（令和7年度）`."""
    return f"{year}年度（{format_era_year(year)}年度）"


def format_calendar_year(year: int) -> str:
    """Write a calendar year both ways: 1978 → `1978年（昭和53年）`."""
    return f"{year}年（{format_era_year(year)}年）"


def format_month(month: str) -> str:
    """Write a month both ways: `2025-03` → `2025年（令和7年）3月`."""
    year, _, number = month.partition("-")
    return f"{format_calendar_year(int(year))}{int(number)}月"


_FIRST_MONTH = 4


def fiscal_year_of(day: date) -> int:
    """Give the fiscal year (from 1 April) in which a day lies."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


_MOST_YEARS = 100  # of an era
_LETTERS = {"R": "令和", "H": "平成", "S": "昭和"}
_YEAR = re.compile(
    r"(?P<era>令和|平成|昭和|R|H|S)?(?P<number>元|[0-9]{1,4})(年度|年)?", re.IGNORECASE
)


def parse_fiscal_year(text: str) -> int:
    """Read a fiscal year as people write it: `2025`, `令和7年度`, `R7`, `平成元`, full-width too.

    Raises:
        ValueError: It is not a fiscal year from 1926 on.
    """
    match = _YEAR.fullmatch(to_half_width(text).strip())
    if match is None:
        raise ValueError(text)
    number = 1 if match["number"] == "元" else int(match["number"])
    if match["era"] is None:
        if number < ERAS[-1][0]:
            raise ValueError(text)
        return number
    return count_from_era(match["era"], number)


def name_era(written: str) -> str:
    """Give the full name of an era: R or 令和 → 令和."""
    return _LETTERS.get(written.upper(), written)


def count_from_era(era: str, number: int) -> int:
    """Give the Western year of a year of an era: 令和 or R, 7 → 2025.

    Raises:
        ValueError: An era has no such year; three digits are none that anybody means.
    """
    if not 1 <= number < _MOST_YEARS:
        raise ValueError(f"{era}{number}")
    return next(first for first, known in ERAS if known == name_era(era)) + number - 1
