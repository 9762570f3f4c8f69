"""The same on a disk that is really full, and in a folder that really may only be read."""

import re
import shutil

import pytest

from .commands import WRITING
from .conftest import check_files, contents

PAGE = 4096


def fill(folder, left):
    """Fill a small disk but for some pages."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(PAGE)):
                pass
        except OSError:
            pass
        file.truncate(max(file.tell() - left * PAGE, 0))
    return filler


@pytest.mark.parametrize("name", WRITING)
def test_full_disk_leaves_whole_files_and_says_so(stage, mount, name):
    scene = stage.scene(name)
    disk = mount("disk", "-t", "tmpfs", "-o", "size=4m", "tmpfs")
    for left in (0, 2):
        home = disk / "home"
        shutil.copytree(scene.ready, home)
        filler = fill(disk, left)
        ended = stage.run(home, scene.writing.line)
        now = check_files(scene, home)
        assert left or ended.code
        if now != scene.new:
            assert ended.code == 2
            assert re.search(r"エラー: 「.+」に書き込めません（空き容量がありません）", ended.told)
        filler.unlink()
        shutil.rmtree(home)


@pytest.mark.parametrize("name", WRITING)
def test_read_only_folder_is_told_and_nothing_changes(stage, mount, name):
    scene = stage.scene(name)
    home = mount("home", "--bind", "-o", "ro", str(scene.ready))
    ended = stage.run(home, scene.writing.line)
    assert ended.code == 2
    assert re.search(r"エラー: 「.+」に書き込めません（読み取り専用の場所です）", ended.told)
    assert "直し方: " in ended.told
    assert contents(home) == scene.old


def test_looking_works_in_a_read_only_folder(stage, mount):
    home = mount("home", "--bind", "-o", "ro", str(stage.scene("new year").ready))
    for line in ("validate", "status", "show 1", "fmt --check", "report --dry-run"):
        assert stage.run(home, line).code == 0, line
