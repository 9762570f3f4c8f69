"""Each folder of cases/ is laid over the small plan; `expected.txt` says what must be found.

A line of `expected.txt` is
`path:line:column CODE`; an empty file means that nothing may be found.
"""

import re
from pathlib import Path

import pytest

from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.project.loading import load_project

from .laying import CASES, SMALL_PLAN, lay_over

# Shown elsewhere, because git cannot carry their files: tests/project/test_loading.py.
SHOWN_ELSEWHERE = {"TK003", "TK004", "TK005"}


def find(folder: Path) -> list[str]:
    result = run_checks(load_project(folder), load_rules())
    return [f"{f.path}:{f.position.line}:{f.position.column} {f.code}" for f in result.findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_case_gives_exactly_the_expected_findings(case: Path, tmp_path: Path) -> None:
    lay_over(case, tmp_path / "data")
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    found = find(tmp_path / "data")
    assert found == expected
    own = [line for line in found if line.endswith(case.parent.name)]
    assert bool(own) == case.name.startswith("bad-")


def test_small_plan_has_no_findings() -> None:
    assert find(SMALL_PLAN) == []


def test_every_rule_has_a_case_that_triggers_it() -> None:
    shown = {case.parent.name for case in CASES if case.name.startswith("bad-")}
    assert {rule.code for rule in load_rules()} - shown == SHOWN_ELSEWHERE


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_manual_says_why_what_to_do_and_shows_both_sides(rule) -> None:
    fault, _, rest = rule.manual.partition("\n\n")
    assert "\n" not in fault
    why, wrong, right, way_out = re.split("\n+誤りの例：|\n正しい例：|\n\n直し方：", rest)
    assert all(part.strip() for part in (why, wrong, right, way_out))
    assert wrong != right
