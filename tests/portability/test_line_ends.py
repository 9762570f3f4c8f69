"""A checkout in which git made CRLF of every line end: the same findings, bytes and records."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from taikou_cli.cli.main import run

from .conftest import SMALL_PLAN, TOP, contents, git

DEMO = TOP / "examples/demo/data"
PARTS = ("taikou_cli", "templates", "schemas")
MAKE = """
import sys
from taikou_cli.cli.main import run
for line in sys.stdin.read().splitlines():
    if code := run(line.split()):
        sys.exit(f"{line}: {code}")
"""
LINES = """\
report --year 2024 --data plan/data -o out
report --year 2024 --kind committee --data plan/data -o out
report --data plan/data -o out
publish 2024 --no-pdf --date 2025-11-20 --data plan/data -o out
form export --year 2024 --item 1 --item 2 --item 3 --data plan/data -o out
schema --check
"""


def to_crlf(folder):
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in {".png", ".pyc", ".xlsx"}:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def start_publishing(top, *, crlf):
    """Begin to make everything in a copy of the program and of a plan, each with its line ends."""
    for part in PARTS:
        shutil.copytree(TOP / part, top / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(DEMO, top / "plan/data")
    if crlf:
        to_crlf(top)
    (top / "lines").write_text(LINES, "utf-8")
    settings = {"PYTHONPATH": str(top), "SOURCE_DATE_EPOCH": "1800000000"}
    with (top / "lines").open("rb") as lines:
        return subprocess.Popen(
            [sys.executable, "-c", MAKE],
            cwd=top,
            stdin=lines,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | settings | {"GIT_CEILING_DIRECTORIES": str(top.parent)},
        )


def test_every_output_and_the_record_are_the_same_bytes(tmp_path):
    tops = {crlf: tmp_path / ("crlf" if crlf else "lf") for crlf in (False, True)}
    for process in [start_publishing(top, crlf=crlf) for crlf, top in tops.items()]:
        _, complaints = process.communicate()
        assert process.returncode == 0, complaints.decode()
    files, others = (contents(top / "out") for top in tops.values())
    assert len(files) > 6
    assert {path for path, content in files.items() if others[path] != content} == set()
    records = [(top / "plan/data/publications/2024.yaml").read_bytes() for top in tops.values()]
    assert records[0] == records[1]


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    home = tmp_path / "linux"
    shutil.copytree(DEMO, home / "data")
    assert (
        run(["publish", "2024", "--no-pdf", "-o", str(tmp_path), "--data", str(home / "data")]) == 0
    )
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "計画")
    return home


def test_windows_checkout_has_only_the_finding_of_its_line_ends_and_its_record_holds(
    plan, tmp_path, monkeypatch, capsys
):
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(plan), "windows")
    monkeypatch.chdir(tmp_path / "windows")
    assert b"\r\n" in (tmp_path / "windows/data/plan.yaml").read_bytes()
    found = {}
    for folder in (plan, tmp_path / "windows"):
        capsys.readouterr()
        assert run(["validate", "--format", "json", "--data", str(folder / "data")]) == 0
        findings = json.loads(capsys.readouterr().out)["findings"]
        found[folder.name] = {(one["code"], one["path"]) for one in findings}
    assert {code for code, _ in found["windows"] - found["linux"]} == {"TK012"}
    assert found["linux"] <= found["windows"]
    capsys.readouterr()
    assert run(["diff"]) == 0
    assert "→" not in capsys.readouterr().out
    assert (
        run(["publish", "2024", "--why", "改める", "--no-pdf", "-o", str(tmp_path / "again")]) == 0
    )


def test_fix_brings_a_checkout_back_to_lf(tmp_path):
    shutil.copytree(SMALL_PLAN, tmp_path / "data")
    before = contents(tmp_path)
    to_crlf(tmp_path)
    assert run(["validate", "--strict", "--data", str(tmp_path / "data")]) == 1
    assert run(["validate", "--strict", "--fix", "--data", str(tmp_path / "data")]) == 0
    assert contents(tmp_path) == before


def test_new_plan_tells_git_to_leave_its_line_ends_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    years = ["--first-year", "2026", "--last-year", "2030"]
    home = tmp_path / "linux"
    assert run(["init", str(home), "--title", "計画", "--government", "市", *years]) == 0
    (home / "data/.taikou-0a1b2c3d.tmp").write_bytes(b"half")
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "計画")
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(home), "windows")
    files = contents(home)
    assert files.pop("data/.taikou-0a1b2c3d.tmp")
    assert contents(tmp_path / "windows") == files
