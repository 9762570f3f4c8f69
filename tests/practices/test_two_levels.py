"""Items right below the goals, and a label in place of every number: `tests/plans/two_levels`."""

import re

import pytest

from tests.practices.outputs import collect

# The levels that this plan does not have, and words of another prefecture.
ABSENT = re.compile("方針|施策|群馬|県民")


@pytest.fixture
def plan(practice):
    return practice("two_levels")


def test_plan_is_without_findings(plan):
    assert "エラー 0件、警告 0件、情報 0件" in plan.run("validate", "--verbose")
    plan.run("fmt", "--check")


def test_figures_stand_at_the_goals_and_the_other_levels_are_empty_lists(plan, rates):
    figures = plan.figures(2025)
    goals = {goal["number"]: goal for goal in figures["goals"]}
    assert (figures["policies"], figures["groups"]) == ([], [])
    # Item 2 (△) stands under both goals: 1/2 on track in the first, 1/2 in the second, 2/3 overall.
    assert [(goals[n]["label"], goals[n]["items"], goals[n]["repeated"]) for n in (1, 2)] == [
        ("Ⅰ", 2, 0),
        ("Ⅱ", 2, 1),
    ]
    assert rates(goals[1])["on_track"] == "50.0％＝1/2"
    assert rates(goals[2])["on_track"] == "50.0％＝1/2"
    assert rates(figures["overall"])["on_track"] == "66.7％＝2/3"
    # 800 of 1,000 and 4,500 of 4,000 thousand yen: goal 2 counts both, the whole each once.
    amounts = [goals[n]["amounts"][0] for n in (1, 2)] + [figures["overall"]["amounts"][0]]
    assert [(one["planned"], one["actual"], one["percent"]) for one in amounts] == [
        ("1000", "800", "80.0"),
        ("5000", "5300", "106.0"),
        ("5000", "5300", "106.0"),
    ]
    assert [
        (one["number"], one["label"], one["goal"], one["policy"]) for one in figures["items"]
    ] == [
        (1, "Ⅰ-1", 1, None),
        (2, "Ⅰ-2", 1, None),
        (3, "Ⅱ-1", 2, None),
    ]


def test_second_program_comes_to_the_same_figures(plan):
    assert plan.is_verified()


def test_sum_of_a_goal_is_of_its_items_those_told_again_too(plan):
    text = plan.report("annual", "md", 2025)
    assert re.search(r"見直しの効果（万円）.*106\.0％", text)  # 5,300 thousand of 5 million yen


def test_every_output_has_the_words_of_the_sheet_and_none_of_a_level_that_is_not_there(
    plan, tmp_path, capsys
):
    told = collect(plan.data, tmp_path, capsys, 2025)
    for name, text in told.items():
        assert not ABSENT.findall(text), name
    assert not any(
        name.startswith(("export.csv.polic", "export.csv.group", "site.polic")) for name in told
    )
    assert "policy" not in told["export.csv.items.csv"] + told["export.csv.codes.csv"]
    for name in ("annual.md", "annual.html", "plan.md", "plan.html", "site.goal-2.html"):
        assert "柱Ⅱ" in told[name], name
    for name in (
        "annual.md",
        "plan.html",
        "site.item-02.html",
        "form.2025年度評価_行政改革課.xlsx",
    ):
        assert "Ⅰ-2" in told[name], name
        assert "再掲" in told[name], name
    assert "待ち時間が短くなった" in told["annual.md"]
    assert "待ち時間が短くなった" in told["site.goal-1.html"]


def test_goals_and_items_are_found_by_their_labels(plan):
    assert "支出を見直す" in plan.run("show", "柱Ⅱ")
    assert "支出を見直す" in plan.run("show", "goal", "2")
    assert "申請書の共通化" in plan.run("show", "取組Ⅰ-2")
    assert "申請書の共通化" in plan.run("show", "Ⅰ-2")
