"""CONTRIBUTING is true to the letter: each way of adding something is followed in a scratch copy,
or the registry that makes it true is checked.

Report kinds: tests/reports/test_document.py. Methods: tests/publication/test_every_method.py.
Fields, of forms too: tests/field_outputs/test_new_field.py.
"""

import ast
import json
import pkgutil
import re
import sys
from pathlib import Path

import pytest

from taikou_cli import cli, output
from taikou_cli.checks import rules
from taikou_cli.cli import command_table
from taikou_cli.cli.command_table import COMMANDS
from taikou_cli.cli.main import run
from taikou_cli.cli.validate import OutputFormat
from taikou_cli.project.loading import load_project
from taikou_cli.publication.open_data import BUILDERS, EXPORTERS, build_all, name_files
from taikou_cli.publication.tables import build_tables
from taikou_cli.work.export import ExportFormat

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "plans/small"
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
# Folders that the guide names paths from.
TOPS = (
    ROOT,
    ROOT / "taikou_cli",
    ROOT / "taikou_cli/forms/layout",
    ROOT / "taikou_cli/reports/document",
    ROOT / "packaging",
)


def test_every_place_that_it_names_is_there():
    named = set(re.findall(r"`([\w./-]+(?:\.py|\.md|\.txt|/))`", GUIDE))
    fixed = {one for one in named if one.isascii() and "NNN" not in one}
    assert len(fixed) > 25
    assert {one for one in fixed if not any((top / one).exists() for top in TOPS)} == {
        "expected.txt"  # of a case
    }


def test_every_test_that_it_or_this_file_names_is_there():
    text = GUIDE + Path(__file__).read_text("utf-8")
    for name in re.findall(r"tests/[a-z_/]+\.py", text):
        assert (ROOT / name).exists(), name


RULE = '''"""試しの規則で見つかる誤り

説明。

直し方：直してください。
"""

from taikou_cli.base.findings import Problem, Severity

SEVERITY = Severity.WARNING


def check(project):
    yield Problem(project.plan.path, "試しの指摘です。", "直してください。", ("title",))
'''


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Give what lays a module into a package of the program as long as the test runs."""
    laid = []

    def lay(package, name, text):
        folder = tmp_path / package.__name__
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(text, "utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
        laid.append(f"{package.__name__}.{name}")

    yield lay
    for name in laid:
        sys.modules.pop(name, None)


def test_rule_is_added_by_a_file_alone(scratch, capsys):
    scratch(rules, "tk999_scratch_found", RULE)
    assert run(["validate", "--format", "json", "--data", str(SMALL)]) == 0
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["severity"]) == ("TK999", "warning")
    assert found["path"] == "small/plan.yaml"
    assert run(["rule", "TK999"]) == 0
    assert "試しの規則で見つかる誤り" in capsys.readouterr().out


COMMAND = '''"""試しのコマンド。"""

from taikou_cli.cli.console import write
from taikou_cli.cli.options import DataOption

HELP = "試します。"
EXAMPLE = "例： taikou scratch"


def scratch(data: DataOption = None) -> int:
    """Try."""
    write("試しました")
    return 0
'''


def test_command_is_a_file_and_a_word_in_the_table(scratch, monkeypatch, capsys):
    scratch(cli, "scratch", COMMAND)
    monkeypatch.setattr(command_table, "COMMANDS", (*COMMANDS, "scratch"))
    command = command_table.CommandTable()["scratch"]
    assert command.main([], standalone_mode=False) == 0
    assert "試しました" in capsys.readouterr().out
    assert command.help == "試します。"


@pytest.mark.parametrize("name", COMMANDS)
def test_file_of_a_command_says_what_it_does_and_how(name):
    tree = ast.parse((ROOT / f"taikou_cli/cli/{name}.py").read_text("utf-8"))
    told = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert "app" in told or {"HELP", "EXAMPLE"} <= told


def test_formats_of_findings_are_the_files_of_their_folder():
    files = {module.name for module in pkgutil.iter_modules(output.__path__)}
    assert set(OutputFormat) == files - {"markdown"}  # the summary of a run on GitHub
    for name in files - {"text"}:
        text = (ROOT / f"taikou_cli/output/{name}.py").read_text("utf-8")
        assert re.search(r"^def render\(result: CheckResult", text, re.MULTILINE), name


def test_formats_of_open_data_are_those_that_can_be_asked_for():
    assert set(ExportFormat) == {*EXPORTERS, "site", "codeowners"}
    assert BUILDERS.keys() <= EXPORTERS.keys()
    tables = build_tables(load_project(SMALL))
    assert build_all(tables).keys() == name_files(tables).keys()
