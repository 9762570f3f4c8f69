"""Names of files that Windows and macOS can have, whatever the plan calls its divisions."""

import re
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import PurePosixPath

import pytest

from taikou_cli.cli.main import run
from tests.publication.reading import find_bundle

from .conftest import SMALL_PLAN, TOP, contents

DEMO = TOP / "examples/demo/data"
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\ud800-\udfff]')
# So that a path stays below 260 characters in a folder with a name of 100.
LONGEST = 110
DIVISIONS = {
    "con": "CON",
    "nul": "nul",
    "aux": "aux.yaml",
    "dots": "課...",
    "spaces": "課  ",
    "wide": "課　",
    "signs": '<総>務:課"/\\|?*',
    "up": "../../総務課",
    "long": "とても長い名前の課" * 40,
    "long_too": "とても長い名前の課" * 41,
    "upper": "DX課",
    "lower": "dx課",
    "composed": "デジタル課",
    "split": unicodedata.normalize("NFD", "デジタル課"),
    "controls": "課\u202e\u200b",
    "emoji": "😀𠮷課",
}


def check_names(paths):
    """Look whether Windows and macOS can have all these files, each as one of its own."""
    assert paths
    folded = {unicodedata.normalize("NFD", path).casefold() for path in paths}
    assert len(folded) == len(set(paths)), "names that differ in case alone"
    for path in paths:
        assert len(path) <= LONGEST, path
        for part in PurePosixPath(path).parts:
            assert not FORBIDDEN.search(part), path
            assert part == part.strip(" ") == part.rstrip("."), path
            assert part.partition(".")[0].strip(" ").casefold() not in RESERVED, path


@pytest.fixture
def offices(tmp_path):
    """Give the data of a plan in which every item has a division with a name of its own."""
    data = tmp_path / "data"
    shutil.copytree(SMALL_PLAN, data)
    head = (data / "organization.yaml").read_text("utf-8").partition("    divisions:\n")[0]
    lines = [head, "    divisions:\n"]
    for id_, name in DIVISIONS.items():
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'      - id: {id_}\n        name: "{quoted}"\n')
    text = "".join(lines).replace("lead_division: planning", "lead_division: con")
    (data / "organization.yaml").write_text(text, "utf-8")
    item = (data / "items/01.yaml").read_text("utf-8")
    evaluation = (data / "evaluations/2026/01.yaml").read_text("utf-8")
    for number, id_ in enumerate(DIVISIONS, 1):
        (data / f"items/{number:02}.yaml").write_text(
            item.replace("number: 1\n", f"number: {number}\n").replace("- planning", f"- {id_}"),
            "utf-8",
        )
        (data / f"evaluations/2026/{number:02}.yaml").write_text(
            evaluation.replace("item: 1\n", f"item: {number}\n"), "utf-8"
        )
    return data


def test_forms_of_divisions_with_any_name_are_files_on_any_system(offices, tmp_path):
    command = ["form", "export", "--year", "2026", "-o", str(tmp_path / "out")]
    assert run([*command, "--data", str(offices)]) == 0
    names = sorted(contents(tmp_path / "out"))
    check_names(names)
    assert len(names) == len(DIVISIONS)


def test_form_of_a_division_keeps_its_name_when_another_comes(offices, tmp_path):
    def export():
        command = ["form", "export", "--year", "2026", "--division", "long"]
        assert run([*command, "-o", str(tmp_path / "out"), "--data", str(offices)]) == 0
        return sorted(contents(tmp_path / "out"))

    before = export()
    path = offices / "organization.yaml"
    path.write_text(path.read_text("utf-8") + "      - id: other\n        name: 別の課\n", "utf-8")
    assert export() == before


@pytest.mark.parametrize("name", ["csv", "parquet", "site"])
def test_exported_files_can_be_had_on_any_system(tmp_path, name):
    out = str(tmp_path / "out")
    assert run(["export", "--format", name, "-o", out, "--data", str(DEMO)]) == 0
    check_names(sorted(contents(tmp_path / "out")))


def test_published_files_can_be_had_on_any_system(tmp_path):
    data = shutil.copytree(DEMO, tmp_path / "data")
    command = ["publish", "2024", "--no-pdf", "--date", "2025-11-20", "-o", str(tmp_path / "out")]
    assert run([*command, "--data", str(data)]) == 0
    check_names(sorted(contents(tmp_path / "out")))
    with zipfile.ZipFile(find_bundle(tmp_path / "out", 2024)) as archive:
        check_names(archive.namelist())
    record = (data / "publications/2024.yaml").read_text("utf-8")
    check_names(re.findall(r'- \{"path": "([^"]+)"', record))


def test_files_of_this_repository_can_be_had_on_any_system():
    ended = subprocess.run(["git", "-C", TOP, "ls-files", "-z"], capture_output=True, check=False)
    if ended.returncode:
        pytest.skip("git のリポジトリーの外では、ファイルの一覧がありません。")
    check_names([path for path in ended.stdout.decode().split("\0") if path])


def test_file_whose_name_differs_in_case_alone_is_told_with_the_right_name(tmp_path, capsys):
    shutil.copytree(SMALL_PLAN, tmp_path / "data")
    (tmp_path / "data/items/01.YAML").write_bytes((SMALL_PLAN / "items/01.yaml").read_bytes())
    if len(list((tmp_path / "data/items").iterdir())) == len(
        list((SMALL_PLAN / "items").iterdir())
    ):
        pytest.skip("大文字と小文字を区別しないファイルシステムです。")
    assert run(["validate", "--data", str(tmp_path / "data")]) == 1
    assert "TK006" in capsys.readouterr().out
    (tmp_path / "data/items/01.yaml").unlink()
    assert run(["validate", "--data", str(tmp_path / "data")]) == 1
    assert "名前を「01.yaml」に変えてください" in capsys.readouterr().out
