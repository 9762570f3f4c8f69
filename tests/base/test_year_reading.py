"""Years in texts: a fiscal year, a calendar year and a month are three things, however written."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taikou_cli.base.written_year import Kind
from taikou_cli.base.year_reading import find_years, parse_day

AGREE = """
2026年3月（令和7年度） 2026年2月（令和7年度） 令和8年3月（2025年度） 令和6年度末（2025年3月末） 2025年4月（令和7年度）
2026年3月31日（令和7年度末） 2026年3月末時点（令和7年度） 2026.3.31（令和7年度） 2026/3/31（Ｒ7年度） 2026-03-31（令和7年度）
2025年12月期（令和7年度） 2026年3月期（令和7年度） 2025年度上半期（令和7年4月～9月） 令和7年度第1四半期（2025年4月～6月）
2025年4月～2026年3月（令和7年度） 令和7年度（2025年4月～2026年3月） 令和7年度（2025年10月～翌年3月） 2025年10月から翌3月（令和7年度）
2025～2029年度（令和7～11年度） 2025年度～29年度（令和7年度～11年度） 2025年度から2029年度まで（令和7年度から令和11年度まで）
2025年度以降（令和7年度以降） 2025年度から（令和7年度から） 平成30～令和2年度（2018～2020年度） 2025年度・2026年度（令和7年度・令和8年度）
令和7（2025）年度 2025(令和7)年度 令和８（２０２６）年３月 令和7年(2025年)4月1日 令和 7 年度 (2025 年度) 令和7年（西暦2025年）
２０２５年度（令和７年度） 2025年度(R7年度) H30年度（2018年度） 昭和63年度（1988年度） 2025年（令和7年） 2026年（令和7年度）
令和元年（2019年） 令和1年（2019年） 令和元年度（2019年度） 令和1年度（2019年度） 平成元年（1989年） 平成1年度（1989年度）
平成31年度（2019年度） 平成31年（2019年） 平成31年4月（2019年4月） 令和元年5月（2019年5月） 2019年4月（令和元年度） 2019年3月（平成30年度）
昭和64年1月（1989年1月） 平成元年1月（1989年1月） 2026年3月（令和7） 2026年3月（令和8）
"""
CONTRADICT = {
    "2026年4月（令和7年度）": "2026年4月は令和8年度です。",
    "2025年3月（令和7年度）": "2025年3月は令和6年度です。",
    "令和8年4月1日（2025年度）": "令和8年4月は2026年度です。2025年度は令和7年度です。",
    "2025年度（令和8年度）": "2025年度は令和7年度です。",
    "令和7（2026）年度": "2026年度は令和8年度です。",
    "2025年（令和8年）": "2025年は令和7年です。",
    "2025年（令和8年度）": "2025年は令和7年です。",
    "2026年3月（令和7年3月）": "2026年3月は令和8年3月です。",
    "令和7年（2026年）3月": "2026年3月は令和8年3月です。",
    "2019年3月（令和元年3月）": "2019年3月は平成31年3月です。",
    "令和1年4月（2019年4月）": "2019年4月は平成31年4月です。",
    "2019年10月（平成31年10月）": "2019年10月は令和元年10月です。",
    "2020年度（平成32年度）": "2020年度は令和2年度です。",
    "2018年（令和元年）": "2018年は平成30年です。",
    "2019年（令和2年）": "2019年は平成31年・令和元年です。",
    "2025～2029年度（令和7～12年度）": "2025年度は令和7年度です。2029年度は令和11年度です。",
    "2025年度（令和7～8年度）": "2025年度は令和7年度です。",
    "令和7年度（2025年4月～2026年4月）": "2025年4月は令和7年度です。2026年4月は令和8年度です。",
    "２０２６年４月(令和７年度)": "2026年4月は令和8年度です。",
}


@pytest.mark.parametrize("text", re.findall(r"\S.*?[）)](?:年度|年3月|年３月|4月1日)?", AGREE))
def test_two_names_of_one_time_agree(text):
    (mention,) = find_years(f"取組を{text}に終えた。")
    assert (mention.text, mention.facts) == (text, "")
    assert mention.other


@pytest.mark.parametrize(("text", "facts"), CONTRADICT.items())
def test_contradiction_is_told_with_what_is_right(text, facts):
    (mention,) = find_years(f"取組を{text}に終えた。")
    assert (mention.text, mention.facts) == (text, facts)


@pytest.mark.parametrize(
    "text",
    [
        "令和3年法律第35号",
        "2025人（令和7人）",
        "2,025年",
        "1900年（明治33年）",
        "昭和30年代",
        "令和0年度",
        "予算は2025（千円）",
        "２０００年間",
    ],
)
def test_what_names_no_year_is_none(text):
    assert list(find_years(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2025年度（令和8年度予算）",
        "2025年度（令和8年度、9年度）",
        "2025年度、令和8年度",
        "2025年度から5年間",
    ],
)
def test_bracket_that_says_more_than_a_year_is_not_judged(text):
    assert not any(mention.facts for mention in find_years(text))


REIGNS = {"昭和": (1926, 12), "平成": (1989, 1), "令和": (2019, 5)}


def month_in_era(year, month):
    era = next(name for name, first in reversed(REIGNS.items()) if (year, month) >= first)
    return era, year - REIGNS[era][0] + 1


def names_of(kind, year, month):
    """Give the Western name and one in an era, by an arithmetic of the test's own."""
    era, number = month_in_era(year, {Kind.FISCAL: 12, Kind.CALENDAR: 12}.get(kind, month))
    suffix = f"年{month}月" if kind is Kind.MONTH else str(kind)
    return f"{year}{suffix}", era, number, suffix


