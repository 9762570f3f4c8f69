"""A scratch repository that holds a copy of the small plan, with one commit."""

import shutil
import subprocess
from pathlib import Path

import pytest

from taikou_cli.cli.main import run

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"


class Repository:
    """A git repository with a plan in `data/`."""

    def __init__(self, top, capsys):
        self.top = top
        self.data = top / "data"
        self._capsys = capsys

    def git(self, *arguments):
        identity = ["-c", "user.name=担当者", "-c", "user.email=a@example.jp"]
        command = ["git", "-C", str(self.top), *identity, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        return self.git("rev-parse", "HEAD").strip()

    def edit(self, name, old, new):
        text = (self.data / name).read_text("utf-8")
        assert old in text
        (self.data / name).write_text(text.replace(old, new, 1), "utf-8")

    def taikou(self, *arguments):
        self._capsys.readouterr()
        code = run([*arguments, "--data", str(self.data)])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err


@pytest.fixture
def repository(tmp_path, capsys, monkeypatch):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    top = tmp_path / "県の 計画"
    shutil.copytree(SMALL_PLAN, top / "data")
    made = Repository(top, capsys)
    made.git("init", "-q", "-b", "main")
    made.commit("最初の版")
    return made
