"""The wheel holds all that the program needs, and works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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
