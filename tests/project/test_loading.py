"""A folder as it may really be: the cases that git cannot carry, and where a plan is looked for."""

import os
import shutil
from pathlib import Path

import pytest

from taikou_cli.base.errors import PlanNotFoundError
from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import find_data_folder
from taikou_cli.store.file_tree import FolderTree

SMALL_PLAN = Path(__file__).parent.parent / "plans" / "small"
MEBIBYTE = 1024 * 1024


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(SMALL_PLAN, tmp_path / "data")


@pytest.fixture
def paths_read(monkeypatch):
    read, paths = FolderTree.read, []

    def note(tree, path):
        paths.append(path)
        return read(tree, path)

    monkeypatch.setattr(FolderTree, "read", note)
    return paths


def find(data):
    findings = run_checks(load_project(data), load_rules()).findings
    return [f"{f.path}:{f.position.line}:{f.position.column} {f.code}" for f in findings]


def loaded_items(data):
    return [item.content.number for item in load_project(data).items]


def test_huge_file_is_told_with_its_size_and_never_read(data, paths_read):
    with (data / "items/02.yaml").open("wb") as file:
        file.truncate(100_000_000)
    result = run_checks(load_project(data), load_rules())
    assert [(f.code, f.path) for f in result.findings] == [("TK003", "data/items/02.yaml")]
    assert "100.0MB" in result.findings[0].message
    assert "items/02.yaml" not in paths_read
    assert "items/03.yaml" in paths_read


@pytest.mark.parametrize(
    ("size", "expected"), [(MEBIBYTE, []), (MEBIBYTE + 1, ["data/items/02.yaml:1:1 TK003"])]
)
def test_largest_file_that_is_read_has_one_mebibyte(data, size, expected):
    path = data / "items/02.yaml"
    content = path.read_bytes()
    path.write_bytes(content + b"#" * (size - len(content) - 1) + b"\n")
    assert find(data) == expected


@pytest.mark.parametrize("target", ["../../outside.yaml", "../goals.yaml", "missing.yaml", "."])
def test_link_in_place_of_a_file_is_told_and_not_followed(data, target):
    (data.parent / "outside.yaml").write_text("number: 2\n", encoding="utf-8")
    (data / "items/02.yaml").unlink()
    (data / "items/02.yaml").symlink_to(target)
    assert find(data) == ["data/items/02.yaml:1:1 TK004"]
    assert loaded_items(data) == [1, 3, 4, 5]
    assert "data/items/02.yaml" not in load_project(data).texts


def test_linked_folder_is_told_once_and_nothing_in_it_is_read(data, paths_read):
    shutil.move(data / "items", data.parent / "elsewhere")
    (data / "items").symlink_to("../elsewhere", target_is_directory=True)
    assert "data/items:1:1 TK004" in find(data)
    assert loaded_items(data) == []
    assert not [path for path in paths_read if path.startswith("items")]


def test_whole_data_folder_may_be_reached_through_a_link(data):
    (data.parent / "link").symlink_to("data", target_is_directory=True)
    assert find(find_data_folder(data.parent, data.parent / "link")) == []


@pytest.mark.parametrize("name", ["goals.yaml", "items/02.yaml", "evaluations/2026/02.yaml"])
def test_folder_in_place_of_a_file_is_told_as_what_it_is(data, name):
    (data / name).unlink()
    (data / name).mkdir()
    (finding,) = run_checks(load_project(data), load_rules()).findings
    assert (finding.code, finding.path) == ("TK005", f"data/{name}")
    assert "フォルダー" in finding.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_told_and_does_not_keep_anybody_waiting(data):
    (data / "items/02.yaml").unlink()
    os.mkfifo(data / "items/02.yaml")
    assert find(data) == ["data/items/02.yaml:1:1 TK005"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [(13, "権限がありません"), (2, "見つかりません"), (5, "読み書きの障害"), (999, "エラー999")],
)
def test_file_that_cannot_be_read_is_told_with_the_reason(data, monkeypatch, number, reason):
    read = FolderTree.read

    def fail(tree, path):
        if path == "items/02.yaml":
            raise OSError(number, "Not in Japanese")
        return read(tree, path)

    monkeypatch.setattr(FolderTree, "read", fail)
    result = run_checks(load_project(data), load_rules())
    assert [(f.code, f.path) for f in result.findings] == [("TK005", "data/items/02.yaml")]
    assert reason in result.findings[0].message
    assert "Not" not in result.findings[0].message


def test_every_broken_file_is_told_in_one_run_and_the_others_are_loaded(data):
    (data / "items/01.yaml").write_bytes(b"\x83\x5c\xff\n")
    (data / "items/02.yaml").write_bytes(b"")
    (data / "items/03.yaml").write_text("title: [\n", encoding="utf-8")
    (data / "items/05.yaml").unlink()
    (data / "items/05.yaml").symlink_to("04.yaml")
    (data / "memo.txt").write_text("メモ\n", encoding="utf-8")
    found = [(line.partition(":")[0], line[-5:]) for line in find(data)]
    assert set(found) >= {
        ("data/items/01.yaml", "TK010"),
        ("data/items/02.yaml", "TK002"),
        ("data/items/03.yaml", "TK020"),
        ("data/items/05.yaml", "TK004"),
        ("data/memo.txt", "TK006"),
    }
    assert not [path for path, _ in found if path == "data/items/04.yaml"]
    assert loaded_items(data) == [4]


def test_broken_outline_does_not_hide_what_is_wrong_elsewhere(data):
    (data / "plan.yaml").write_text("title: [\n", encoding="utf-8")
    (data / "items/02.yaml").write_bytes(b"")
    found = find(data)
    assert [line for line in found if line.startswith("data/plan.yaml") and "TK020" in line]
    assert "data/items/02.yaml:1:1 TK002" in found
    assert load_project(data).plan is None


@pytest.mark.parametrize("start", [".", "data", "data/items", "docs/会議 資料/2026"])
def test_plan_is_found_from_any_folder_below_its_home(data, start):
    below = data.parent / start
    below.mkdir(parents=True, exist_ok=True)
    assert find_data_folder(below) == data.resolve()


def test_nearest_plan_is_taken_where_plans_are_nested(data):
    inner = shutil.copytree(SMALL_PLAN, data.parent / "examples/demo/data")
    assert find_data_folder(inner.parent) == inner.resolve()


def test_without_a_plan_the_search_ends_with_the_way_out(tmp_path):
    (tmp_path / "data/plan.yaml").mkdir(parents=True)
    with pytest.raises(PlanNotFoundError) as caught:
        find_data_folder(tmp_path / "data")
    assert str(tmp_path) in caught.value.message
    assert "--data" in caught.value.hint


def test_folder_that_is_named_wins_over_the_one_around(data, tmp_path):
    other = shutil.copytree(SMALL_PLAN, tmp_path / "別の大綱")
    assert find_data_folder(data.parent, other) == other.resolve()


@pytest.mark.parametrize("name", ["", "items", "goals.yaml", "missing", "plan.yaml/x"])
def test_named_place_without_a_plan_is_refused_even_where_one_is_around(data, name):
    (data / "plan.yaml").rename(data / "another.yaml")
    shutil.copytree(SMALL_PLAN, data.parent / "home/data")
    with pytest.raises(PlanNotFoundError, match=r"plan\.yaml"):
        find_data_folder(data.parent / "home", data / name)


def test_naming_the_folder_above_the_data_is_answered_with_the_right_one(data):
    with pytest.raises(PlanNotFoundError) as caught:
        find_data_folder(data.parent, data.parent)
    assert str(data) in caught.value.hint
