"""What is private is taken out when a plan is loaded; what is not declared in a year, of its view."""

import re
import shutil
from pathlib import Path

import pytest

from taikou_cli.project.as_of import as_of, known_in
from taikou_cli.project.loading import load_project
from taikou_cli.project.published_text import list_leaves

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests/plans/project_review"
# The forms ask for it, a new year's files have a place for it, and rules look whether it is right.
_MAY_READ = (
    "checks/rules/",
    "forms/",
    "scaffold/new_year.py",
    "project/",
    "work/advance.py",
    "work/missing_items.py",
    # The office writes its own private fields in the plan's workbook and in the browser.
    "work/plan_book_making.py",
    "work/typed_plan.py",
)


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(PLAN, tmp_path / "data"))


def test_loaded_plan_holds_nothing_private(data):
    project = load_project(data)
    assert [one.id for one in project.require_outline().fields if not one.public] == []
    told = [project.items_by_number()[1].content, project.evaluations_by_item()[1][2026]]
    assert [sorted(one.fields) for one in told] == [["account", "law"], ["direction"]]
    assert [
        key for one in told for key in list_leaves(one) if "memo" in key or "worry" in key
    ] == []
    assert project.with_private.items_by_number()[1].content.fields["memo"]


def test_views_of_a_plan_hold_nothing_private(data):
    project = load_project(data)
    for view in (as_of(project, 2026), known_in(project, 2027)):
        assert "memo" not in view.items_by_number()[1].content.fields
        assert "memo" in view.with_private.items_by_number()[1].content.fields


def test_without_a_readable_outline_every_field_is_taken_for_private(data):
    (data / "plan.yaml").write_text("title: [\n", "utf-8")
    project = load_project(data)
    assert project.items_by_number()[1].content.fields == {}
    assert project.evaluations_by_item()[1][2026].fields == {}


def test_field_is_in_force_from_its_year_on(data):
    plan = data / "plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(
        text.replace("    name: 次年度の方向性\n", "    name: 次年度の方向性\n    from: 2027\n")
    )
    project = load_project(data)
    assert project.evaluations_by_item()[1][2026].fields == {"direction": "拡充"}
    assert as_of(project, 2026).evaluations_by_item()[1][2026].fields == {}
    assert as_of(project, 2027).evaluations_by_item()[1][2026].fields == {"direction": "拡充"}


def test_no_output_reads_what_is_private():
    """Guarded by construction: whoever makes an output is not given it."""
    reading = {
        path.relative_to(ROOT / "taikou_cli").as_posix()
        for path in (ROOT / "taikou_cli").rglob("*.py")
        if re.search(r"\b(with_private|withheld)\b", path.read_text("utf-8"))
    }
    assert [name for name in sorted(reading) if not name.startswith(_MAY_READ)] == []
