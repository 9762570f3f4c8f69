"""The life of one item: what each commit changed of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.changes.compare_plans import Change, compare_plans
from taikou_cli.project.loading import Memory, load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.git_tree import GitRepository

_WATCHED = {"grade", "stage", "state", "targets", "actual", "status", "divisions", "corrections"}


class Step(NamedTuple):
    """A commit with what it changed of the item.

    The date is a calendar date; the notice is what to say of a fictitious plan.
    """

    commit: str
    author: str
    date: str
    subject: str
    changes: tuple[Change, ...]
    notice: str | None


def iter_history(folder: Path, number: int, *, everything: bool) -> Iterator[Step]:
    """Yield the commits that changed an item or its evaluations, the oldest first.

    Args:
        folder: The folder that holds `plan.yaml`.
        number: The item's number.
        everything: All changes; otherwise those of grade, stage, state, target, actual value,
            status, divisions and corrections.

    Raises:
        GitError: The folder is in no repository, or nothing has been committed.
    """
    repository = GitRepository(folder)
    prefix = folder.resolve().relative_to(repository.top).as_posix()
    names = {f"{number:02}.yaml", f"{number:03}.yaml"}
    patterns = [
        f":(glob){prefix}/{part}/{name}"
        for name in sorted(names)
        for part in ("items", "evaluations/*")
    ]
    memory: Memory = {}
    before: Project | None = None
    for commit, author, date, subject in repository.list_commits(patterns):
        tree = repository.tree(commit, folder).only(
            lambda path: path.rpartition("/")[2] in names or "/" not in path
        )
        after = load_tree(tree, memory)
        empty = before or load_tree(tree.only(lambda _: False), memory)
        changes = tuple(_changes_of(empty, after, number, everything=everything))
        if changes:
            notice = after.plan.content.notice if after.plan else None
            yield Step(commit, author, date, subject, changes, notice)
        before = after


def refuse_unknown(project: Project, number: int) -> None:
    """Refuse a number that no item has.

    Raises:
        TaikouError: There is no file for such an item.
    """
    numbers = project.item_paths.values()
    if number not in numbers:
        raise TaikouError(
            f"実施項目{number}はありません。", f"{list_numbers(numbers)} の番号を指定してください。"
        )


def _changes_of(
    before: Project, after: Project, number: int, *, everything: bool
) -> Iterator[Change]:
    for change in compare_plans(before, after).changes:
        if change.item != number:
            continue
        if everything or not change.route or _WATCHED.intersection(change.route):
            yield change
