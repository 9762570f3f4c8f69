"""What is printed of an achievement: never more than is true, and nothing that misleads."""

from fractions import Fraction

import pytest

from taikou_cli.model.indicator import Indicator
from taikou_cli.model.scales import Rounding
from taikou_cli.progress.achievement import Achievement, IndicatorState
from taikou_cli.progress.wording import describe_achievement, note_achievement

START = {"fiscal_year": 2024, "value": 100}
LINE = {"method": "expected_line", "baseline": START, "targets": {2029: 200}}


@pytest.mark.parametrize("method", ["half_up", "truncate", "half_even"])
def test_missed_target_is_never_printed_as_full(achieve, method) -> None:
    told = achieve({"targets": {2025: 10000}}, {2025: 9996}, 2025, rounding={"method": method})
    assert (told["achievement"], told["met"], told["status"]) == ("99.9", False, "未達成")


def test_missed_target_without_decimals_is_cut_off_too(achieve) -> None:
    told = achieve({"targets": {2025: 1000}}, {2025: 996}, 2025, rounding={"decimals": 0})
    assert told["achievement"] == "99"


@pytest.mark.parametrize(
    ("ratio", "met", "printed", "noted"),
    [
        (Fraction(9996, 10000), False, "99.9％", "切り捨てた"),
        (Fraction(1), False, "100.0％（未達成）", "超・未満"),
        (Fraction(1), True, "100.0％", ""),
        (Fraction(1, 3), False, "33.3％", ""),
        (None, True, "－", ""),
    ],
)
def test_achievement_beside_a_missed_target_says_so(ratio, met, printed, noted) -> None:
    one = Achievement(Indicator(id="k", name="指標"), 2025, IndicatorState.MEASURED)
    one = one._replace(ratio=ratio, is_met=met)
    assert describe_achievement(one, Rounding()) == printed
    assert noted in (note_achievement(one, Rounding()) or "")


def test_value_told_again_is_summed_once(compute) -> None:
    """The year 2026 has no value of its own yet and shows that of 2025 again."""
    one = {"id": "k", "name": "指標", "unit": "件", "method": "cumulative"}
    item = {"kpis": [one | {"targets": {2024: 10, 2025: 20, 2026: 30}}]}
    results = {2024: (8, 2024), 2025: (7, 2025), 2026: (7, 2025)}
    evaluations = {
        year: {"kpis": [{"id": "k", "actual": actual, "fiscal_year": of}]}
        for year, (actual, of) in results.items()
    }
    told = compute([item], [evaluations], 2026)["items"][0]["kpis"][0]
    assert (told["achievement"], told["met"]) == ("75.0", False)


def test_value_told_again_otherwise_replaces_the_first(compute) -> None:
    one = {"id": "k", "name": "指標", "unit": "件", "method": "cumulative"}
    item = {"kpis": [one | {"targets": {2025: 20}}]}
    evaluations = {
        2025: {"kpis": [{"id": "k", "actual": 7, "fiscal_year": 2025}]},
        2026: {"kpis": [{"id": "k", "actual": 10, "fiscal_year": 2025}]},
    }
    assert compute([item], [evaluations], 2026)["items"][0]["kpis"][0]["achievement"] == "50.0"


@pytest.mark.parametrize(
    ("actual", "percent", "met"), [(114, "95.0", False), (100, "83.3", False), (96, "-20.0", False)]
)
def test_value_behind_the_start_is_no_achievement_on_the_line(
    achieve, actual, percent, met
) -> None:
    """96 of an expected 120 were 80 %, though it had been 100 before anything was done."""
    told = achieve(LINE, {2025: actual}, 2025)
    assert (told["achievement"], told["met"], told["expected"]) == (percent, met, "120")


def test_accident_rate_worse_than_the_start_is_no_achievement_on_the_line(achieve) -> None:
    """国土交通省中部地方整備局 道路行政の指標: 死傷事故率 H14 117, H17 123, H19 105."""
    line = {
        "method": "expected_line",
        "direction": "lower",
        "baseline": {"fiscal_year": 2002, "value": 117},
        "targets": {2007: 105},
    }
    told = achieve(line, {2005: 123}, 2005)
    assert (told["expected"], told["achievement"], told["progress"]) == ("109.8", "-83.3", "-50.0")


@pytest.mark.parametrize(
    ("decimals", "expected"), [(None, "133.3"), (0, "133"), (2, "133.33"), (3, "133.333")]
)
def test_expected_value_is_printed_by_decimals(achieve, decimals, expected) -> None:
    line = LINE | {"targets": {2027: 200}} | ({} if decimals is None else {"decimals": decimals})
    assert achieve(line, {2025: 114}, 2025)["expected"] == expected


