"""The workflows are safe for pull requests from strangers, and the hooks call what there is."""

import re
from pathlib import Path

import jsonschema
import pytest
import typer.main
from ruamel.yaml import YAML

from taikou_cli.cli.main import app, run

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FILES = [*WORKFLOWS, ROOT / "action.yml", ROOT / "examples/ci/gitlab-ci.yml"]


def load(path):
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(path):
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_token_may_only_read_where_the_code_of_a_pull_request_runs(path):
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    if "pull_request" in workflow["on"]:
        assert [job for job in workflow["jobs"].values() if "permissions" in job] == []


def test_the_job_that_writes_checks_nothing_out_and_runs_no_shell():
    jobs = load(ROOT / ".github/workflows/comment.yml")["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    assert [step for step in steps if "run" in step or "checkout" in step.get("uses", "")] == []


def test_results_are_registered_for_the_pull_request_and_never_for_a_branch_by_its_name():
    jobs = load(ROOT / ".github/workflows/comment.yml")["jobs"]
    (upload,) = [
        step
        for job in jobs.values()
        for step in job["steps"]
        if "upload-sarif" in step.get("uses", "")
    ]
    assert upload["with"]["ref"] == "refs/pull/${{ steps.comment.outputs.number }}/head"
    assert upload["if"] == "steps.comment.outputs.number"


def test_the_job_that_writes_trusts_no_name_that_a_pull_request_chose():
    """A fork may call its branch `main`: what it sends would stand for the plan's own."""
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    assert set(re.findall(r"workflow_run\.(\w+)", text)) <= {"event", "id", "head_sha"}


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_text_of_a_pull_request_reaches_no_shell_as_code(path):
    def scripts(node):
        if isinstance(node, dict):
            yield from (value for key, value in node.items() if key == "run")
            for value in node.values():
                yield from scripts(value)
        elif isinstance(node, list):
            for value in node:
                yield from scripts(value)

    assert [script for script in scripts(load(path)) if "${{" in script] == []


def test_every_command_that_ci_and_hooks_call_exists():
    commands = set(typer.main.get_command(app).commands)
    for path in [*FILES, ROOT / ".pre-commit-hooks.yaml", ROOT / "docs/ci.md"]:
        called = re.findall(r"\btaikou ([a-z]+)\b", path.read_text(encoding="utf-8"))
        assert set(called) <= commands, path.name


def test_reviewers_come_from_the_divisions_of_the_items(tmp_path, capsys, monkeypatch):
    import shutil

    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "tests/plans/small", tmp_path / "data")
    command = ["export", "--format", "codeowners", "-o", "CODEOWNERS"]
    assert run(command) == 2
    assert "owner" in capsys.readouterr().err
    organization = tmp_path / "data/organization.yaml"
    text = organization.read_text("utf-8")
    organization.write_text(
        text.replace("name: 企画課", 'name: 企画課\n        owner: "@city/kikaku"'), "utf-8"
    )
    assert run(command) == 0
    lines = (tmp_path / "CODEOWNERS").read_text("utf-8").splitlines()
    assert "/data/ @city/kikaku" in lines
    assert "/data/items/01.yaml @city/kikaku" in lines
    assert "/data/evaluations/*/05.yaml @city/kikaku" in lines


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        *((path, "github-workflow.json") for path in WORKFLOWS),
        (ROOT / "action.yml", "github-action.json"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_files_for_github_meet_their_schemas(path, schema, published_schema):
    validator = jsonschema.Draft7Validator(published_schema(schema))
    assert [error.message for error in validator.iter_errors(load(path))] == []
