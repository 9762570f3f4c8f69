"""The command line, in this process and in one of its own, on a copy of the small plan."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from taikou_cli.cli.main import run

SMALL_PLAN = Path(__file__).parent.parent / "plans" / "small"


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Stand in a folder whose `data/` holds the small plan."""
    home = tmp_path / "大綱 2026"
    shutil.copytree(SMALL_PLAN, home / "data")
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def taikou(capsys):
    """Run a command line in this process."""

    def call(*arguments):
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ended(code, *capsys.readouterr())

    return call


@pytest.fixture
def process():
    """Run a command line in a process of its own; what it prints is given as bytes."""

    def call(*arguments, stdout=subprocess.PIPE, **environment):
        return subprocess.run(
            [sys.executable, "-m", "taikou_cli", *arguments],
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )

    return call
