"""What a repository brings along that git would run: nothing of it runs."""

import shutil
import subprocess

import pytest

from taikou_cli.store.git_tree import GitError, GitRepository

from .conftest import git, taikou
from .hostile_plan import SMALL_PLAN


@pytest.fixture
def home(tmp_path):
    """Give a repository with a plan and two commits."""
    home = tmp_path / "home"
    shutil.copytree(SMALL_PLAN, home / "data")
    git(home, "init", "-q")
    git(home, "add", ".")
    git(home, "commit", "-qm", "first")
    goals = home / "data/goals.yaml"
    goals.write_text(goals.read_text("utf-8").replace("便利な", "使いやすい"), "utf-8")
    git(home, "commit", "-qam", "second")
    return home


@pytest.fixture
def trap(tmp_path):
    """Give a command that leaves a trace, and hold that it was never run."""
    trace = tmp_path / "trace"
    script = tmp_path / "trap.sh"
    script.write_text(f"#!/bin/sh\necho run >> '{trace}'\ncat\n", "utf-8")
    script.chmod(0o755)
    yield script
    assert not trace.exists()


def _run_all(home):
    data = ("--data", home / "data")
    results = [
        taikou("diff", "HEAD~1", "HEAD", *data),
        taikou("diff", *data),
        taikou("history", "1", "--all", *data),
        taikou("export", "--format", "codeowners", "-o", home.parent / "owners", *data),
        taikou("publish", "2026", "--no-pdf", "-o", home.parent / "out", *data),
    ]
    GitRepository(home / "data").list_changes(home / "data")
    for _, printed in results:
        assert "不具合" not in printed
    return [code for code, _ in results]


def test_trap_works(trap, tmp_path):
    subprocess.run([trap], check=True, input=b"")
    (tmp_path / "trace").unlink()


def test_settings_of_a_repository_run_nothing(home, trap):
    for name in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "gpg.program",
        "pager.log",
        "pager.show",
        "credential.helper",
    ):
        git(home, "config", name, str(trap))
    git(home, "config", "log.showSignature", "true")
    (home / ".git/info/attributes").write_text("*.yaml diff=x\n", "utf-8")
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(trap, home / ".git/hooks" / name)
    # Git must look at the content of what seems to have changed.
    (home / "data/plan.yaml").touch()
    codes = _run_all(home)
    assert codes[:3] == [0, 0, 0]


def test_a_repository_among_the_data_is_not_taken_for_the_plans_own(home, trap):
    """A bare repository can lie in any folder of a pull request, with settings of its own."""
    inner = home / "data"
    git(inner, "init", "-q", "--bare", ".")
    git(home, "--git-dir", str(inner), "config", "core.bare", "false")
    git(home, "--git-dir", str(inner), "config", "core.worktree", str(inner))
    git(home, "--git-dir", str(inner), "config", "core.fsmonitor", str(trap))
    code, printed = taikou("diff", "HEAD~1", "HEAD", "--data", inner)
    assert code == 2
    assert "git" in printed
    with pytest.raises(GitError):
        GitRepository(inner)


@pytest.mark.parametrize(
    "revision",
    [
        "--output=x",
        "-x",
        "--all",
        "--git-dir",
        "HEAD --output=x",
        "HEAD...--output=x",
        "--upload-pack=x...HEAD",
        "HEAD\nmain",
        "HEAD\0main",
        "",
        "...",
        ":data/plan.yaml",
        "HEAD:data/plan.yaml",
        "\udcff",
        "x" * 10_000,
    ],
    ids=ascii,
)
def test_a_revision_is_never_an_option(home, revision, monkeypatch):
    monkeypatch.chdir(home)
    before = sorted(home.iterdir())
    if revision == "...":
        assert GitRepository(home).resolve(revision) == GitRepository(home).resolve("HEAD")
    else:
        with pytest.raises(GitError):
            GitRepository(home).resolve(revision)
    code, printed = taikou("diff", "--data", home / "data", "--", revision)
    assert code == (0 if revision == "..." else 2), printed
    assert "不具合" not in printed
    assert sorted(home.iterdir()) == before


def test_folders_with_signs_of_patterns_are_found(tmp_path):
    home = tmp_path / "a[b]*c :(top)"
    shutil.copytree(SMALL_PLAN, home / "[x] data")
    git(home, "init", "-q")
    git(home, "add", ".")
    git(home, "commit", "-qm", "first")
    data = ("--data", home / "[x] data")
    code, printed = taikou("history", "1", *data)
    assert (code, "first" in printed) == (0, True)
    code, printed = taikou("diff", "HEAD", *data)
    assert (code, printed) == (0, "内容に変わりはありません。\n")
