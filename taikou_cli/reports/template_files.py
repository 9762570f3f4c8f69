"""Where templates come from: the program's own folder, and before it that of a plan."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound
from jinja2.loaders import split_template_path

from taikou_cli.base.errors import TaikouError, describe_os_error
from taikou_cli.store.file_tree import EntryKind, FolderTree, Tree, TreeEntry
from taikou_cli.store.shipped import find_shipped

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_SIZE = 200_000
"""Bytes of the largest template; the program's own have less than twenty thousand."""


def find_own_templates(data_folder: Path) -> Tree | None:
    """Give the folder `templates` beside the data, if the plan brings one of its own.

    Raises:
        TaikouError: It is a link, which could lead to anything that templates shall not read.
    """
    folder = data_folder.resolve().parent / "templates"
    if not folder.is_dir() or folder.samefile(find_shipped("templates", "templates")):
        return None
    if folder.is_symlink():
        raise TaikouError(
            f"ひな形のフォルダー「{folder}」は、リンクです。",
            "リンクではなく、ひな形の入ったフォルダーそのものを置いてください。",
        )
    return FolderTree(folder)


class TemplateFiles(BaseLoader):
    """The templates by their names.

    Args:
        own: Files that stand in for the program's own of the same names.
    """

    def __init__(self, own: Tree | None = None) -> None:
        shipped = FolderTree(find_shipped("templates", "templates"))
        self.own = own.folder if own else None
        self._entries = {
            entry.path: (tree, entry)
            for tree in (shipped, own)
            if tree is not None
            for entry in tree.iter_entries()
        }

    def read(self, name: str) -> str:
        """Give the text of a file.

        Raises:
            TemplateNotFound: There is none, or the name leads out of the folders.
            TaikouError: It is a link, too large, or no UTF-8.
        """
        return _read(*self._find(name))

    def has(self, name: str) -> bool:
        """Tell whether there is a file of this name."""
        return name in self._entries

    def is_own(self, name: str) -> bool:
        """Tell whether the plan brings this file along: nobody has reviewed it."""
        return self._find(name)[0].folder == self.own

    def get_source(
        self, environment: "Environment", template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Give a template to Jinja: its text, its path, and that it does not change."""
        del environment
        tree, entry = self._find(template)
        return _read(tree, entry), str(tree.folder / entry.path), lambda: True

    def _find(self, name: str) -> tuple[Tree, TreeEntry]:
        """Find a file, or the link to a folder that stands on the way to it."""
        parts = split_template_path(name)
        for end in range(1, len(parts) + 1):
            if found := self._entries.get("/".join(parts[:end])):
                return found
        raise TemplateNotFound(name)


def _read(tree: Tree, entry: TreeEntry) -> str:
    path = tree.folder / entry.path
    # A link could lead to what the server keeps secret.
    if entry.kind is not EntryKind.FILE:
        raise TaikouError(
            f"ひな形「{path}」は、通常のファイルではありません。",
            "リンクではなく、ファイルそのものを置いてください。",
        )
    if entry.size > MAX_SIZE:
        raise TaikouError(
            f"ひな形「{path}」が大きすぎます。", f"{MAX_SIZE // 1000}KB以内にしてください。"
        )
    try:
        return tree.read(entry.path).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TaikouError(
            f"ひな形「{path}」の文字コードがUTF-8ではありません。",
            "UTF-8で保存し直してください。",
        ) from error
    except OSError as error:
        raise TaikouError(
            f"ひな形「{path}」を読み込めません（{describe_os_error(error)}）。",
            "権限を確かめてください。",
        ) from error
