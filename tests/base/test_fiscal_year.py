"""Years as Japanese offices write them."""

import pytest

from taikou_cli.base.fiscal_year import (
    format_calendar_year,
    format_era_year,
    format_fiscal_year,
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
    assert format_fiscal_year(2025) == "2025年度（令和7年度）"
    assert format_fiscal_year(2019) == "2019年度（令和元年度）"
    assert format_calendar_year(1978) == "1978年（昭和53年）"


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
