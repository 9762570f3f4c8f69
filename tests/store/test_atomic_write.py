"""A file is written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from taikou_cli.base.errors import WriteError
from taikou_cli.store import atomic_write
from taikou_cli.store.atomic_write import edit_file, write_file

FULL = OSError(28, "空き容量がありません")


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "計画.yaml"
    path.write_bytes(b"old")
    return path


def break_down(monkeypatch, module, name, error):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(module, name, fail)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def files_in(folder):
    return [path.name for path in folder.iterdir()]


def test_content_is_replaced_byte_for_byte_and_nothing_is_left_beside_it(target):
    write_file(target, b"\xef\xbb\xbfnew\r\n\x00")
    assert target.read_bytes() == b"\xef\xbb\xbfnew\r\n\x00"
    assert files_in(target.parent) == [target.name]


def test_missing_folders_are_made(tmp_path):
    write_file(tmp_path / "evaluations/2025/01.yaml", b"new")
    assert (tmp_path / "evaluations/2025/01.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["open", "fsync", "replace", "chmod"])
def test_failure_at_any_step_keeps_the_old_content_and_says_so(target, monkeypatch, name):
    break_down(monkeypatch, os, name, FULL)
    with pytest.raises(WriteError) as caught:
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert files_in(target.parent) == [target.name]
    assert str(target) in caught.value.message
    assert "空き容量がありません" in caught.value.message
    assert "空き容量" in caught.value.hint


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_interruption_keeps_the_old_content(target, monkeypatch, name):
    break_down(monkeypatch, os, name, KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert files_in(target.parent) == [target.name]


def test_failed_first_write_leaves_no_file(tmp_path, monkeypatch):
    break_down(monkeypatch, os, "replace", FULL)
    with pytest.raises(WriteError):
        write_file(tmp_path / "new.yaml", b"new")
    assert files_in(tmp_path) == []


def test_whole_content_is_on_disk_beside_the_target_before_it_takes_its_place(target, monkeypatch):
    steps = []
    fsync, replace = os.fsync, os.replace

    def note_fsync(handle):
        steps.append(("fsync", os.fstat(handle).st_size))
        fsync(handle)

    def note_replace(source, to):
        steps.append(("replace", Path(source).parent, Path(source).read_bytes()))
        replace(source, to)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    write_file(target, b"new content")
    assert steps == [("fsync", 11), ("replace", target.parent, b"new content")]


PERMISSIONS = pytest.mark.skipif(os.name == "nt", reason="Windows にはこの権限がありません。")


@PERMISSIONS
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_of_a_file_are_kept(target, mode):
    target.chmod(mode)
    write_file(target, b"new")
    assert mode_of(target) == mode


@PERMISSIONS
def test_new_file_may_be_read_by_whom_the_system_lets_read(tmp_path):
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "new.yaml", b"new")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "new.yaml") == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_read_only_folder_is_told_in_japanese(target):
    target.parent.chmod(0o500)
    with pytest.raises(WriteError, match="書き込めません"):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"


def test_file_in_place_of_a_folder_and_folder_in_place_of_a_file_are_told(target):
    (target.parent / "folder").mkdir()
    for path in (target / "01.yaml", target.parent / "folder"):
        with pytest.raises(WriteError, match="書き込めません"):
            write_file(path, b"new")
    assert sorted(files_in(target.parent)) == ["folder", target.name]
    assert target.read_bytes() == b"old"


def test_name_of_any_length_that_the_system_takes_can_be_written(tmp_path):
    path = tmp_path / ("報" * 80 + ".md")
    path.write_bytes(b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_what_a_link_leads_to_is_written_and_the_link_stays(target, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows では、計画のロックだけが締め出す")
def test_file_that_another_program_keeps_to_itself_is_not_waited_for_without_end(
    target, monkeypatch
):
    monkeypatch.setattr(atomic_write, "_PATIENCE", 0.1)
    before = target.read_bytes()
    with target.open("rb") as file:
        assert atomic_write.try_lock(file.fileno())
        with pytest.raises(WriteError, match="放しません。元のファイルはそのままです"):
            edit_file(target, before, b"new")
    assert [path.read_bytes() for path in target.parent.iterdir()] == [before]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_is_no_file_is_not_taken_the_place_of(tmp_path):
    """An administrator who wrote to /dev/null had a plain file there afterwards."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(WriteError, match="装置やパイプです"):
        write_file(pipe, b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]
