"""Targets as governments write them, through `taikou status`: what each asks for, in numbers.

The figures are invented; the ways of writing are those of published plans.
"""

import pytest

from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.target import TargetKind, read_target


def kpi(unit: str, target: object, baseline: object = None, **keys: object) -> dict:
    start = {} if baseline is None else {"baseline": {"fiscal_year": 2024, "value": baseline}}
    return {"unit": unit, "targets": {2025: target}, **start, **keys}


@pytest.mark.parametrize(
    ("unit", "target", "actual", "value", "percent", "met"),
    [
        ("人", "3万人以上", 12000, "30000", "40.0", False),
        ("人", "2.5万人以上", 25500, "25000", "102.0", True),
        ("％", "5割以上", 12, "50", "24.0", False),
        ("百万円", "2億円以上", 35, "200", "17.5", False),
        ("千円", "2億3,000万円", 230000, "230000", "100.0", True),
        ("件", "1.5千件", 900, "1500", "60.0", False),
        ("万回", "8,030万回", 8030, "8030", "100.0", True),
        ("分", "1時間30分以内", 80, "90", None, True),
        ("％", "50％超過", 50, "50", "100.0", False),
        ("％", "50％超過", 51, "50", "102.0", True),
    ],
)
def test_scale_words_are_computed_into_the_unit(
    achieve, unit, target, actual, value, percent, met
) -> None:
    told = achieve(kpi(unit, target), {2025: actual}, 2025)
    assert (told["target_value"], told["achievement"], told["met"]) == (value, percent, met)
    assert told["target"] == target


@pytest.mark.parametrize(
    ("unit", "baseline", "target", "actual", "value", "met"),
    [
        ("％", 60, "5ポイント上昇", 64, "65", False),
        ("％", 60, "5ポイント上昇", 65, "65", True),
        ("％", 60, "＋5ポイント", 65, "65", True),
        ("％", "6割", "5ポイント以上上昇", 64, "65", False),
        ("件", 20, "5件追加", 6, "25", False),
        ("件", 20, "5件増", 25, "25", True),
        ("件", 200, "2倍", 300, "400", False),
        ("件", 200, "現状の1.5倍以上", 300, "300", True),
        ("件", 200, "10％増加", 219, "220", False),
        ("件", 200, "1割超の増加", 220, "220", False),
    ],
)
def test_rise_from_the_baseline_becomes_a_number(
    achieve, unit, baseline, target, actual, value, met
) -> None:
    told = achieve(kpi(unit, target, baseline), {2025: actual}, 2025)
    assert (told["target_value"], told["met"]) == (value, met)


@pytest.mark.parametrize(
    ("unit", "baseline", "target", "actual", "value", "met"),
    [
        ("分", 40, "10分短縮", 35, "30", False),
        ("分", 40, "基準値から10分短縮", 30, "30", True),
        ("分", 40, "20％短縮", 33, "32", False),
        ("分", 40, "20％以上の短縮", 32, "32", True),
        ("時間", 188, "半減", 95, "94", False),
        ("件", 200, "3％減", 195, "194", False),
        ("件", 200, "3割削減", 140, "140", True),
        ("％", 12.5, "2.5ポイント改善", 10, "10", True),
        ("人", 3000, "100人減", 2950, "2900", False),
    ],
)
def test_fall_from_the_baseline_becomes_a_number(
    achieve, unit, baseline, target, actual, value, met
) -> None:
    told = achieve(kpi(unit, target, baseline, direction="lower"), {2025: actual}, 2025)
    assert (told["target_value"], told["met"]) == (value, met)


@pytest.mark.parametrize(
    ("unit", "baseline", "target"),
    [
        ("％", 60, "5％上昇"),
        ("％", 60, "3％減"),
        ("件", None, "5件追加"),
        ("件", 0, "2倍"),
        ("件", 100, "100人増"),
        ("件", 100, "2倍増"),
        ("件", 100, "前年度比5％減"),
        ("件", 100, "概ね100"),
        ("件", 100, "100件程度"),
        ("件", 100, "▲5件減"),
        ("人", 100, "3万円以上"),
        ("件", 100, "58 62"),
    ],
)
def test_number_that_is_not_certain_is_left_to_a_person_with_a_reason(
    achieve, unit, baseline, target
) -> None:
    one = kpi(unit, target, baseline)
    told = achieve(one, {2025: 99}, 2025)
    assert (told["target_value"], told["achievement"], told["met"]) == (None, None, None)
    read = read_target(Indicator.model_validate({"id": "k", "name": "指標", **one}), target)
    assert read.kind is TargetKind.WORDS
    assert read.why


def test_relative_target_is_judged_by_the_method(achieve) -> None:
    """From 60 by 10 points: 64 are 40 % of the way, though 91.4 % of the number."""
    one = kpi("％", "10ポイント上昇", 60, method="from_baseline")
    assert achieve(one, {2025: 64}, 2025)["achievement"] == "40.0"


def test_relative_target_of_a_sum_is_left_to_a_person(achieve) -> None:
    one = kpi("件", "5件追加", 100, method="cumulative")
    assert achieve(one, {2025: 5}, 2025)["met"] is None


@pytest.mark.parametrize(
    ("target", "upper", "strict"),
    [
        ("93%超", False, True),
        ("17187人超", False, True),
        ("117未満", True, True),
        ("53", None, False),
    ],
)
def test_side_of_a_limit_is_read_as_chiba_and_the_roads_bureau_write_it(
    target, upper, strict
) -> None:
    """千葉県 第2期地方創生総合戦略 (2022年度)、国土交通省中部地方整備局 道路行政の指標 (平成17年度)."""
    unit = "％" if "%" in target else "人"
    read = read_target(Indicator(id="k", name="指標", unit=unit), target)
    assert (read.upper, read.strict) == (upper, strict)


@pytest.mark.parametrize(
    ("written", "decimals", "printed"),
    [(63.40, None, "63.4"), (60.0, 1, "60.0"), (63.45, 1, "63.45"), (1200, None, "1200")],
)
def test_number_is_printed_in_its_one_form(achieve, written, decimals, printed) -> None:
    one = kpi("件", written) | ({} if decimals is None else {"decimals": decimals})
    told = achieve(one, {2025: written}, 2025)
    assert (told["actual"], told["target"]) == (printed, printed)
