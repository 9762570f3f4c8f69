"""What outputs tell of amounts: each with its unit, its thousands apart, and its address."""

import json
import re
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.markdown import write_markdown

from .test_document import compare

EFFECTS = Path(__file__).parents[1] / "plans/effects"


@pytest.fixture(scope="module")
def project():
    return load_project(EFFECTS)


@pytest.fixture(scope="module")
def annual(project):
    return write_markdown(build_report("annual", project, 2026))


def test_amount_is_tabulated_by_goal_and_policy_with_plan_actual_and_share(annual):
    assert "| 目標・方針 | 計画 | 実績 | 率 | 計画の累計 | 実績の累計 | 累計の率 |" in annual
    assert (
        "| 5,000千円 | 6,000千円 | 120.0％＝6,000/5,000千円 | 57,000千円 | 55,000千円 |" in annual
    )
    assert "実績が分かる2項目／3項目" in annual
    assert "| 目標・方針 | 予算額 | 決算額 |" in annual
    assert re.search("方針2　公共施設の見直し.*－.*28,000千円", annual)


def test_sheet_of_an_item_has_its_amounts_by_year_up_to_the_reports(annual):
    sheet = annual[annual.index("#### 実施項目1　") : annual.index("## 目標2　")]
    assert "| 歳出削減 | 計画 | 10,000千円 | 5,000千円 |" in sheet
    assert "|  | 実績 | 9,000千円 | 6,000千円 |" in sheet
    assert "2027年度" not in sheet
    assert "売却" not in sheet  # この項目にない内訳


def test_decrease_has_a_triangle(annual):
    sheet = annual[annual.index("#### 実施項目4　") :]
    assert "| 歳入確保 | 計画 | ▲500千円 | 1,000千円 |" in sheet


def test_plan_report_has_what_is_planned_in_every_year(project):
    plan = write_markdown(build_report("plan", project))
    assert "| 歳出削減 | 10,000千円 | 5,000千円 | 7,000千円 |" in plan
    assert "目標ごとの事業費の予算額（単位：千円）" in plan
    assert "財産の売却（その年度だけの効果）" in plan
    assert "実績値は、この目標の実施項目の財政効果額の合計" in plan


@pytest.mark.parametrize("kind", ["annual", "final"])
def test_every_printed_amount_is_that_of_status(kind, project, capsys):
    assert run(["status", "--data", str(EFFECTS), "--year", "2026", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    page = HtmlWriter().write(build_report(kind, project, 2026))
    assert compare(page, figures) > 30
    assert 'data-figure="goals.1.amounts.effect.cumulative.actual">55,000<' in page
    assert 'data-figure="years.2025.amounts.cost.percent">95.8<' in page
    assert "財政効果額（千円）の年度ごとの計画と実績" in page  # 図


def test_dashboard_has_a_line_for_each_amount(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["status", "--data", str(EFFECTS), "--year", "2026"]) == 0
    told = capsys.readouterr().out
    assert "財政効果額： 計画 12,000千円、実績 12,600千円（114.5％＝12,600/11,000" in told
    assert "決算額の累計 6,065千円" in told


def test_show_tells_the_amounts_of_an_item(capsys):
    assert run(["show", "1", "--data", str(EFFECTS), "--year", "2026"]) == 0
    told = capsys.readouterr().out
    assert "9,000千円" in told
    assert "7,000千円" not in told  # 2027年度の計画は、2026年度にはまだない
    assert run(["show", "1", "--data", str(EFFECTS)]) == 0
    assert "7,000千円" in capsys.readouterr().out
