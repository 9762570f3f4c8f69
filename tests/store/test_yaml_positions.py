"""Every route leads to the text of its key or value."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from taikou_cli.store.yaml_positions import PositionIndex
from taikou_cli.store.yaml_reading import read_yaml

PLAIN = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters=":?")
TEXT = st.text(PLAIN, max_size=8) | st.sampled_from(
    ["no", "1", "", "a #b", "- a", "行財政 改革 " * 9, "行\n行\n", "★ 'x'"]
)
KEYS = TEXT | st.integers(2000, 2100)
DATA = st.recursive(
    TEXT | st.integers(-(10**20), 10**20) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)
DOCUMENTS = st.dictionaries(KEYS, DATA, min_size=1, max_size=4)


def dump(data, flow_style, width):
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow_style
    yaml.width = width
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def iter_routes(value, route=()):
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, tuple):
        children = enumerate(value)
    else:
        return
    for step, inner in children:
        yield (*route, step), inner, isinstance(value, dict)
        yield from iter_routes(inner, (*route, step))


def shown(text, at):
    return text.split("\n")[at.line - 1][at.column - 1 : at.end_column and at.end_column - 1]


def means(text, at):
    return read_yaml(shown(text, at))[0]


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, st.booleans(), st.sampled_from([20, 1000]))
def test_every_route_leads_to_its_own_key_and_value(data, flow_style, width):
    text = dump(data, flow_style, width)
    index = PositionIndex(text)
    in_order, own = [], []
    for route, value, has_key in iter_routes(read_yaml(text)[0]):
        at, key_at = index.find(route), index.find(route, on_key=True)
        if has_key and key_at.end_column:
            assert means(text, key_at) == route[-1]
        at_key = has_key and at == key_at
        if not at_key and at.end_column and not isinstance(value, (dict, tuple)):
            assert means(text, at) == value
            own.append(at)
        in_order += [key_at[:2], at[:2]]
    assert in_order == sorted(in_order)
    assert len(set(own)) == len(own)


TEXT_OF_AN_ITEM = """\
# 注
number: 1
title: 🗾県の "行革"   # 注
summary: |
  行1
  行2
examples: [一, 二]
divisions:
kpis:
  - name: 件数
    targets: {2026: 10, 2028: "20"}
  -
    name: 率
"""


@pytest.mark.parametrize(
    ("route", "place", "text"),
    [
        (("number",), (2, 9), "1"),
        (("title",), (3, 8), '🗾県の "行革"'),
        (("summary",), (4, 1), "summary"),
        (("examples",), (7, 1), "examples"),
        (("examples", 1), (7, 15), "二"),
        (("divisions",), (8, 1), "divisions"),
        (("kpis",), (9, 1), "kpis"),
        (("kpis", 0), (10, 5), "name"),
        (("kpis", 0, "targets", 2026), (11, 21), "10"),
        (("kpis", 0, "targets", 2028), (11, 31), '"20"'),
        (("kpis", 1, "name"), (13, 11), "率"),
        (("kpis", 0, "targets", "function-plain", 2026), (11, 21), "10"),
        (("kpis", 1, "unit"), (13, 5), "name"),
        (("unknown",), (2, 1), "number"),
        ((), (2, 1), "number"),
    ],
)
def test_route_leads_to_its_place_or_to_the_deepest_part_that_exists(route, place, text):
    at = PositionIndex(TEXT_OF_AN_ITEM).find(route)
    assert (at.line, at.column) == place
    assert shown(TEXT_OF_AN_ITEM, at).startswith(text)


def test_repeated_key_is_found_where_it_stands_first():
    index = PositionIndex("a: 1\nb: 2\na: 3\n")
    assert index.find(("a",))[:2] == (1, 4)
    assert index.find(("a",), on_key=True)[:2] == (1, 1)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_separators_that_are_no_line_ends_for_editors_do_not_move_the_lines(separator):
    index = PositionIndex(f'a: "x{separator}y"\nb: 1\n')
    assert index.find(("b",)).line == 2
