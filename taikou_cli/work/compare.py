"""Compares a plan between two revisions, or between one and the files as they are."""

from pathlib import Path

from taikou_cli.changes.compare_plans import Comparison, compare_plans
from taikou_cli.progress.editions.templates import hash_templates
from taikou_cli.project.loading import Memory, load_tree
from taikou_cli.store.file_tree import EmptyTree, FolderTree, Tree
from taikou_cli.store.git_past import tree_before_move
from taikou_cli.store.git_tree import CheckedOutTree, GitRepository


def compare_revisions(folder: Path, base: str, head: str | None) -> Comparison:
    """Compare two revisions of a plan.

    Args:
        folder: The folder that holds `plan.yaml`.
        base: The earlier revision; `A...B` names where B left A.
        head: The later one; None for the B of `A...B`, else for the files as they are.

    Raises:
        GitError: There is no git, no repository, or no such revision.
    """
    repository = GitRepository(folder)
    memory: Memory = {}
    later = head or base.partition("...")[2]
    data = tree_before_move(repository, base, later or None, folder)
    before = load_tree(data, memory)
    after = load_tree(
        repository.tree(later, folder) if later else CheckedOutTree(repository, folder), memory
    )
    templates = folder.parent / "templates"
    old = hash_templates(
        repository.tree_at(repository.resolve(base), templates, data.beside("templates"))
    )
    new = hash_templates(repository.tree(later, templates) if later else _open(templates))
    return compare_plans(before, after)._replace(templates_changed=old != new)


def _open(folder: Path) -> Tree:
    return FolderTree(folder) if folder.is_dir() else EmptyTree(folder)
