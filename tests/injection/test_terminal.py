"""What a terminal, or the log of a CI server, makes of texts: nothing but text."""

import re
import time

import pytest

from taikou_cli.base.japanese_text import CONTROL_CHARACTER, wrap_japanese
from taikou_cli.base.markdown_escape import escape_markdown
from taikou_cli.base.printed_json import dump_json
from taikou_cli.cli.console import paint, write
from taikou_cli.publication.cell_text import clean_text
from taikou_cli.reports.charts.svg import escape_text, shorten, wrap

from .conftest import CONTROL_TURN, choose_text, taikou, write_hostile_plan

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMMANDS = (["validate", "--verbose"], ["status"], ["show", "1"], ["show", "方針1"])


@pytest.mark.parametrize("turn", [5, CONTROL_TURN])
def test_colours_that_are_demanded_are_the_programs_own(tmp_path, monkeypatch, turn):
    data = tmp_path / "data"
    write_hostile_plan(data, lambda leaf: choose_text(leaf, turn))
    plan = data / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace('"ignore"', '"select"'), "utf-8")
    for command in _COMMANDS:
        printed = {}
        for name, other in (("FORCE_COLOR", "NO_COLOR"), ("NO_COLOR", "FORCE_COLOR")):
            monkeypatch.delenv(other, raising=False)
            monkeypatch.setenv(name, "1")
            monkeypatch.setenv("COLUMNS", "120")
            printed[name] = taikou(*command, "--data", data)[1]
        without = _COLOUR.sub("", printed["FORCE_COLOR"])
        assert without != printed["FORCE_COLOR"]
        # Lines that end in colour keep the spaces before their end.
        assert _trim(without) == _trim(printed["NO_COLOR"]), command
        assert not CONTROL_CHARACTER.search(without), command


def _trim(text):
    return [line.rstrip() for line in text.split("\n")]


ORDERS = [
    "::error::x",
    "a\n  ::set-output name=x::y",
    "a\n　::x::",
    "a\n\u00a0::x::",
    "##[error]x",
    "a ##[set-output name=x;]y",
    "x##vso[task.setvariable variable=x]y",
    "###[group]x",
]


@pytest.mark.parametrize("text", ORDERS, ids=ascii)
def test_an_order_to_a_server_is_printed_so_that_it_is_none(capsys, text):
    write(text)
    printed = capsys.readouterr().out
    assert not re.search(r"^\s*::|##\[|##vso\[", printed, re.MULTILINE)
    assert printed.translate({ord("："): ":", ord("＃"): "#"}) == text
    assert "##[" not in dump_json({text: [text]})


def test_plain_texts_are_printed_as_they_are(capsys):
    text = "a::b\n# x\n## 見出し\n[x]：::\n\t→ 値\n"
    write(text)
    assert capsys.readouterr().out == text


def test_what_was_forgotten_moves_no_cursor(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    write(paint("誤り", "error") + "\x1b[2J\x1b]0;x\x07\x9b31m\u202e\n")
    printed = capsys.readouterr().out
    assert _COLOUR.search(printed)
    assert not CONTROL_CHARACTER.search(_COLOUR.sub("", printed))


@pytest.mark.parametrize("part", ["#", "W", "(", "*", "\n", "あ", "e\u0301"], ids=ascii)
def test_long_texts_take_no_longer_than_their_length(part):
    """A work that grows by the square of the length takes many times as long."""
    text = f"x{part * (40_000 // len(part))}x"
    begin = time.process_time()
    for write_text in (escape_markdown, escape_text, clean_text):
        assert len(write_text(text)) >= 2
    assert len(shorten(text, 40)) <= 60 * len(part)
    assert len(wrap(text, 40, 3)) <= 3
    assert wrap_japanese(text, 40)
    assert time.process_time() - begin < 4
