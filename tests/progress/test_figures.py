"""Figures of whole plans, by the ordinary command, from YAML."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taikou_cli.base.rounding import format_change, round_fraction

SCALE = {
    "id": "items",
    "title": "評価",
    "applies_to": "items",
    "origin": "試験",
    "grades": [{"code": code, "label": code} for code in "ABCD"],
    "rates": [
        {"id": "a_of_all", "name": "A率", "grades": ["A"], "denominator": "all"},
        {"id": "a_of_rated", "name": "A率", "grades": ["A"], "denominator": "rated"},
        {"id": "a_in_force", "name": "A率", "grades": ["A"], "denominator": "in_force"},
    ],
}
ACTIONS = {
    "id": "actions",
    "title": "取組",
    "applies_to": "actions",
    "origin": "試験",
    "grades": [{"code": c, "label": c, "favorable": c == "達成"} for c in ("達成", "未達")],
}


def grade(code: str) -> dict:
    return {"self_evaluation": {"grade": code}}


def test_each_item_has_one_state_and_every_denominator_says_its_own(compute):
    pending = {"state": "pending", "pending": {"reason": "accounts", "expected": "2026-10"}}
    states = [
        ({}, {2025: grade("A")}),
        ({}, {2025: grade("B")}),
        ({}, {2025: pending}),
        ({}, {2025: {"state": "discontinued", "state_reason": "終了"}}),
        ({}, {2025: {"state": "carried_over", "state_reason": "延期"}}),
        ({}, {2025: {}}),
        ({}, {}),
        ({"last_year": 2024}, {2024: {}}),
    ]
    items, evaluations = map(list, zip(*states, strict=True))
    overall = compute(items, evaluations, 2025, scales=[SCALE])["overall"]
    assert overall["states"] == {
        "rated": 2,
        "pending": 1,
        "unrated": 2,
        "carried_over": 1,
        "discontinued": 1,
        "not_in_force": 1,
    }
    assert (overall["items"], overall["in_force"], overall["rated"]) == (8, 6, 2)
    rates = [(r["numerator"], r["denominator"], r["percent"]) for r in overall["rates"]]
    assert rates == [(1, 8, "12.5"), (1, 2, "50.0"), (1, 6, "16.7")]


def test_a_plan_of_another_government_in_its_extension_year(compute):
    """3 goals, 15 policies, 60 actions of which 41 are in force in the year of the extension."""
    goals = [
        {
            "number": g + 1,
            "title": f"目標{g + 1}",
            "policies": [
                {"number": 5 * g + p + 1, "title": f"方針{5 * g + p + 1}"} for p in range(5)
            ],
        }
        for g in range(3)
    ]
    ended = [{"last_year": 2024}] * 19 + [{}] * 41
    actions = [{"id": f"a{i}", "title": f"取組{i}", **own} for i, own in enumerate(ended)]
    items = [{"policy": n + 1, "actions": actions[n::15]} for n in range(15)]
    evaluations = []
    for item in items:
        running = [a for a in item["actions"] if "last_year" not in a]
        results = [{"id": a["id"], "status": "達成"} for a in running[:2]]
        results += [{"id": a["id"], "status": "未達"} for a in running[2:]]
        evaluations.append(
            {2020: {}, 2025: {**grade("ABCD"[item["policy"] % 4]), "actions": results}}
        )
    figures = compute(
        items,
        evaluations,
        2025,
        goals=goals,
        counts={"goals": 3, "policies": 15, "items": 15},
        period={"first_year": 2020, "last_year": 2024},
        revisions=[
            {"date": "2025-03-20", "what": "1年の延長", "why": "継続", "last_year": 2025},
        ],
        scales=[SCALE, ACTIONS],
    )
    overall = figures["overall"]
    assert (overall["actions"]["total"], overall["actions"]["in_force"]) == (60, 41)
    assert overall["actions"]["statuses"] == {"達成": 30, "未達": 11}
    assert overall["actions"]["shares"]["達成"] == {
        "numerator": 30,
        "denominator": 41,
        "percent": "73.2",
    }
    assert overall["grades"] == {"A": 3, "B": 4, "C": 4, "D": 4}
    assert [goal["items"] for goal in figures["goals"]] == [5, 5, 5]
    assert len(figures["policies"]) == 15
    assert sum(goal["actions"]["in_force"] for goal in figures["goals"]) == 41


def test_items_may_be_rated_on_two_scales(compute):
    start = {
        **SCALE,
        "id": "start",
        "grades": [{"code": c, "label": c} for c in ("未着手", "取組中")],
    }
    start["rates"] = [
        {"id": f"started_{of}", "name": "着手率", "grades": ["取組中"], "denominator": of}
        for of in ("all", "rated")
    ]
    both = {"self_evaluation": {"grade": "A", "other_grades": {"start": "取組中"}}}
    overall = compute([{}, {}], [{2025: both}, {2025: grade("B")}], 2025, scales=[SCALE, start])[
        "overall"
    ]
    assert overall["grades"]["A"] == 1
    assert overall["other_scales"]["start"]["grades"] == {"未着手": 0, "取組中": 1}
    assert overall["other_scales"]["start"]["shares"]["取組中"]["denominator"] == 1
    started = [r for r in overall["rates"] if r["name"] == "着手率"]
    assert [(r["numerator"], r["denominator"], r["percent"]) for r in started] == [
        (1, 2, "50.0"),
        (1, 1, "100.0"),
    ]


@pytest.mark.parametrize(
    ("basis", "actuals", "suggested"),
    [
        ("lowest", [100, 100], "A"),
        ("lowest", [100, 79], "C"),
        ("lowest", [120, 80], "B"),
        ("achieved_share", [100, 10], "C"),
        ("achieved_share", [100, 110], "A"),
        ("lowest", [10, 10], "D"),
    ],
)
def test_indicators_suggest_a_grade_by_the_thresholds_of_the_plan(
    compute, basis, actuals, suggested
):
    thresholds = {"A": 100, "B": 80, "C": 50}
    grades = [
        {"code": c, "label": c} | ({"at_least": thresholds[c]} if c in thresholds else {})
        for c in "ABCD"
    ]
    kpis = [{"id": f"k{i}", "name": "指標", "unit": "件", "targets": {2025: 100}} for i in range(2)]
    results = [{"id": f"k{i}", "actual": a, "fiscal_year": 2025} for i, a in enumerate(actuals)]
    figures = compute(
        [{"kpis": kpis}],
        [{2025: {"kpis": results}}],
        2025,
        scales=[{**SCALE, "grades": grades, "suggested_by": basis}],
    )
    assert figures["items"][0]["suggested"] == suggested


def test_schedule_and_outcome_are_told_apart(compute):
    kpi = {"id": "k", "name": "指標", "unit": "件", "targets": {2025: 100}}
    action = {"id": "a", "title": "取組"}
    cases = [("達成", 100), ("達成", 99), ("未達", 100), ("未達", 99), ("達成", None)]
    evaluations = [
        {
            2025: {
                "actions": [{"id": "a", "status": status}],
                "kpis": []
                if actual is None
                else [{"id": "k", "actual": actual, "fiscal_year": 2025}],
            }
        }
        for status, actual in cases
    ]
    items = [{"kpis": [kpi], "actions": [action]}] * len(cases)
    assert compute(items, evaluations, 2025, scales=[SCALE, ACTIONS])["overall"]["axes"] == {
        "both": 1,
        "schedule_only": 1,
        "outcome_only": 1,
        "neither": 1,
        "not_comparable": 1,
    }


def test_value_of_an_earlier_year_is_held_against_that_years_target(compute):
    kpi = {"id": "k", "name": "指標", "unit": "件", "targets": {2024: 50, 2025: 100}}
    result = {"id": "k", "actual": 50, "fiscal_year": 2024}
    item = compute([{"kpis": [kpi]}], [{2025: {"kpis": [result]}, 2024: {}}], 2025)["items"][0]
    assert item["kpis"][0]["achievement"] == "100.0"
    assert item["kpis"][0]["target"] == "50"


def test_line_to_a_rank_gives_no_achievement(compute):
    kpi = {"id": "k", "name": "順位", "unit": "位", "direction": "lower", "method": "expected_line"}
    kpi |= {"baseline": {"fiscal_year": 2024, "value": 20}, "targets": {2029: "全国5位以内"}}
    result = {"id": "k", "actual": 9, "fiscal_year": 2025}
    item = compute([{"kpis": [kpi]}], [{2025: {"kpis": [result]}}], 2025)["items"][0]
    assert item["kpis"][0]["achievement"] is None


def test_pending_indicator_is_neither_zero_nor_missing(compute):
    kpi = {"id": "k", "name": "指標", "unit": "件", "targets": {2025: 100}}
    result = {"id": "k", "pending": {"reason": "statistics", "expected": "2026-10"}}
    kpis = compute([{"kpis": [kpi]}], [{2025: {"kpis": [result]}}], 2025)["overall"]["kpis"]
    assert (kpis["total"], kpis["measured"], kpis["pending"], kpis["judged"]) == (1, 0, 1, 0)


@given(
    st.fractions(min_value=-1000, max_value=1000, max_denominator=9999),
    st.integers(0, 4),
    st.sampled_from(["half_up", "truncate", "half_even"]),
)
def test_rounding_stays_within_its_bound_and_is_symmetric(value, decimals, method):
    rounded = Fraction(round_fraction(value, decimals, method))
    step = Fraction(1, 10**decimals)
    assert rounded % step == 0
    assert abs(rounded - value) < step if method == "truncate" else abs(rounded - value) <= step / 2
    assert Fraction(round_fraction(-value, decimals, method)) == -rounded


@pytest.mark.parametrize(
    ("numerator", "denominator", "half_up", "truncate", "half_even"),
    [
        (5, 8, "63", "62", "62"),
        (7, 8, "88", "87", "88"),
        (1, 8, "13", "12", "12"),
        (0, 3, "0", "0", "0"),
    ],
)
def test_halves_go_where_the_method_says(numerator, denominator, half_up, truncate, half_even):
    value = Fraction(100 * numerator, denominator)
    printed = [str(round_fraction(value, 0, m)) for m in ("half_up", "truncate", "half_even")]
    assert printed == [half_up, truncate, half_even]


@pytest.mark.parametrize(("change", "printed"), [(-2, "▲2"), (0, "0"), (2, "2")])
def test_decrease_has_a_triangle_and_increase_no_sign(change, printed):
    assert format_change(change) == printed


def test_item_that_begins_later_is_in_no_figure_of_an_earlier_year(compute):
    items = [{}, {}, {"first_year": 2026}, {"last_year": 2024}]
    evaluations = [{2025: grade("A")}, {2025: grade("B")}, {2026: grade("A")}, {2024: grade("A")}]
    found = compute(items, evaluations, 2025, scales=[SCALE])
    assert found["overall"]["items"] == 3
    assert found["overall"]["states"]["not_in_force"] == 1
    assert [item["number"] for item in found["items"]] == [1, 2, 4]
    assert {rate["denominator"] for rate in found["overall"]["rates"]} <= {2, 3}
