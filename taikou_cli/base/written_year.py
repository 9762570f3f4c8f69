"""What a year in a text names. A fiscal year, a calendar year and a month are three things.

2026年3月 lies in the fiscal year 令和7年度 and in the calendar year 令和8年: only what is of one kind can
be compared number with number.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from taikou_cli.base.fiscal_year import count_from_era, format_era_year

_MONTHS = 12
_BEFORE_APRIL = 3
# The months of each era, counted as `WrittenYear.months` does. Two eras share a month where one
# ended within it.
_REIGNS = {
    "令和": range(2019 * _MONTHS + 4, 9999 * _MONTHS),
    "平成": range(1989 * _MONTHS, 2019 * _MONTHS + 4),
    "昭和": range(1926 * _MONTHS + 11, 1989 * _MONTHS + 1),
}
# A calendar year in which the era changed bears two names.
_OLD_NAMES = {2019: "平成31年", 1989: "昭和64年"}


class Kind(StrEnum):
    """What a year with its suffix names; BARE is a number without any."""

    FISCAL = "年度"
    CALENDAR = "年"
    MONTH = "月"
    BARE = ""


class WrittenYear(NamedTuple):
    """A year, a fiscal year or a month as a text names it.

    Attributes:
        kind: Which of the three.
        year: The Western year of the number that is written, whatever its kind.
        era: The era in which it is written; None if it is Western.
        month: The month, where one is named.
    """

    kind: Kind
    year: int
    era: str | None = None
    month: int = 1

    def months(self) -> range:
        """Give its months, counted from the year 0; a bare number is taken for a calendar year."""
        first = self.year * _MONTHS
        if self.kind is Kind.MONTH:
            return range(first + self.month - 1, first + self.month)
        start = first + (_BEFORE_APRIL if self.kind is Kind.FISCAL else 0)
        return range(start, start + _MONTHS)

    def is_name(self) -> bool:
        """Tell whether its era had it: 令和元年3月 and 平成35年 there never were."""
        # Of a fiscal year the calendar year is asked: 平成31年度 and 令和元年度 name the same.
        asked = self if self.kind is Kind.MONTH else self._replace(kind=Kind.CALENDAR)
        return self.era is None or _overlap(asked.months(), _REIGNS[self.era])

    def fits(self, other: "WrittenYear") -> bool:
        """Tell whether both can mean one time: a month lies in a year, a bare number is any."""
        kinds = {self.kind, other.kind}
        if kinds == {Kind.MONTH, Kind.BARE}:
            return any(
                _overlap(self.as_kind(kind).months(), other.as_kind(kind).months())
                for kind in (Kind.FISCAL, Kind.CALENDAR)
            )
        if len(kinds) == 1 or Kind.BARE in kinds:
            return (self.year, self.month) == (other.year, other.month)
        return _overlap(self.months(), other.months())

    def as_kind(self, kind: Kind) -> "WrittenYear":
        """Give a bare number as a year of some kind; anything else as it is."""
        return self._replace(kind=kind) if self.kind is Kind.BARE else self

    def state_names(self) -> str:
        """Say in a sentence what it is called both ways: 2026年3月は令和8年3月です."""
        return f"{self._western()}は{self._in_era()}です。"

    def state_fiscal_year(self) -> str:
        """Say of a month in which fiscal year it lies, that in the other way of writing."""
        year = self.year if self.month > _BEFORE_APRIL else self.year - 1
        fiscal = WrittenYear(Kind.FISCAL, year)
        if self.era is None:
            return f"{self._western()}は{fiscal._in_era()}です。"
        return f"{self._in_era()}は{fiscal._western()}です。"

    def _western(self) -> str:
        if self.kind is Kind.MONTH:
            return f"{self.year}年{self.month}月"
        return f"{self.year}{self.kind or Kind.CALENDAR}"

    def _in_era(self) -> str:
        if self.kind is Kind.MONTH:
            era = next(name for name, reign in _REIGNS.items() if self.months()[0] in reign)
            number = self.year - count_from_era(era, 1) + 1
            return f"{era}{'元' if number == 1 else number}年{self.month}月"
        now = f"{format_era_year(self.year)}{self.kind or Kind.CALENDAR}"
        before = _OLD_NAMES.get(self.year) if self.kind is not Kind.FISCAL else None
        return f"{before}・{now}" if before else now


class Span(NamedTuple):
    """A year or several in a row, all written one way; open if no end is told (令和7年度から)."""

    parts: tuple[WrittenYear, ...]
    is_open: bool = False

    def agrees(self, other: "Span") -> bool:
        """Tell whether what a bracket says can be the same time.

        The bracket may be of the first or of the last year before it alone.
        """
        mine, others = self.parts, other.parts
        if not all(part.is_name() for part in (*mine, *others)):
            return False
        if other.is_open:
            return mine[0].fits(others[0])
        if len(others) == 1:
            return mine[0].fits(others[0]) or mine[-1].fits(others[0])
        if len(mine) > 1:
            return mine[0].fits(others[0]) and mine[-1].fits(others[-1])
        if mine[0].kind is Kind.MONTH is not others[0].kind:
            whole = range(others[0].months().start, others[-1].months().stop)
            return _overlap(mine[0].months(), whole)
        return all(mine[0].fits(part) for part in others)

    def state_facts(self, other: "Span") -> str:
        """Say what the years of a contradiction are called the other way."""
        western, era = (other, self) if self.parts[0].era else (self, other)
        return "".join(dict.fromkeys(_iter_facts(western.parts, era.parts)))


def _iter_facts(western: tuple[WrittenYear, ...], era: tuple[WrittenYear, ...]) -> Iterator[str]:
    kind = era[-1].kind
    for part in era:
        if not part.is_name() or (kind is Kind.MONTH and western[-1].kind is Kind.FISCAL):
            yield part.state_fiscal_year() if part.is_name() else part.state_names()
    for part in western:
        if part.kind is Kind.MONTH and kind in {Kind.FISCAL, Kind.BARE}:
            yield part.state_fiscal_year()
        else:
            yield part.as_kind(Kind.CALENDAR if kind is Kind.MONTH else kind).state_names()


def _overlap(one: range, other: range) -> bool:
    """Tell whether two runs of months share one."""
    return one.start < other.stop and other.start < one.stop
