"""The wheel holds all that the program needs, and works where there is no checkout."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.parametrize(
    ("bundled", "folder"),
    [("templates", "templates"), ("schemas", "schemas"), ("demo", "examples/demo")],
)
def test_wheel_holds_all_that_the_program_reads(wheel: Path, bundled: str, folder: str) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    expected = {
        f"taikou_cli/bundled/{bundled}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in files
    }
    assert expected
    assert expected <= names


def test_unpacked_wheel_checks_and_reports_a_plan_outside_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    environment = os.environ | {"PYTHONPATH": str(installed)}
    program = (
        "import taikou_cli; from taikou_cli.cli.main import run;"
        "print(taikou_cli.__file__);"
        "run(['demo', 'example']);"
        "raise SystemExit(run(['report', '--data', 'plan', '-o', 'out']))"
    )
    plan = tmp_path / "plan"
    plan.symlink_to(ROOT / "tests/plans/small", target_is_directory=True)
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert str(installed) in ended.stdout
    assert (tmp_path / "out/plan.html").stat().st_size > 1000
    assert (tmp_path / "example/data/plan.yaml").is_file()
    assert (tmp_path / "out/plan.md").stat().st_size > 500


NOT_BUILT = shutil.ignore_patterns(".*", "__pycache__", "*.pyc", "build", "dist", "wheels")


def build_all(top: Path, kind: str) -> dict[str, bytes]:
    """Build in a copy of the checkout; give what is built, by name."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(top / "built")],
        cwd=top,
        env={name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in (top / "built").iterdir()}


def copy_checkout(top: Path) -> Path:
    shutil.copytree(ROOT, top, ignore=NOT_BUILT)
    shutil.copy(ROOT / ".gitignore", top)
    return top


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_same_source_gives_the_same_bytes_at_any_place_and_time(kind: str, tmp_path: Path) -> None:
    here = copy_checkout(tmp_path / "a")
    there = copy_checkout(tmp_path / "ほかの場所/of another length")
    for number, path in enumerate(sorted(there.rglob("*"))):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (number * 1_000_000, number * 1_000_000))
    built = build_all(here, kind)
    assert len(built) == 1
    assert build_all(there, kind) == built


def test_what_builds_it_is_pinned_with_all_that_it_needs() -> None:
    """A build in an environment of its own does not look at constraints.txt."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked = [Requirement(line) for line in tomllib.load(file)["build-system"]["requires"]]
    pinned = (ROOT / "constraints.txt").read_text("utf-8")
    for one in asked:
        assert re.search(
            rf"^{re.escape(one.name)}{re.escape(str(one.specifier))}$", pinned, re.MULTILINE
        )
    names = {canonicalize_name(one.name) for one in asked}
    for name in names:
        needed = (Requirement(line) for line in metadata.requires(name) or ())
        assert {
            canonicalize_name(one.name)
            for one in needed
            if one.marker is None or one.marker.evaluate({"extra": ""})
        } <= names
