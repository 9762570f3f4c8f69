"""Tables that governments have published come out of the ordinary commands as printed."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

TABLES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "published.yaml").read_text(encoding="utf-8")
)
NOW, BEFORE = 2025, 2024


def grade(code: str) -> dict:
    return {"self_evaluation": {"grade": code}}


def spread(counts: dict[str, int]) -> list[dict]:
    return [grade(code) for code, count in counts.items() for _ in range(count)]


def scale(codes: list[str], uncounted: list[str] = (), rates: dict | None = None) -> dict:
    return {
        "id": "items",
        "title": "評価",
        "applies_to": "items",
        "origin": "試験",
        "grades": [{"code": c, "label": c, "counted": c not in uncounted} for c in codes],
        "rates": [
            {"id": f"r{i}", "name": name, "grades": parts, "denominator": "rated"}
            for i, (name, (parts, _)) in enumerate((rates or {}).items())
        ],
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["id"])
def test_table_is_printed_as_the_source_printed_it(table, compute) -> None:
    evaluations = [{NOW: one} for one in spread(table["grades"])]
    pending = {"state": "pending", "pending": {"reason": "statistics", "expected": "2026-10"}}
    evaluations += [{NOW: pending}] * table.get("pending", 0)
    for index, before in enumerate(spread(table.get("previous", {}))):
        evaluations[index] = evaluations[index] | {BEFORE: before}
    rates = table.get("rates", {})
    overall = compute(
        [{}] * len(evaluations),
        evaluations,
        NOW,
        scales=[scale(list(table["grades"]), table.get("uncounted", ()), rates)],
        rounding={"decimals": table.get("decimals", 1)},
    )["overall"]
    uncounted = sum(table["grades"][code] for code in table.get("uncounted", ()))
    rated = sum(table["grades"].values()) - uncounted
    assert overall["grades"] == table["grades"]
    assert overall["items"] == len(evaluations)
    assert overall["rated"] == table.get("rated", rated)
    assert overall["pending"] == table.get("pending", 0)
    printed = table.get("printed", {})
    assert {code: overall["shares"][code]["percent"] for code in printed} == printed
    assert {r["name"]: r["percent"] for r in overall["rates"]} == {
        n: p for n, (_, p) in rates.items()
    }
    if "changes" in table:
        assert overall["changes"]["grades"] == table["changes"]


def test_grades_of_fifteen_goals_over_four_years_sum_as_printed(compute) -> None:
    """加古川市 教育アクションプラン 重点目標評価の推移 (H28-R1)."""
    rows = "AAAA ABBA ABAA BABA BBAA BABB BBBB BBAA BBBB ABBB BBBA BBBA ABBA BBBA BBBB".split()
    years = [2016, 2017, 2018, 2019]
    evaluations = [{y: grade(c) for y, c in zip(years, row, strict=True)} for row in rows]
    figures = compute([{}] * len(rows), evaluations, 2019, scales=[scale(["A", "B"])])
    assert [year["fiscal_year"] for year in figures["years"]] == years
    assert [year["grades"]["A"] for year in figures["years"]] == [5, 3, 4, 10]
    assert [year["grades"]["B"] for year in figures["years"]] == [10, 12, 11, 5]


@pytest.mark.parametrize(
    ("target", "actual", "printed"),
    [(32672, 32369, "99.1"), (11700, 12108, "103.5"), (100, 119, "119.0")],
)
def test_actual_over_target_is_printed_as_saitama_did(achieve, target, actual, printed) -> None:
    """埼玉県まち・ひと・しごと創生総合戦略 達成状況 (2017年9月)."""
    assert achieve({"targets": {2017: target}}, {2017: actual}, 2017)["achievement"] == printed


@pytest.mark.parametrize(
    ("year", "printed", "status"),
    [(2015, "137.4", "A"), (2016, "129.0", "A"), (2017, "117.9", "A")],
)
def test_cumulative_achievement_is_cut_off_as_ibaraki_did(achieve, year, printed, status) -> None:
    """茨城県まち・ひと・しごと創生総合戦略 雇用創出数."""
    thresholds = {"A": 100, "B+": 80, "B": 50, "C": None}
    grades = [
        {"code": c, "label": c} | ({} if least is None else {"at_least": least})
        for c, least in thresholds.items()
    ]
    kpi = {"method": "cumulative", "targets": {2015: 2000, 2016: 4000, 2017: 6000}}
    own = {2015: 2748, 2016: 5163 - 2748, 2017: 7077 - 5163}
    result = achieve(
        kpi,
        own,
        year,
        rounding={"method": "truncate"},
        scales=[{**scale([]), "applies_to": "kpis", "grades": grades}],
    )
    assert (result["achievement"], result["status"]) == (printed, status)


@pytest.mark.parametrize(
    ("name", "baseline", "target", "actual", "direction", "percent", "met"),
    [
        ("橋梁耐震補強3箇年プログラム実施率", 59, "概ね100", 85, "higher", None, None),
        ("交通事故死傷事故率", 117, 105, 123, "lower", "-50.0", False),
        ("渋滞損失時間", 1.98, 1.78, 1.66, "lower", "160.0", True),
        ("路上工事時間", 188, 150, 141, "lower", "123.7", True),
    ],
)
def test_progress_from_the_baseline_works_downward_and_backward(
    achieve, name, baseline, target, actual, direction, percent, met
) -> None:
    """中部地方整備局 道路行政の指標: computed from its printed values; words are not computed."""
    kpi = {
        "name": name,
        "direction": direction,
        "method": "from_baseline",
        "baseline": {"fiscal_year": 2002, "value": baseline},
        "targets": {2005: target},
    }
    result = achieve(kpi, {2005: actual}, 2005)
    assert (result["achievement"], result["met"]) == (percent, met)


@pytest.mark.parametrize(
    ("target", "unit", "actual", "met"),
    [
        ("17187人超", "人", 18740, True),
        (300, "件", 237, False),
        (53, "社", 56, True),
        ("93%超", "％", 93, False),
    ],
)
def test_inequality_targets_are_judged_as_chiba_did(achieve, target, unit, actual, met) -> None:
    """千葉県 第2期地方創生総合戦略 (2022年度): 93 does not pass `93%超`."""
    result = achieve({"unit": unit, "targets": {2022: target}}, {2022: actual}, 2022)
    assert result["met"] is met
    assert result["status"] == ("達成" if met else "未達成")
