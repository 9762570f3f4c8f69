"""`validate DIR…`: several plans in one process, each with its findings, and one summary."""

import json
import shutil

import pytest


@pytest.fixture
def plans(home):
    """A sound plan and one in which an item names a policy that is not there."""
    shutil.copytree(home / "data", home / "甲/data")
    shutil.copytree(home / "data", home / "乙/data")
    path = home / "乙/data/items/02.yaml"
    path.write_text(path.read_text("utf-8").replace("policy: 1", "policy: 9"), "utf-8")
    return home


@pytest.mark.usefixtures("plans")
def test_each_plan_is_told_by_its_name_and_all_are_summed_up(taikou):
    alone = taikou("validate", "乙")
    ended = taikou("validate", "甲", "乙/data")
    assert ended.code == alone.code == 1
    assert ended.out.index("● 甲") < ended.out.index("● 乙") < ended.out.index("2計画のうち")
    assert "--> 乙/data/items/02.yaml:" in ended.out
    assert "| policy: 9" in ended.out, "the line of the finding is shown"
    assert "誤りのある計画 1件。エラー 1件" in ended.out


def test_one_named_plan_is_told_as_the_plan_of_the_current_folder(plans, taikou, monkeypatch):
    named = taikou("validate", "乙")
    monkeypatch.chdir(plans / "乙")
    assert taikou("validate") == named


@pytest.mark.usefixtures("plans")
def test_json_is_one_document_whose_paths_tell_the_plan(taikou):
    told = json.loads(taikou("validate", "甲", "乙", "--format", "json").out)
    (error,) = (one for one in told["findings"] if one["severity"] == "error")
    assert error["path"] == "乙/data/items/02.yaml"
    one = json.loads(taikou("validate", "甲", "--format", "json").out)
    assert told["summary"]["files"] == 2 * one["summary"]["files"]
    assert told["summary"]["errors"] == 1


def test_columns_of_rdjson_count_bytes_below_the_top_of_a_checkout(plans, taikou, monkeypatch):
    path = plans / "甲/data/items/01.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: ", "title: 長い題名（２）"), "utf-8")
    told = json.loads(taikou("validate", "甲", "--format", "rdjson", "--select", "TK502").out)
    at = told["diagnostics"][0]["location"]
    monkeypatch.chdir(plans / "甲")
    beside = json.loads(taikou("validate", "--format", "rdjson", "--select", "TK502").out)
    assert at["path"] == "甲/data/items/01.yaml"
    assert at["range"] == beside["diagnostics"][0]["location"]["range"]


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("arguments", [("甲", "丙"), ("甲", "--data", "乙/data")])
def test_folder_without_plan_or_named_twice_is_refused_before_any_is_checked(taikou, arguments):
    ended = taikou("validate", *arguments)
    assert ended.code == 2
    assert not ended.out
    assert "直し方" in ended.err
