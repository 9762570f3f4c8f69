"""The plan as it was last recorded in git."""

from pathlib import Path
from typing import NamedTuple

from taikou_cli.project.loading import Memory, load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.git_command import GitError
from taikou_cli.store.git_tree import GitRepository


class Recorded(NamedTuple):
    """A commit, and the plan that it holds."""

    commit: str
    project: Project


def load_recorded(folder: Path, known: Recorded | None, memory: Memory) -> Recorded | None:
    """Load the plan of the last commit; None where nothing is recorded, or there is no git.

    Args:
        folder: The folder that holds `plan.yaml`.
        known: What an earlier call gave: given again if nothing was recorded since.
        memory: Files that were loaded before.
    """
    try:
        repository = GitRepository(folder)
        commit = repository.resolve("HEAD")
        if known and known.commit == commit:
            return known
        return Recorded(commit, load_tree(repository.tree(commit, folder), memory))
    except GitError:
        return None
