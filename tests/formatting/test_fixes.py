"""Safe corrections: what was meant is beyond doubt, and nothing else changes."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.formatting.fixes import fix_file
from taikou_cli.formatting.source_tree import build_source_tree
from taikou_cli.model.documents import DOCUMENT_KINDS, match_document_kind
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml

KINDS = {kind.name: kind for kind in DOCUMENT_KINDS}
ITEM = """\
number: 1
policy: 2
title: 相談１２３
data_plan: true
examples: [ '１' ]
kpis:
  - id: count
    name: 件数
    unit: "１"
    targets:
      2026: 1
revisions:
  - date: 2026-04-01
    what: 全国５位
    why: ２
"""
DEMO = Path(__file__).parents[2] / "examples/demo/data"
DEMO_FILES = sorted(DEMO.rglob("*.yaml"))
NUMBER_OR_DATE = re.compile(
    r"^([ -]*(?:[a-z_]+: |[0-9]+: )?)(-?[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?=$|: )",
    re.MULTILINE,
)
TO_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WIDE = [
    ("number: 1", "number: １", "item", ("number",), 1),
    ("number: 1", 'number: "１"', "item", ("number",), 1),
    ("policy: 2", "policy: ０２  # 注", "item", ("policy",), 2),
    ("2026: 1", "2026: １２．５", "item", ("kpis", 0, "targets", 2026), "12.5"),
    ("2026: 1", "2026: －３", "item", ("kpis", 0, "targets", 2026), -3),
    ("2026: 1", "２０２６: 1", "item", ("kpis", 0, "targets", 2026), 1),
    ("2026: 1", "２０２６: ７", "item", ("kpis", 0, "targets", 2026), 7),
    ("2026-04-01", "２０２６－０４－０１", "item", ("revisions", 0, "date"), "2026-04-01"),
    ("2026-04-01", "'2026-04-０１'", "item", ("revisions", 0, "date"), "2026-04-01"),
]


def fix(text, kind="item"):
    return fix_file("data/items/01.yaml", text, KINDS.get(kind))


def data_of(text):
    data, faults = read_yaml(text)
    assert faults == []
    return data


def value_at(data, route):
    for step in route:
        data = data[step]
    return data


def replaced(data, route, value):
    """Give the data with another value at one place."""
    if not route:
        return value
    step, *rest = route
    if isinstance(data, dict):
        return data | {step: replaced(data.get(step), rest, value)}
    return tuple(replaced(v, rest, value) if i == step else v for i, v in enumerate(data))


@pytest.mark.parametrize(("half", "wide", "kind", "route", "value"), WIDE)
def test_full_width_number_or_date_becomes_what_it_means_and_the_rest_stays(
    half, wide, kind, route, value
):
    fixed = fix(ITEM.replace(half, wide), kind)
    assert str(value_at(data_of(fixed.text), route)) == str(value)
    assert replaced(data_of(fixed.text), route, None) == replaced(data_of(ITEM), route, None)
    assert len(fixed.fixes) == wide.count("０２６:") + (wide.partition(":")[2] != " 1")
    assert fix(fixed.text).fixes == ()


@pytest.mark.parametrize("path", DEMO_FILES, ids=lambda path: path.relative_to(DEMO).as_posix())
def test_whole_demo_typed_in_full_width_becomes_what_it_was(path):
    text = path.read_text("utf-8")
    wide = NUMBER_OR_DATE.sub(lambda match: match[1] + match[2].translate(TO_FULL_WIDTH), text)
    match = match_document_kind(path.relative_to(DEMO).as_posix())
    assert wide != text
    assert fix_file("x", wide, match.kind).text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("number: 1", "number: 一"),
        ("number: 1", "number: ①"),
        ("number: 1", "number: １．５"),
        ("number: 1", "number: １番"),
        ("number: 1", 'number: "1"'),
        ("number: 1", "number: １" + "０" * 40),
        ("2026: 1", "2026: 全国５位以内"),
        ("2026: 1", "2026: １，２３４"),
        ("2026: 1", "2026: 1\n      ２０２６: 2"),
        ("2026-04-01", "２０２６－０２－３０"),
        ("2026-04-01", "２０２６年４月１日"),
        ("title: 相談１２３", "title: １２３"),
    ],
)
def test_what_is_no_number_beyond_doubt_is_left(before, after):
    text = ITEM.replace(before, after)
    assert fix(text) == (fix(text).path, text, text, (), ())


def test_byte_order_mark_and_line_ends_are_put_right():
    raw = b"\xef\xbb\xbf" + ITEM.replace("\n", "\r\n").encode()
    fixed = fix_file("x", raw, KINDS["item"])
    assert fixed.text == ITEM
    assert [one.name for one in fixed.fixes] == ["byte-order-mark", "carriage-return"]


def test_missing_final_newline_is_left_and_no_key_moves_then():
    text = "policy: 1  \nnumber: １"
    fixed = fix(text)
    assert fixed.text == "policy: 1\nnumber: 1"
    assert [one.name for one in fixed.fixes] == ["number-as-text", "trailing-space"]


def test_spaces_at_line_ends_go_but_not_from_text():
    text = "number: 1  \n# 注  \n  \ntitle: |  \n  行末  \n  \n  次\nexamples:  \n  - 一\t\n  -  \n"
    fixed = fix(text)
    assert fixed.text == "number: 1\n# 注\n\ntitle: |\n  行末  \n  \n  次\nexamples:\n  - 一\n  -\n"
    assert data_of(fixed.text) == data_of(text)
    assert fixed.fixes[0].at[:2] == (1, 10)


def test_keys_of_the_top_move_with_their_lines_as_they_are():
    text = (
        "# 説明\n"
        "title:   '相談'   # 名\n"
        "# 番号の前\n"
        "number: 1\n"
        "examples: [ '一',   二 ]\n"
        "other: |+\n   字下げ\n\n"
        "policy: 2\n"
        "# 終わり\n"
    )
    fixed = fix(text)
    assert fixed.text == (
        "# 説明\n"
        "# 番号の前\n"
        "number: 1\n"
        "policy: 2\n"
        "title:   '相談'   # 名\n"
        "examples: [ '一',   二 ]\n"
        "other: |+\n   字下げ\n\n"
        "# 終わり\n"
    )
    assert [one.name for one in fixed.fixes] == ["key-order"]


def test_keys_inside_move_and_only_their_part_is_written_anew():
    text = (
        "number:   1\nkpis:\n- name: '件数'  # 名\n  # 識別名\n  id: a\n  # 末尾\nrevisions:   []\n"
    )
    assert fix(text).text == (
        "number:   1\n"
        "kpis:\n  # 識別名\n  - id: a\n    name: 件数 # 名\n    # 末尾\n"
        "revisions:   []\n"
    )


@pytest.mark.parametrize("raw", ["番号: 一".encode("cp932"), b"a: \x00\x00"])
def test_what_is_not_text_is_refused(raw):
    fixed = fix_file("x", raw, KINDS["item"])
    assert (fixed.before, fixed.text, fixed.fixes) == (None, None, ())
    assert fixed.refusals[0].kind == "not-utf8"


@pytest.mark.parametrize(
    "text", ["title: [\nnumber: １\n", "number: １\nnumber: 2\n", "a: \x07１\n"]
)
def test_file_with_a_fault_keeps_everything_but_its_bytes_are_put_right(text):
    fixed = fix_file("x", text.replace("\n", "\r\n"), KINDS["item"])
    assert fixed.text == text
    assert [one.name for one in fixed.fixes] == ["carriage-return"]
    assert fixed.refusals


def in_half_width(data):
    """Give the data with every key and value as text in half width."""
    if isinstance(data, dict):
        return {in_half_width(key): in_half_width(value) for key, value in data.items()}
    if isinstance(data, tuple):
        return tuple(map(in_half_width, data))
    return to_half_width(str(data))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False), kind=st.sampled_from([None, *DOCUMENT_KINDS]))
def test_whatever_people_leave_is_fixed_without_loss_and_once(make_up, random, kind):
    messy = make_up(random)
    raw = messy.text.encode()
    before = data_of(decode_text(raw)[0])
    fixed = fix_file("x", raw, kind)
    after = data_of(fixed.text)
    if any(one.name in {"number-as-text", "date-invalid"} for one in fixed.fixes):
        # Only the width of digits went, and with it what kind of value they are.
        before, after = in_half_width(before), in_half_width(after)
    assert after == before
    assert Counter(c.text for c in build_source_tree(fixed.text).comments) == Counter(
        messy.comments
    )
    again = fix_file("x", fixed.text.encode(), kind)
    assert (again.text, again.fixes) == (fixed.text, ())
