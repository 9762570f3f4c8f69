"""The workflows are safe for pull requests from strangers, and the hooks call what there is."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import typer.main
from ruamel.yaml import YAML

from taikou_cli.cli.main import app, run

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FILES = [*WORKFLOWS, ROOT / "action.yml", ROOT / "examples/ci/gitlab-ci.yml"]


def test_zizmor_finds_nothing():
    """It knows the ways in which workflows have been broken into."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    program = shutil.which("zizmor", path=places)
    if program is None:
        pytest.skip("zizmor がありません（pip install '.[test]'）。")
    command = [program, "--offline", "--quiet", "--color=never", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


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


def scripts_of(path):
    found = []

    def walk(node):
        if isinstance(node, dict):
            found.extend(node["run"].splitlines() if isinstance(node.get("run"), str) else ())
            for key, value in node.items():
                found.extend(value if key == "script" and isinstance(value, list) else ())
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(load(path))
    return found


JUDGING = [ROOT / ".github/workflows/check.yml", ROOT / "examples/ci/gitlab-ci.yml"]


@pytest.mark.parametrize("path", JUDGING, ids=lambda path: path.name)
def test_proposed_data_are_judged_by_the_program_that_was_there_before(path):
    """What a pull request brings along is neither installed nor imported."""
    scripts = scripts_of(path)
    installs = [line for line in scripts if "pip install" in line]
    assert installs
    assert all("/trusted" in line.rpartition(" ")[2] for line in installs)
    (made,) = [line for line in scripts if "git worktree add" in line]
    assert made.split()[-1].strip('"') in {"HEAD^1", "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}


@pytest.mark.parametrize("path", [*JUDGING, ROOT / "action.yml"], ids=lambda path: path.name)
def test_python_imports_nothing_from_the_folder_that_is_judged(path):
    for line in scripts_of(path):
        assert "python -P" in line or not re.search(r"\bpython\b", line)
    assert "PYTHONSAFEPATH" in path.read_text("utf-8")


def test_a_module_in_the_judged_folder_runs_nothing(tmp_path):
    (tmp_path / "typer.py").write_text("raise SystemExit(77)", "utf-8")
    (tmp_path / "taikou_cli.py").write_text("raise SystemExit(77)", "utf-8")
    for command in (
        [sys.executable, "-P", "-m", "taikou_cli"],
        [sys.executable, "-m", "taikou_cli"],
    ):
        environment = {**os.environ, "PYTHONSAFEPATH": "1"}
        done = subprocess.run([*command, "--version"], cwd=tmp_path, env=environment, check=False)
        assert done.returncode == 0


def test_changes_of_the_program_and_the_templates_are_checked_and_told():
    check = load(ROOT / ".github/workflows/check.yml")
    assert {"data/**", "templates/**", "taikou_cli/**"} <= {*check["on"]["pull_request"]["paths"]}
    told = " ".join(scripts_of(ROOT / ".github/workflows/check.yml"))
    assert re.search(r"git diff --quiet HEAD\^1 HEAD -- taikou_cli templates", told)


def test_results_of_a_rewritten_workflow_are_not_passed_on():
    (step,) = [
        step
        for step in load(ROOT / ".github/workflows/comment.yml")["jobs"]["comment"]["steps"]
        if step.get("id") == "comment"
    ]
    script = step["with"]["script"]
    assert "pulls.listFiles" in script
    assert 'startsWith(".github/")' in script
    assert 'if (!isOwn) core.setOutput("number"' in script


def test_a_long_comment_is_cut_between_lines():
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    assert 'whole.slice(0, whole.lastIndexOf("\\n", 60000))' in text


def test_every_command_that_ci_and_hooks_call_exists():
    commands = set(typer.main.get_command(app).commands)
    for path in [*FILES, ROOT / ".pre-commit-hooks.yaml", ROOT / "docs/ci.md"]:
        called = re.findall(r"\btaikou ([a-z]+)\b", path.read_text(encoding="utf-8"))
        assert set(called) <= commands, path.name


def test_reviewers_come_from_the_divisions_of_the_items(tmp_path, capsys, monkeypatch):
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


def test_a_release_is_built_and_tried_on_each_system_and_can_be_verified():
    jobs = load(ROOT / ".github/workflows/release.yml")["jobs"]
    systems = {one["os"] for one in jobs["build"]["strategy"]["matrix"]["include"]}
    assert systems == {"windows-latest", "macos-latest", "ubuntu-latest"}
    assert "permissions" not in jobs["build"]
    built = "\n".join(step.get("run", "") for step in jobs["build"]["steps"])
    assert built.index("--require-hashes -r packaging/hashes.txt") < built.index(
        "packaging/build.py"
    )
    assert built.index("packaging/build.py") < built.index("tests/packaging/test_one_file.py")
    assert "packaging/sbom.py" in built
    released = jobs["release"]
    assert {"id-token": "write", "attestations": "write"}.items() <= released["permissions"].items()
    used = [step.get("uses", "").partition("@")[0] for step in released["steps"]]
    assert "actions/attest-build-provenance" in used
    assert "actions/checkout" not in used
    assert "sha256sum" in "\n".join(step.get("run", "") for step in released["steps"])


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        *((path, "github-workflow.json") for path in WORKFLOWS),
        (ROOT / "action.yml", "github-action.json"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_files_for_github_meet_their_schemas(path, schema, published_schema):
    known = published_schema(schema)
    # What is published here is older than this permission.
    permissions = known["definitions"].get("permissions-event", {"properties": {}})["properties"]
    permissions["attestations"] = permissions.get("contents")
    validator = jsonschema.Draft7Validator(known)
    assert [error.message for error in validator.iter_errors(load(path))] == []
