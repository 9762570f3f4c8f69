"""`validate --format` as a CI server calls it."""

import json

import pytest


def break_item(home):
    path = home / "data/items/02.yaml"
    path.write_text(path.read_text("utf-8").replace("policy: 1", "policy: 9"), "utf-8")


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "junit", "rdjson"])
def test_paths_begin_at_the_top_of_the_checkout(home, taikou, monkeypatch, name):
    break_item(home)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(home.parent))
    ended = taikou("validate", "--format", name)
    assert ended.code == 1
    out = ended.out if not ended.out.isascii() else ended.out.encode().decode("unicode_escape")
    assert "大綱 2026/data/items/02.yaml" in out or "%E5%A4%A7" in out


def test_contract_of_json_keeps_its_own_paths(home, taikou, monkeypatch):
    break_item(home)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(home.parent))
    told = json.loads(taikou("validate", "--format", "json").out)
    assert told["findings"][0]["path"] == "data/items/02.yaml"


def test_summary_is_appended_where_the_server_says(home, taikou, monkeypatch, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("前の手順\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    break_item(home)
    taikou("validate", "--format", "github")
    text = summary.read_text("utf-8")
    assert text.startswith("前の手順\n")
    assert "エラー 1件" in text


def test_summary_that_cannot_be_written_changes_no_exit_code(home, taikou, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(home))
    ended = taikou("validate")
    assert ended.code == 0
    assert "まとめを書き込めません" in ended.err


def test_rules_are_chosen_on_the_command_line(home, taikou):
    break_item(home)
    assert taikou("validate", "--select", "TK4").code == 0
    assert taikou("validate", "--ignore", "tk206,TK213").code == 0
    assert taikou("validate", "--select", "TK206").code == 1


def test_plan_may_choose_rules_and_change_how_grave_they_are(home, taikou):
    break_item(home)
    plan = home / "data/plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(f"{text}checks:\n  severity:\n    TK206: warning\n", "utf-8")
    assert taikou("validate").code == 0
    assert taikou("validate", "--strict").code == 1
    plan.write_text(f"{text}checks:\n  ignore:\n    - TK2\n", "utf-8")
    assert taikou("validate", "--strict").code == 0


def test_plan_may_be_strict_and_grade_a_whole_family(home, taikou):
    plan = home / "data/plan.yaml"
    text = plan.read_text("utf-8")
    name = home / "data/items/02.yaml"
    name.write_text(name.read_text("utf-8").replace("窓口の統合", "窓口のの統合"), "utf-8")
    assert taikou("validate").code == 0
    plan.write_text(f"{text}checks:\n  strict: true\n", "utf-8")
    assert taikou("validate").code == 1
    plan.write_text(f"{text}checks:\n  severity:\n    TK5: error\n", "utf-8")
    assert taikou("validate").code == 1
    plan.write_text(f"{text}checks:\n  severity:\n    TK5: error\n    TK505: info\n", "utf-8")
    assert taikou("validate").code == 0
    assert taikou("validate", "--severity", "tk505=warning").code == 0
    assert taikou("validate", "--severity", "TK505=error").code == 1


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--select", "TK9", "「TK9」という検査はありません"),
        ("--select", "TK4,421", "「421」という検査はありません"),
        ("--ignore", "TK4210", "「TK4210」という検査はありません"),
        ("--severity", "TK421=fatal", "「fatal」という重さはありません"),
        ("--severity", "TK421", "「」という重さはありません"),
    ],
)
def test_misspelt_rule_is_said_and_nothing_passes_as_checked(home, taikou, option, value, said):
    break_item(home)
    ended = taikou("validate", option, value)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_plan_that_chooses_only_what_there_is_not_does_not_pass(home, taikou):
    break_item(home)
    plan = home / "data/plan.yaml"
    plan.write_text(plan.read_text("utf-8") + "checks:\n  select:\n    - TK9\n", "utf-8")
    ended = taikou("validate")
    assert ended.code == 1
    assert "TK223" in ended.out


def test_full_width_code_is_understood(home, taikou):
    break_item(home)
    assert taikou("validate", "--select", "ＴＫ２０６").code == 1
