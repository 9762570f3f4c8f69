"""Two commands on one plan at the same moment: nothing is lost, and who has to wait is told why."""

import functools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run
from taikou_cli.store import plan_lock
from taikou_cli.store.plan_lock import LOCK_NAME, hold_lock

from .many_at_once import run_many

ROOT = Path(__file__).parents[2]
SMALL_PLAN = ROOT / "tests/plans/small"
ROUNDS = 3

WRITING = (
    "new year 2027",
    "new item --policy 1 --title 新しい項目 --why 追加",
    "fmt",
    "fmt data/items/01.yaml",
    "validate --fix",
    "publish 2026 -o out --no-pdf",
    "advance self_evaluated --year 2026 --item 5",
    "form import returned.xlsx --year 2026",
    "demo .",
    "init . --title 計画 --government 市 --first-year 2026 --last-year 2030",
)
LOOKING = (
    "validate",
    "status",
    "show 1",
    "fmt --check",
    "fmt --diff",
    "validate --diff",
    "new year 2027 --dry-run",
    "report -o out",
    "form export --year 2026 -o out",
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    shutil.copytree(SMALL_PLAN, tmp_path / "home/data")
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path / "home"


def contents(home):
    return {path: path.read_bytes() for path in home.rglob("*.yaml")}


@pytest.mark.parametrize("line", WRITING)
def test_command_that_writes_is_refused_while_another_does(home, monkeypatch, capsys, line):
    monkeypatch.setattr(plan_lock, "hold_lock", functools.partial(hold_lock, wait=0.05))
    before = contents(home)
    with hold_lock(home, "form import"):
        assert run(line.split()) == 2
    told = capsys.readouterr().err
    assert "ほかの taikou がこの計画に書き込んでいます（利用者 " in told
    assert f"プロセス {os.getpid()}「taikou form import」" in told
    assert contents(home) == before
    assert not (home / LOCK_NAME).exists()


@pytest.mark.parametrize("line", LOOKING)
def test_command_that_looks_does_not_wait(home, monkeypatch, line):
    monkeypatch.setattr(plan_lock, "hold_lock", functools.partial(hold_lock, wait=0.05))
    with hold_lock(home, "form import"):
        assert run(line.split()) in (0, 1)


def test_commands_that_take_the_lock_are_those_that_are_promised_and_tried():
    taking = {
        path.stem
        for path in (ROOT / "taikou_cli/cli").glob("*.py")
        if re.search(r"(?<!def )writing_to\(", path.read_text("utf-8"))
    }
    (promise,) = re.findall(
        "`data/` に書き込むのは(.*?)だけです", (ROOT / "SECURITY.md").read_text("utf-8")
    )
    promised = re.findall("`(.*?)`", promise)
    assert {line.partition(" ")[0] for line in WRITING} | {"serve"} == {
        name.partition(" ")[0] for name in promised
    }
    of_one = {"form_import": "form import", "plan_book": "form import", "fixing": "validate --fix"}
    assert {of_one.get(name, name) for name in taking} | {"serve"} == {*promised}


def test_lock_that_a_killed_command_left_is_told_and_the_work_is_done(home, capsys):
    with hold_lock(home, "form import"):
        left = (home / LOCK_NAME).read_bytes()
    (home / LOCK_NAME).write_bytes(left)
    assert run(["new", "year", "2027"]) == 0
    told = capsys.readouterr().err
    assert "途中で止まった taikou のロックが残っていたので、外しました（利用者 " in told
    assert "「taikou form import」" in told
    assert (home / "data/evaluations/2027/01.yaml").exists()
    assert not (home / LOCK_NAME).exists()


def test_two_imports_at_one_moment_lose_no_answer(home):
    for number in range(ROUNDS):
        import_at_once(home, number)


def import_at_once(home, number):
    """Take two forms of one division in at once, each with another answer to the same item."""
    answers = {"issues": f"課題{number}。", "review": f"見直し{number}。"}
    out = home / f"out{number}"
    assert run(["form", "export", "--year", "2026", "--item", "2", "-o", str(out)]) == 0
    (form,) = out.glob("*.xlsx")
    for field, answer in answers.items():
        book = openpyxl.load_workbook(form)
        sheet, _, place = book.defined_names[f"tk_02_self_evaluation_{field}"].attr_text.rpartition(
            "!"
        )
        book[sheet.strip("'")][place.replace("$", "")].value = answer
        book.save(home / f"{field}.xlsx")
    command = [sys.executable, "-m", "taikou_cli", "form", "import", "--year", "2026"]
    started = [
        subprocess.Popen([*command, f"{field}.xlsx"], cwd=home, stdout=subprocess.DEVNULL)
        for field in answers
    ]
    assert [process.wait() for process in started] == [0, 0]
    text = (home / "data/evaluations/2026/02.yaml").read_text("utf-8")
    assert all(answer in text for answer in answers.values())
    records = [path.read_text("utf-8") for path in (home / "forms/2026").iterdir()]
    assert len(records) == 2 * (number + 1)
    assert all(text.count("item: 2\n") == 1 for text in records)
    assert not (home / LOCK_NAME).exists()


def test_many_at_once_lose_nothing_and_are_told_by_whom(tmp_path):
    """`many_at_once.py` does this for thousands of rounds."""
    ended = run_many(tmp_path, processes=3, rounds=24)
    assert sum(ended.values()) - ended["broken locks"] >= 24
    assert ended["import"] > 1
    assert ended["fmt"] > 1
