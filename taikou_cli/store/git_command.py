"""Running git so that it runs nothing else: no program that a repository names, and no network."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from taikou_cli.base.errors import TaikouError

# A repository that somebody else made may name programs for git to run, and a folder of a pull
# request may hold a repository of its own, with settings that nobody has agreed to.
_SAFELY = (
    "--no-pager",
    "--no-optional-locks",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "core.quotepath=false"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
)
# What git is told about itself and its user. All else could name another repository, as a hook's
# GIT_DIR does, or other files in it: with GIT_LITERAL_PATHSPECS no item has a history.
_OF_THE_USER = (
    "GIT_CONFIG",
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_EXEC_PATH",
    "GIT_CEILING_",
    "GIT_DISCOVERY_",
    "GIT_TEST_",
    "GIT_TRACE",
)
# What a repository did not fetch git would fetch now, by programs that the repository names.
_WITHOUT_NETWORK = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
# A commit is what its hash says, not what a repository puts in its place.
_AS_COMMITTED = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}


class GitError(TaikouError):
    """git is missing, the folder is in no repository, or the revision cannot be had."""


def find_repository_mark(folder: Path) -> Path | None:
    """Look for what makes a folder, or one above it, a repository, whether or not git reads it."""
    home = folder.resolve()
    places = (one / ".git" for one in (home, *home.parents))
    return next((place for place in places if os.path.lexists(place)), None)


def start_git(
    arguments: Sequence[str],
    folder: Path,
    given: bytes = b"",
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder and give its end, its output and its complaints.

    Args:
        arguments: What follows `git`.
        folder: Where it runs.
        given: What it reads from its input.

    Raises:
        GitError: There is no git.
    """
    command = ["git", "-C", str(folder), *_SAFELY, *arguments]
    environment = _make_environment()
    try:
        return subprocess.run(  # noqa: S603
            command, input=given, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise GitError(
            "git が見つかりません。", "git をインストールしてから実行してください。"
        ) from error


def _make_environment() -> dict[str, str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_OF_THE_USER)
    }
    return environment | _WITHOUT_NETWORK | _AS_COMMITTED
