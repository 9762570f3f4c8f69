"""What people type and what is printed fold to the same, and different words do not."""

import unicodedata

import pytest

from taikou_cli.base.folding import TABLES, fold, loosen

SAME = [
    ("２，９４０万円", "2940万円"),
    ("ｵﾝﾗｲﾝ", "おんらいん"),
    ("オンライン", "おんらいん"),
    ("ＲＰＡ", "rpa"),
    ("髙根﨑", "高根崎"),
    ("邉", "辺"),
    ("國", "国"),
    ("葛\U000e0100城", "葛城"),
    ("齋\ufe00", "斎"),
    ("か\u3099", "が"),
    ("サーバー", "サーバ"),
    ("サ－バ", "サーバ"),
    ("データーベース", "データーベース"),
    ("e-Tax", "eTax"),
    ("ワーク・ライフ・バランス", "ワークライフバランス"),
    ("▲５．１％", "-5.1%"),
    ("△3", "−3"),
    ("1ヶ月", "1か月"),
    ("2カ所", "2箇所"),
    ("実施項目　15", "実施項目15"),
    ("会\u00ad議\u200b", "会議"),
    ("9～10時", "9〜10時"),
]
LOOSELY_SAME = [
    ("取り組み", "取組"),
    ("取組み", "取り組む"),
    ("手続き", "手続"),
    ("申し込み", "申込み"),
    ("受け付け", "受付"),
    ("支払い方法", "支払方法"),
    ("打ち合わせ", "打合せ"),
    ("引き下げ", "引下げ"),
    ("問い合わせ", "問合せ"),
    ("割り当て", "割当"),
]
DIFFERENT = [
    ("ボール", "ボル"),
    ("2024-03-31", "20240331"),
    ("15 2024", "152024"),
    ("ビル", "ヒル"),
    ("電子マネー", "電子"),
    ("県オンライン化", "県化"),
    ("土曜", "士曜"),
    ("1.5", "15"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), LOOSELY_SAME)
def test_okurigana_is_dropped_in_the_loose_form_only(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert loosen(fold(one)) == loosen(fold(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert loosen(fold(one)) != loosen(fold(other))


def test_lines_are_folded_each_by_itself() -> None:
    lines = ["サーバー", "の 1", "2", "、a", "b", ""]
    assert fold("\n".join(lines)).split("\n") == [fold(line) for line in lines]


def test_every_form_of_a_kanji_leads_to_one_that_no_table_changes_further() -> None:
    letters = TABLES["letters"]
    assert [one for one in letters if letters[one] in letters] == []
    assert [one for one in letters if unicodedata.normalize("NFKC", one) != one] == []
