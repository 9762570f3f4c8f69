"""Whether a target is met, and the status that follows, where ratios alone would mislead."""

import pytest

BASELINE = {"fiscal_year": 2024, "value": 98}


def kpi_scale(codes: str, thresholds: dict[str, int]) -> dict:
    grades = [
        {"code": c, "label": c} | ({"at_least": thresholds[c]} if c in thresholds else {})
        for c in codes
    ]
    return {"id": "k", "title": "指標", "applies_to": "kpis", "origin": "試験", "grades": grades}


DECLINE = {
    "method": "from_baseline",
    "baseline": {"fiscal_year": 2024, "value": 190},
    "targets": {2025: 185},
}
FIVE = kpi_scale("SABCD", {"S": 120, "A": 100, "B": 80, "C": 50})


@pytest.mark.parametrize(
    ("target", "unit", "actual", "met"),
    [
        ("93％を上回る", "％", 93, False),
        ("93％より高い", "％", 93, False),
        ("10人より少ない", "人", 10, False),
        ("90％以上を維持", "％", 89, False),
        ("90％以上を維持", "％", 90, True),
        ("10人未満を維持", "人", 10, False),
        ("80％を維持", "％", 80, True),
        ("現状の水準を維持", "件", 98, True),
        ("基準値を維持", "件", 97, False),
        ("▲2億円以上", "億円", -3, False),
        ("△2億円以上", "億円", -1, True),
        ("100件程度", "件", 99, None),
    ],
)
def test_target_as_offices_write_it_is_judged_by_what_it_says(
    achieve, target, unit, actual, met
) -> None:
    kpi = {"unit": unit, "baseline": BASELINE, "targets": {2025: target}}
    assert achieve(kpi, {2025: actual}, 2025)["met"] is met


@pytest.mark.parametrize(
    ("kpi", "actual", "met", "status"),
    [
        ({"targets": {2025: -10}}, -5, True, "A"),
        ({"targets": {2025: -10}}, -15, False, "D"),
        ({"targets": {2025: 100}}, -50, False, "D"),
        ({"targets": {2025: -10}}, 20, True, "A"),
        (DECLINE, 187, True, "A"),
        (DECLINE, 180, False, "D"),
        ({"method": "cumulative", "direction": "lower", "targets": {2025: 100}}, 90, True, "A"),
    ],
    ids=[
        "a deficit smaller than allowed",
        "a deficit larger than allowed",
        "a deficit where a surplus was wanted",
        "a surplus where a deficit was allowed",
        "a decline slower than allowed",
        "a decline faster than allowed",
        "a cost below its limit",
    ],
)
def test_ratio_that_says_other_than_the_target_is_none(achieve, kpi, actual, met, status) -> None:
    """A deficit of 15 where 10 were allowed was printed as 「150.0％ 未達成」."""
    result = achieve(kpi, {2025: actual}, 2025, scales=[FIVE])
    assert (result["achievement"], result["met"], result["status"]) == (None, met, status)


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
