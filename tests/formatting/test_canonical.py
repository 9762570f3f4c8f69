"""The canonical style: cases as pairs of files, and files as people leave them."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from taikou_cli.formatting.canonical import format_file
from taikou_cli.formatting.plan_files import iter_given_paths, iter_plan_paths
from taikou_cli.formatting.source_tree import build_source_tree
from taikou_cli.model.documents import DOCUMENT_KINDS, match_document_kind
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml

ROOT = Path(__file__).parents[2]
CASES = sorted((Path(__file__).parent / "cases").iterdir())
KINDS = {kind.name: kind for kind in DOCUMENT_KINDS}
PLANS = (ROOT / "data", ROOT / "examples/demo/data", ROOT / "tests/plans/small")
PLAN_FILES = [
    (folder, path.relative_to(folder).as_posix())
    for folder in PLANS
    for path in sorted(folder.rglob("*.yaml"))
]

# Spaces at the end of a line of text belong to the value.
TEXT_WITH_SPACES = ("字  ", "空白 ")


def kind_of(case):
    """`item-…` is a case of that kind of file; `any-…` of none."""
    return KINDS.get(case.name.partition("-")[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_comes_out_as_its_second_file_and_stays_so(case):
    before, after = (case / name for name in ("before.yaml", "after.yaml"))
    formatted = format_file(before.read_bytes(), kind_of(case))
    assert formatted.text == after.read_text("utf-8")
    assert not format_file(after.read_bytes(), kind_of(case)).differs_from(after.read_bytes())


@pytest.mark.parametrize(("folder", "path"), PLAN_FILES, ids=str)
def test_files_of_the_plans_are_canonical_to_the_byte(folder, path):
    raw = (folder / path).read_bytes()
    match = match_document_kind(path)
    assert format_file(raw, match.kind if match else None).text.encode() == raw


def comments_of(text):
    return Counter(comment.text for comment in build_source_tree(text).comments)


def read_elsewhere(text, version):
    """What a program gets that knows nothing of our reading: dates, yes and no, floats."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return repr(yaml.load(text.removeprefix("\ufeff")))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
@pytest.mark.parametrize("version", [(1, 1), (1, 2)])
def test_other_programs_read_the_same_before_and_after(make_up, random, version):
    text = make_up(random).text
    formatted = format_file(text.encode(), None).text
    assert read_elsewhere(formatted, version) == read_elsewhere(text, version)


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False), kind=st.sampled_from([None, *DOCUMENT_KINDS]))
def test_whatever_people_leave_keeps_its_data_and_comments_and_twice_is_once(make_up, random, kind):
    messy = make_up(random)
    raw = messy.text.encode()
    text, _ = decode_text(raw)
    data, faults = read_yaml(text)
    assert faults == []
    formatted = format_file(raw, kind)
    assert formatted.refusals == ()
    assert read_yaml(formatted.text) == (data, [])
    assert comments_of(formatted.text) == Counter(messy.comments)
    assert [formatted.text.count(comment) for comment in messy.comments] == [1] * len(
        messy.comments
    )
    assert format_file(formatted.text.encode(), kind).text == formatted.text
    for line in formatted.text.split("\n"):
        assert line.rstrip() == line or line.endswith(TEXT_WITH_SPACES)


def test_records_of_publications_are_left_as_the_program_wrote_them(tmp_path):
    (tmp_path / "data/publications").mkdir(parents=True)
    record = tmp_path / "data/publications/2025.yaml"
    record.write_text('fiscal_year: 2025\neditions:\n  - {"number": 1}\n', "utf-8")
    assert list(iter_plan_paths(tmp_path / "data")) == []
    assert list(iter_given_paths([tmp_path / "data", record])) == []
