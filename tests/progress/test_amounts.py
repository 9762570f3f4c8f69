"""Amounts added up: by hand on a small plan, and what holds of every plan."""

import json
import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taikou_cli.cli.main import run
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.progress.amounts import compute_amounts
from taikou_cli.progress.contract import describe_figures
from taikou_cli.progress.figures import compute_figures
from taikou_cli.progress.standing import stand
from taikou_cli.project.loading import load_project
from taikou_cli.publication.exports import json as json_export
from taikou_cli.publication.tables import build_tables
from taikou_cli.publication.verification.derived import iter_derived_differences
from taikou_cli.publication.verification.open_data import parse_open_data

EFFECTS = Path(__file__).parents[1] / "plans/effects"


@pytest.fixture(scope="module")
def figures():
    """What `status --format json` says of the plan of effects, by year."""
    return {year: _read(year) for year in (2025, 2026)}


def _read(year):
    import contextlib
    import io

    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(printed):
        assert run(["status", "--data", str(EFFECTS), "--year", str(year), "--format", "json"]) == 0
    printed.flush()
    return json.loads(printed.buffer.getvalue())


def pick(group, id_="effect"):
    return next(one for one in group["amounts"] if one["id"] == id_)


def test_figures_of_a_year_are_to_the_letter_what_the_contract_says(figures):
    assert pick(figures[2026]["overall"]) == {
        "id": "effect",
        "name": "財政効果額",
        "unit": "千円",
        "planned": "12000",
        "actual": "12600",
        "percent": "114.5",
        "planned_told": "11000",
        "items": 3,
        "told": 2,
        "parts": [
            {"id": "saving", "name": "歳出削減", "planned": "5000", "actual": "6000"},
            {"id": "revenue", "name": "歳入確保", "planned": "7000", "actual": "6600"},
            {"id": "sale", "name": "財産の売却", "planned": None, "actual": None},
        ],
        "cumulative": {
            "planned": "75000",
            "actual": "70900",
            "percent": "95.8",
            "planned_told": "74000",
        },
    }
    assert "planned_told" not in pick(figures[2025]["overall"])


def test_lasting_effect_counts_every_year_even_of_an_item_that_has_ended(figures):
    """項目2は2025年度で終わった：削減4,000は2年分、売却18,000は1回だけ。"""
    (policy,) = (one for one in figures[2026]["policies"] if one["number"] == 2)
    assert pick(policy)["cumulative"]["actual"] == str(2 * 4000 + 18000)
    assert (pick(policy)["items"], pick(policy)["actual"]) == (0, None)


def test_pending_item_is_in_neither_side_of_the_percentage(figures):
    """項目4（計画1,000）は決算が未確定：6,600÷6,000であって、÷7,000ではない。"""
    (goal,) = (one for one in figures[2026]["goals"] if one["number"] == 2)
    found = pick(goal)
    assert (found["planned"], found["planned_told"], found["percent"]) == ("7000", "6000", "110.0")


def test_amounts_may_be_negative_and_a_plan_of_zero_gives_no_percentage(figures):
    (division,) = (one for one in figures[2025]["divisions"] if one["id"] == "zeimu")
    assert pick(division, "cost")["planned"] == "0"
    assert pick(division, "cost")["percent"] is None
    (goal,) = (one for one in figures[2025]["goals"] if one["number"] == 2)
    assert pick(goal)["planned"] == str(6000 - 500)
    assert pick(goal)["actual"] == str(5400 - 750)


def test_every_group_has_every_amount_and_decimals_are_exact(figures):
    year = figures[2026]
    groups = [year["overall"], year["data_plan"], *year["years"]]
    groups += [
        one for name in ("goals", "policies", "divisions", "departments") for one in year[name]
    ]
    for group in groups:
        assert [one["id"] for one in group["amounts"]] == ["effect", "cost", "staff"]
    assert pick(year["overall"], "staff")["cumulative"]["actual"] == "2.75"
    nothing = {"planned": None, "actual": None, "percent": None}
    assert pick(year["data_plan"], "staff") == {
        "id": "staff",
        "name": "人工",
        "unit": "人",
        **nothing,
        "items": 0,
        "told": 0,
        "parts": [],
        "cumulative": nothing,
    }


def test_plan_without_amounts_has_an_empty_list(compute):
    assert compute([{}], [{2025: {}}], 2025)["overall"]["amounts"] == []


def test_what_is_planned_for_later_years_is_in_no_figure_of_a_year(compute):
    amounts = [{"id": "cost", "name": "事業費", "unit": "千円"}]
    item = {"amounts": {"cost": {2025: 10, 2026: 90}}}
    period = {"first_year": 2025, "last_year": 2026}
    found = compute([item], [{2025: {}}], 2025, amounts=amounts, period=period)["overall"]
    assert found["amounts"][0]["cumulative"]["planned"] == "10"


