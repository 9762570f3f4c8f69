"""Slips of a Japanese keyboard: told where they are and mended where the file itself settles it."""

import re
from pathlib import Path

import pytest

from taikou_cli.formatting.fixes import fix_file
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.file_loading import load_file
from taikou_cli.project.mending import mend_file
from taikou_cli.store.document_reading import read_document
from taikou_cli.store.yaml_reading import read_yaml

DEMO = Path(__file__).parents[2] / "examples/demo/data"
FILES = ("evaluations/2025/01.yaml", "items/01.yaml", "organization.yaml")
ENTRY = re.compile(r"^( *(?:- )*)([\w-]+): (?=\S)", re.MULTILINE)
SLIPS = {
    "full-width colon": (ENTRY, r"\1\2："),
    "full-width colon and a space": (ENTRY, r"\1\2： "),
    "no space after the colon": (ENTRY, r"\1\2:"),
    "full-width space after the colon": (ENTRY, "\\1\\2:\u3000"),
    "full-width colon of a heading": (re.compile(r"^( *(?:- )*\w+):$", re.MULTILINE), r"\1："),
    "full-width indentation": (re.compile(r"^  (?=\S)", re.MULTILINE), "\u3000"),
    "full-width dash": (re.compile(r"^( *)- ", re.MULTILINE), r"\1－ "),
    "full-width space after the dash": (re.compile(r"^( *)- ", re.MULTILINE), "\\1-\u3000"),
}


def model_of(name):
    return match_document_kind(name).kind.model


def load(name, text):
    reading = read_document(text.encode("utf-8"))
    return load_file(f"data/{name}", reading, match_document_kind(name))


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("name", FILES)
def test_a_slip_in_any_line_is_told_there_and_mended_to_what_was_meant(name, slip):
    text = (DEMO / name).read_text(encoding="utf-8")
    pattern, typed = SLIPS[slip]
    for match in list(pattern.finditer(text))[::7]:
        wrong = text[: match.start()] + match.expand(typed) + text[match.end() :]
        line = text.count("\n", 0, match.start()) + 1
        told = load(name, wrong).faults
        assert [(kind, one.at.line) for kind, one in told] == [("yaml-syntax", line)]
        assert re.search("全角|空白", told[0][1].message)
        mending = mend_file(wrong, model_of(name))
        assert mending.data == read_yaml(text)[0]


def test_several_slips_of_one_file_are_told_in_one_run_and_fixed_together():
    text = (DEMO / FILES[0]).read_text(encoding="utf-8")
    wrong = text.replace("  grade: ", "  grade：").replace("item: 1\n", "item:1\n")
    wrong = wrong.replace("stage: ", "stage：\u3000")
    assert [one.at.line for _, one in load(FILES[0], wrong).faults] == sorted(
        wrong[: wrong.index(sign)].count("\n") + 1 for sign in ("item:1", "stage：", "grade：")
    )
    fixed = fix_file(FILES[0], wrong, match_document_kind(FILES[0]).kind)
    assert fixed.text == text
    assert len(fixed.fixes) == 3


@pytest.mark.parametrize("slip", ["full-width colon", "no space after the colon"])
@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_typed_so_is_mended(name, slip):
    text = (DEMO / name).read_text(encoding="utf-8")
    pattern, typed = SLIPS[slip]
    mending = mend_file(pattern.sub(typed, text), model_of(name))
    assert mending.data == read_yaml(text)[0]
    assert len(mending.slips) == len(pattern.findall(text))


@pytest.mark.parametrize(
    "text",
    [
        'title: "窓口： 「相談」"\nsummary: |\n  note：甲\n  \u3000- 乙\n  ＃丙\n',
        "title: 窓口：相談の［統合］\nsummary: ＃甲、“乙”\n",
        "summary: 続きは\n  note：次の行\n  2026:試行\n",
        "# title：注記\ntitle: x\n",
    ],
)
@pytest.mark.parametrize("fault", ["", "background: 窓口: 統合\n", "nonsense: 1\n", "kpis: 無し\n"])
def test_signs_in_sound_texts_are_neither_told_nor_touched(text, fault):
    """Not even where the file has another fault, of YAML or of its schema."""
    whole = f"number: 1\npolicy: 1\n{text}{fault}"
    told = [one.message for _, one in load("items/01.yaml", whole).faults]
    assert [message for message in told if "全角" in message or "空白" in message] == []
    fixed = fix_file("items/01.yaml", whole, match_document_kind("items/01.yaml").kind)
    assert sorted(fixed.text.split("\n")) == sorted(whole.split("\n"))


def test_a_key_that_nobody_knows_is_told_but_not_made():
    text = "number: 1\npolicy: 1\ntitle: 統合\nnote：これは何か\n"
    assert [one.at.line for _, one in load("items/01.yaml", text).faults] == [4]
    fixed = fix_file("items/01.yaml", text, match_document_kind("items/01.yaml").kind)
    assert fixed.text == text
    assert [fault.at.line for fault in fixed.refusals] == [4]


def test_a_huge_file_of_slips_is_told_soon():
    import time

    text = "title：窓口\n" * 40_000
    start = time.process_time()
    assert load("items/01.yaml", text).faults
    assert time.process_time() - start < 5


def test_a_baseline_written_as_a_number_is_told_its_keys():
    text = "number: 1\npolicy: 1\ntitle: x\nkpis:\n  - id: a\n    name: b\n    baseline: 45.0\n"
    hints = " ".join(one.hint for _, one in load("items/01.yaml", text).faults)
    assert "fiscal_year（年度）" in hints
    assert "value（基準値）" in hints
