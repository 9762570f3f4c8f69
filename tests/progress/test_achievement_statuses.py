"""Whether a target is met, and the status that follows, where ratios alone would mislead."""

import pytest

BASELINE = {"fiscal_year": 2024, "value": 98}


def kpi_scale(codes: str, thresholds: dict[str, int]) -> dict:
    grades = [
        {"code": c, "label": c} | ({"at_least": thresholds[c]} if c in thresholds else {})
        for c in codes
    ]
    return {"id": "k", "title": "指標", "applies_to": "kpis", "origin": "試験", "grades": grades}


FIVE = kpi_scale("SABCD", {"S": 120, "A": 100, "B": 80, "C": 50})


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [
        ("93％を上回る", 93, False),
        ("93％より高い", 93, False),
        ("10人より少ない", 10, False),
        ("90％以上を維持", 89, False),
        ("90％以上を維持", 90, True),
        ("10人未満を維持", 10, False),
        ("80％を維持", 80, True),
        ("現状の水準を維持", 98, True),
        ("基準値を維持", 97, False),
        ("▲2億円以上", -3, False),
        ("△2億円以上", -1, True),
        ("3％減", 3, None),
        ("100人増", 100, None),
        ("100件程度", 99, None),
    ],
)
def test_target_as_offices_write_it_is_judged_by_what_it_says(achieve, target, actual, met) -> None:
    result = achieve({"baseline": BASELINE, "targets": {2025: target}}, {2025: actual}, 2025)
    assert result["met"] is met


@pytest.mark.parametrize(
    ("kpi", "actual", "achievement"),
    [
        ({"targets": {2025: -10}}, -5, "50.0"),
        (
            {
                "method": "from_baseline",
                "baseline": {"fiscal_year": 2024, "value": 190},
                "targets": {2025: 185},
            },
            187,
            "60.0",
        ),
    ],
    ids=["a deficit smaller than allowed", "a decline slower than allowed"],
)
def test_met_target_has_the_status_of_full_achievement(achieve, kpi, actual, achievement) -> None:
    result = achieve(kpi, {2025: actual}, 2025, scales=[FIVE])
    assert (result["achievement"], result["met"], result["status"]) == (achievement, True, "A")


def test_ratio_above_100_of_a_missed_target_is_no_merit(achieve):
    """A deficit of 20 where 10 were allowed: 200 %, and the worst status."""
    result = achieve({"targets": {2025: -10}}, {2025: -20}, 2025, scales=[FIVE])
    assert (result["achievement"], result["met"], result["status"]) == ("200.0", False, "D")


@pytest.mark.parametrize(
    ("kpi", "actual", "status"),
    [
        ({"method": "maintain", "baseline": BASELINE, "targets": {2025: "維持"}}, 99, "A"),
        ({"targets": {2025: "全国5位以内"}}, 3, "A"),
        ({"targets": {2025: "全国5位以内"}}, 6, "D"),
    ],
)
def test_target_without_a_ratio_is_never_more_than_met(achieve, kpi, actual, status) -> None:
    assert achieve(kpi, {2025: actual}, 2025, scales=[FIVE])["status"] == status


@pytest.mark.parametrize(("target", "status"), [("100件超", "未達成"), ("100件以上", "達成")])
def test_cumulative_limit_is_held_against_the_total(achieve, target, status) -> None:
    kpi = {"method": "cumulative", "targets": {2024: 50, 2025: target}}
    assert achieve(kpi, {2024: 60, 2025: 40}, 2025)["status"] == status


def test_cumulative_cost_below_its_limit_is_met(achieve) -> None:
    kpi = {"method": "cumulative", "direction": "lower", "targets": {2025: 100}}
    assert achieve(kpi, {2025: 90}, 2025)["met"] is True


@pytest.mark.parametrize(("actual", "met"), [(-8, True), (-9, True), (-10, False)])
def test_expected_value_below_zero_is_judged_by_its_side(achieve, actual, met) -> None:
    baseline = {"fiscal_year": 2024, "value": -10}
    kpi = {"method": "expected_line", "baseline": baseline, "targets": {2029: -5}}
    assert achieve(kpi, {2025: actual}, 2025)["met"] is met


@pytest.mark.parametrize(("codes", "status"), [("達未", "未"), ("◎○△", None)])
def test_scale_without_thresholds_tells_only_met_from_unmet(achieve, codes, status) -> None:
    """Half of the target must not come out as the best grade."""
    scales = [kpi_scale(codes, {})]
    assert achieve({"targets": {2025: 100}}, {2025: 50}, 2025, scales=scales)["status"] == status


def test_grade_above_the_thresholds_is_given_by_hand_only(achieve) -> None:
    scales = [kpi_scale("SABC", {"A": 100, "B": 80})]
    assert achieve({"targets": {2025: 100}}, {2025: 130}, 2025, scales=scales)["status"] == "A"
