"""Reports of halves and quarters kept beside the year's evaluation: `tests/plans/half_year`."""

import pytest


@pytest.fixture
def plan(practice):
    return practice("half_year")


def test_plan_is_without_findings(plan):
    assert "エラー 0件、警告 0件、情報 0件" in plan.run("validate", "--verbose")


def test_year_counts_its_own_evaluation_and_not_the_reports_within_it(plan, rates):
    overall = plan.figures(2026)["overall"]
    assert overall["grades"] == {"◎": 0, "○": 1, "▲": 1}
    assert rates(overall) == {"kept": "50.0％＝1/2"}
    assert overall["actions"]["statuses"] == {"順調": 2, "遅延": 0}
    # 要協議 was said of the first half; 可 is of the year.
    assert overall["other_scales"]["check"]["grades"] == {"可": 1, "要協議": 0}


def test_named_subset_has_the_same_rates_as_of_which(plan, rates):
    ((focus,),) = (one["values"] for one in plan.figures(2026)["classifications"])
    assert (focus["items"], rates(focus)) == (1, {"kept": "100.0％＝1/1"})
    text = plan.report("annual", "md", 2026)
    (row,) = [line for line in text.splitlines() if line.startswith("| 重点　町長が選んだ項目")]
    assert "100.0％＝1/1" in row


def test_amount_of_the_year_is_not_the_sum_of_the_reports(plan):
    (effect,) = plan.figures(2026)["overall"]["amounts"]
    # 795 of 840 thousand yen = 94.64… %; 268 and 531 are of the half and of three quarters.
    assert (effect["planned"], effect["actual"], effect["percent"]) == ("840", "795", "94.6")
    assert effect["cumulative"]["actual"] == "795"


def test_value_of_the_half_year_is_in_no_achievement(plan):
    (wait,) = plan.figures(2026)["items"][0]["kpis"]
    # Lower is better: 9 / 8.5 = 105.88… %.
    assert (wait["actual"], wait["achievement"], wait["met"]) == ("8.5", "105.9", True)


def test_reports_stand_in_the_order_of_their_days_under_the_year(plan):
    text = "".join(plan.report("annual", "md", 2026).split())
    half = text.index("取組所属（2026年度上半期、2026-10-14）")
    quarter = text.index("取組所属（2026年度第3四半期、2027-01-12）")
    assert half < quarter
    assert "268千円" in text[half:quarter]
    assert "**年度末までの見通し**届かない" in text[half:quarter]
    assert "11.5分（速報値" in text


def test_second_program_comes_to_the_same_figures(plan):
    assert plan.is_verified()