def test_year_with_a_target_of_its_own_has_no_expected_value(achieve) -> None:
    told = achieve(LINE | {"targets": {2025: 110, 2029: 200}}, {2025: 114}, 2025)
    assert (told["expected"], told["target"], told["met"]) == (None, "110", True)


@pytest.mark.parametrize(
    ("kpi", "actual", "achievement", "progress"),
    [
        ({"baseline": START, "targets": {2029: 200}}, 114, None, "14.0"),
        ({"baseline": START, "targets": {2025: 110, 2029: 200}}, 114, "103.6", "14.0"),
        ({"baseline": START, "targets": {2029: "2倍"}}, 150, None, "50.0"),
        ({"baseline": START, "targets": {2029: 200}}, 90, None, "-10.0"),
        ({"baseline": START, "targets": {2029: 10100}}, 10096, None, "99.9"),
        ({"targets": {2029: 200}}, 114, None, None),
        ({"baseline": START, "targets": {2029: 100}}, 114, None, None),
        ({"baseline": START, "targets": {2029: "全国5位以内"}}, 3, None, None),
        (
            {"baseline": START, "direction": "lower", "targets": {2029: 0}},
            75,
            None,
            "25.0",
        ),
        ({"method": "cumulative", "baseline": START, "targets": {2029: 50}}, 10, None, "20.0"),
    ],
)
def test_progress_to_the_final_target_is_shown_in_every_year(
    achieve, kpi, actual, achievement, progress
) -> None:
    told = achieve(kpi, {2025: actual}, 2025)
    assert (told["achievement"], told["progress"]) == (achievement, progress)


def items_scale() -> dict:
    grades = [{"code": c, "label": c} for c in "ABC"]
    thresholds = ({"at_least": 100}, {"at_least": 80}, {})
    joined = [one | least for one, least in zip(grades, thresholds, strict=True)]
    return {"id": "i", "title": "項目", "applies_to": "items", "origin": "試験", "grades": joined}


def kpis_scale() -> dict:
    grades = [
        {"code": "達成", "label": "達成", "at_least": 100},
        {"code": "おおむね", "label": "おおむね", "at_least": 80},
        {"code": "未達成", "label": "未達成"},
    ]
    return {"id": "k", "title": "KPI", "applies_to": "kpis", "origin": "試験", "grades": grades}


RANK = ({"unit": "位", "direction": "lower", "targets": {2025: "全国5位以内"}}, {"actual": 8})
KEPT = ({"method": "maintain", "baseline": START, "targets": {2025: "維持"}}, {"actual": 90})
ZERO = ({"direction": "lower", "targets": {2025: 3}}, {"actual": 0})
FULL = ({"targets": {2025: 100}}, {"actual": 100})
WORDS = ({"targets": {2025: "条例の制定"}}, {"actual": "制定", "status": "おおむね"})


@pytest.mark.parametrize(
    ("kpis", "suggested"),
    [
        ([FULL, RANK], "C"),
        ([FULL, KEPT], "C"),
        ([FULL, ZERO], "A"),
        ([ZERO], "A"),
        ([FULL, WORDS], "B"),
    ],
    ids=["a missed rank", "a level not kept", "the best value 0", "it alone", "judged by hand"],
)
def test_indicator_without_a_ratio_does_not_switch_the_suggestion_off(
    compute, kpis, suggested
) -> None:
    item = {
        "kpis": [
            {"id": f"k{n}", "name": f"指標{n}", "unit": "件", **one}
            for n, (one, _) in enumerate(kpis)
        ]
    }
    results = [{"id": f"k{n}", **one} for n, (_, one) in enumerate(kpis)]
    scales = [items_scale(), kpis_scale()]
    evaluation = {"kpis": results, "self_evaluation": {"grade": "A"}}
    told = compute([item], [{2025: evaluation}], 2025, scales=scales)["items"][0]
    assert (told["suggested"], told["judged_by_hand"]) == (suggested, suggested != "A")


def test_best_value_zero_meets_and_has_no_ratio(achieve) -> None:
    told = achieve(*[ZERO[0], {2025: 0}], 2025, scales=[kpis_scale()])
    assert (told["achievement"], told["met"], told["status"]) == (None, True, "達成")


@pytest.mark.parametrize(
    ("typed", "computed", "by_hand"),
    [("達成", "未達成", True), ("未達成", "未達成", False), (None, "未達成", False)],
)
def test_status_typed_against_arithmetic_is_marked(compute, typed, computed, by_hand) -> None:
    kpi = {"id": "k", "name": "指標", "unit": "件", "targets": {2025: 100}}
    result = {"id": "k", "actual": 50} | ({"status": typed} if typed else {})
    told = compute([{"kpis": [kpi]}], [{2025: {"kpis": [result]}}], 2025)["items"][0]["kpis"][0]
    assert (told["computed_status"], told["judged_by_hand"]) == (computed, by_hand)
    assert told["status"] == (typed or computed)
