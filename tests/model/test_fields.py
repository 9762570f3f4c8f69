"""Which values the fields of a plan take."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError, create_model

from taikou_cli.model import fields
from taikou_cli.model.record import Record


def check(field, value):
    model = create_model("Sample", __base__=Record, value=(field, ...))
    return model.model_validate({"value": value}).value


def refuses(field, value):
    with pytest.raises(ValidationError):
        check(field, value)
    return True


def test_date_is_a_day_of_the_calendar():
    assert check(fields.Date, "2025-04-01") == date(2025, 4, 1)
    assert check(fields.Date, "2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-30",
        "2025-02-29",
        "2025-13-01",
        "2025-4-1",
        "2025-W14-1",
        "2025/04/01",
        "20250401",
        "２０２５-04-01",
        "2025-04",
        "2025-04-01 ",
        "令和7年4月1日",
        "",
        20250401,
        None,
        ("2025-04-01",),
    ],
)
def test_anything_else_is_no_date(value):
    assert refuses(fields.Date, value)


@pytest.mark.parametrize(
    "value", [0, -3, 10**12, Decimal("99.50"), "93％超", "維持", "全国5位以内"]
)
def test_amount_is_a_number_or_the_words_of_the_government(value):
    taken = check(fields.Amount, value)
    assert taken == value
    assert type(taken) is type(value)


@pytest.mark.parametrize("value", [True, None, "", " \n", "\u3000", (), {}, (1,)])
def test_amount_is_nothing_else(value):
    assert refuses(fields.Amount, value)


@pytest.mark.parametrize("value", ["a", "dx_2", "planning", "a" * 100])
def test_identifier_is_small_ascii(value):
    assert check(fields.Identifier, value) == value


@pytest.mark.parametrize(
    "value", ["", "A", "dX", "1a", "_a", "a-b", "a b", " a", "a\n", "ａ", "é", "企画課", 1, None]
)
def test_identifier_is_nothing_else(value):
    assert refuses(fields.Identifier, value)


@pytest.mark.parametrize("value", ["2025-01", "2025-10", "2025-12"])
def test_year_month_is_a_month_of_the_calendar(value):
    assert check(fields.YearMonth, value) == value


@pytest.mark.parametrize(
    "value",
    ["2025-00", "2025-13", "2025-3", "202503", "2025-03-01", "2025-03\n", "２０２５-03", 2025],
)
def test_anything_else_is_no_year_month(value):
    assert refuses(fields.YearMonth, value)


@pytest.mark.parametrize("value", ["2025", Decimal(2025), 2025.0, True, 7, 20250, -2025, None])
def test_fiscal_year_is_a_western_year_as_a_number(value):
    assert check(fields.FiscalYear, 2025) == 2025
    assert refuses(fields.FiscalYear, value)


@pytest.mark.parametrize("value", [0, -1, 10_000, "1", True, Decimal(1), None])
def test_number_runs_from_one(value):
    assert check(fields.Number, 1) == 1
    assert refuses(fields.Number, value)


@pytest.mark.parametrize(
    "value", ["", " ", "\u3000", "\n\n", 1, True, None, "長" * 20_001, "\u200b"]
)
def test_text_says_something_and_ends(value):
    assert check(fields.Text, "行1\n行2\n") == "行1\n行2\n"
    assert check(fields.Text, "長" * 20_000)
    assert refuses(fields.Text, value)
