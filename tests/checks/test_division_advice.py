"""A division that is written by its name is offered its identifier."""

import pytest

from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.project.loading import load_project


@pytest.mark.parametrize(
    "word", ["企画課", "企画 課", "企劃課", "総務部企画課", "企画調整課", "plannning"]
)
def test_a_division_is_found_by_its_name_a_former_name_or_nearly_so(word, tmp_path):
    import shutil
    from pathlib import Path

    shutil.copytree(Path(__file__).parents[1] / "plans/small", tmp_path / "data")
    organization = tmp_path / "data/organization.yaml"
    text = organization.read_text("utf-8")
    former = "name: 企画課\n        names: [{until: 2026, name: 企画調整課}]"
    organization.write_text(text.replace("name: 企画課", former, 1), "utf-8")
    item = tmp_path / "data/items/02.yaml"
    item.write_text(item.read_text("utf-8").replace("- planning", f"- {word}", 1), "utf-8")
    found = run_checks(load_project(tmp_path / "data"), load_rules()).findings
    hints = [one.hint for one in found if one.path == "data/items/02.yaml"]
    assert [hint for hint in hints if "「planning」（企画課" in hint]
