"""Records the changes of a plan in git, with who and why, and takes a recorded change back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.store.git_command import start_git
from taikou_cli.store.git_tree import Commit, GitRepository

_MOST_SHOWN = 30
_FACTS = len(Commit._fields)
# Nobody is asked for a key on a page; who signs records does so with git.
_PLAINLY = ("-c", "commit.gpgsign=false")
_LONGEST_NAME = 100
_NAMED, _GAP = "■ ", "…"
_UNDONE_BY_GIT = re.compile('Revert "(.*)"')
_NO_ADDRESS = "taikou@localhost"


class Record(NamedTuple):
    """Who records, and why."""

    who: str
    why: str


def list_records(folder: Path) -> tuple[Commit, ...]:
    """Give the last records of a plan, the newest first.

    Raises:
        GitError: There is no git, no repository, or nothing is recorded yet.
    """
    repository = GitRepository(folder)
    below = repository.prefix_of(folder) or "."
    repository.resolve("HEAD")
    how = ("log", f"--max-count={_MOST_SHOWN}", "--date-order", "-z")
    form = "--format=%H%x00%P%x00%an%x00%as%x00%s"
    log = repository.read(*how, form, "--", below).decode("utf-8", "replace")
    facts = log.removesuffix("\0").split("\0")
    rows = (facts[at : at + _FACTS] for at in range(0, len(facts), _FACTS))
    return tuple(
        Commit(row[0], tuple(row[1].split()), row[2], row[3], _in_our_words(row[4]))
        for row in rows
        if len(row) == _FACTS
    )


def say_undone(subject: str) -> str:
    """Say that a record takes another back, by the words of the other."""
    return f"取り消し：{subject}"


def _in_our_words(subject: str) -> str:
    """Say what git says of a record by itself: it was stopped before we could, or ran without us."""
    said = _UNDONE_BY_GIT.fullmatch(subject)
    return say_undone(said[1]) if said else subject


def list_lines(folder: Path) -> Iterator[str]:
    """Yield the lines that changed since the last record, each file's after its name.

    Raises:
        GitError: There is no git or no repository.
    """
    repository = GitRepository(folder)
    below = repository.prefix_of(folder) or "."
    plain = ("--no-ext-diff", "--no-textconv", "--no-color", "--no-renames")
    yield from _without_headings(_split(repository.read("diff", *plain, "HEAD", "--", below)))
    new = repository.read("ls-files", "-z", "--others", "--exclude-standard", "--", below)
    for name in filter(None, new.decode("utf-8", "replace").split("\0")):
        yield f"{_NAMED}{name}（新しいファイル）"


def _without_headings(lines: list[str]) -> Iterator[str]:
    """Put names and gaps in the place of what git writes before lines for programs."""
    is_heading = False
    for line in lines:
        if line.startswith("diff "):
            is_heading = True
            both = line.removeprefix("diff --git ")  # a/X b/X
            yield _NAMED + both[len(both) // 2 + 1 :].strip('"').removeprefix("b/")
        elif line.startswith("@@"):
            is_heading = False
            yield _GAP
        elif not is_heading:
            yield line


def record_changes(folder: Path, record: Record) -> None:
    """Record all changes of the plan, and nothing else of the repository.

    Args:
        folder: The folder that holds `plan.yaml`.
        record: Who, and why.

    Raises:
        TaikouError: Who or why is missing, or nothing has changed.
        GitError: git cannot record it.
    """
    _check(record)
    repository = GitRepository(folder)
    below = repository.prefix_of(folder) or "."
    repository.read("add", "--all", "--", below)
    if not repository.read("diff", "--cached", "--name-only", "HEAD", "--", below):
        raise TaikouError("記録する変更がありません。", "変更を保存してから記録してください。")
    told = ("--quiet", "--no-verify", "--cleanup=verbatim", "-m", record.why)
    repository.read(*_name(record), *_PLAINLY, "commit", *told, "--only", "--", below)


def undo_record(folder: Path, commit: str, record: Record) -> None:
    """Record the opposite of a recorded change.

    Args:
        folder: The folder that holds `plan.yaml`.
        commit: The change, one of `list_records`.
        record: Who takes it back, and why.

    Raises:
        TaikouError: Who or why is missing; there are changes that are not recorded; or what was
            changed has been changed again since: nothing is done.
        GitError: git cannot record it.
    """
    _check(record)
    repository = GitRepository(folder)
    below = repository.prefix_of(folder) or "."
    if repository.read("status", "--porcelain", "--", below):
        raise TaikouError(
            "記録していない変更があるので、取り消せません。", "先に、今の変更を記録してください。"
        )
    settings = (*_name(record), *_PLAINLY)
    if start_git((*settings, "revert", "--no-edit", commit), repository.top).returncode:
        start_git(("revert", "--abort"), repository.top)
        raise TaikouError(
            "この変更の後に同じところが変わっているので、そのままでは取り消せません。何も変えていません。",
            "今の値を見て、画面で直してください。",
        )
    told = ("--quiet", "--no-verify", "--cleanup=verbatim", "-m", record.why)
    repository.read(*settings, "commit", "--amend", *told)


def _check(record: Record) -> None:
    if not record.who.strip() or not record.why.strip():
        raise TaikouError(
            "記録する人の名前か、変更の理由がありません。", "両方を書いてください。記録に残ります。"
        )


def _name(record: Record) -> tuple[str, ...]:
    """Name who records, in a way that git takes as nothing but a name."""
    who = reveal_line(record.who).strip()[:_LONGEST_NAME]
    who = "".join(sign for sign in who if sign not in "<>\n") or "名前なし"
    return "-c", f"user.name={who}", "-c", f"user.email={_NO_ADDRESS}"


def _split(told: bytes) -> list[str]:
    return told.decode("utf-8", "replace").splitlines()
