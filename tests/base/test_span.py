"""Keys of a schedule become spans of quarters, and are named in the office's words."""

import pytest

from taikou_cli.base.span import SpanError, name_key, name_quarter, read_span


@pytest.mark.parametrize(
    ("written", "first", "last", "name"),
    [
        (2025, "2025-Q1", "2025-Q4", "2025年度"),
        ("2026-H1", "2026-Q1", "2026-Q2", "2026年度上半期"),
        ("2026-H2", "2026-Q3", "2026-Q4", "2026年度下半期"),
        ("2026-Q1", "2026-Q1", "2026-Q1", "2026年度第1四半期"),
        ("2026-Q1..2026-Q4", "2026-Q1", "2026-Q4", "2026年度"),
        ("2026..2028", "2026-Q1", "2028-Q4", "2026～2028年度"),
        ("2026-Q2..2027", "2026-Q2", "2027-Q4", "2026年度第2四半期～2027年度第4四半期"),
        ("2026-Q2..2026-Q3", "2026-Q2", "2026-Q3", "2026年度第2四半期～2026年度第3四半期"),
    ],
)
def test_key_is_read_with_both_its_ends(written, first, last, name):
    span = read_span(written)
    assert (*map(name_quarter, span), span.name) == (first, last, name)


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ("2026-Q5", "Q1～Q4"),
        ("2026-H3", "H1（上半期）かH2（下半期）"),
        ("2027-Q1..2026-Q4", "先の時期から順に"),
        ("第1四半期", "四半期（2025-Q1～Q4）"),
        ("2026-Q1..", "「初め..終わり」"),
        (20, "年度（2025）"),
    ],
)
def test_what_is_no_span_tells_the_way_out(written, way_out):
    with pytest.raises(SpanError, match=way_out):
        read_span(written)


def test_span_touches_the_years_of_its_quarters():
    span = read_span("2026-Q4..2028-Q1")
    assert [year for year in range(2025, 2030) if span.touches(year)] == [2026, 2027, 2028]


@pytest.mark.parametrize(
    ("year", "name"), [(2026, "第4四半期"), (2027, ""), (2028, "上半期"), (2029, "第1～3四半期")]
)
def test_year_names_its_own_quarters_of_a_span(year, name):
    ends = {2028: "2028-Q2", 2029: "2029-Q3"}
    assert read_span(f"2026-Q4..{ends.get(year, '2027')}").name_in(year) == name


def test_key_that_is_no_span_keeps_its_name():
    assert name_key("gaibu") == "gaibu"
