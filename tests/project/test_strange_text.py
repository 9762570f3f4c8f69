"""Characters that only look like what was meant, or cannot be seen."""

import re
import sys
from pathlib import Path
from unicodedata import category, is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taikou_cli.base.japanese_text import CONTROL_CHARACTER, INVISIBLE
from taikou_cli.formatting.fixes import fix_file
from taikou_cli.forms.excel.cell_reading import read_cell
from taikou_cli.forms.excel.raw_cell import Raw
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.strange_text import clean_text, find_lookalikes, find_unseen
from taikou_cli.project.unusual_characters import find_unusual

ROOT = Path(__file__).parents[2]
# Arabic signs that stand around numbers are format characters, but can be seen.
VISIBLE = {*map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))}
CLEANED = [
    (normalize("NFD", "ガバナンスとプール"), "ガバナンスとプール"),
    (normalize("NFD", "한글"), "한글"),
    ("caf" + "e\u0301", "café"),
    ("行政\u200b改革", "行政改革"),
    ("行政\u2060改\u00ad革\u200c", "行政改革"),
    ("か\u200b\u3099", "が"),
    ("10\u00a0000円", "10 000円"),
    ("⼈⼝と⻑さ、⻄⼭", "人口と長さ、西山"),
]
LEFT = [
    "葛\U000e0100城",
    "\ufa19田",
    "あ\u3099",
    "👩\u200d👩\u200d👧",
    "👩🏽\u200d💻",
    "❤\ufe0f\u200d🔥",
    "☀\ufe0f",
    "1\ufe0f\u20e3",
    "می\u200cخواهم",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "①～⑳、㈱、ﾃﾞｼﾞﾀﾙ、　字下げ",
]


def test_everything_that_unicode_says_is_unseen_is_one_of_the_two_classes():
    unseen = re.compile(f"[{INVISIBLE}]|{CONTROL_CHARACTER.pattern}")
    for character in map(chr, range(sys.maxunicode + 1)):
        if category(character) in {"Cf", "Zs", "Zl", "Zp"} and character not in {" ", "\u3000"}:
            assert bool(unseen.match(character)) == (character not in VISIBLE), ascii(character)


@pytest.mark.parametrize(
    "character",
    ["\u200b", "\u00a0", "\u00ad", "\u3099", "⼈", "⻑", "\ufa19", "\ufe0f", "\U000e0100"],
)
def test_the_quick_look_at_a_file_finds_each_kind(character):
    assert character in find_unusual(f"行政{character}改革")


@pytest.mark.parametrize(("text", "clean"), CLEANED)
def test_what_was_certainly_meant_is_written(text, clean):
    assert clean_text(text) == clean
    assert [*find_lookalikes(text), *find_unseen(text)]


@pytest.mark.parametrize("text", LEFT)
def test_what_may_have_been_chosen_is_left(text):
    assert clean_text(text) == text
    assert clean_text(text, is_name=True) == text


@pytest.mark.parametrize("text", LEFT[2:])
def test_what_belongs_where_it_stands_is_not_told(text):
    assert [*find_lookalikes(text), *find_unseen(text)] == []


@given(
    st.text(
        st.sampled_from(
            "かガハ県人é\u0301\u3099\u309a\u200b\u200d\ufe0f☀👩⼈⻑葛\ufa19\U000e0100\u00a0 1"
        )
    )
)
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_text(text)
    assert clean_text(once) == once
    if not re.search("[\uf900-\ufaff]", once):
        assert is_normalized("NFC", once)


@pytest.mark.parametrize("folder", ["data", "examples/demo/data"])
def test_no_text_of_ours_is_changed(folder):
    for path in sorted((ROOT / folder).rglob("*.yaml")):
        text = path.read_text("utf-8")
        assert clean_text(text) == text, path


def test_fix_writes_texts_anew_and_leaves_comments_and_the_rest():
    text = "number: 1\npolicy: 1\ntitle: 窓\u200b口\nsummary: |\n  カ\u3099イドと\n  ⼈口\n# カ\u3099\n"
    fixed = fix_file("items/01.yaml", text, match_document_kind("items/01.yaml").kind)
    assert (
        fixed.text
        == "number: 1\npolicy: 1\ntitle: 窓口\nsummary: |\n  ガイドと\n  人口\n# カ\u3099\n"
    )
    assert [fix.at.line for fix in fixed.fixes] == [3, 4]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE])
@pytest.mark.parametrize(("text", "clean"), CLEANED)
def test_a_form_takes_what_was_meant_and_says_so(kind, text, clean):
    field = Field(1, ("self_evaluation", "issues"), "課題", "", kind)
    reading = read_cell(field, Raw(text))
    assert reading.value == clean
    assert any("直しました" in notice for notice in reading.notices)
