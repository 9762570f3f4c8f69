"""The shape of the code, as far as import-linter does not hold it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from taikou_cli.cli.command_table import COMMANDS

PACKAGE = Path(__file__).parent.parent / "taikou_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(text))


def loaded_after(arguments: list[str]) -> set[str]:
    program = (
        "import sys; from taikou_cli.cli.main import run;"
        f"run({arguments!r}); print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(ended.stderr.split())


def test_version_loads_no_model_and_no_parser() -> None:
    assert not loaded_after(["--version"]) & {"pydantic", "ruamel.yaml", "jinja2", "rich.console"}


@pytest.mark.parametrize("variables", [{}, {"_TAIKOU_COMPLETE": "complete_bash"}])
def test_help_and_completion_load_no_model(monkeypatch, variables) -> None:
    words = {"COMP_WORDS": "taikou va", "COMP_CWORD": "1"}
    for name, value in (variables and words | variables).items():
        monkeypatch.setenv(name, value)
    program = "import sys; sys.argv[0] = 'taikou'; from taikou_cli.__main__ import main; main()"
    command = [sys.executable, "-X", "importtime", "-c", program]
    command += [] if variables else ["--help"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "validate" in ended.stdout
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "taikou_cli.cli.main" in loaded
    assert not loaded & {"pydantic", "ruamel.yaml", "jinja2"}


def test_validate_loads_only_what_it_needs() -> None:
    data = Path(__file__).parent / "plans" / "small"
    loaded = loaded_after(["validate", "--data", str(data)])
    assert "pydantic" in loaded
    assert not loaded & {"jinja2", "openpyxl", "typst", "rich.console", "importlib.metadata"}


def test_taking_forms_in_loads_neither_openpyxl_nor_what_is_for_a_plans_workbook() -> None:
    data = Path(__file__).parent / "plans" / "small"
    loaded = loaded_after(["form", "import", __file__, "--data", str(data)])
    assert "taikou_cli.forms.excel.workbook_reading" in loaded
    assert not {name for name in loaded if "openpyxl" in name or ".returns.planbook" in name}


def test_a_command_loads_no_other_command() -> None:
    loaded = loaded_after(["validate", "--help"])
    assert {f"taikou_cli.cli.{name}" for name in COMMANDS} & loaded == {"taikou_cli.cli.validate"}


def test_only_the_model_floor_imports_pydantic_to_define() -> None:
    users = {
        path.relative_to(PACKAGE).parts[0]
        for path in MODULES
        if "from pydantic" in path.read_text("utf-8")
    }
    assert users <= {"model", "project"}


def test_nothing_can_reach_a_network_but_the_pages_of_this_computer() -> None:
    reaching = {"socket", "ssl", "http", "ftplib", "smtplib", "telnetlib", "requests", "httpx"}
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(PACKAGE / "web"):
            continue
        names = {name.partition(".")[0] for name in iter_imports(path)}
        assert not names & reaching, path
        assert "urllib.request" not in iter_imports(path), path


def iter_imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_one_module_alone_asks_the_clock_for_the_day() -> None:
    """A day is a day of Japan: ruff refuses days without a zone, this those of other zones."""
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"today", "now", "utcnow", "localtime", "strftime"}
    }
    assert asking == {"base/japan_day.py"}
