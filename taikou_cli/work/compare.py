"""Compares a plan between two revisions, or between one and the files as they are."""

from pathlib import Path

from taikou_cli.changes.compare_plans import Comparison, compare_plans
from taikou_cli.progress.editions.templates import hash_templates
from taikou_cli.project.loading import Memory, load_project, load_tree
from taikou_cli.store.file_tree import EmptyTree, FolderTree, Tree
from taikou_cli.store.git_tree import GitRepository


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
    before = load_tree(repository.tree(base, folder), memory)
    later = head or base.partition("...")[2]
    after = (
        load_tree(repository.tree(later, folder), memory) if later else load_project(folder, memory)
    )
    templates = folder.parent / "templates"
    old = hash_templates(repository.tree(base, templates))
    new = hash_templates(repository.tree(later, templates) if later else _open(templates))
    return compare_plans(before, after)._replace(templates_changed=old != new)


def _open(folder: Path) -> Tree:
    return FolderTree(folder) if folder.is_dir() else EmptyTree(folder)
