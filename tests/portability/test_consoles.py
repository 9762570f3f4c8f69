"""Consoles and redirected output as Windows has them: cp932 with CRLF; and ones with ASCII alone."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from .conftest import TITLE, UNUSUAL, console

FOR_PEOPLE = (
    "validate -v|validate --diff|status|status --year 2026|show 2|show 目標1|show 方針1|rule TK501|rule"
    "|fmt --check|fmt --diff|report -o out|form export --year 2026 -o out|form status|schema --check"
    "|export --format csv -o out|new year 2027 --dry-run|init x|demo y --dry-run|publish 2026 -o out"
    "|verify absent.zip|diff|history 2|validate --oops|--help|validate --help|form --help"
).split("|")
FOR_PROGRAMS = (
    "validate --format json|validate --format github|validate --format gitlab"
    "|validate --format sarif|validate --format junit|validate --format rdjson"
    "|status --format json|rule --all"
).split("|")


@pytest.fixture(autouse=True)
def wrong_division(home):
    """Make a finding and a difference that quote the unusual title."""
    item = home / "data/items/02.yaml"
    text = item.read_text("utf-8").replace("  - planning", "  - plannning")
    item.write_text(text.replace("title: ", "title:   "), "utf-8")


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "utf-8"])
@pytest.mark.parametrize("line", FOR_PEOPLE)
def test_text_for_people_is_readable_on_any_console(line, encoding):
    printed = console(encoding, *line.split(" "))
    assert printed.code in (0, 1, 2)
    text = (printed.out + printed.err).decode("utf-8" if encoding == "ascii" else encoding)
    lost = text.count("?")
    assert "不具合" not in text
    assert any("ぁ" <= character <= "鿿" for character in text)
    assert lost <= 4 * text.count(TITLE), "more than the characters that the system lacks"


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
@pytest.mark.parametrize("line", FOR_PROGRAMS)
def test_text_for_programs_is_utf8_with_lf_on_any_system(line, encoding):
    printed = console(encoding, *line.split(" "))
    assert printed.code in (0, 1)
    assert printed.out == console("utf-8", *line.split(" "), line_end="\n").out
    text = printed.out.decode("utf-8")
    assert "\r" not in text
    if "json" in line or "sarif" in line or "gitlab" in line:
        json.loads(text)
    elif "junit" in line:
        ET.fromstring(text)  # noqa: S314 - our own


def test_title_with_characters_that_the_console_lacks_stays_recognisable():
    shown = console("cp932", "show", "2").out.decode("cp932")
    assert TITLE + "①髙﨑㈱～" in shown
    assert TITLE + UNUSUAL in console("utf-8", "show", "2").out.decode("utf-8")


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONIOENCODING": "cp932:strict", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ],
    ids=["cp932", "C", "POSIX"],
)
def test_output_saved_to_a_file_does_not_depend_on_the_system(home, settings):
    saved = {}
    for name, more in (("usual", {"PYTHONUTF8": "1"}), ("other", settings)):
        with (home / name).open("wb") as file:
            ended = subprocess.run(
                [sys.executable, "-m", "taikou_cli", "validate", "--format", "github"],
                stdout=file,
                stderr=subprocess.PIPE,
                env=os.environ | more,
                check=False,
            )
        assert (ended.returncode, ended.stderr) == (1, b"")
        saved[name] = (home / name).read_bytes()
    assert saved["other"] == saved["usual"]
    assert "「planning」" in saved["usual"].decode("utf-8")
