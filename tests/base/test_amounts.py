"""One reading of amounts: what is certain becomes an exact number, and no word is dropped."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taikou_cli.base.amounts import SCALES, canonical, read_amount, to_decimal


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3万人", "人", "30000"),
        ("1.5千件", "件", "1500"),
        ("2億円", "百万円", "200"),
        ("2億3,000万円", "百万円", "230"),
        ("2億円", "千円", "200000"),
        ("12千円", "円", "12000"),
        ("3百万円", "円", "3000000"),
        ("１，２３４件", "件", "1234"),
        ("30,000人", "万人", "3"),
        ("1万2千件", "件", "12000"),
        ("5割", "％", "50"),
        ("5割3分", "％", "53"),
        ("5割3分2厘", "%", "53.2"),
        ("50％", "割", "5"),
        ("△2億円", "億円", "-2"),
        ("▲1.5千円", "円", "-1500"),
        ("−5", "件", "-5"),
        ("10分", "分", "10"),
        ("1時間30分", "分", "90"),
        ("90分", "時間", "1.5"),
        ("2年3か月", "カ月", "27"),
        ("5名", "人", "5"),
        ("3箇所", "か所", "3"),
        ("12件", "件（累計）", "12"),
        ("500m2", "㎡", "500"),
        ("3万", "人", "30000"),
        ("120", "百万円", "120"),
        ("120百万円", "百万円", "120"),
        ("1.66億人時間/年", "億人時間/年", "1.66"),
        ("5割", None, "5"),
    ],
)
def test_amount_is_computed_into_the_unit(text, unit, value):
    assert read_amount(text, unit).value == Fraction(value)


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("5件追加", "件", "件追加"),
        ("10分短縮", "分", "分短縮"),
        ("100件程度", "件", "件程度"),
        ("2倍", "件", "倍"),
        ("8(年間)", "件", "(年間)"),
        ("3人", "件", "「人」を「件」"),
        ("5ポイント", "％", "ポイント"),
        ("5％", "ポイント", "%"),
        ("3万千件", "件", "千件"),
        ("約70", "件", "数だけ"),
        ("三万人", "人", "数だけ"),
        ("5.", "件", "数だけ"),
        ("1,1,1", "件", "数だけ"),
        ("58 62", "人", "二つ以上"),
        ("58　62", "人", "二つ以上"),
        ("12\n34", "人", "二つ以上"),
        ("①2", "件", "丸数字"),
        ("3万", "万人", "どちらを掛けるか"),
        ("3万2", "人", "端数の位"),
        ("2億30000万円", "円", "位の順"),
        ("1.5億200万円", "円", "位の順"),
        ("3分5割", "％", "位の順"),
        ("10分", "時間", "割り切れません"),
        ("5件追加", None, "件追加"),
    ],
)
def test_what_is_not_certain_is_left_to_a_person_and_says_why(text, unit, told):
    amount = read_amount(text, unit)
    assert amount.value is None
    assert told in amount.why


numbers = st.decimals(0, 10**9, places=3) | st.integers(0, 10**9)
counted = st.sampled_from(["人", "件", "円", "団体", "㎡", "件/年"])
scales = st.sampled_from(["", *SCALES, "百万", "千万", "百億"])


def size_of(scale: str) -> int:
    size = 1
    for word in scale:
        size *= SCALES[word]
    return size


@settings(deadline=None)
@given(numbers, scales, scales, counted)
def test_amount_with_scale_words_keeps_its_size_in_every_unit_of_the_kind(
    number, written, unit, counter
):
    amount = read_amount(f"{number}{written}{counter}", unit + counter)
    exact = Fraction(number) * size_of(written) / size_of(unit)
    assert amount.value == exact
    again = read_amount(f"{to_decimal(exact):,f}", unit + counter)
    assert again.value == exact


words = st.text("追加短縮程度増減前後以上未満人件％倍約()（）年 ABCabc", min_size=1, max_size=6)


@settings(deadline=None)
@given(numbers, words, counted)
def test_no_word_behind_a_number_is_dropped(number, word, counter):
    """Only what says the unit, and nothing else, may stand behind a number that is read."""
    behind = "".join(word.split())
    if read_amount(f"{number}{word}", counter).value is not None:
        assert behind in {"", counter}


@settings(deadline=None)
@given(st.text("0123456789０９.,，、万億千百割分厘円人件△▲- 　①②", max_size=12))
def test_anything_at_all_is_read_or_refused_with_a_reason(text):
    amount = read_amount(text, "件")
    assert (amount.value is None) == bool(amount.why)


@pytest.mark.parametrize(
    ("number", "decimals", "written"),
    [
        ("63.40", None, "63.4"),
        ("100.0", None, "100"),
        ("1E+3", None, "1000"),
        ("60", 1, "60.0"),
        ("63.45", 1, "63.45"),
        ("-0.0", None, "0"),
    ],
)
def test_number_has_one_written_form_and_loses_no_digit(number, decimals, written):
    assert f"{canonical(Decimal(number), decimals):f}" == written
