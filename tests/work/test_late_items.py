"""`taikou status` tells who is late for the stage that is really missing."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run

DEMO = Path(__file__).parents[2] / "examples/demo/data"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(DEMO, tmp_path / "data"))


def status(data, day, capsys, *, text=False):
    line = ["status", "--year", "2025", "--date", day, "--data", str(data)]
    capsys.readouterr()
    assert run([*line, *([] if text else ["--format", "json"])]) == 0
    out = capsys.readouterr().out
    return out if text else json.loads(out)["late"]


def test_nobody_is_late_on_the_day_of_the_deadline(data, capsys):
    assert status(data, "2026-05-29", capsys) == []
    assert [one["item"] for one in status(data, "2026-05-30", capsys)] == [
        *(3, 7, 9, 16, 20, 26, 28, 34, 35)
    ]


def test_late_items_name_the_stage_that_is_really_missing(data, capsys):
    late = {one["item"]: one for one in status(data, "2026-11-15", capsys)}
    assert late[3] == {
        "item": 3,
        "divisions": ["kanzai", "digital"],
        "stage": "self_evaluated",
        "deadline": "2026-05-29",
        "returned": False,
    }
    assert (late[1]["stage"], late[1]["deadline"]) == ("department_committee", "2026-06-30")
    assert late[13]["stage"] == "implementation_committee"
    text = status(data, "2026-11-15", capsys, text=True)
    assert "推進会議（決定）」の期限" not in text
    assert "実施項目3（「自己評価済」の期限 2026-05-29。様式は未着）" in text


def test_form_that_came_back_is_told_apart(data, capsys):
    out = data.parent / "out"
    export = ["form", "export", "--year", "2025", "--division", "zaisei", "-o", str(out)]
    assert run([*export, "--data", str(data)]) == 0
    (path,) = out.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet, place = book.defined_names["tk_28_self_evaluation_issues"].attr_text.rsplit("!", 1)
    book[sheet.strip("'")][place.replace("$", "")].value = "半分だけ書いた。"
    book.save(path)
    assert run(["form", "import", str(path), "--year", "2025", "--data", str(data)]) == 0
    late = {one["item"]: one["returned"] for one in status(data, "2026-06-01", capsys)}
    assert (late[26], late[28], late[3]) == (True, True, False)
    text = "".join(status(data, "2026-06-01", capsys, text=True).split())
    assert "財政課：実施項目26、28（「自己評価済」の期限2026-05-29。様式は返送済み）" in text


def test_missing_stage_without_a_deadline_is_due_with_the_next_one(data, capsys):
    plan = data / "plan.yaml"
    text = plan.read_text("utf-8")
    for line in ("self_evaluated: 2026-05-29", "department_committee: 2026-06-30"):
        text = text.replace(f"      {line}\n", "")
    plan.write_text(text, "utf-8")
    assert status(data, "2026-07-31", capsys) == []
    late = {one["item"]: one for one in status(data, "2026-08-01", capsys)}
    assert (late[3]["stage"], late[3]["deadline"]) == ("self_evaluated", "2026-07-31")
