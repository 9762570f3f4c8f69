"""Findings as programs read them, to the letter."""

import json

import pytest

from taikou_cli.base.findings import CheckResult, Finding, Position, Severity
from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.output.json import render
from taikou_cli.project.loading import load_project

KEYS = ["code", "severity", "path", "line", "column", "message", "hint"]


def made(severity, message="誤り"):
    place = Position(3, 9, 11)
    return Finding("TK206", "x", severity, "data/items/02.yaml", place, message, "直す")


def rendered(*findings):
    return json.loads(render(CheckResult(findings, 7, {}, {})))


def test_sound_plan_has_a_summary_and_an_empty_list():
    assert rendered() == {
        "summary": {"errors": 0, "warnings": 0, "infos": 0, "files": 7},
        "findings": [],
    }


def test_finding_has_exactly_the_keys_of_the_contract():
    document = rendered(made(Severity.WARNING))
    assert list(document) == ["summary", "findings"]
    assert list(document["findings"][0]) == KEYS
    assert document["findings"][0] == {
        "code": "TK206",
        "severity": "warning",
        "path": "data/items/02.yaml",
        "line": 3,
        "column": 9,
        "message": "誤り",
        "hint": "直す",
    }


def test_every_finding_is_listed_and_counted_under_its_severity():
    severities = [Severity.ERROR, Severity.INFO, Severity.WARNING, Severity.INFO, Severity.INFO]
    document = rendered(*map(made, severities))
    assert document["summary"] == {"errors": 1, "warnings": 1, "infos": 3, "files": 7}
    assert [entry["severity"] for entry in document["findings"]] == [s.value for s in severities]


@pytest.mark.parametrize("text", ["大綱", "\x1b[31m", "𠮷", "\u2028", '"\\\n', "\udcff"])
def test_any_text_comes_through_in_ascii_and_unchanged(text):
    output = render(CheckResult((made(Severity.ERROR, text),), 1, {}, {}))
    assert output.isascii()
    assert output.endswith("}\n")
    assert json.loads(output)["findings"][0]["message"] == text


@pytest.fixture
def broken_plan(tmp_path):
    for path, content in (
        ("plan.yaml", b"\xef\xbb\xbftitle: 1\n"),
        ("items/02.yaml", b"number: 2\r\nnumbr: 3\n"),
        ("items/01.yaml", b""),
        ("items/memo/a.txt", b""),
    ):
        (tmp_path / "大綱" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "大綱" / path).write_bytes(content)
    return tmp_path / "大綱"


def test_findings_of_a_broken_plan_come_by_file_and_place_with_relative_paths(broken_plan):
    document = json.loads(render(run_checks(load_project(broken_plan), load_rules())))
    findings = document["findings"]
    assert document["summary"]["files"] == 4
    places = [(entry["path"], entry["line"], entry["column"]) for entry in findings]
    assert places == sorted(places)
    assert {path for path, _, _ in places} == {
        "大綱/plan.yaml",
        "大綱/goals.yaml",
        "大綱/organization.yaml",
        "大綱/items/01.yaml",
        "大綱/items/02.yaml",
        "大綱/items/memo/a.txt",
    }
    assert all(line >= 1 and column >= 1 for _, line, column in places)
    assert all(entry["message"] and entry["hint"] for entry in findings)
