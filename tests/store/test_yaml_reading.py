"""What values are read as, and what a plan must not contain."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from taikou_cli.store.document_reading import read_document
from taikou_cli.store.yaml_reading import read_yaml

from .as_ruamel import read_by_ruamel, typed


def test_words_that_other_readers_bend_stay_text():
    words = "no on yes tRue 0o18 0b1 1_000 1:20 １２ 1.2.3 2025-04-01 2025-02-30 << =".split()
    assert read_yaml("".join(f"- {word}\n" for word in words)) == (tuple(words), [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0o17, 0x1F, 010, +5, -0", (15, 31, 10, 5, 0)),
        ("1.50, .5e1, 3., 1E-2", (Decimal("1.5"), Decimal(5), Decimal(3), Decimal("0.01"))),
        ("true, TRUE, False, ~, Null", (True, True, False, None, None)),
        ('{2025: a, "2025": b}, {<<: {c: 1}}', ({2025: "a", "2025": "b"}, {"<<": {"c": 1}})),
    ],
)
def test_values_are_read_by_the_core_schema(text, values):
    data, faults = read_yaml(f"[{text}]\n")
    assert faults == []
    assert typed(data) == typed(values)


LITERAL = ("|\n  行\n    字\n", ">-\n  a\n  b\n", "|+\n  行\n\n", "a\n  b # 注\n", '"a\\\n  b"\n')


@pytest.mark.parametrize("text", [f"%YAML 1.2\n--- # 注\na: {text}" for text in LITERAL])
def test_text_of_several_lines_is_read_as_ruamel_does(text):
    assert read_yaml(text) == (read_by_ruamel(text, pure=True), [])


def test_first_value_of_a_repeated_key_stands_and_each_repetition_is_told():
    data, faults = read_yaml("a: 1\nb: 2\n'a': 3\n0x1: 4\n1: 5\na:\n")
    assert data == {"a": 1, "b": 2, 1: 4}
    assert [(f.kind, f.at.line) for f in faults] == [("duplicate-key", n) for n in (3, 5, 6)]


BOMB = "a: ▼&a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghij"))
REFUSED = {  # ▼ marks where the user is sent
    "file-empty": ("▼", "▼# 注\n---\n"),
    "anchor-or-alias": ("a: ▼&x 1\n", "a: [1, ▼*x]\n", "a: 1\n<<: ▼*x\n", "▼&a [*a]\n", BOMB),
    "tag": ("a: ▼!!str 1\n", '▼!!python/object/apply:os.system ["id"]\n', "a: ▼!\n"),
    "nesting-too-deep": ("[" * 20 + "▼" + "[" * 99_980, "- " * 20 + "▼" + "- " * 99_980),
    "several-documents": ("a: 1\n▼---\nb: 2\n", "a: 1\n...\n▼---\n"),
    "unusable-key": ("{▼" + "{" * 99_999, "? ▼[1]\n: 2\n", "a:\n  ▼1.5: 1\n", "▼~: 1\n"),
    "number-out-of-range": (f"a: ▼{'9' * 5000}\n", f"- ▼1e{'9' * 5000}\n", "- ▼-.inf\n"),
    "tab-indentation": ("a:\n▼\tb: 1\n", "a:\n  ▼\tb: 1\n"),
    "yaml-syntax": ("▼%YAML 3.0\n---\n", "a: 1\nb: c▼: d\n", 'a: ▼"途中\nb: 2\n', "a: [1▼,\n"),
}


@pytest.mark.parametrize(
    ("kind", "marked"),
    [(kind, text) for kind, texts in REFUSED.items() for text in texts],
    ids=lambda value: repr(value)[:30],
)
def test_what_a_plan_must_not_contain_is_refused_at_its_place(kind, marked):
    before, after = marked.split("▼")
    data, [fault, *_] = read_yaml(before + after)
    lines = before.split("\n")
    assert data is None
    assert (fault.kind, *fault.at[:2]) == (kind, len(lines), len(lines[-1]) + 1)
    assert not fault.message.isascii()
    assert not fault.hint.isascii()


def test_file_full_of_one_fault_tells_it_twenty_times_and_that_there_are_more():
    many = read_document(b"a: 1\n" * 50_000 + b"b: !x 1\n").faults
    assert [fault.kind for fault in many] == ["duplicate-key"] * 20 + ["tag"]
    assert [index for index, fault in enumerate(many) if "ほかにも" in fault.message] == [19]
    exactly = read_document(b"a: 1\n" * 21).faults
    assert len(exactly) == 20
    assert not any("ほかにも" in fault.message for fault in exactly)


@pytest.mark.parametrize("line", ["a{}: \x7f\n", "a{}:\n\tb: 1\n"])
def test_file_full_of_strange_characters_tells_them_twenty_times(line):
    many = read_document("".join(map(line.format, range(30))).encode()).faults
    assert len(many) == 20
    assert "ほかにも" in many[-1].message


@pytest.mark.parametrize(
    "text",
    [
        'a: "\\ud800"',
        'a: "\\uZZ"',
        "%FOO\na: b",
        "%YAML a\n---\na: b",
        "%YAML 111111111111.1\n---\na: b",
        "a: b\n...\nc: d",
        'a: "b\n---\nc"',
        "a: |0\n  b",
        "a: | 文\n  b",
        "a: &",
        "a: !<b",
        "a: !b!c d",
        "a: !%zz d",
        "? [",
    ],
)
def test_whatever_stops_the_reader_is_explained_in_japanese(text):
    _, faults = read_yaml(f"{text}\n")
    assert faults
    told = " ".join(f"{fault.message} {fault.hint}" for fault in faults)
    assert not re.search(r"[A-Za-z]{5,}|\{\{", told)
