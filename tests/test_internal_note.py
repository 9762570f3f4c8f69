"""An internal note is for the office alone: no command prints it or writes it anywhere."""

import shutil
from pathlib import Path

import pytest

from taikou_cli.cli.main import run

NOTE = "ここだけの話9731"
COMMANDS = [
    ["validate", "--verbose"],
    ["validate", "--format", "json"],
    ["status"],
    ["status", "--format", "json"],
    ["show", "1"],
    ["show", "2", "--year", "2026"],
    ["report", "-o", "out"],
    *(
        ["report", "--kind", kind, "-o", "out"]
        for kind in ("annual", "data-plan", "committee", "final")
    ),
    ["report", "--kind", "annual", "--format", "json", "-o", "out"],
    ["new", "year", "2027"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command_tells_no_internal_note(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    data = Path(shutil.copytree(Path(__file__).parent / "plans/small", tmp_path / "data"))
    sources = sorted((data / "evaluations/2026").glob("*.yaml"))
    for source in sources:
        text = source.read_text("utf-8").partition("internal_note:")[0]
        source.write_text(f"{text}internal_note: {NOTE}\n", "utf-8")
    assert run(command) == 0
    assert NOTE not in "".join(capsys.readouterr())
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path not in sources]
    assert [path for path in written if NOTE in path.read_text("utf-8")] == []


@pytest.mark.parametrize("note", [f"- {NOTE}", f"{NOTE}\a", f'"{NOTE}', f"|\n  {NOTE}\a\n  終わり"])
def test_finding_in_an_internal_note_is_told_without_it(note, tmp_path, capsys):
    data = Path(shutil.copytree(Path(__file__).parent / "plans/small", tmp_path / "data"))
    source = data / "evaluations/2026/04.yaml"
    source.write_text(f"{source.read_text('utf-8')}internal_note: {note}\n", "utf-8")
    assert run(["validate", "--data", str(data)]) == 1
    printed = "".join(capsys.readouterr())
    assert "evaluations/2026/04.yaml:" in printed
    assert NOTE not in printed
