"""What else is written: the record in git, the summary of a CI server, the cache, the output itself."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import typer

from taikou_cli.base.errors import WriteError
from taikou_cli.checks import check_folder
from taikou_cli.cli.main import app, run
from taikou_cli.store.atomic_write import edit_file, write_file

from .commands import LOOKING, SMALL_PLAN, WRITING
from .conftest import contents, is_leftover

FULL = Path("/dev/full")
OLD, NEW, OTHER = b"old\n", b"new\n" * 5000, b"other\n" * 5000


def git(folder, *arguments):
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_every_command_is_in_the_table_or_only_looks():
    names = set()
    for name, command in typer.main.get_command(app).commands.items():
        names |= {f"{name} {one}" for one in getattr(command, "commands", ())} or {name}
    told = {name for name in names if any(f"{row} ".startswith(f"{name} ") for row in WRITING)}
    # new plan is init by another name; what is written on pages is killed in tests/web.
    assert names - told - LOOKING == {"new plan", "serve"}


def test_what_a_killed_publish_leaves_in_git_does_not_stop_the_next(stage):
    scene = stage.scene("publish")
    home = stage.copy(scene.ready)
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "計画")
    at = scene.steps - 2
    assert stage.run(home, scene.writing.line, "kill", at).struck == "os.link"
    assert any(is_leftover(path) for path in contents(home / "data"))
    ended = stage.run(home, scene.writing.line)
    assert ended.code == 0, ended.told
    assert (home / "data/publications/2026.yaml").is_file()


def test_leftovers_are_ignored_by_this_repository(tmp_path):
    top = SMALL_PLAN.parents[2]
    git(tmp_path, "init", "-q")
    shutil.copy(top / ".gitignore", tmp_path)
    (tmp_path / ".taikou-0a1b2c3d.tmp").write_bytes(b"")
    ended = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path, check=True, capture_output=True
    )
    assert ended.stdout == b"?? .gitignore\n"


def test_leftover_goes_with_a_later_write_but_not_what_another_run_is_writing(tmp_path):
    forgotten, fresh = tmp_path / ".taikou-00000000.tmp", tmp_path / ".taikou-11111111.tmp"
    for path in (forgotten, fresh):
        path.write_bytes(b"half")
    long_ago = time.time() - 7200
    os.utime(forgotten, (long_ago, long_ago))
    write_file(tmp_path / "01.yaml", NEW)
    assert sorted(path.name for path in tmp_path.iterdir()) == [fresh.name, "01.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows は、読んでいるファイルを置き換えさせません。")
def test_two_writers_at_once_leave_one_of_the_contents_whole(tmp_path):
    path = tmp_path / "01.yaml"

    def write_often(content):
        for _ in range(20):
            write_file(path, content)

    writers = [threading.Thread(target=write_often, args=(one,)) for one in (NEW, OTHER)]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen.add(path.read_bytes() if path.exists() else NEW)
    assert seen <= {NEW, OTHER}
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("before", "step"),
    [
        *((OLD, step) for step in ("open", "fsync", "link", "replace")),
        (None, "open"),
        (None, "link"),
    ],
)
def test_edit_keeps_what_another_wrote_meanwhile(tmp_path, monkeypatch, before, step):
    path = tmp_path / "01.yaml"
    if before:
        path.write_bytes(before)
    real = getattr(os, step)

    def write_before(*arguments, **options):
        monkeypatch.setattr(os, step, real)
        path.write_bytes(OTHER)
        return real(*arguments, **options)

    monkeypatch.setattr(os, step, write_before)
    with pytest.raises(WriteError, match="処理している間に"):
        edit_file(path, before, NEW)
    assert path.read_bytes() == OTHER
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("before", [OLD, None])
def test_edit_works_where_a_file_cannot_have_two_names(tmp_path, monkeypatch, before):
    def refuse(*_arguments, **_options):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "01.yaml"
    if before:
        path.write_bytes(before)
    edit_file(path, before, NEW)
    assert path.read_bytes() == NEW
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_file_that_windows_holds_open_is_told_with_the_way_out(tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        error = PermissionError(13, "Access is denied")
        error.winerror = 5
        raise error

    path = tmp_path / "2026年度評価.xlsx"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError) as caught:
        write_file(path, NEW)
    assert path.name in caught.value.message
    assert "ファイルが開かれている" in caught.value.message
    assert "閉じてから、もう一度実行してください" in caught.value.hint
    assert path.read_bytes() == OLD


@pytest.fixture
def small(tmp_path, monkeypatch):
    shutil.copytree(SMALL_PLAN, tmp_path / "home/data")
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.usefixtures("small")
def test_summary_of_a_ci_server_is_added_whole_or_not_at_all(mount, monkeypatch, capsys):
    disk = mount("disk", "-t", "tmpfs", "-o", "size=8k", "tmpfs")
    summary = disk / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    before = b"x" * (8192 - 40)
    summary.write_bytes(before)
    assert run(["validate"]) == 0
    assert summary.read_bytes() == before
    assert "まとめを書き込めません（空き容量がありません）" in capsys.readouterr().err
    summary.write_bytes(b"")
    assert run(["validate"]) == 0
    assert "エラー 0件" in summary.read_text("utf-8")


@pytest.mark.usefixtures("small")
def test_cache_that_cannot_be_written_or_was_half_written_changes_no_answer(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(check_folder, "FEWEST_FILES", 1)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    assert run(["validate"]) == 0
    (kept,) = (path for path in (tmp_path / "cache").rglob("*.json"))
    expected = capsys.readouterr().out
    kept.write_bytes(kept.read_bytes()[:50])
    assert (run(["validate"]), capsys.readouterr().out) == (0, expected)
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_bytes(b"")
    assert (run(["validate"]), capsys.readouterr()) == (0, (expected, ""))


@pytest.mark.usefixtures("small")
@pytest.mark.skipif(not FULL.exists(), reason="/dev/full がありません。")
@pytest.mark.parametrize("line", ["status", "validate --format json", "rule --all", "form status"])
def test_output_saved_on_a_full_disk_ends_with_2_and_says_so(line):
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "taikou_cli", *line.split()]
        told = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        mute = subprocess.run(command, stdout=full, stderr=full, check=False)
    assert (told.returncode, mute.returncode) == (2, 2)
    assert re.search("エラー: .*空き容量がありません", told.stderr.decode())
    assert "None" not in told.stderr.decode()
