"""Exit codes as scripts rely on them, and what a command leaves on the disk."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "examples/demo/data"


def break_item(home):
    (home / "data/items/02.yaml").write_bytes(b"number: 2\n")


def warn_item(home):
    path = home / "data/items/02.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "line",
    [
        "validate",
        "validate --strict",
        "validate --verbose",
        "validate --format json",
        "status",
        "status --year R8",
        "status --year 2026 --date 2027-06-01",
        "status --format json",
        "show 1",
        "show 方針2",
        "show 目標 1",
        "show １",
        "report --dry-run",
        "report --format md -o out",
        "rule",
        "rule tk206",
        "rule --all",
        "schema -o out",
        "export --format json -o out",
        "export --format csv -o out",
        "export --format site -o out",
        "export --format site --year 2026 -o out --dry-run",
        "fmt --check",
        "--version",
        "--help",
    ],
)
@pytest.mark.usefixtures("home")
def test_work_that_was_done_ends_with_0_and_complains_of_nothing(taikou, line):
    code, out, err = taikou(*line.split())
    assert (code, err) == (0, "")
    assert out


@pytest.mark.parametrize(
    ("line", "broken", "warned"),
    [
        ("validate", 1, 0),
        ("validate --strict", 1, 1),
        ("validate --format json", 1, 0),
        ("validate --format json --strict", 1, 1),
        ("report", 1, 0),
        ("status", 0, 0),
        ("show 1", 0, 0),
    ],
)
def test_errors_and_warnings_decide_the_code_of_checking_commands(
    home, taikou, line, broken, warned
):
    warn_item(home)
    assert taikou(*line.split()).code == warned
    break_item(home)
    assert taikou(*line.split()).code == broken


def test_infos_are_no_failure_even_when_strict(home, taikou):
    path = home / "data/items/02.yaml"
    path.write_bytes(path.read_bytes().replace(b"divisions:\n  - planning\n", b""))
    ended = taikou("validate", "--strict", "--format", "json")
    assert json.loads(ended.out)["summary"]["infos"] == 1
    assert ended.code == 0


@pytest.mark.parametrize(
    "line",
    [
        "show 99",
        "show 方針99",
        "show 何か",
        "rule TK999",
        "status --year 昔",
        "status --year 1800",
        "report -o data/out",
        "report -o data/plan.yaml",
        "schema -o data/plan.yaml",
        "validate --data items",
        "validate --format xml",
        "status --format xml",
        "report --format odt",
        "status --date 2026-02-30",
        "validate --nosuch",
        "publish 1800 -o out",
        "publish 2026 -o data/items",
        "verify data/plan.yaml",
        "verify nosuch.zip",
        "diff",
        "history 1",
        "export --format csv -o data/items",
        "fmt nosuch.yaml",
        "show",
        "--nosuch",
    ],
)
def test_wrong_use_ends_with_2_and_touches_nothing(home, taikou, line):
    before = files_in(home)
    code, out, err = taikou(*line.split())
    assert (code, out) == (2, "")
    assert err.startswith("エラー: ")
    assert files_in(home) == before


@pytest.mark.parametrize("line", ["validate", "status", "show 1", "report"])
def test_without_a_plan_every_command_ends_with_2_and_says_where_to_go(
    tmp_path, monkeypatch, taikou, line
):
    monkeypatch.chdir(tmp_path)
    code, out, err = taikou(*line.split())
    assert (code, out) == (2, "")
    assert "plan.yaml が見つかりません" in err
    assert "--data" in err
    assert files_in(tmp_path) == {}


@pytest.mark.parametrize("line", ["status", "show 1", "report"])
def test_unreadable_outline_is_told_by_all_that_need_it(home, taikou, line):
    (home / "data/plan.yaml").write_text("title: [\n", encoding="utf-8")
    code, _, err = taikou(*line.split())
    assert code == (1 if line == "report" else 2)
    assert "plan.yaml" in err


@pytest.mark.parametrize("folder", ["data", "data/items", "資料/会議"])
def test_commands_work_the_same_from_any_sub_folder(home, taikou, monkeypatch, folder):
    lines = (["validate", "--format", "json"], ["status"], ["show", "1"])
    above = [taikou(*line) for line in lines]
    (home / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(home / folder)
    assert [taikou(*line) for line in lines] == above
    taikou("report")
    assert (home / "build/plan.html").is_file()


def test_data_may_lie_anywhere_under_any_name(home, taikou, tmp_path, monkeypatch):
    shutil.move(home / "data", tmp_path / "別の 大綱")
    monkeypatch.chdir(home)
    assert taikou("validate", "--data", "../別の 大綱").code == 0
    assert taikou("report", "--data", tmp_path / "別の 大綱").code == 0
    assert {path.name for path in files_in(tmp_path / "build")} == {"plan.md", "plan.html"}


def test_report_writes_both_formats_where_it_says_and_again_the_same(home, taikou):
    assert taikou("report", "-o", "out/2026").out.count("out/2026/plan.") == 2
    first = files_in(home)
    taikou("report", "-o", "out/2026")
    assert files_in(home) == first
    assert {path.name for path in files_in(home / "out")} == {"plan.md", "plan.html"}


def test_report_tried_out_names_the_files_and_writes_nothing(home, taikou):
    before = files_in(home)
    ended = taikou("report", "--dry-run", "-o", "out")
    assert "out/plan.md" in ended.out
    assert "out/plan.html" in ended.out
    assert files_in(home) == before
    assert not (home / "out").exists()


def test_many_files_are_counted_instead_of_named_one_by_one(home, taikou):
    made = taikou("export", "--format", "site", "-o", "site", "--data", DEMO).out.splitlines()
    count = len(files_in(home / "site"))
    assert count > len(made)
    assert made[0].endswith("site/index.html")
    assert made[-1].endswith(f"（全部で{count}ファイル）")


def test_report_of_a_broken_plan_keeps_the_last_good_one(home, taikou):
    taikou("report")
    before = files_in(home / "build")
    break_item(home)
    code, out, err = taikou("report")
    assert (code, out) == (1, "")
    assert "data/items/02.yaml" in err
    assert "何も作りませんでした" in err
    assert files_in(home / "build") == before


@pytest.mark.parametrize(("module", "step"), [(os, "fsync"), (os, "replace")])
def test_report_that_cannot_be_written_keeps_the_old_file_whole(
    home, taikou, monkeypatch, module, step
):
    taikou("report")
    before = files_in(home / "build")
    goals = home / "data/goals.yaml"
    goals.write_bytes(goals.read_bytes().replace("便利な".encode(), "親切な".encode()))

    def fail(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module, step, fail)
    code, out, err = taikou("report")
    assert (code, out) == (2, "")
    assert "書き込めません（権限がありません）" in err
    assert "権限" in err
    assert files_in(home / "build") == before


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("line", ["--select ZZ", "--select TK4,TK9", "--select 421"])
def test_selecting_no_rule_is_refused_instead_of_finding_nothing_wrong(taikou, line):
    ended = taikou("validate", *line.split())
    assert ended.code == 2
    assert "taikou rule" in ended.err


def test_severity_of_a_family_holds_for_its_rules_and_yields_to_a_rule_s_own(home, taikou):
    plan = home / "data/plan.yaml"
    severities = "checks:\n  severity:\n    TK3: error\n    TK312: info\n"
    plan.write_text(plan.read_text("utf-8") + severities, "utf-8")
    item = home / "data/items/05.yaml"
    text = item.read_text("utf-8")
    item.write_text(re.sub(r"(?ms)^(actions|kpis):.*?(?=^\w)", r"\1: []\n", text), "utf-8")
    found = json.loads(taikou("validate", "--format", "json").out)["findings"]
    grave = {f["code"]: f["severity"] for f in found if f["path"] == "data/items/05.yaml"}
    assert (grave["TK311"], grave["TK312"]) == ("error", "info")


@pytest.mark.parametrize(
    "line",
    [
        "new item --policy 1 --title _",
        "init 計画 --title _ --government 市 --first-year 2026 --last-year 2030",
        "init 計画 --title 計画 --government _ --first-year 2026 --last-year 2030",
    ],
)
def test_nothing_without_a_name_is_made(home, taikou, line):
    before = sorted(home.rglob("*"))
    assert taikou(*(" " if word == "_" else word for word in line.split())).code == 2
    assert sorted(home.rglob("*")) == before
