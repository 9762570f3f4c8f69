"""What Windows lacks or does otherwise, as far as it can be put on here."""

import ast
import errno
import os
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path, PureWindowsPath

import pytest

from taikou_cli.base.errors import WriteError, describe_os_error
from taikou_cli.base.findings import CheckResult, Finding, Position, Severity
from taikou_cli.cli import ci, console
from taikou_cli.cli.main import run
from taikou_cli.formatting import plan_files
from taikou_cli.store.atomic_write import write_file
from taikou_cli.store.plan_lock import LOCK_NAME, LockedError, hold_lock

from .conftest import SMALL_PLAN, TOP

ONLY_POSIX = (
    "fork|forkpty|getuid|geteuid|getgid|getegid|getgroups|setsid|killpg|getpgid|nice|wait|waitpid"
    "|chown|lchown|fchown|fchmod|mkfifo|mknod|statvfs|uname|sync|pread|pwrite|sendfile|getloadavg"
    "|O_CLOEXEC|O_NOFOLLOW|O_DIRECTORY|O_NONBLOCK|O_SYNC|O_TMPFILE"
).split("|")
MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "curses", "tzdata")
LINES = """\
validate
status
show 1
fmt --check
report -o out
report --format json -o out
publish 2026 -o out --no-pdf --dry-run
export --format csv -o out/csv
export --format xlsx -o out/all.xlsx
export --format sqlite -o out/all.sqlite
export --format site -o out/site
form export --year 2026 -o out/forms
form import out/forms --year 2026
form status --year 2026
new year 2027
rule --all
schema -o out
"""
CHILD = """
import os, sys, types
for name in {modules!r}:
    sys.modules[name] = None
from taikou_cli.cli.main import run
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, locking=lambda *_: None)
for name in {functions!r}:
    if hasattr(os, name):
        delattr(os, name)
codes = {{line: run(line.split()) for line in {lines!r}.splitlines()}}
sys.exit(str(codes) if set(codes.values()) - {{0, 1}} else 0)
"""


@pytest.fixture
def small(tmp_path, monkeypatch):
    shutil.copytree(SMALL_PLAN, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_child(*options, modules=(), functions=(), **settings):
    code = CHILD.format(modules=modules, functions=functions, lines=LINES)
    return subprocess.run(
        [sys.executable, *options, "-c", code],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(TOP), "PYTHONIOENCODING": "utf-8"} | settings,
        check=False,
    )


@pytest.mark.usefixtures("small")
def test_commands_work_without_what_only_unix_has_and_without_time_zones():
    functions = [name for name in ONLY_POSIX if not name.startswith("O_")]
    # No git is found either: the standard library starts programs differently on Windows.
    ended = run_child(modules=MODULES, functions=functions, PATH="", PYTHONTZPATH="")
    assert ended.returncode == 0, ended.stderr.decode()
    assert b"Traceback" not in ended.stderr


@pytest.mark.usefixtures("small")
def test_no_file_is_opened_in_the_encoding_of_the_system():
    ended = run_child("-X", "utf8=0", "-X", "warn_default_encoding", LC_ALL="C.UTF-8")
    assert ended.returncode == 0, ended.stderr.decode()
    assert re.findall(r".*taikou_cli.*EncodingWarning.*", ended.stderr.decode()) == []


