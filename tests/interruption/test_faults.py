"""Whatever happens at whatever write: every file is as it was or as it shall be, never half."""

import errno
import json
import re

import pytest

from .commands import WRITING
from .conftest import check_files, contents, is_leftover

MOST = 10
"""Faults of one kind for one command, above which only the first file and the end have theirs."""

REFUSALS = (errno.ENOSPC, errno.EROFS, errno.EACCES)
"""A full disk, a folder that may only be read, a file that Windows holds open: by turns."""


def places_of(steps):
    """Choose at which changes a fault happens: all, or the first, the last and some between."""
    if steps <= MOST:
        return range(1, steps + 1)
    return [*range(1, 6), steps // 2, *range(steps - 1, steps + 1)]


def without_counts(files):
    """Give the files as they would be whenever the forms were taken in.

    The record says how many values changed: none, where the run before had written them.
    """
    return {path: re.sub(rb"(?m)^( *changes: ).*", rb"\1", text) for path, text in files.items()}


@pytest.mark.parametrize("name", WRITING)
def test_killed_at_any_write_leaves_whole_files_and_can_be_repeated(stage, name):
    scene = stage.scene(name)
    complete = [scene.new]
    for at in places_of(scene.steps):
        home = stage.copy(scene.ready)
        assert stage.run(home, scene.writing.line, "kill", at).code == -9
        now = check_files(scene, home, leftovers=True)
        if now in complete:
            continue
        complete.append(now)
        ended = stage.run(home, scene.writing.line)
        assert ended.code == 0, ended.told
        assert without_counts(check_files(scene, home, leftovers=True)) == without_counts(scene.new)


@pytest.mark.parametrize("name", ["new year", "fmt", "publish", "form import"])
def test_what_a_killed_run_leaves_behind_is_no_finding(stage, name):
    scene = stage.scene(name)
    home = stage.copy(scene.ready)
    stage.run(home, scene.writing.line, "kill", scene.steps - 1)
    assert any(is_leftover(path) for path in contents(home))
    findings = json.loads(stage.run(home, "validate --format json").told)["findings"]
    assert [one for one in findings if ".taikou" in one["path"] or one["code"] == "TK006"] == []


@pytest.mark.parametrize("name", WRITING)
def test_refused_write_ends_with_2_and_names_the_file_and_the_way_out(stage, name):
    scene = stage.scene(name)
    for at in places_of(scene.steps):
        home = stage.copy(scene.ready)
        ended = stage.run(home, scene.writing.line, REFUSALS[at % len(REFUSALS)], at)
        tidied_up = ended.struck == "os.remove"
        now = check_files(scene, home, leftovers=tidied_up)
        assert "Traceback" not in ended.told
        if ended.code == 0:  # what was refused can be done without
            assert ended.struck in {"os.remove", "os.link"}
            assert now == scene.new
            continue
        assert ended.code == 2
        assert re.search(r"エラー: 「.+」に書き込めません", ended.told)
        assert "直し方: " in ended.told


@pytest.mark.parametrize("name", ["init", "new year", "fmt", "form import", "schema"])
def test_interrupted_by_the_user_ends_with_2_and_a_short_message(stage, name):
    scene = stage.scene(name)
    for at in places_of(scene.steps):
        home = stage.copy(scene.ready)
        ended = stage.run(home, scene.writing.line, "interrupt", at)
        check_files(scene, home, leftovers=ended.struck == "os.remove")
        assert ended.code == 2
        assert "中断しました。" in ended.told
        assert "Traceback" not in ended.told


@pytest.mark.parametrize("name", [name for name, writing in WRITING.items() if writing.edits])
def test_what_another_writes_meanwhile_is_never_lost(stage, name):
    scene = stage.scene(name)
    path, note = scene.writing.edits, "# ほかの人が書いたこと\n"
    for at in places_of(scene.steps):
        home = stage.copy(scene.ready)
        more = {"edited": str(home / path), "text": note}
        ended = stage.run(home, scene.writing.line, "edit", at, **more)
        now = contents(home)
        assert now[path] in (scene.old[path] + note.encode(), scene.new[path] + note.encode())
        assert not any(map(is_leftover, now))
        if now[path].startswith(scene.old[path]):
            assert ended.code == 2
            assert re.search(r"エラー: 「.+」は、処理している間に", ended.told)
