"""What a repository brings along that git would run: nothing of it runs."""

import os
import shutil
import subprocess

import pytest

from taikou_cli.base.errors import TaikouError
from taikou_cli.store.git_command import GitError
from taikou_cli.store.git_tree import GitRepository
from taikou_cli.work.source import find_source

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


@pytest.mark.parametrize("name", ["x", "a=b"])
@pytest.mark.parametrize("key", ["clean", "process"])
def test_no_file_passes_through_a_program_of_the_repository(home, trap, name, key):
    (home / ".git/info/attributes").write_text(f"*.yaml filter={name}\n", "utf-8")
    git(home, "config", f"filter.{name}.required", "true")
    git(home, "config", f"filter.{name}.{key}", str(trap))
    (home / "data/plan.yaml").touch()
    assert find_source(home / "data").commit == GitRepository(home).resolve("HEAD")


@pytest.mark.parametrize("address", ["ssh://x@localhost/x", "ext::{trap} x", "{home}"])
def test_nothing_is_fetched_of_what_a_repository_lacks(home, trap, address):
    """Of a clone in part, git would fetch the rest when it is asked for it, by any program."""
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "protocol.ext.allow": "always",
        "remote.origin.promisor": "true",
        "remote.origin.url": address.format(trap=trap, home=home),
        "remote.origin.uploadpack": str(trap),
        "core.sshCommand": str(trap),
    }
    _lose(home, "HEAD:data/plan.yaml")
    for name, value in settings.items():
        git(home, "config", name, value)
    code, printed = taikou("diff", "HEAD", "--data", home / "data")
    assert (code, "手元のリポジトリーにありません" in printed) == (2, True), printed


def test_a_broken_repository_is_told(home):
    _lose(home, "HEAD:data/plan.yaml")
    code, printed = taikou("diff", "HEAD", "--data", home / "data")
    assert (code, "手元のリポジトリーにありません" in printed) == (2, True), printed


def _lose(home, what):
    told = subprocess.run(["git", "rev-parse", what], cwd=home, check=True, capture_output=True)
    name = told.stdout.decode().strip()
    (home / ".git/objects" / name[:2] / name[2:]).unlink()


def test_settings_of_the_user_change_no_answer(home, monkeypatch):
    (home / "data/items/06.yaml").write_text("", "utf-8")
    settings = {
        "status.showUntrackedFiles": "no",
        "status.relativePaths": "true",
        "i18n.logOutputEncoding": "cp932",
        "color.ui": "always",
    }
    item = home / "data/items/01.yaml"
    item.write_text(item.read_text("utf-8").replace("オンライン", "電子"), "utf-8")
    git(home, "commit", "-qm", "名称を直す", "--", "data/items/01.yaml")
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    for number, (name, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    with pytest.raises(TaikouError, match=r"（data/items/06\.yaml）"):
        find_source(home / "data")
    assert "名称を直す" in taikou("history", "1", "--all", "--data", home / "data")[1]


def test_a_hook_of_git_may_call_us(home, monkeypatch):
    """In a worktree of its own, git tells its hooks which repository it is."""
    git(home, "worktree", "add", "-q", str(home.parent / "other"))
    inside = home / ".git/worktrees/other"
    for name, value in (("GIT_DIR", inside), ("GIT_INDEX_FILE", inside / "index")):
        monkeypatch.setenv(name, str(value))
    data = ("--data", home.parent / "other/data")
    assert taikou("diff", "HEAD", *data) == (0, "内容に変わりはありません。\n")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="管理者だけができます。"
)
def test_the_repository_of_another_user_is_told_with_the_way_out(home):
    os.chown(home, 12345, 12345)
    os.chown(home / ".git", 12345, 12345)
    code, printed = taikou("diff", "HEAD", "--data", home / "data")
    assert (code, "safe.directory" in printed, "別の利用者" in printed) == (2, True, True), printed


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
