"""Years and days in texts, however they are written → what they name."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taikou_cli.base.fiscal_year import ERAS, count_from_era, name_era, parse_fiscal_year
from taikou_cli.base.written_year import Kind, Span, WrittenYear

_GAP = "[ 　]*"
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]){_GAP}月(?:{_GAP}[0-9]{{1,2}}{_GAP}日)?"
_MONTH_ALONE = _MONTH.replace("<month>", "<alone>")
# A span of time (5年間) and a decade (昭和30年代) are no years.
_UNIT = rf"(?:(?P<fiscal>年度(?!間))|(?P<calendar>年(?![間代度]))(?:{_GAP}{_MONTH})?)"
_DATE = r"[-./](?P<in_date>1[0-2]|0?[1-9])[-./][0-9]{1,2}(?![0-9])"
_ERA = rf"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS]){_GAP}(?P<number>元|[0-9]{{1,2}})(?![0-9])"
_WESTERN = r"(?<![0-9,.])(?:西暦)?(?P<western>(?:19|20)[0-9]{2})(?![0-9])"
_YEAR = re.compile(rf"(?:{_ERA}|{_WESTERN})(?:{_GAP}{_UNIT}|{_DATE})?")
# A further year leaves out what the one before it says: 7～11年度, 2025～29年度, 4月～翌年3月.
_SHORT = re.compile(
    rf"(?P<next>翌)?年?{_MONTH_ALONE}|(?P<number>[0-9]{{1,2}})(?![0-9]){_GAP}{_UNIT}"
)
# What the numbers before and in a bracket share may stand after it: 令和7（2025）年4月.
_AFTER = re.compile(rf"{_GAP}(?:{_UNIT}|{_MONTH_ALONE})")
_TAIL = re.compile(
    "(?:初頭|初め|当初|[上中下]旬|[上下]半?期|[前後]半|第?[1-4一二三四]四半期|期首|期末|期|末日|末|中|内|分|頃|ころ|ごろ"
    "|以降|以前|以後|時点|現在|まで|より)*"
)
_TO = re.compile(rf"{_GAP}(?:[～〜~ー–—−-]|から|・|及び){_GAP}")
_OPEN, _CLOSE = re.compile(rf"{_GAP}\({_GAP}"), re.compile(rf"{_GAP}\)")
# The number of a law (令和3年法律第35号) is a name, and is left as it is.
_LAW = re.compile("(?:法律|政令|省令|条例|規則|告示|訓令)第")
# One character for one, so that a place in the one text is a place in the other.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９ＲＨＳ（）．／－", "0123456789RHS()./-")
_DAY = re.compile(
    r"(?P<year>[0-9]{4}|(?:令和|平成|昭和|[RHS])(?:元|[0-9]{1,2}))[年/.-]"
    r"(?P<month>[0-9]{1,2})(?:[月/.-](?P<day>[0-9]{1,2})?日?)?",
    re.IGNORECASE,
)
_Match = re.Match[str]


class YearMention(NamedTuple):
    """A year that a text speaks of.

    Attributes:
        text: What stands in the text, both ways of writing it included.
        first: What it names, by the first way of writing it; of a span, its beginning.
        other: The same by the second way, if it is written both ways.
        facts: Where the two ways contradict each other, what is right, in sentences; else empty.
    """

    text: str
    first: WrittenYear
    other: WrittenYear | None = None
    facts: str = ""


class _Read(NamedTuple):
    """Years that were read: where the last ends, and where ends what is said of it (末, まで)."""

    span: Span
    end: int
    stop: int

    @property
    def first(self) -> WrittenYear:
        return self.span.parts[0]


def parse_day(text: str) -> tuple[date, bool]:
    """Read a day or a month (`2025-04-01`, `令和元年5月1日`, `R7.4`), in half width without spaces.

    Returns:
        The day, of a month its first; and whether a day is named.

    Raises:
        ValueError: It is neither.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day = date(parse_fiscal_year(match["year"]), int(match["month"]), int(match["day"] or 1))
    return day, bool(match["day"])


def find_years(text: str) -> Iterator[YearMention]:
    """Yield the years that a text names: `2025年度`, `令和7年4月`, `2025年度（令和7年度）`.

    Digits, letters and brackets count in either width. A number is a year only where 年, the rest
    of a date, or the other way of writing it follows; a year before 1926 is none.
    """
    plain = text.translate(_HALF_WIDTH)
    at = 0
    while found := _YEAR.search(plain, at):
        start, at = found.span()
        one = _read_span(plain, start)
        if one is None:
            continue
        pair = _read_bracket(plain, one)
        if pair:
            before, bracket, at = pair
            yield _compare(text[start:at], before, bracket)
        else:
            at = one.end
            if one.first.kind is not Kind.BARE and not _LAW.match(plain, at):
                yield YearMention(text[start:at], one.first)


