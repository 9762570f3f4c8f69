"""Edits in place: the value changes, and no other line does."""

import time
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taikou_cli.formatting.canonical import format_file
from taikou_cli.model.documents import match_document_kind
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import SpliceError, remove_value, set_value
from taikou_cli.store.yaml_reading import read_yaml

TEXT = """\
# 実施項目3
item: 3
stage: drafting  # 6月に見直す
self_evaluation:
  grade:   # まだ
  achievements: |
    一行目
    二行目
  # 次の欄の前の説明
  factors: "要因: 引用"

  review:
kpis:
  - id: a
    actual: 29
    # aについて
  - id: b
    actual:  # 未定
evidence: []
pending: {reason: other, expected: 2026-10}
"""


def order(route):
    return tuple(fields_at(route, Evaluation))


def changed_lines(before, after):
    old, new = before.split("\n"), after.split("\n")
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(old[a:b], new[c:d]) for tag, a, b, c, d in blocks if tag != "equal"]


@pytest.mark.parametrize(
    ("route", "value", "lines"),
    [
        (("self_evaluation", "grade"), "A", [(["  grade:   # まだ"], ["  grade: A   # まだ"])]),
        (("stage",), "decided", [(["stage: drafting  # 6月に見直す"], ["stage: decided  # 6月に見直す"])]),
        (("self_evaluation", "achievements"), "一行目\n改めた\n", [(["    二行目"], ["    改めた"])]),
        (("self_evaluation", "review"), "一\n二\n", [(["  review:"], ["  review: |", "    一", "    二"])]),
        (("self_evaluation", "factors"), "yes: no", [(['  factors: "要因: 引用"'], ['  factors: "yes: no"'])]),
        (("self_evaluation", "grade_reason"), "理由", [([], ["  grade_reason: 理由"])]),
        (("kpis", 0, "actual"), 30, [(["    actual: 29"], ["    actual: 30"])]),
        (("kpis", 1, "actual"), 5, [(["    actual:  # 未定"], ["    actual: 5  # 未定"])]),
        (("kpis", 0, "note"), "速報", [([], ["    note: 速報"])]),
        (("kpis", 1, "pending", "reason"), "other", [([], ["    pending:", "      reason: other"])]),
        (("kpis", 2), {"id": "c", "actual": 1}, [([], ["  - id: c", "    actual: 1"])]),
        (("evidence", 0, "label"), "資料", [(["evidence: []"], ["evidence:", "  - label: 資料"])]),
        (("state_reason",), "中止", [([], ["state_reason: 中止"])]),
        (("dates", "drafting"), "2026-04-01", [([], ["dates:", "  drafting: 2026-04-01"])]),
    ],
)  # fmt: skip
def test_value_is_set_and_every_other_line_stays(route, value, lines):
    edited = set_value(TEXT, route, value, order)
    assert changed_lines(TEXT, edited) == lines


def test_new_key_stands_in_the_order_of_the_model():
    edited = set_value(TEXT, ("state",), "rated", order).split("\n")
    assert edited.index("state: rated") == edited.index("stage: drafting  # 6月に見直す") + 1


def test_block_of_text_becomes_one_line():
    edited = set_value(TEXT, ("self_evaluation", "achievements"), "短い", order)
    assert changed_lines(TEXT, edited) == [
        (["  achievements: |", "    一行目", "    二行目"], ["  achievements: 短い"])
    ]


FLOW = "kpis: [{id: a, actual: 11 , note: '前, 後'}]  # 一行で\n"


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("actual", 12, FLOW.replace("11", "12")),
        ("actual", "約12, 13", FLOW.replace("11", '"約12, 13"')),
        ("note", "一行目\n二行目", FLOW.replace("'前, 後'", '"一行目\\n二行目"')),
    ],
)
def test_value_between_brackets_changes_alone(key, value, written):
    assert set_value(FLOW, ("kpis", 0, key), value, order) == written


