"""Years as Japanese offices write them."""

from datetime import date

import pytest

from taikou_cli.base.fiscal_year import (
    USUAL,
    EraYear,
    FiscalYears,
    format_era_year,
    parse_fiscal_year,
)


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (1978, "昭和53"),
        (1988, "昭和63"),
        (1989, "平成元"),
        (1990, "平成2"),
        (2018, "平成30"),
        (2019, "令和元"),
        (2020, "令和2"),
        (2025, "令和7"),
        (2034, "令和16"),
    ],
)
def test_year_is_named_in_its_era(year, name):
    assert format_era_year(year) == name


@pytest.mark.parametrize("year", [1925, 0, -1])
def test_year_before_showa_is_refused(year):
    with pytest.raises(ValueError, match=str(year)):
        format_era_year(year)


def test_both_kinds_of_year_show_both_calendars():
    assert USUAL.name(2025) == "2025年度（令和7年度）"
    assert USUAL.name(2019) == "2019年度（令和元年度）"
    assert USUAL.name_calendar_year(1978) == "1978年（昭和53年）"
    assert USUAL.name_month("2025-03") == "2025年（令和7年）3月"


@pytest.mark.parametrize(
    ("years", "year", "first", "last"),
    [
        (USUAL, 2025, "2025-04-01", "2026-03-31"),
        (FiscalYears(10, "end"), 2026, "2025-10-01", "2026-09-30"),
        (FiscalYears(10, "start"), 2026, "2026-10-01", "2027-09-30"),
        (FiscalYears(1, "end"), 2026, "2026-01-01", "2026-12-31"),
        (FiscalYears(1, "start"), 2026, "2026-01-01", "2026-12-31"),
        (FiscalYears(3, "start"), 2027, "2027-03-01", "2028-02-29"),
        (FiscalYears(4, "end"), 2026, "2025-04-01", "2026-03-31"),
    ],
)
def test_first_and_last_day_lie_in_the_year_and_their_neighbours_do_not(years, year, first, last):
    begin, end = years.first_day(year), years.last_day(year)
    assert (begin.isoformat(), end.isoformat()) == (first, last)
    days = (begin.toordinal() - 1, begin.toordinal(), end.toordinal(), end.toordinal() + 1)
    assert [years.year_of(date.fromordinal(day)) for day in days] == [
        year - 1,
        year,
        year,
        year + 1,
    ]


def test_only_years_from_april_by_their_start_have_eras():
    assert FiscalYears(10, "end").name(2026) == "2026年度"
    assert FiscalYears(10, "end").name_month("2026-09") == "2026年9月"
    assert isinstance(parse_fiscal_year("R7"), EraYear)
    assert not isinstance(parse_fiscal_year("2025"), EraYear)


def test_each_year_since_showa_has_a_name_of_its_own():
    years = range(1926, 2200)
    assert len({format_era_year(year) for year in years}) == len(years)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025", 2025),
        ("令和元年度", 2019),
        ("令和1年度", 2019),
        ("Ｒ元", 2019),
        ("平成元年度", 1989),
        ("平成1", 1989),
        ("令和７年度", 2025),
    ],
)
def test_fiscal_year_is_read_however_it_is_written(text, year):
    assert parse_fiscal_year(text) == year


@pytest.mark.parametrize("text", ["", "令和0年度", "R2025", "25", "令和", "明治元年"])
def test_what_is_no_fiscal_year_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - that it is refused is all
        parse_fiscal_year(text)
