"""What came back is recorded return by return: two people never write the same file."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run

DEMO = Path(__file__).parents[2] / "examples/demo/data"
WHO = {
    f"GIT_{who}_{what}": "a@example.jp"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    shutil.copytree(DEMO, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(home, division, name, text):
    out = home.parent / f"{home.name}-{division}"
    assert run(["form", "export", "--year", "2025", "--division", division, "-o", str(out)]) == 0
    (path,) = out.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet, place = book.defined_names[name].attr_text.rsplit("!", 1)
    book[sheet.strip("'")][place.replace("$", "")].value = text
    book.save(path)
    return path


def git(home, *arguments):
    return subprocess.run(
        ["git", *arguments],
        cwd=home,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull},
    ).stdout


def test_branches_that_took_in_different_divisions_merge_without_a_conflict(home, capsys):
    forms = {
        "digital": fill(home, "digital", "tk_01_self_evaluation_issues", "甲の課題。"),
        "zaisei": fill(home, "zaisei", "tk_27_self_evaluation_issues", "乙の課題。"),
    }
    git(home, "init", "-q", "-b", "main")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "begin")
    for branch, form in forms.items():
        git(home, "switch", "-q", "-c", branch, "main")
        assert run(["form", "import", "--year", "2025", str(form)]) == 0
        git(home, "add", "-A")
        git(home, "commit", "-qm", branch)
    git(home, "switch", "-q", "digital")
    git(home, "merge", "-q", "zaisei")
    assert git(home, "status", "--porcelain") == ""
    assert len(list((home / "forms/2025").iterdir())) == 2
    capsys.readouterr()
    assert run(["form", "status", "--year", "2025"]) == 0
    assert "12所属のうち2所属がすべて返送" in capsys.readouterr().out


def test_same_workbook_taken_in_again_changes_no_record(home):
    form = fill(home, "digital", "tk_01_self_evaluation_issues", "甲の課題。")
    assert run(["form", "import", "--year", "2025", str(form)]) == 0
    (record,) = (home / "forms/2025").iterdir()
    before = record.read_bytes()
    assert b"changes: 1" in before
    assert run(["form", "import", "--year", "2025", str(form)]) == 0
    assert [path.read_bytes() for path in (home / "forms/2025").iterdir()] == [before]
