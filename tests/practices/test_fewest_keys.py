"""A plan that writes nothing that it need not: `tests/plans/fewest_keys`."""

import shutil

import pytest

from taikou_cli.cli.main import run
from tests.practices.outputs import collect
from tests.publication.reading import find_bundle


@pytest.fixture
def plan(practice):
    return practice("fewest_keys")


def test_plan_is_without_errors_and_warnings(plan):
    assert "エラー 0件、警告 0件" in plan.run("validate")


def test_rate_and_indicator_are_computed_and_verified(plan):
    overall = plan.figures(2026)["overall"]
    assert (overall["grades"], overall["rates"]) == ({"○": 1, "×": 0}, [])
    assert plan.figures(2026)["items"][0]["kpis"][0]["achievement"] == "105.3"  # 40/38
    assert plan.is_verified()


def test_every_output_is_made_and_tells_of_the_item(plan, tmp_path, capsys):
    told = collect(plan.data, tmp_path, capsys, 2026)
    for name in ("annual.md", "plan.html", "final.md", "committee.html", "export.stratml"):
        texts = [text for key, text in told.items() if key.startswith(name) and ".run" not in key]
        assert any("届出の見直し" in text for text in texts), name


def test_papers_of_the_division_s_year_are_published_and_verified(plan, tmp_path):
    data = shutil.copytree(plan.data, tmp_path / "data")
    out = tmp_path / "out"
    assert (
        run(["publish", "2026", "--date", "2027-11-20", "-o", str(out), "--data", str(data)]) == 0
    )
    assert run(["verify", str(find_bundle(out, 2026))]) == 0
    assert run(["validate", "--data", str(data)]) == 0
