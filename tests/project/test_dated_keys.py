"""The keys of years are called in messages as they are written in the files."""

import shutil
from pathlib import Path

import pytest

from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.project.loading import load_project

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"


@pytest.mark.parametrize(
    ("entry", "code", "told"),
    [
        ("{id: planning, form: 2027}", "TK101", "「from」（最初の年度）の書き間違い"),
        ("{id: planning, from_year: 2027}", "TK101", "「from」（最初の年度）の書き間違い"),
        ("{id: planning, from: 令和9}", "TK103", "「from」（最初の年度）"),
        ("{until: 2027}", "TK102", "「id」"),
    ],
)
def test_wrong_key_of_years_is_told_at_its_place(tmp_path, entry, code, told):
    data = Path(shutil.copytree(SMALL_PLAN, tmp_path / "data"))
    item = data / "items/02.yaml"
    text = item.read_text("utf-8")
    item.write_text(text.replace("  - planning\n", f"  - {entry}\n"), "utf-8")
    findings = run_checks(load_project(data), load_rules()).findings
    found = [one for one in findings if one.code == code]
    assert [(one.path, one.position.line) for one in found] == [("data/items/02.yaml", 7)]
    assert told in found[0].message + found[0].hint
