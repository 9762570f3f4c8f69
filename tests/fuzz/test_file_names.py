"""Whatever lies in a plan's folder under whatever name: commands tell of it and go on."""

import os
import shutil

import pytest

from taikou_cli.cli.main import run

from .broken import ROOT

SMALL_PLAN = ROOT / "tests/plans/small"
NAMES = (
    *("items/０２.yaml", "items/2.yaml", "items/02.yml", "items/02.YAML", "items/-1.yaml", "items/000.yaml"),
    *("items/999.yaml", "items/1000.yaml", "items/02 .yaml", "items/02.yaml.txt", "items/あ.yaml", "items/か\u3099.yaml"),
    *("items/a\nb.yaml", "items/\x1b[31m.yaml", "items/\u202e.yaml", "items/'\".yaml", "items/%s{0}.yaml", "items/~$02.xlsx"),
    *("evaluations/0000/01.yaml", "evaluations/9999/01.yaml", "evaluations/99999/01.yaml", "evaluations/２０２６/01.yaml"),
    *("evaluations/2026/01/01.yaml", "evaluations/2026/000.yaml", "evaluations/2026/goals.yaml", "publications/0000.yaml"),
    *("plan (1).yaml", "x" * 200 + ".yaml", "goals.yaml~", "CON.yaml", "あ" * 80 + ".yaml", "data/plan.yaml"),
)  # fmt: skip
FOLDERS = ("plan.yaml/plan.yaml", "items/02.yaml/02.yaml", "evaluations/2026/02.yaml/02.yaml")
COMMANDS = (
    *(["validate", "--format", form] for form in ("text", "json", "sarif", "junit", "github")),
    *(["validate", "--fix"], ["validate", "--diff"], ["fmt"], ["status"], ["report", "-o", "out"]),
    *(["form", "export", "-o", "out"], ["new", "year", "2027"]),
)


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(SMALL_PLAN, tmp_path / "data")


def put(path):
    if path.parent.is_file():
        path.parent.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SMALL_PLAN / "items/02.yaml", path)


def run_all(capfd):
    for command in COMMANDS:
        assert run(command) in {0, 1, 2}
        told = "".join(capfd.readouterr())
        assert "不具合" not in told, told
        assert "\x1b" not in told
        assert "\u202e" not in told


@pytest.mark.skipif(os.name == "nt", reason="Windows には、付けられない名前があります。")
def test_odd_names_break_no_command(data, capfd):
    for name in NAMES:
        put(data / name)
    run_all(capfd)


@pytest.mark.parametrize("name", FOLDERS)
def test_folder_in_the_place_of_a_file_breaks_no_command(name, data, capfd):
    put(data / name)
    run_all(capfd)