@pytest.mark.parametrize(("key", "value"), [("note", None), ("status", "達成")])
def test_brackets_that_gain_or_lose_a_value_are_written_anew(key, value):
    edited = set_value(FLOW, ("kpis", 0, key), value, order)
    assert edited.startswith("kpis:  # 一行で\n  - id: a\n    actual: 11\n")


@pytest.mark.parametrize(
    ("route", "gone"),
    [
        (("self_evaluation", "factors"), ['  factors: "要因: 引用"']),
        (("self_evaluation", "achievements"), ["  achievements: |", "    一行目", "    二行目"]),
        (("kpis", 1), ["  - id: b", "    actual:  # 未定"]),
        (("pending",), ["pending: {reason: other, expected: 2026-10}"]),
    ],
)
def test_value_is_removed_with_its_lines_only(route, gone):
    assert changed_lines(TEXT, remove_value(TEXT, route)) == [(gone, [])]


def test_last_item_leaves_an_empty_list_and_last_key_takes_its_mapping_along():
    text = "item: 1\nevidence: # 資料\n  - label: あ\n    url: x\npending:\n  reason: other\n"
    assert remove_value(text, ("evidence", 0)) == (
        "item: 1\nevidence: [] # 資料\npending:\n  reason: other\n"
    )
    assert "pending" not in remove_value(text, ("pending", "reason"))


def test_what_cannot_be_edited_in_place_is_refused():
    with pytest.raises(SpliceError):
        set_value("{item: 1 # 番号\n}\n", ("stage",), "drafting", order)


DEMO = sorted((Path(__file__).parents[2] / "examples/demo/data/evaluations/2024").glob("[0-9]*"))
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\n:#-'\"髙🏔=|"),
    min_size=1,
    max_size=60,
).filter(str.strip)
ROUTES = [
    ("self_evaluation", "grade"),
    ("self_evaluation", "grade_reason"),
    ("self_evaluation", "achievements"),
    ("self_evaluation", "review"),
    ("actions", 0, "note"),
    ("kpis", 0, "actual"),
    ("kpis", 0, "note"),
    ("kpis", 0, "pending", "note"),
    ("evidence", 0, "label"),
    ("internal_note",),
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(DEMO), st.sampled_from(ROUTES), TEXTS)
def test_any_text_in_any_place_changes_one_place_and_stays_canonical(path, route, value):
    text = path.read_text("utf-8")
    before = read_yaml(text)[0]
    if any(c in value for c in "\u2028\u2029\u200e\u200f\ufeff") or not route_fits(before, route):
        return
    edited = set_value(text, route, value, order)
    assert value_at(read_yaml(edited)[0], route) == value
    kind = match_document_kind("evaluations/2024/01.yaml").kind
    assert not format_file(edited.encode(), kind).differs_from(edited.encode())
    if had_value(before, route):
        assert set_value(edited, route, value_at(before, route), order) == text
    else:
        assert read_yaml(remove_value(edited, route))[0] in (before, stripped(before, route))


def route_fits(data, route):
    for step in route[:-1]:
        if isinstance(step, int):
            if not isinstance(data, tuple) or step > len(data):
                return False
            data = data[step] if step < len(data) else {}
        else:
            data = data.get(step) or ({} if step != "evidence" else ())
    return True


def value_at(data, route):
    for step in route:
        data = data[step]
    return data


def had_value(data, route):
    try:
        return value_at(data, route) is not None
    except (KeyError, IndexError, TypeError):
        return False


def stripped(data, route):
    """What removing leaves where the way itself was missing: an empty list instead of no key."""
    return {**data, route[0]: ()}


def test_text_with_very_many_blank_lines_takes_no_longer_than_its_length():
    """A work that grows by the square of the lines takes many times as long."""
    text = f"a: |\n  x{chr(10) * 100_000}  y\n\n \nb: 1\n"
    begin = time.process_time()
    changed = set_value(text, ("a",), "z", order)
    assert time.process_time() - begin < 4
    assert read_yaml(changed)[0] == {"a": "z", "b": 1}
    assert changed.endswith("\n\n \nb: 1\n")
