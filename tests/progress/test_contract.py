"""The figures as JSON have every key that other programs rely on, of the kind that is promised."""

import json
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from taikou_cli.cli.main import run

DEMO = Path(__file__).parents[2] / "examples/demo/data"
PERCENT = re.compile(r"-?[0-9]+\.[0-9]")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
GROUPS = {
    "goals": {"number", "title", "label"},
    "policies": {"number", "title", "label"},
    "divisions": {"id", "name"},
    "departments": {"id", "name"},
    "attitudes": {"number", "title"},
}
ITEM = {"number", "label", "title", "state", "grade", "suggested", "kpis"}
KPI = "id name unit method kind state actual target achievement progress met status".split()
COUNTS = ("items", "in_force", "rated", "pending")
AXES = {"both", "schedule_only", "outcome_only", "neither", "not_comparable"}


@pytest.fixture(scope="module", params=["status", "report"])
def figures(request, tmp_path_factory):
    """Give the figures of the demo as either command gives them."""
    out = tmp_path_factory.mktemp("json")
    if request.param == "report":
        call = ["report", "--kind", "annual", "--format", "json", "-o", str(out)]
        assert run([*call, "--year", "2024", "--data", str(DEMO)]) == 0
        (path,) = out.glob("*.json")
        return json.loads(path.read_text("utf-8"))["figures"]
    printed = StringIO()
    with redirect_stdout(printed):
        assert run(["status", "--year", "2024", "--format", "json", "--data", str(DEMO)]) == 0
    return json.loads(printed.getvalue())


def list_groups(figures):
    yield "overall", figures["overall"]
    yield "data_plan", figures["data_plan"]
    for name, keys in GROUPS.items():
        for group in figures[name]:
            assert keys <= group.keys(), name
            yield f"{name} {group.get('number', group.get('id'))}", group
    for one in figures["classifications"]:
        assert {"id", "name", "values"} <= one.keys()
        for value in one["values"]:
            assert {"code", "label"} <= value.keys()
            yield f"{one['id']} {value['code']}", value


def check_shares(counts, shares, denominator):
    assert counts.keys() >= shares.keys()
    for code, share in shares.items():
        assert share.keys() >= {"numerator", "denominator", "percent"}
        assert (share["numerator"], share["denominator"]) == (counts[code], denominator)
        assert_percent(share)


def assert_percent(share):
    if share["denominator"]:
        assert PERCENT.fullmatch(share["percent"])
    else:
        assert share["percent"] is None


def test_every_group_counts_in_integers_and_prints_shares(figures):
    for name, group in list_groups(figures):
        assert all(type(group[key]) is int for key in COUNTS), name
        assert all(type(count) is int for count in group["grades"].values())
        check_shares(group["grades"], group["shares"], group["rated"])
        assert group["actions"].keys() >= {"total", "in_force", "statuses", "shares"}
        assert group["kpis"].keys() >= {"total", "measured", "pending", "statuses", "shares"}
        assert group["axes"].keys() == AXES
        for scale in group["other_scales"].values():
            assert scale.keys() >= {"rated", "grades", "shares"}
            check_shares(scale["grades"], scale["shares"], scale["rated"])


def test_every_rate_says_of_what_and_what_it_divides_by(figures):
    told = set()
    for _, group in list_groups(figures):
        for rate in group["rates"]:
            assert rate.keys() >= {"id", "name", "of", "numerator", "denominator", "percent"}
            assert rate["of"] in {"items", "actions", "kpis"}
            assert rate["denominator_of"] in {"all", "rated", "in_force"}
            assert_percent(rate)
            told.add(rate["of"])
    assert "items" in told


def test_every_amount_has_parts_sums_and_what_lasts(figures):
    amounts = [one for _, group in list_groups(figures) for one in group["amounts"]]
    assert any(one["parts"] for one in amounts)
    for one in amounts:
        wanted = "id name unit planned actual percent items told parts cumulative"
        assert one.keys() >= set(wanted.split())
        assert type(one["items"]) is int
        assert type(one["told"]) is int
        for part in one["parts"]:
            assert part.keys() >= {"id", "planned", "actual"}
        sums = (one, one["cumulative"], *one["parts"])
        numbers = [number for s in sums for number in (s["planned"], s["actual"]) if number]
        assert [number for number in numbers if not NUMBER.fullmatch(number)] == []
        for s in (one, one["cumulative"]):
            assert s["percent"] is None or PERCENT.fullmatch(s["percent"])


def test_every_item_and_indicator_has_its_keys(figures):
    assert len(figures["items"]) > 0
    for item in figures["items"]:
        assert item.keys() >= ITEM
        for kpi in item["kpis"]:
            assert kpi.keys() >= set(KPI)
            for key in ("actual", "target", "achievement", "progress"):
                assert kpi[key] is None or isinstance(kpi[key], str)
            assert kpi["met"] in {None, True, False}


def test_demo_has_an_example_of_everything(figures):
    assert figures["fiscal_year"] == 2024
    assert figures["classifications"]
    assert figures["overall"]["other_scales"]
    assert any(kpi["kind"] for item in figures["items"] for kpi in item["kpis"])