def test_amount_of_some_years_is_not_in_the_figures_of_others(compute):
    amounts = [{"id": "cost", "name": "事業費", "unit": "千円", "from": 2026}]
    period = {"first_year": 2025, "last_year": 2026}
    for year, known in ((2025, []), (2026, ["cost"])):
        found = compute([{}], [{2025: {}, 2026: {}}], year, amounts=amounts, period=period)
        assert [one["id"] for one in found["overall"]["amounts"]] == known


# --- A KGI that is a sum.


def test_kgi_is_the_sum_of_an_amount_in_its_own_unit_and_of_kpis(tmp_path):
    assert (
        run(["export", "--data", str(EFFECTS), "--format", "json", "-o", str(tmp_path / "d")]) == 0
    )
    rows = json.loads((tmp_path / "d").read_text("utf-8"))["kgi_actuals"]["rows"]
    told = {(one["fiscal_year"], one["kgi"]): one for one in rows}
    # その年度に効いている額：2026年度は、9,000＋2,500＋4,000が続き、6,000が加わる（千円→百万円）。
    assert told[2025, "goal1_effect"]["value"] == 33.5
    assert told[2026, "goal1_effect"]["value"] == 21.5
    assert told[2026, "goal1_effect"]["progress"] == 55.0  # 累計55百万円÷100百万円
    assert told[2025, "goal2_effect"]["value"] == 4650
    assert told[2026, "goal2_effect"]["value"] == 6600
    assert told[2026, "goal2_paid"]["value"] == 3.1  # 1,600件＋1.5千件


def test_item_told_again_under_a_goal_is_in_the_sums_of_that_goal(tmp_path):
    """再掲: the goal's indicator is the sum that the goal's figures show, and verify agrees."""
    data = Path(shutil.copytree(EFFECTS, tmp_path / "data"))
    item = data / "items/01.yaml"
    item.write_text(
        item.read_text("utf-8").replace("title:", "also_under: [3]\ntitle:", 1), "utf-8"
    )
    project = load_project(data)
    goals = describe_figures(compute_figures(project, 2026))["goals"]
    exported = parse_open_data(json_export.render_all(build_tables(project)))
    (told,) = exported.records("kgi_actuals", fiscal_year=2026, kgi="goal2_effect")
    assert str(told["value"]) == pick(goals[1])["actual"] != "6600"
    assert list(iter_derived_differences(exported)) == []


# --- What holds of every plan.

PARTS = ({"id": "a", "name": "甲"}, {"id": "b", "name": "乙", "lasting": False})
numbers = st.integers(-(10**12), 10**12) | st.decimals(-(10**9), 10**9, places=3)
told = st.dictionaries(st.sampled_from(["a", "b"]), numbers, min_size=1)
years = st.dictionaries(st.sampled_from([2025, 2026, 2027]), told)


@given(st.lists(st.tuples(years, years), min_size=1, max_size=6), st.booleans(), st.integers(1, 5))
def test_sums_over_any_split_of_the_items_are_the_sums_over_all(pairs, lasting, cut):
    kind = {"id": "x", "name": "額", "unit": "円", "parts": PARTS, "lasting": lasting}
    plan = Plan.model_validate(
        {
            "title": "計画",
            "government": "市",
            "adopted": "2025-03",
            "period": {"first_year": 2025, "last_year": 2027},
            "vision": "姿",
            "counts": {"goals": 1, "policies": 1, "items": 1},
            "amounts": (kind | {"parts": PARTS},),
        }
    )
    standings = []
    for number, (planned, actual) in enumerate(pairs, 1):
        item = Item(number=number, policy=1, title="項目", amounts={"x": planned})
        evaluations = {
            year: Evaluation(item=number, fiscal_year=year, stage="s", amounts={"x": amount})
            for year, amount in actual.items()
        }
        standings.append(stand(item, evaluations, 2026, plan))
    (whole,), (first,), (rest,) = (
        compute_amounts(some, plan) for some in (standings, standings[:cut], standings[cut:])
    )
    for name in ("planned", "actual", "planned_told"):
        for pick_sum in (lambda one: one.year, lambda one: one.cumulative):
            parts = [getattr(pick_sum(one), name) or 0 for one in (first, rest)]
            assert (getattr(pick_sum(whole), name) or 0) == sum(parts)
    assert whole.items == first.items + rest.items
    by_part = sum((sums.actual or Fraction(0) for _, sums in whole.parts), Fraction(0))
    assert (whole.year.actual or 0) == by_part
    exact = sum(
        Fraction(number) * (2026 - year + 1 if lasting and part == "a" else 1)
        for _, actual in pairs
        for year, amount in actual.items()
        if year <= 2026
        for part, number in amount.items()
    )
    assert (whole.cumulative.actual or 0) == exact
    assert not isinstance(exact, Decimal)
