"""Policies, measures, basic projects and projects with branch numbers: `tests/plans/four_levels`."""

import re

import pytest

from tests.practices.outputs import collect

OF_OTHERS = re.compile("目標(?![値年])|方針|実施項目|大綱|群馬|県民")


@pytest.fixture
def plan(practice):
    return practice("four_levels")


def test_plan_is_without_findings(plan):
    assert "エラー 0件、警告 0件、情報 0件" in plan.run("validate", "--verbose")
    plan.run("fmt", "--check")


def test_figures_add_up_on_every_level(plan, rates):
    figures = plan.figures(2026)
    kept = {
        level: {one["label"]: rates(one)["kept"] for one in figures[level]}
        for level in ("goals", "policies", "groups")
    }
    # Only item 3 is to be mended; it is told again under 1-2-1.
    assert kept == {
        "goals": {"1": "75.0％＝3/4", "2": "100.0％＝1/1"},
        "policies": {"1-1": "66.7％＝2/3", "1-2": "50.0％＝1/2", "2-1": "100.0％＝1/1"},
        "groups": {"1-1-1": "100.0％＝2/2", "1-1-2": "0.0％＝0/1", "1-2-1": "50.0％＝1/2"},
    }
    cost = {
        one["label"]: (one["amounts"][0]["planned"], one["amounts"][0]["actual"], one["repeated"])
        for level in ("goals", "policies", "groups")
        for one in figures[level]
    }
    assert cost == {
        "1": ("4300", "4200", 0),  # every project once: the repeated one is of the same goal
        "2": ("300", "200", 0),
        "1-1": ("3500", "3400", 0),
        "1-2": ("1300", "1200", 1),
        "2-1": ("300", "200", 0),
        "1-1-1": ("3000", "3000", 0),
        "1-1-2": ("500", "400", 0),
        "1-2-1": ("1300", "1200", 1),
    }
    places = [(one["goal"], one["policy"], one["group"]) for one in figures["items"]]
    assert places == [(1, 1, 1), (1, 1, 1), (1, 1, 2), (1, 2, 3), (2, 3, None)]


def test_second_program_comes_to_the_same_figures(plan):
    assert plan.is_verified()


def test_every_level_stands_in_every_output_by_its_word_and_label(plan, tmp_path, capsys):
    told = collect(plan.data, tmp_path, capsys, 2026)
    for name, text in told.items():
        assert not OF_OTHERS.findall(text), name
    for name in ("annual.md", "annual.html", "plan.md", "plan.html", "site.goal-1.html"):
        for sign in ("政策1", "施策1-1", "基本事業1-1-1", "1-1-1-1"):
            assert sign in "".join(told[name].split()), (name, sign)
    for name in ("annual.md", "site.goal-1.html", "export.csv.summaries.csv"):
        assert "避難の手順はまだ半ばである" in told[name], name
    for name in ("plan.md", "annual.md", "site.groups.html", "export.csv.fields.csv"):
        assert "備えの責任者" in told[name], name
    assert "基本事業1-1-2" in told["form.2026年度評価_行政改革課.xlsx"]
    assert "基本事業番号" in told["export.csv.columns.csv"]


def test_a_group_is_shown_by_its_label(plan):
    text = plan.run("show", "基本事業1-1-2")
    assert "避難所の開設" in text
    assert "避難" in plan.run("show", "group", "2")


def test_a_new_item_is_written_under_the_lowest_level(plan):
    text = plan.run(
        "new",
        "item",
        "--group",
        "1-2-1",
        "--title",
        "装備の更新",
        "--why",
        "古くなった",
        "--dry-run",
    )
    assert "items/06.yaml" in text
