"""The life of one item: what each commit changed of it."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.changes.compare_plans import Change, list_changes
from taikou_cli.project.loading import Memory, load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.git_past import BlobTree, FolderPast
from taikou_cli.store.git_tree import GitRepository

_WATCHED = {"grade", "stage", "state", "targets", "actual", "status", "divisions", "corrections"}
# What gives the words for an item: its title, its divisions.
_CONTEXT = ("plan.yaml", "goals.yaml", "organization.yaml")
_NOTHING = ""


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

    Wherever the folder was before it was moved, its commits belong to the history.
    A commit is held against the one that it was made from, so that what happened on another
    branch in the meantime is not told as its doing.

    Args:
        folder: The folder that holds `plan.yaml`.
        number: The item's number.
        everything: All changes; otherwise those of grade, stage, state, target, actual value,
            status, divisions and corrections.

    Raises:
        GitError: The folder is in no repository, or nothing has been committed.
    """
    repository = GitRepository(folder)
    names = {f"{number:0{width}}.yaml" for width in (2, 3, 4)}
    patterns = [f"{part}/{name}" for name in sorted(names) for part in ("items", "evaluations/*")]
    past = FolderPast(repository, folder, _CONTEXT, patterns)
    trees = past.read_trees(
        name for commit in past.commits for name in (commit.name, *commit.parents)
    )
    trees[_NOTHING] = BlobTree(folder, {})
    memory: Memory = {}

    @cache
    def load(revision: str) -> Project:
        return load_tree(trees[revision], memory)

    is_shallow = repository.is_shallow()
    for commit in past.commits:
        if not commit.parents and is_shallow:
            continue  # what it changed of the commits that were not fetched cannot be known
        after = load(commit.name)
        before = [load(parent) for parent in commit.parents or (_NOTHING,)]
        changes = tuple(_changes_of(before, after, number, everything=everything))
        if changes:
            notice = after.plan.content.notice if after.plan else None
            yield Step(commit.name, commit.author, commit.date, commit.subject, changes, notice)


def refuse_unknown(project: Project, number: int) -> None:
    """Refuse a number that no item has.

    Raises:
        TaikouError: There is no file for such an item.
    """
    numbers = project.item_paths.values()
    if number not in numbers:
        raise TaikouError(
            f"{project.words.item}{number}はありません。",
            f"{list_numbers(numbers)} の番号を指定してください。",
        )


def _changes_of(
    before: Sequence[Project], after: Project, number: int, *, everything: bool
) -> Iterator[Change]:
    """Yield what a commit changed; a merge, only what none of the merged commits has."""
    first, *others = (list_changes(one, after, number) for one in before)
    merged = [{(c.path, c.route, c.after) for c in changes} for changes in others]
    for change in first:
        if any((change.path, change.route, change.after) not in told for told in merged):
            continue
        if everything or not change.route or _WATCHED.intersection(change.route):
            yield change
