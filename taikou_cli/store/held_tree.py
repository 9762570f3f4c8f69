"""A folder whose files are read once, for who looks at them more than once."""

from collections.abc import Iterator
from pathlib import Path

from taikou_cli.store.file_tree import FolderTree, TreeEntry


class HeldTree:
    """The tree below a folder as it was at first sight.

    Args:
        folder: The folder.

    Raises:
        OSError: The folder cannot be listed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tree = FolderTree(folder)
        self.entries: list[TreeEntry] = list(self._tree.iter_entries())
        self._contents: dict[str, bytes | OSError] = {}

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every entry in the order of the paths."""
        return iter(self.entries)

    def let_go(self) -> None:
        """Forget what the files held: nobody will look at them again."""
        self._contents.clear()

    def read(self, path: str) -> bytes:
        """Return the bytes of one file.

        Raises:
            OSError: It cannot be read; asked again, it says the same.
        """
        if path not in self._contents:
            try:
                self._contents[path] = self._tree.read(path)
            except OSError as error:
                self._contents[path] = error
        content = self._contents[path]
        if isinstance(content, OSError):
            raise content
        return content
