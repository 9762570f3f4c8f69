"""A plan with every character that trouble comes from, and streams like those of other systems."""

import io
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from taikou_cli.cli.main import run

TOP = Path(__file__).parents[2]
SMALL_PLAN = TOP / "tests/plans/small"
# Some that cp932 has and JIS has not, some that it lacks, some that other fonts and systems mean.
UNUSUAL = "①髙﨑㈱～〜−—😀𠮷▲é"
TITLE = "窓口の統合"


class Printed(NamedTuple):
    """What a command printed, as bytes."""

    code: int
    out: bytes
    err: bytes


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Stand in a folder whose `data/` holds a plan with unusual characters, and a wrong division."""
    home = tmp_path / "大綱 2026"
    shutil.copytree(SMALL_PLAN, home / "data")
    item = home / "data/items/02.yaml"
    item.write_text(item.read_text("utf-8").replace(TITLE, TITLE + UNUSUAL), "utf-8", newline="\n")
    monkeypatch.chdir(home)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return home


def console(encoding, *arguments, line_end="\r\n"):
    """Run a command line whose output goes to a file, on a system with this encoding."""
    streams = [
        io.TextIOWrapper(io.BytesIO(), encoding, "strict", newline=line_end) for _ in range(2)
    ]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        code = run(arguments)
    for stream in streams:
        stream.flush()
    return Printed(code, *(stream.buffer.getvalue() for stream in streams))


def git(folder, *arguments):
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    ended = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True
    )
    return ended.stdout


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }
