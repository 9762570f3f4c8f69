"""The serving process is killed at any write: nothing is lost or half, and it says so and goes on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from taikou_cli.store.plan_lock import LOCK_NAME
from taikou_cli.web.session import Session
from tests.interruption.conftest import RECORDS, contents, is_leftover

from .conftest import GATE, SMALL, Visitor
from .killing import DEEDS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")
OF_GIT = {"record", "undo"}
FILE = "data/evaluations/2026/02.yaml"
NAME = {"NAME": "行革花子", "EMAIL": "hanako@example.jp"}
ENV = os.environ | {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in NAME.items()}
TOLD = "前の書き込みが、途中で止まっています"


def kill(name: str, home: Path, states: Path) -> dict[str, Path]:
    """Do a deed as often as it has steps, and kill it at each; give the folders that came of it."""
    subprocess.run(
        [sys.executable, "-m", "tests.web.killing", name, str(home), str(states)],
        check=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    return {path.name: path for path in sorted(states.iterdir())}


def files_of(home: Path) -> dict[str, bytes]:
    """Give the files of the plan; the receipts of forms say how often they were taken in."""
    return {
        path: content
        for path, content in contents(home).items()
        if path.startswith("data/") and not is_leftover(path) and not path.startswith(RECORDS)
    }


@pytest.mark.parametrize("name", [name for name in DEEDS if name not in OF_GIT])
def test_killed_at_any_write_leaves_whole_files_and_goes_on(name: str, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "home/data")
    outcomes = kill(name, tmp_path / "home", tmp_path / "states")
    old, new = (files_of(outcomes.pop(which)) for which in ("old", "new"))
    assert old != new
    assert {files_of(place) == new for place in outcomes.values()} == {True, False}
    for place in outcomes.values():
        for path, content in files_of(place).items():
            assert content in (old.get(path), new[path]), path
        is_locked = (place / LOCK_NAME).exists()
        visitor = Visitor(Session(place / "data", GATE, is_read_only=False))
        page = visitor.get("/")
        assert page.status == 200
        assert "TK006" not in page.words
        assert (TOLD in page.words) == is_locked
        if files_of(place) != new:
            got = DEEDS[name](visitor)()
            assert got.status == 303, got.words
            assert TOLD not in visitor.get("/").words
        assert files_of(place) == new
        assert not (place / LOCK_NAME).exists()


def git(home: Path, *arguments: str) -> str:
    command = ["git", "-C", str(home), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=ENV).stdout


@pytest.mark.parametrize("name", sorted(OF_GIT))
def test_killed_while_recording_or_undoing_loses_no_change(name: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(SMALL, home / "data")
    for line in ("init -q", "add .", "commit -qm 最初"):
        git(home, *line.split())
    (home / FILE).write_text((home / FILE).read_text("utf-8").replace("actual: 11", "actual: 12"))
    if name == "undo":
        git(home, "commit", "-qam", "直した")
    outcomes = kill(name, home, tmp_path / "states")
    old, new = (outcomes.pop(which) for which in ("old", "new"))
    assert ("取り消し：直した" if name == "undo" else "直した") in git(new, "log", "--format=%s")
    for place in outcomes.values():
        assert files_of(place) in (files_of(old), files_of(new))
        visitor = Visitor(Session(place / "data", GATE, is_read_only=False))
        page = visitor.get("/changes")
        assert page.status == 200
        if name == "undo" and files_of(place) == files_of(new):
            assert "取り消し：直した" in page.words
        else:
            got = DEEDS[name](visitor)()
            assert got.status == 303 or "記録する変更がありません" in got.words, got.words
        assert files_of(place) == files_of(new)
        assert git(place, "status", "--porcelain") == ""
        git(place, "fsck", "--strict")
