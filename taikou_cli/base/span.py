"""Spans of quarters of fiscal years, as schedules are written: `2025`, `2026-H1`, `2026-Q2..2027-Q4`.

A quarter is counted within its fiscal year, in whichever month that year begins.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from taikou_cli.base.label import join_labels, label

QUARTERS = 4
_PART = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<kind>[HQ])(?P<number>[0-9]))?")
_TO = ".."
_HALF = QUARTERS // 2
_NAMES = {(0, 3): "", (0, 1): label("上半期"), (2, 3): label("下半期")}
FIRST_YEAR, LAST_YEAR = 1926, 2199
"""Before, the eras that offices write do not reach, and workbooks know no days before 1900."""


class SpanError(ValueError):
    """A text is no span; `hint` says how to write it."""

    def __init__(self, hint: str) -> None:
        super().__init__(hint)
        self.hint = hint


class Span(NamedTuple):
    """Quarters that follow one another; both ends belong to it.

    Attributes:
        first: The first quarter, counted from the year 0: four times the year, and 0 to 3.
        last: The last quarter.
    """

    first: int
    last: int

    @property
    def first_year(self) -> int:
        """The fiscal year in which it begins."""
        return self.first // QUARTERS

    @property
    def last_year(self) -> int:
        """The fiscal year in which it ends."""
        return self.last // QUARTERS

    @property
    def begins_year(self) -> bool:
        """It begins with a fiscal year."""
        return self.first % QUARTERS == 0

    @property
    def ends_year(self) -> bool:
        """It ends with a fiscal year."""
        return self.last % QUARTERS == QUARTERS - 1

    @property
    def name(self) -> str:
        """It in words: `2026年度`, `2026年度上半期`, `2026年度第1四半期～2027年度第4四半期`."""
        if self.begins_year and self.ends_year:
            years = sorted({self.first_year, self.last_year})
            return label("{year}年度", year="～".join(map(str, years)))
        if self.last - self.first == _HALF - 1 and self.first % _HALF == 0:
            part = self.name_in(self.first_year)
            return label("{year}年度{part}", year=self.first_year, part=part)
        ends = [
            label("{year}年度第{quarter}四半期", year=end // QUARTERS, quarter=end % QUARTERS + 1)
            for end in dict.fromkeys((self.first, self.last))
        ]
        return join_labels(ends, "～")

    def name_in(self, fiscal_year: int) -> str:
        """Name the quarters that lie in a fiscal year: `下半期`, `第2～4四半期`; all: nothing."""
        first = max(self.first - fiscal_year * QUARTERS, 0)
        last = min(self.last - fiscal_year * QUARTERS, QUARTERS - 1)
        numbers = "～".join(dict.fromkeys((str(first + 1), str(last + 1))))
        return _NAMES.get((first, last), label("第{quarters}四半期", quarters=numbers))

    def touches(self, fiscal_year: int) -> bool:
        """Tell whether any of its quarters lies in a fiscal year."""
        return self.first_year <= fiscal_year <= self.last_year


def name_quarter(quarter: int) -> str:
    """Write a quarter as files do: `2026-Q1`."""
    return f"{quarter // QUARTERS}-Q{quarter % QUARTERS + 1}"


@lru_cache(maxsize=1024)
def read_span(written: int | str) -> Span:
    """Read a span: `2025`, `2026-H1`, `2026-Q1`, or two of these with `..` between them.

    Raises:
        SpanError: It is none.
    """
    first, *last = (_read_part(part.strip()) for part in str(written).split(_TO, 1))
    span = Span(first.first, (last[0] if last else first).last)
    if span.last < span.first:
        raise SpanError(
            "「初め..終わり」は、先の時期から順に書いてください（例：2026-Q2..2027-Q4）。"
        )
    return span


def name_key(key: object) -> str:
    """Name a key of a mapping: one that is a span in words, any other as it is."""
    try:
        return read_span(key).name if isinstance(key, int | str) else str(key)
    except SpanError:
        return str(key)


def _read_part(text: str) -> Span:
    match = _PART.fullmatch(text)
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        raise SpanError(
            "年度（2025）、半期（2025-H1、H2）、四半期（2025-Q1～Q4）か、"
            "「初め..終わり」（2026-Q2..2027-Q4）で書いてください。"
        )
    start = int(match["year"]) * QUARTERS
    if match["kind"] is None:
        return Span(start, start + QUARTERS - 1)
    length, number = (_HALF if match["kind"] == "H" else 1), int(match["number"])
    if not 1 <= number <= QUARTERS // length:
        known = "H1（上半期）かH2（下半期）" if match["kind"] == "H" else "Q1～Q4"
        raise SpanError(
            f"{'半期' if match['kind'] == 'H' else '四半期'}は {known} で書いてください。"
        )
    first = start + (number - 1) * length
    return Span(first, first + length - 1)
