"""Runs the commands of the table in children to which a fault happens."""

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from taikou_cli.store.atomic_write import LEFTOVERS
from taikou_cli.store.plan_lock import LOCK_NAME

from .commands import SMALL_PLAN, WRITING, Writing

# They say how many values a run changed: one that is repeated changes fewer.
RECORDS = "forms/2026/"
VICTIM = Path(__file__).with_name("victim.py")


class Ended(NamedTuple):
    """What came of a run: its exit code, what struck it if anything did, what it printed."""

    code: int
    struck: str | None
    steps: int
    told: str


class Scene(NamedTuple):
    """A command of the table, its folder before it runs, and the files before and after."""

    writing: Writing
    ready: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    steps: int


class Stage:
    """Gives scenes, copies of their folders, and runs."""

    def __init__(self, folder):
        self._folder = folder
        self._scenes = {}
        self._count = 0
        self._process = subprocess.Popen(
            [sys.executable, str(VICTIM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ
            | {
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                "SOURCE_DATE_EPOCH": "1800000000",
                "GIT_CEILING_DIRECTORIES": str(folder),
                "NO_COLOR": "1",
                "COLUMNS": "500",
            },
        )

    def close(self):
        self._process.communicate()

    def scene(self, name):
        if name not in self._scenes:
            writing = WRITING[name]
            ready = self._make_folder()
            shutil.copytree(SMALL_PLAN, ready / "data")
            writing.prepare(ready)
            done = self.copy(ready)
            ended = self.run(done, writing.line)
            assert ended.code == 0, ended.told
            self._scenes[name] = Scene(writing, ready, contents(ready), contents(done), ended.steps)
        return self._scenes[name]

    def copy(self, ready):
        return Path(shutil.copytree(ready, self._make_folder(), dirs_exist_ok=True))

    def run(self, home, line, kind="", at=0, **more):
        told = self._folder / "told.txt"
        job = {"command": line.split(), "folder": str(home), "told": str(told)}
        job |= {"kind": kind, "at": at, **more}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        told_events = [word for word in answer["told"] if not word.isdecimal()]
        steps = [int(word) for word in answer["told"] if word.isdecimal()]
        return Ended(
            answer["code"],
            told_events[0] if told_events else None,
            steps[0] if steps else 0,
            told.read_text("utf-8"),
        )

    def _make_folder(self):
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        return folder


def contents(home):
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


def is_leftover(path):
    return any(fnmatch.fnmatch(path.rpartition("/")[2], one) for one in (LEFTOVERS, LOCK_NAME))


def check_files(scene, home, *, leftovers=False):
    """Look at every file: old or new, and nothing beside what the command is for."""
    now = contents(home)
    left = {path for path in now if is_leftover(path)}
    assert leftovers or not left
    for path in now.keys() - left | scene.old.keys():
        known = [files.get(path) for files in (scene.old, scene.new)]
        assert now.get(path) in known or path.startswith(RECORDS), path
        changed = now.get(path) != scene.old.get(path)
        assert not changed or re.fullmatch(scene.writing.touches, path), path
    return {path: content for path, content in now.items() if path not in left}


@pytest.fixture(scope="session")
def stage(tmp_path_factory):
    if not hasattr(os, "fork"):
        pytest.skip("fork のないシステム（Windows）では、途中で止める試験はできません。")
    stage = Stage(tmp_path_factory.mktemp("stage"))
    yield stage
    stage.close()


@pytest.fixture
def mount(tmp_path):
    """Mount something below the test's own folder for as long as the test runs."""
    mounted = []

    def call(name, *options):
        place = tmp_path / name
        place.mkdir()
        if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
            pytest.skip("mount には管理者の権限が要るため、試せません。")
        ended = subprocess.run(["mount", *options, place], capture_output=True, check=False)
        if ended.returncode:
            pytest.skip(f"mount できないため、試せません（{ended.stderr.decode().strip()}）。")
        mounted.append(place)
        return place

    yield call
    for place in mounted:
        subprocess.run(["umount", place], check=True)
