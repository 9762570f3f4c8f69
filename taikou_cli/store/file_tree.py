"""The files below a folder, as they are: nothing is followed that leads out of it."""

import os
import stat
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from io import FileIO
from pathlib import Path
from typing import NamedTuple, Protocol

# Left by operating systems and git, never content: not worth a word to the user.
_IGNORED = {"thumbs.db", "desktop.ini"}


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder of this name is hidden, or left by an operating system."""
    return name.startswith(".") or name.lower() in _IGNORED


class EntryKind(Enum):
    """What stands at a path. Only files are read: a link may point anywhere, a pipe blocks."""

    FILE = auto()
    LINK = auto()
    OTHER = auto()


class TreeEntry(NamedTuple):
    """One entry of a tree: its path below the tree with `/`, what it is, its size in bytes."""

    path: str
    kind: EntryKind
    size: int


class Tree(Protocol):
    """Files below a folder: on disk, or in a git revision."""

    folder: Path

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every entry in the order of the paths."""
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        ...


class FolderTree:
    """The tree below a folder on disk.

    Args:
        folder: The folder; it may itself be reached through a link.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every entry but hidden files and folders, in the order of their paths.

        Of folders, those that are named like a file of the plan are given, but not entered.

        Raises:
            OSError: The folder itself cannot be listed.
        """
        yield from sorted(self._walk(), key=lambda entry: entry.path)

    def _walk(self) -> Iterator[TreeEntry]:
        folders = [(str(self.folder), "")]
        while folders:
            folder, prefix = folders.pop()
            with os.scandir(folder) as children:
                for child in children:
                    if is_passed_over(child.name):
                        continue
                    path = prefix + child.name
                    if child.is_dir(follow_symlinks=False):
                        # Somebody made a folder where a file belongs: it is told, not entered.
                        if path.endswith(".yaml"):
                            yield TreeEntry(path, EntryKind.OTHER, 0)
                            continue
                        folders.append((child.path, f"{path}/"))
                    else:
                        yield _build_entry(path, child)

    def read(self, path: str) -> bytes:
        """Return the bytes of one file.

        Raises:
            OSError: It cannot be read.
        """
        # A Path and a buffer for each file would take as long as reading it.
        with FileIO(f"{self.folder}/{path}") as file:
            return file.readall()


class EmptyTree:
    """The tree of a folder that is not there.

    Args:
        folder: Where it would be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield nothing."""
        return iter(())

    def read(self, path: str) -> bytes:
        """Find no file.

        Raises:
            FileNotFoundError: Always.
        """
        raise FileNotFoundError(path)


class OverlayTree:
    """A tree as it would be if some of its files had another content, or were there.

    Args:
        base: The tree as it is.
        contents: The other contents by path.
    """

    def __init__(self, base: Tree, contents: Mapping[str, bytes]) -> None:
        self.folder = base.folder
        self._base = base
        self._contents = contents

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every entry; see `FolderTree`."""
        new = dict(self._contents)
        for entry in self._base.iter_entries():
            content = new.pop(entry.path, None)
            yield entry if content is None else entry._replace(size=len(content))
        for path, content in new.items():
            yield TreeEntry(path, EntryKind.FILE, len(content))

    def read(self, path: str) -> bytes:
        """Return the bytes of one file; see `FolderTree`."""
        content = self._contents.get(path)
        return self._base.read(path) if content is None else content


def _build_entry(path: str, child: os.DirEntry[str]) -> TreeEntry:
    status = child.stat(follow_symlinks=False)
    if stat.S_ISREG(status.st_mode):
        kind = EntryKind.FILE
    else:
        kind = EntryKind.LINK if child.is_symlink() else EntryKind.OTHER
    return TreeEntry(path, kind, status.st_size)
