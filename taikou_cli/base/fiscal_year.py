"""Fiscal years, those from April to March as a rule, and their names in the Japanese era."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.base.label import label

ERAS = ((2019, label("令和")), (1989, label("平成")), (1926, label("昭和")))
"""Each era that offices still write, with the calendar year in which it began; latest first."""

_MONTHS = (
    label("1月"),
    label("2月"),
    label("3月"),
    label("4月"),
    label("5月"),
    label("6月"),
    label("7月"),
    label("8月"),
    label("9月"),
    label("10月"),
    label("11月"),
    label("12月"),
)


def format_era_year(year: int) -> str:
    """Name a year in the era at the end of its calendar year: 2025 → `令和7`, 2019 → `令和元`.

    Args:
        year: A calendar or fiscal year from 1926 on. FY2019 began in Heisei 31 and is
            called 令和元年度, as ministries do.

    Raises:
        ValueError: The year lies before the Showa era.
    """
    return "".join(_find_era(year))


def _find_era(year: int) -> tuple[str, str]:
    """Give the name of an era, and the number of a year in it."""
    for first, era in ERAS:
        if year >= first:
            number = year - first + 1
            return era, label("元") if number == 1 else str(number)
    raise ValueError(year)


class FiscalYears(NamedTuple):
    """How a government counts its years.

    Attributes:
        starts: The month in which a fiscal year begins, 1 to 12.
        named_by: The calendar year whose number it has: that of its `start` or of its `end`.
    """

    starts: int = 4
    named_by: str = "start"

    @property
    def has_eras(self) -> bool:
        """Years have a name in the Japanese era, too: only those that begin in April do."""
        return (self.starts, self.named_by) == (4, "start")

    def year_of(self, day: date) -> int:
        """Give the fiscal year in which a day lies."""
        began = day.year if day.month >= self.starts else day.year - 1
        return began + self._offset

    def first_day(self, fiscal_year: int) -> date:
        """Give the day on which a fiscal year begins."""
        return date(fiscal_year - self._offset, self.starts, 1)

    def last_day(self, fiscal_year: int) -> date:
        """Give the day on which a fiscal year ends."""
        return self.first_day(fiscal_year + 1) - timedelta(days=1)

    def name(self, fiscal_year: int) -> str:
        """Name a fiscal year, in both ways where it has two: 2025 → `2025年度（令和7年度）`."""
        if not self.has_eras:
            return label("{year}年度", year=fiscal_year)
        era, number = _find_era(fiscal_year)
        named = label("{era}{number}年度", era=era, number=number)
        return label("{year}年度（{era}）", year=fiscal_year, era=named)

    def name_era(self, fiscal_year: int) -> str:
        """Name a fiscal year by its era: 2025 → `令和7年度`; without eras `2025年度`."""
        return f"{format_era_year(fiscal_year) if self.has_eras else fiscal_year}年度"

    def name_calendar_year(self, year: int) -> str:
        """Name a calendar year, in both ways where years have two: `1978年（昭和53年）`."""
        if not self.has_eras:
            return label("{year}年", year=year)
        era, number = _find_era(year)
        return label("{year}年（{era}{number}年）", year=year, era=era, number=number)

    def name_month(self, month: str) -> str:
        """Name a month: `2025-03` → `2025年（令和7年）3月`."""
        year, _, number = month.partition("-")
        named = self.name_calendar_year(int(year))
        return label("{year}{month}", year=named, month=_MONTHS[int(number) - 1])

    def name_day(self, day: date) -> str:
        """Name a day: `2025年（令和7年）3月1日`."""
        named, month = self.name_calendar_year(day.year), _MONTHS[day.month - 1]
        return label("{year}{month}{day}日", year=named, month=month, day=day.day)

    @property
    def _offset(self) -> int:
        """How much the number of a year is above the calendar year in which it begins."""
        return int(self.named_by == "end" and self.starts > 1)


USUAL = FiscalYears()
"""April to March, as governments of Japan count."""


class EraYear(int):
    """A fiscal year that somebody wrote by its era: `令和7`. Not every plan has such years."""


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
    return EraYear(count_from_era(match["era"], number))


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
