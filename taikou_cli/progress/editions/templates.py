"""The plan's own templates, which an edition is made with: known by their SHA-256 alone."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from taikou_cli.project.project import Project
from taikou_cli.store.file_tree import EntryKind, FolderTree, Tree
from taikou_cli.store.shipped import find_shipped

FOLDER = "../templates/"
"""Where they lie, as seen from the folder of the data."""


def hash_templates(templates: Tree | None) -> dict[str, str]:
    """Give the SHA-256 of each of a plan's own templates by its path from the data folder."""
    return {
        FOLDER + entry.path: hashlib.sha256(templates.read(entry.path)).hexdigest()
        for entry in (templates.iter_entries() if templates else ())
        if templates and entry.kind is EntryKind.FILE
    }


def find_changed_templates(project: Project) -> Mapping[str, list[int]]:
    """Find the templates that are not what the last editions were made with.

    Returns:
        The years whose editions differ, by the path that findings call a template by.
    """
    found: dict[str, list[int]] = {}
    now = hash_templates(find_templates(project.folder))
    for publication in project.publications:
        sources = publication.content.last.sources
        held = {one.path: one.sha256 for one in sources if one.path.startswith(FOLDER)}
        for path in sorted(held.keys() | now.keys()):
            if held.get(path) != now.get(path):
                found.setdefault(path.removeprefix("../"), []).append(
                    publication.content.fiscal_year
                )
    return found


def find_templates(data_folder: Path) -> Tree | None:
    """Give the templates beside a data folder, if the plan brings some of its own."""
    folder = data_folder.resolve().parent / "templates"
    shipped = find_shipped("templates", "templates")
    if not folder.is_dir() or folder.is_symlink() or folder.samefile(shipped):
        return None
    return FolderTree(folder)
