"""What was found before may be given again only if nothing at all has changed."""

import os
import shutil
from pathlib import Path

import pydantic
import pydantic_core
import pytest
import ruamel.yaml

import taikou_cli
from taikou_cli.checks import check_folder as checking
from taikou_cli.checks import result_cache
from taikou_cli.checks.check_folder import check_folder
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.checks.settings import Settings
from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project

SMALL = Path(__file__).parents[1] / "plans/small"
ITEM = "items/02.yaml"


@pytest.fixture
def caches(tmp_path, monkeypatch):
    folder = tmp_path / "caches"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    monkeypatch.setattr(checking, "FEWEST_FILES", 1)
    return folder


@pytest.fixture
def data(tmp_path, caches):  # noqa: ARG001 - nothing may be kept in the real place
    return Path(shutil.copytree(SMALL, tmp_path / "data"))


@pytest.fixture
def checks(monkeypatch):
    """Count the checks that were really made."""
    made = []

    def count(*arguments, **options):
        made.append(arguments)
        return check_plan(*arguments, **options)

    monkeypatch.setattr(checking, "check_plan", count)
    return made


def spoil(data, old="窓口の統合", new="窓口のの合"):
    path = data / ITEM
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size


def kept_files(caches):
    return [path for path in caches.rglob("*") if path.is_file()] if caches.exists() else []


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("line", ["", "--format json", "--verbose", "--format sarif", "--strict"])
def test_second_answer_is_the_first_one_without_a_check(data, checks, capsys, broken, line):
    if broken:
        spoil(data, "policy: 1\n", "polizy: 1\n")
    command = ["validate", "--data", str(data), *line.split()]
    first = run(command), capsys.readouterr().out
    second = run(command), capsys.readouterr().out
    assert second == first
    assert len(checks) == 1
    assert first[1] or broken


def test_edit_that_keeps_size_and_time_is_seen(data, checks):
    assert check_folder(data).findings == ()
    spoil(data)
    assert [finding.code for finding in check_folder(data).findings] == ["TK505"]
    assert len(checks) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "memo.txt").write_text("", "utf-8"),
        lambda data: (data / ITEM).rename(data / "items/06.yaml"),
        lambda data: (data / ITEM).unlink(),
        lambda data: (data / "items/09.yaml").symlink_to(data / ITEM),
        lambda data: os.truncate(data / ITEM, 3_000_000),
    ],
    ids=["added", "renamed", "removed", "link", "huge"],
)
def test_change_of_the_folder_is_seen(data, checks, change):
    check_folder(data)
    change(data)
    changed = check_folder(data)
    assert changed.findings
    assert changed.findings == check_plan(load_project(data)).findings
    assert len(checks) == 2


def test_other_rules_and_other_programs_do_not_share_an_answer(data, checks, monkeypatch):
    spoil(data)
    assert check_folder(data).findings
    assert check_folder(data, Settings(ignore=("TK505",))).findings == ()
    assert check_folder(data, Settings(select=("TK1",))).findings == ()
    assert check_folder(data).findings
    assert len(checks) == 4
    monkeypatch.setattr(result_cache, "_describe_program", lambda: iter(["edited rule"]))
    check_folder(data)
    assert len(checks) == 5


def test_program_is_told_by_the_source_of_every_module():
    described = list(result_cache._describe_program())
    assert any(one.startswith("checks/rules/tk505_word_doubled.py ") for one in described)
    assert len(described) == len(set(described))
    libraries = (pydantic, pydantic_core, ruamel.yaml)
    assert taikou_cli.__version__ in described
    assert {getattr(one, "VERSION", one.__version__) for one in libraries} < set(described)


def test_program_packed_without_its_source_is_told_by_the_note_of_its_build(tmp_path):
    note = tmp_path / result_cache.SOURCE_NOTE
    note.parent.mkdir()
    package = Path(taikou_cli.__file__).parent
    note.write_text("\n".join(result_cache.describe_source(package)), "utf-8")
    assert [*result_cache.describe_source(tmp_path)] == [*result_cache.describe_source(package)]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"key": 1}', b"\xff", b'"x"'])
def test_what_something_else_wrote_is_not_believed(caches, data, content):
    check_folder(data)
    (kept,) = kept_files(caches)
    kept.write_bytes(content)
    assert check_folder(data).findings == ()


def test_nothing_is_kept_where_nothing_may_be_written(caches, data, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert check_folder(data).findings == ()
    assert kept_files(caches) == []
    monkeypatch.undo()
    monkeypatch.setattr(checking, "FEWEST_FILES", 1)
    caches.write_text("a file where the folder would be", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))
    assert check_folder(data).findings == ()


def test_small_plan_leaves_no_traces(caches, data, monkeypatch):
    monkeypatch.setattr(checking, "FEWEST_FILES", 1000)
    check_folder(data)
    assert kept_files(caches) == []
