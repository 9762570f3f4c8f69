"""Each folder of cases/ is laid over the small plan; `expected.txt` says what must be found.

`removed.txt` names files that the case takes away. `published.txt` names a fiscal year and a day:
the plan is published as it is before the case changes it; `edits.yaml` changes parts of files.
A line of `expected.txt` is
`path:line:column CODE`; an empty file means that nothing may be found.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.project.loading import load_project
from taikou_cli.publication.edition import Imprint, begin_edition, complete_edition, record_of
from taikou_cli.publication.record import render_record
from taikou_cli.store.yaml_reading import read_yaml

HERE = Path(__file__).parent
SMALL_PLAN = HERE.parent / "plans" / "small"
CASES = sorted(path for path in (HERE / "cases").glob("*/*") if path.is_dir())
# Shown elsewhere, because git cannot carry their files: tests/project/test_loading.py.
ABOUT_THE_CASE = ("expected.txt", "removed.txt", "published.txt", "edits.yaml")
SHOWN_ELSEWHERE = {"TK003", "TK004", "TK005"}


def lay_over(case: Path, folder: Path) -> None:
    shutil.copytree(SMALL_PLAN, folder)
    published = case / "published.txt"
    if published.exists():
        publish(folder, *published.read_text(encoding="utf-8").split())
    removed = case / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (folder / name).unlink()
    ignore = shutil.ignore_patterns(*ABOUT_THE_CASE)
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=ignore)
    edits = case / "edits.yaml"
    for edit in read_yaml(edits.read_text(encoding="utf-8"))[0] if edits.exists() else ():
        path = folder / edit["path"]
        text = path.read_text(encoding="utf-8")
        assert text.count(edit["old"]) == 1, edit
        path.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")


def publish(folder: Path, year: str, day: str) -> None:
    """Write the record of a first publication; the program calls itself otherwise there."""
    imprint = Imprint("first", date.fromisoformat(day), None, "taikou")
    project = begin_edition(load_project(folder), int(year), imprint)
    record = render_record(complete_edition(project, int(year), {}, "0" * 64))
    (folder / "publications").mkdir()
    (folder / record_of(int(year))).write_text(record, encoding="utf-8")


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