@st.composite
def written(draw, kind, year, month):
    western, era, number, suffix = names_of(kind, year, month)
    first = draw(st.sampled_from(["元", "1"])) if number == 1 else str(number)
    return western, f"{era}{first}{suffix}"


def mix(draw, one, other):
    """Put two names side by side, in either order, brackets and digits of either width."""
    one, other = draw(st.permutations([one, other]))
    tails = [draw(st.sampled_from(["", "末", "中"])) for _ in range(2)]
    opening, closing = draw(st.sampled_from(["（）", "()"]))
    text = f"{one}{tails[0]}{opening}{other}{tails[1]}{closing}"
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return text.translate(wide) if draw(st.booleans()) else text


kinds = st.sampled_from([Kind.FISCAL, Kind.CALENDAR, Kind.MONTH])
years, months = st.integers(1930, 2090), st.integers(1, 12)


def fiscal_year(year, month):
    return year if month >= 4 else year - 1


@given(st.data(), kinds, years, months)
def test_right_pair_is_never_found_wrong(data, kind, year, month):
    western, era = data.draw(written(kind, year, month))
    (mention,) = find_years(mix(data.draw, western, era))
    assert (mention.facts, mention.first.year, mention.first.kind) == ("", year, kind)


@given(st.data(), years, months)
def test_month_beside_its_fiscal_year_is_right_and_beside_another_wrong(data, year, month):
    of_month = data.draw(written(Kind.MONTH, year, month))
    right = fiscal_year(year, month)
    shift = data.draw(st.sampled_from([-2, -1, 0, 1, 2]))
    of_year = data.draw(written(Kind.FISCAL, right + shift, 12))
    side = data.draw(st.booleans())
    (mention,) = find_years(mix(data.draw, of_month[side], of_year[not side]))
    assert bool(mention.facts) is bool(shift)


@given(st.data(), kinds, kinds, years, months, st.integers(-3, 3), months)
def test_advice_is_never_a_falsehood(data, kind, other_kind, year, month, shift, other_month):
    western, _ = data.draw(written(kind, year, month))
    _, era = data.draw(written(other_kind, year + shift, other_month))
    (mention,) = find_years(mix(data.draw, western, era))
    for fact in mention.facts.split("。")[:-1]:
        assert is_true(fact), fact


def is_true(fact):
    """Judge a sentence `XはYです` without the code under test."""
    left, right = re.fullmatch("(.+)は(.+)です", fact).groups()
    return all(is_same(read(left), read(one)) for one in right.split("・"))


def read(name):
    found = re.fullmatch(r"(令和|平成|昭和)?(元|\d+)(年度|年(?:(\d+)月)?)", name)
    number = 1 if found[2] == "元" else int(found[2])
    year = number if found[1] is None else REIGNS[found[1]][0] + number - 1
    if found[4] and found[1]:
        era, expected = month_in_era(year, int(found[4]))
        assert (era, expected) == (found[1], number), name
    return year, int(found[4]) if found[4] else None, found[3] == "年度"


def is_same(one, other):
    (year, month, is_fiscal), (other_year, other_month, other_is_fiscal) = one, other
    if month and other_is_fiscal:
        return fiscal_year(year, month) == other_year
    return (year, month, is_fiscal) == (other_year, other_month, other_is_fiscal)


@given(
    st.text(
        alphabet="令和平成元年度月日末～から（）()[]、・翌期西暦RHS0123456789２０ -/.\n法律第",
        max_size=60,
    )
)
def test_any_text_is_read(text):
    for mention in find_years(text):
        assert mention.text in text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", (date(2019, 5, 1), True)),
        ("令和1年5月1日", (date(2019, 5, 1), True)),
        ("R7.4", (date(2025, 4, 1), False)),
        ("2026-03-31", (date(2026, 3, 31), True)),
    ],
)
def test_day_is_read_however_it_is_written(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize("text", ["", "令和7年", "令和0年1月1日", "2025-13-01", "R2025.4"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - that it is refused is all
        parse_day(text)
