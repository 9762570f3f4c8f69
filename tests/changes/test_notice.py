"""Whatever is printed of made-up data says so; of a real plan, nothing does."""

import json

import pytest

COMMANDS = [
    ["status"],
    ["show", "1"],
    ["diff"],
    ["diff", "--format", "markdown"],
    ["history", "1"],
    ["form", "status"],
]
JSON_COMMANDS = [["status", "--format", "json"], ["diff", "--format", "json"]]
NOTICE = "架空のデータです。"


@pytest.fixture
def fictitious(repository):
    repository.edit("plan.yaml", "adopted: 2026-03\n", "adopted: 2026-03\nfictitious: true\n")
    repository.commit("架空にする")
    repository.edit("evaluations/2026/01.yaml", "actual: 15", "actual: 16")
    repository.commit("実績値を改める")
    return repository


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_printed_of_made_up_data_says_so(fictitious, command):
    assert NOTICE in fictitious.taikou(*command)[1]


@pytest.mark.parametrize("command", JSON_COMMANDS, ids=" ".join)
def test_json_of_made_up_data_says_so(fictitious, command):
    assert json.loads(fictitious.taikou(*command)[1])["notice"].startswith(NOTICE)


def test_report_as_json_has_the_figures_of_status(fictitious):
    fictitious.taikou("report", "--year", "2026", "--format", "json", "-o", str(fictitious.top))
    report = json.loads((fictitious.top / "annual-2026.json").read_text("utf-8"))
    assert report["notice"].startswith(NOTICE)
    assert report["provisional_scales"] == ["項目の評価"]
    status = json.loads(fictitious.taikou("status", "--format", "json")[1])
    assert report["figures"] | {"late": []} == status  # who is late changes from day to day


@pytest.mark.parametrize("command", COMMANDS + JSON_COMMANDS, ids=" ".join)
def test_nothing_of_a_real_plan_is_called_made_up(repository, command):
    assert "架空" not in repository.taikou(*command)[1]
    assert "notice" not in repository.taikou(*command)[1]
