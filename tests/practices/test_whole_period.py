"""One grade of each item for the whole period; actions that ended: `tests/plans/whole_period`."""

import re

import pytest

OF_GUNMA = re.compile("群馬|県民")


@pytest.fixture
def plan(practice):
    return practice("whole_period")


def test_plan_has_no_errors(plan):
    assert "エラー 0件、警告 0件" in plan.run("validate")


def test_rates_of_actions_say_what_they_divide_by(plan, rates):
    overall = plan.figures(2020)["overall"]
    assert (overall["actions"]["total"], overall["actions"]["in_force"]) == (60, 41)
    # 33 of the 41 that are left went as planned; the 19 that ended in 2019 are of the 60 only.
    assert rates(overall) == {
        "great": "0.0％＝0/20",
        "done": "0.0％＝0/20",
        "reached_all": "55.0％＝33/60",
        "reached_now": "80.5％＝33/41",
    }
    assert [rate["of"] for rate in overall["rates"]] == ["items", "items", "actions", "actions"]


def test_grades_of_the_period_are_counted_in_no_year(plan):
    overall = plan.figures(2020)["overall"]
    assert overall["rated"] == 0
    assert overall["grades"] == {"A": 0, "B": 0, "C": 0}


def test_final_report_counts_the_grades_over_all_items(plan, rates):
    period = plan.report("final", "json", 2020)["period"]
    assert period["grades"]["sougou"]["grades"] == {"A": 6, "B": 11, "C": 3}
    assert period["grades"]["torikumi"]["grades"] == {"達成": 48, "未達成": 12}
    assert rates(period) == {
        "great": "30.0％＝6/20",
        "done": "85.0％＝17/20",
        "reached_all": "80.0％＝48/60",
        "reached_now": "80.0％＝48/60",
    }


@pytest.mark.parametrize("form", ["md", "html"])
def test_final_report_prints_grades_texts_and_rates(plan, form):
    text = plan.report("final", form, 2020)
    said = [f"四年間の取組{n}のまとめ。" for n in range(1, 21)]
    said += ["延長した一年を含めて、改革の土台ができた。", "仕事の進め方は大きく変わった。"]
    said += ["人の育成は次の大綱に続く。", "研修は定着した。", "四年を通して粘り強く進めた。"]
    said += ["次の大綱では、市民の実感を測ってほしい。"]
    assert [one for one in said if one not in text] == []
    assert "6項目/20項目（全項目）" in text
    assert OF_GUNMA.findall(text) == []


def test_final_report_tells_the_kgi_of_the_period(plan):
    text = plan.report("final", "md", 2020)
    assert "**KGI「時間外勤務」**　131時間（延長の年度までの平均。）" in text


def test_annual_report_says_nothing_of_the_period(plan):
    assert "四年間" not in plan.report("annual", "md", 2020)


def test_item_shows_its_grade_of_the_period(plan):
    assert "四年間の取組7のまとめ。" in plan.run("show", "7")


def test_second_program_comes_to_the_same_figures(plan):
    assert plan.is_verified()
