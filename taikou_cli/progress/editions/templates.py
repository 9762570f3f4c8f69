"""The plan's own templates, which an edition is made with: known by their SHA-256 alone."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from taikou_cli.project.project import Project
from taikou_cli.store.shipped import find_shipped

FOLDER = "../templates/"
"""Where they lie, as seen from the folder of the data."""


def hash_templates(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each template beside a data folder by its path from there."""
    return dict(_iter_templates(folder.parent / "templates"))


def find_changed_templates(project: Project) -> Mapping[str, list[int]]:
    """Find the templates that are not what the last editions were made with.

    Returns:
        The years whose editions differ, by the path that findings call a template by.
    """
    found: dict[str, list[int]] = {}
    now = hash_templates(project.folder)
    for publication in project.publications:
        sources = publication.content.last.sources
        held = {one.path: one.sha256 for one in sources if one.path.startswith(FOLDER)}
        for path in sorted(held.keys() | now.keys()):
            if held.get(path) != now.get(path):
                found.setdefault(path.removeprefix("../"), []).append(publication.content.fiscal_year)
    return found


def _iter_templates(folder: Path) -> Iterator[tuple[str, str]]:
    if not folder.is_dir() or folder.samefile(find_shipped("templates", "templates")):
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            name = FOLDER + path.relative_to(folder).as_posix()
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()
