"""Fiscal years from October on, named by the year in which they end: `tests/plans/october_year`."""

import re

import pytest

from taikou_cli.cli.main import run
from taikou_cli.publication.exports.dataset import describe_dataset
from tests.practices.outputs import collect

OF_JAPAN = re.compile("令和|平成|目標(?![値年])|方針|実施項目|大綱|群馬|県民")


@pytest.fixture
def plan(practice):
    return practice("october_year")


def test_plan_is_without_findings(plan):
    assert "エラー 0件、警告 0件、情報 0件" in plan.run("validate", "--verbose")
    plan.run("fmt", "--check")


def test_stratml_has_the_days_on_which_the_years_begin_and_end(plan, tmp_path):
    plan.run("export", "--format", "stratml", "-o", tmp_path / "plan.xml")
    text = (tmp_path / "plan.xml").read_text("utf-8")
    days = re.findall("<(StartDate|EndDate)>([0-9-]+)<", text)
    # FY2025 holds the baseline; the plan itself runs through FY2026 and FY2027.
    assert set(days) == {
        ("StartDate", "2024-10-01"),
        ("EndDate", "2025-09-30"),
        ("StartDate", "2025-10-01"),
        ("EndDate", "2026-09-30"),
        ("StartDate", "2026-10-01"),
        ("EndDate", "2027-09-30"),
    }
    assert days[-2:] == [("StartDate", "2025-10-01"), ("EndDate", "2027-09-30")]


def test_dataset_covers_the_days_of_the_plan(plan):
    described = describe_dataset(plan.project.require_outline(), {})
    assert described["temporalCoverage"] == "2025-10-01/2027-09-30"


def test_a_revision_of_october_belongs_to_the_new_year(plan):
    text = plan.report("annual", "md", 2026)
    assert "目標値を見直した" in text  # 2025-10-15 is in FY2026
    assert "名称を改めた" not in text  # 2025-09-30 is in FY2025


def test_figures_and_second_program(plan, rates):
    figures = plan.figures(2026)
    assert rates(figures["overall"])["on_track"] == "50.0％＝1/2"
    kpis = [kpi["achievement"] for item in figures["items"] for kpi in item["kpis"]]
    assert kpis == ["110.0", "75.0"]  # 55/50, 150/200
    assert (figures["policies"], figures["groups"]) == ([], [])
    assert plan.is_verified()


def test_no_output_names_a_year_by_an_era(plan, tmp_path, capsys):
    told = collect(plan.data, tmp_path, capsys, 2026)
    found = {name: OF_JAPAN.findall(text) for name, text in told.items()}
    assert {name: words for name, words in found.items() if words} == {}
    assert "2026年12月15日" not in told["annual.md"]
    assert "2026年度" in told["annual.md"]
    assert "試行" in told["annual.md"]
    assert "三月までに二十の港" in told["annual.md"]


@pytest.mark.parametrize("year", ["令和8", "R8"])
def test_an_era_names_no_year_of_this_plan(plan, capsys, year):
    assert run(["status", "--year", year, "--data", str(plan.data)]) == 2
    error = capsys.readouterr().err
    assert "年度は10月に始まるので、元号では指定できません" in error
    assert "西暦で指定してください" in error