def _compare(text: str, one: Span, two: Span) -> YearMention:
    facts = "" if one.agrees(two) else one.state_facts(two)
    return YearMention(text, one.parts[0], two.parts[0], facts)


def _read_bracket(plain: str, before: _Read) -> tuple[Span, Span, int] | None:
    """Read a bracket that says the years before it the other way.

    Returns:
        The years before and in it, and where it ends; None if there is none.
    """
    opening = _OPEN.match(plain, before.stop)
    inner = _read_span(plain, opening.end()) if opening else None
    if inner is None or (inner.first.era is None) is (before.first.era is None):
        return None
    closing = _CLOSE.match(plain, inner.stop)
    if closing is None:
        return None
    spans = before.span, inner.span
    unit = _AFTER.match(plain, closing.end())
    if unit is None or not any(_lacks(part, unit) for span in spans for part in span.parts):
        return *spans, closing.end()
    one, two = (_share_unit(span, unit) for span in spans)
    return one, two, unit.end()


def _read_span(plain: str, start: int) -> _Read | None:
    match = _YEAR.match(plain, start)
    part = _read_year(match) if match else None
    if match is None or part is None:
        return None
    parts, end, is_open = [part], match.end(), False
    stop = _skip_tail(plain, end)
    while to := _TO.match(plain, stop):
        part, at = _read_next(plain, to.end(), parts[-1])
        if part is None:
            is_open, stop = True, _skip_tail(plain, to.end())
            break
        parts.append(part)
        end, stop = at, _skip_tail(plain, at)
    for place in reversed(range(len(parts) - 1)):
        shared = parts[place + 1].kind
        parts[place] = parts[place].as_kind(Kind.CALENDAR if shared is Kind.MONTH else shared)
    return _Read(Span(tuple(parts), is_open), end, stop)


def _skip_tail(plain: str, at: int) -> int:
    match = _TAIL.match(plain, at)
    return match.end() if match else at


def _read_next(plain: str, at: int, before: WrittenYear) -> tuple[WrittenYear | None, int]:
    """Read a further year of a span; None if it is no year, or none of this way of writing."""
    if match := _YEAR.match(plain, at):
        part = _read_year(match)
        is_like = part is not None and (part.era is None) is (before.era is None)
        return (part if is_like else None), match.end()
    match = _SHORT.match(plain, at)
    part = _complete(match, before) if match else None
    # A smaller number is the length of a span, or a number of something else.
    is_later = part is not None and part.months().stop > before.months().stop
    return (part if is_later else None), match.end() if match else at


def _complete(match: _Match, before: WrittenYear) -> WrittenYear | None:
    if match["number"] is None:
        year = before.year + (1 if match["next"] else 0)
        month = int(match["alone"])
        return before._replace(year=year, month=month) if before.kind is Kind.MONTH else None
    kind, month = _read_unit(match)
    number = int(match["number"])
    first = count_from_era(before.era, 1) - 1 if before.era else before.year // 100 * 100
    return WrittenYear(kind, first + number, before.era, month)


def _read_year(match: _Match) -> WrittenYear | None:
    kind, month = _read_unit(match)
    if match["western"]:
        year = int(match["western"])
        return WrittenYear(kind, year, None, month) if year >= ERAS[-1][0] else None
    number = 1 if match["number"] == "元" else int(match["number"])
    if number == 0:
        return None
    era = name_era(match["era"])
    return WrittenYear(kind, count_from_era(era, number), era, month)


def _read_unit(match: _Match) -> tuple[Kind, int]:
    found = match.groupdict()
    month = found["month"] or found.get("in_date") or found.get("alone")
    if month:
        return Kind.MONTH, int(month)
    if found["fiscal"]:
        return Kind.FISCAL, 1
    return (Kind.CALENDAR if found["calendar"] else Kind.BARE), 1


def _lacks(part: WrittenYear, unit: _Match) -> bool:
    """Tell whether what stands after the bracket is said of a year in it or before it."""
    is_month = _read_unit(unit)[0] is Kind.MONTH
    return part.kind is Kind.BARE or (is_month and part.kind is Kind.CALENDAR)


def _share_unit(span: Span, unit: _Match) -> Span:
    kind, month = _read_unit(unit)
    parts = (
        part._replace(kind=kind, month=month) if _lacks(part, unit) else part for part in span.parts
    )
    return span._replace(parts=tuple(parts))
