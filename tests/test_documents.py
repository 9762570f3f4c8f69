"""What is committed beside the code is what the code makes."""

import json
import re
from pathlib import Path

import pytest
import typer.main

from taikou_cli.base.markdown_escape import escape_markdown
from taikou_cli.checks.catalogue import render_catalogue
from taikou_cli.checks.registry import load_rules
from taikou_cli.cli.main import app
from taikou_cli.model.catalogue import entries_of, models_below
from taikou_cli.model.documents import DOCUMENT_KINDS
from taikou_cli.model.json_schema import build_schemas
from taikou_cli.model.key_reference import render_keys
from taikou_cli.model.words import Words

ROOT = Path(__file__).parent.parent


def test_rule_catalogue_is_current() -> None:
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == render_catalogue(load_rules())


def test_list_of_keys_is_current() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == render_keys()


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.name)
def test_every_key_of_every_file_is_explained_in_the_docs(kind) -> None:
    page = (ROOT / "docs/keys.md").read_text(encoding="utf-8")
    for model in models_below(kind.model):
        for entry in entries_of(model):
            assert f"| `{entry.key}` | {escape_markdown(Words().say(entry.title))} |" in page


def test_schemas_are_current() -> None:
    committed = {path.stem: path.read_bytes() for path in (ROOT / "schemas").glob("*.json")}
    assert committed == build_schemas()


def test_editor_setting_names_a_schema_for_each_kind_of_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    expected = {f"./schemas/{kind.name}.json": f"data/{kind.glob}" for kind in DOCUMENT_KINDS}
    assert {schema: globs[0] for schema, globs in settings["yaml.schemas"].items()} == expected


@pytest.mark.parametrize("name", sorted(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"taikou {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_installs_nothing_by_a_name_that_is_not_to_be_had() -> None:
    """taikou is in no package registry: it is installed from its folder."""
    assert not re.search(r"""install [^`\n]*["' ]taikou""", (ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda p: p.name
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_constraints_pin_exact_versions_and_name_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split("\n")
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert [
        line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)
    ] == []


def test_every_promise_of_safety_names_a_test_that_there_is() -> None:
    _, *parts = (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("\n## ")
    lines = [line for part in parts[1:] for line in part.splitlines()[1:]]
    promises = [
        line
        for line in lines
        if line.startswith(("| ", "- ")) or re.search(r"ます[（。]|です[（。]", line)
    ]
    promises = [line for line in promises if not line.startswith(("| 入ってくる", "taikou が読む"))]
    assert len(promises) > 15
    for promise in promises:
        named = re.findall(r"`((?:\w+/)?test_\w+\.py)`", promise)
        assert named or "pip は" in promise, promise
        for name in named:
            assert "\ndef test_" in (ROOT / "tests" / name).read_text(encoding="utf-8")
