"""Fiscal years (April to March) and their names in the Japanese era."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taikou_cli.base.japanese_text import to_half_width

_ERAS = ((2019, "令和"), (1989, "平成"), (1926, "昭和"))


def format_era_year(year: int) -> str:
    """Name a year in the era at the end of its calendar year: 2025 → `令和7`, 2019 → `令和元`.

    Args:
        year: A calendar or fiscal year from 1926 on. FY2019 began in Heisei 31 and is
            called 令和元年度, as ministries do.

    Raises:
        ValueError: The year lies before the Showa era.
    """
    for first, era in _ERAS:
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
        if number < _ERAS[-1][0]:
            raise ValueError(text)
        return number
    era = _LETTERS.get(match["era"].upper(), match["era"])
    first = next(first for first, name in _ERAS if name == era)
    return first + number - 1


_WESTERN = r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9])"
_ERA = r"(?:令和|平成|昭和)(?:元|[0-9]{1,2})"
_SUFFIX = r"(?:年度?(?:[0-9]{1,2}月)?(?:末|中)?)?"
_RANGE = rf"{_SUFFIX}(?:[～〜~ー–-][0-9]{{1,4}}{_SUFFIX})?"
# The number of a law (令和3年法律第35号) is a name, and is left as it is.
_YEAR_FOLLOWS = rf"(?={_RANGE}年(?!(?:法律|政令|省令|条例|規則|告示|訓令)第))"
_MENTION = re.compile(
    rf"(?P<western_first>{_WESTERN}){_RANGE}[（(](?P<era_second>{_ERA}){_RANGE}[）)]"
    rf"|(?P<era_first>{_ERA}){_RANGE}[（(](?P<western_second>{_WESTERN}){_RANGE}[）)]"
    rf"|(?P<western_alone>{_WESTERN}){_YEAR_FOLLOWS}|(?P<era_alone>{_ERA}){_YEAR_FOLLOWS}"
)
# A year in which the era changed bears the name of its beginning too.
_OLD_NAMES = {2019: "平成31", 1989: "昭和64"}


class YearMention(NamedTuple):
    """A year that a text speaks of.

    Attributes:
        text: What stands in the text, both ways of writing it included.
        year: The Western year, by the first way of writing it.
        both: It is written both ways.
        agree: The two ways mean one year; true if there is only one.
    """

    text: str
    year: int
    both: bool
    agree: bool


def find_years(text: str) -> Iterator[YearMention]:
    """Yield the years that a text names: `2025年度`, `令和7年度`, `2025年度（令和7年度）`.

    Of a span (`2025～2029年度`) the first year is told. A number counts as a year only where
    年 or the other way of writing follows.
    """
    for match in _MENTION.finditer(text):
        western = match["western_first"] or match["western_second"] or match["western_alone"]
        era = match["era_first"] or match["era_second"] or match["era_alone"]
        year = int(western) if western else parse_fiscal_year(era)
        agree = not (western and era) or era in (format_era_year(year), _OLD_NAMES.get(year))
        yield YearMention(match[0], year, bool(western and era), agree)
