"""What stands below a folder, in which order, and that no link is followed."""

import os

import pytest

from taikou_cli.store.file_tree import EntryKind, FolderTree


def listed(folder):
    return [(entry.path, entry.kind) for entry in FolderTree(folder).iter_entries()]


def write(path, content=b""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_files_are_listed_by_path_whatever_order_they_came_in(tmp_path):
    names = ["plan.yaml", "items/10.yaml", "items/02.yaml", "items-old.yaml", "大綱.yaml", "a/b/c"]
    for name in names:
        write(tmp_path / name)
    assert [path for path, _ in listed(tmp_path)] == sorted(names)
    assert {kind for _, kind in listed(tmp_path)} == {EntryKind.FILE}


def test_entry_tells_the_size_of_its_file(tmp_path):
    write(tmp_path / "plan.yaml", b"12345")
    assert [entry.size for entry in FolderTree(tmp_path).iter_entries()] == [5]


def test_hidden_files_and_leftovers_of_systems_are_passed_over(tmp_path):
    for name in (
        ".git/config",
        ".plan.yaml.tmp",
        "items/.DS_Store",
        "Thumbs.db",
        "items/desktop.ini",
    ):
        write(tmp_path / name)
    assert listed(tmp_path) == []


def test_folder_in_place_of_a_file_is_told_and_not_entered(tmp_path):
    write(tmp_path / "plan.yaml/inside.yaml")
    (tmp_path / "empty.yaml").mkdir()
    assert listed(tmp_path) == [("empty.yaml", EntryKind.OTHER), ("plan.yaml", EntryKind.OTHER)]
    with pytest.raises(OSError, match=r"plan\.yaml"):
        FolderTree(tmp_path).read("plan.yaml")


def test_links_are_told_and_not_followed(tmp_path):
    write(tmp_path / "outside/secret.yaml")
    data = tmp_path / "data"
    data.mkdir()
    for name, target in (
        ("file", "../outside/secret.yaml"),
        ("folder", "../outside"),
        ("loop", "."),
        ("itself", "itself"),
        ("nowhere", "missing.yaml"),
    ):
        (data / name).symlink_to(target)
    assert listed(data) == [
        (name, EntryKind.LINK) for name in ("file", "folder", "itself", "loop", "nowhere")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_told_as_something_else_than_a_file(tmp_path):
    os.mkfifo(tmp_path / "plan.yaml")
    assert listed(tmp_path) == [("plan.yaml", EntryKind.OTHER)]


def test_tree_may_itself_be_reached_through_a_link(tmp_path):
    write(tmp_path / "data/items/01.yaml", b"number: 1\n")
    (tmp_path / "link").symlink_to("data")
    assert listed(tmp_path / "link") == [("items/01.yaml", EntryKind.FILE)]
    assert FolderTree(tmp_path / "link").read("items/01.yaml") == b"number: 1\n"


def test_missing_folder_and_file_in_its_place_are_errors_of_the_system(tmp_path):
    write(tmp_path / "file")
    for name, error in (("missing", FileNotFoundError), ("file", NotADirectoryError)):
        with pytest.raises(error):
            listed(tmp_path / name)


def test_folders_of_any_depth_are_walked(tmp_path):
    deep = tmp_path
    for _ in range(300):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "x.yaml").write_bytes(b"")
    assert [entry.path.count("/") for entry in FolderTree(tmp_path).iter_entries()] == [300]