def test_program_names_nothing_that_only_unix_has():
    for path in sorted((TOP / "taikou_cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) not in {("os", name) for name in ONLY_POSIX}, path
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                assert not names & {*MODULES, "zoneinfo"}, path


class DrivePath(PureWindowsPath):
    """A path on Windows, as far as it is asked for here."""

    def resolve(self):
        return self

    def absolute(self):
        return DrivePath("C:/計画") / self

    @classmethod
    def cwd(cls):
        return cls("C:/Users/職員")


def test_paths_for_ci_servers_have_slashes_on_windows(monkeypatch):
    monkeypatch.setattr(ci, "Path", DrivePath)
    monkeypatch.setenv("GITHUB_WORKSPACE", "c:\\runner\\work")
    finding = Finding("TK1", "x", Severity.ERROR, "data/items/01.yaml", Position(), "", "")
    result = ci.rebase(
        CheckResult((finding,), 1, {}, {}), DrivePath("C:\\Runner\\work\\plans\\県\\data")
    )
    assert [one.path for one in result.findings] == ["plans/県/data/items/01.yaml"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("data\\items\\01.yaml", "item"),
        ("D:\\計画\\data\\evaluations\\2026\\01.yaml", "evaluation"),
        ("data\\items\\..\\notes.yaml", None),
    ],
)
def test_files_named_with_backslashes_are_known_by_their_place(path, kind):
    found = plan_files._kind_of(DrivePath(path))
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("code", "winerror", "told"),
    [
        (errno.EACCES, 5, "権限がありません"),
        (errno.EACCES, 32, "ほかのソフトが使っています"),
        (errno.EACCES, 33, "ほかのソフトが使っています"),
        (errno.ENOENT, 206, "名前が長すぎます"),
        (errno.ENOSPC, 112, "空き容量がありません"),
    ],
)
def test_reasons_of_windows_are_told_in_japanese(code, winerror, told):
    error = OSError(code, "The process cannot access the file")
    error.winerror = winerror
    assert describe_os_error(error) == told


def test_path_that_windows_finds_too_long_is_told_with_its_length(tmp_path, monkeypatch):
    path = tmp_path
    while len(str(path)) < 250:
        path /= "とても長い名前のフォルダー"

    def lose(*_arguments, **_options):
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")

    monkeypatch.setattr(os, "mkdir", lose)
    with pytest.raises(WriteError, match=f"{len(str(path))}字あり、長すぎます"):
        write_file(path, b"")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("code", [errno.EPIPE, errno.EINVAL])
def test_reader_that_goes_away_is_no_error_on_windows_either(monkeypatch, capsys, code):
    def echo(text, *, err=False, **_options):
        if not err:
            raise OSError(code, "Invalid argument")
        sys.stderr.write(text)

    monkeypatch.setattr(console.typer, "echo", echo)
    assert run(["rule"]) == 0
    assert capsys.readouterr().err == ""


def test_templates_and_program_say_how_they_are_read():
    """Files of the checkout are opened with an encoding everywhere: the tests, too."""
    ended = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--preview", "--select", "PLW1514", "--quiet", "."],
        cwd=TOP,
        capture_output=True,
        check=False,
    )
    if b"No module named" in ended.stderr:
        pytest.skip("ruff がありません。")
    assert ended.stdout.decode() == ""


def test_no_path_of_the_data_depends_on_the_separator(small, capsys):
    """A folder given with another separator at its end, or with dots, names the same files."""
    expected = None
    for given in ("data", "data/", "./data", f"{small}{os.sep}data", Path("data", "..", "data")):
        assert run(["validate", "--format", "json", "--data", str(given)]) == 0
        out = capsys.readouterr().out
        expected = expected or out
        assert out == expected


def test_lock_of_windows_is_on_a_byte_that_nobody_wants_to_read(tmp_path, monkeypatch):
    places = []

    def locking(file, mode, count):
        places.append((os.lseek(file, 0, os.SEEK_CUR), mode, count))
        if len(places) > 1:
            raise PermissionError(13, "Permission denied")

    monkeypatch.setitem(sys.modules, "fcntl", None)
    fake = types.SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    with hold_lock(tmp_path, "fmt"):
        text = (tmp_path / LOCK_NAME).read_bytes()
        with pytest.raises(LockedError, match="fmt"), hold_lock(tmp_path, "new", wait=0):
            pass
    assert len(text) < 1 << 20
    assert places == [(1 << 30, 2, 1)] * 2
