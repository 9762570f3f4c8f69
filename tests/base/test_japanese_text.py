"""Japanese on a terminal and in print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taikou_cli.base.japanese_text import (
    display_width,
    join_lines,
    list_numbers,
    reveal_controls,
    to_half_width,
    wrap_japanese,
)

TEXT = st.text(st.sampled_from("県政改革ＤＸーっ。、「」（）・ abcAI07-ｶﾞ★①👩が\u3099\n"))
SHORT_UNITS = st.lists(
    st.sampled_from(["県", "「市」", "町、", "（案）", "DX", "村。」", "データ"])
)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("県政", 4), ("ＤＸ", 4), ("ｶﾞ", 2), ("か\u3099", 2), ("a\u200db", 2)],
)
def test_width_is_counted_in_terminal_cells(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("赤\x1b[31m", r"赤\x1b[31m"),
        ("a\u202eb", r"a\u202eb"),
        ("\ufeffa", r"\ufeffa"),
        ("a\rb", r"a\rb"),
        ("\x85", r"\x85"),
        ("行\n行\t列", "行\n行\t列"),
        ("👩\u200d👩", "👩\u200d👩"),
    ],
)
def test_only_misleading_characters_are_spelt_out(text, shown):
    assert reveal_controls(text) == shown


def test_full_width_signs_become_half_width():
    assert to_half_width("１２．５％　ＤＸ") == "12.5% DX"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("行政\n改革", "行政改革"),
        ("open\ndata", "open data"),
        ("行政\nDX", "行政DX"),
        ("DX\n行政", "DX行政"),
        ("  行政  \n\n  改革\n", "行政改革"),
        ("", ""),
    ],
)
def test_lines_are_joined_with_a_space_only_between_latin_words(text, joined):
    assert join_lines(text) == joined


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2], "1～2"),
        ([5, 3, 1, 2], "1～3、5"),
        ([1, 1, 2], "1～2"),
        ({16, 15, 3, 2, 1}, "1～3、15～16"),
    ],
)
def test_numbers_are_named_in_runs(numbers, text):
    assert list_numbers(numbers) == text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("行財政改革", 6, ["行財政", "改革"]),
        ("県は、行く。", 4, ["県", "は、", "行", "く。"]),
        ("公表「大綱」", 6, ["公表", "「大", "綱」"]),
        ("令和7年(2025年)の計画(案)を", 8, ["令和7年", "(2025年)", "の計画", "(案)を"]),
        ("窓口のopen data", 9, ["窓口の", "open data"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("", 10, [""]),
    ],
)
def test_text_is_broken_as_in_print(text, width, lines):
    assert wrap_japanese(text, width) == lines


@given(TEXT, st.integers(2, 12))
def test_broken_lines_fit_and_lose_nothing(text, width):
    lines = wrap_japanese(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(SHORT_UNITS, st.integers(6, 20))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(units, width):
    for line in filter(None, wrap_japanese("".join(units), width)):
        assert line[0] not in "、。」）ー"
        assert line[-1] not in "「（"
