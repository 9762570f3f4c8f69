"""Where templates come from: the program's own folder, and before it that of a plan."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound
from jinja2.loaders import split_template_path

from taikou_cli.base.errors import TaikouError, describe_os_error
from taikou_cli.store.shipped import find_shipped

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_SIZE = 200_000
"""Bytes of the largest template; the program's own have less than twenty thousand."""


def find_own_templates(data_folder: Path) -> Path | None:
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
    return folder


class TemplateFiles(BaseLoader):
    """The templates by their names.

    Args:
        own: A folder whose files stand in for the program's own of the same names.
    """

    def __init__(self, own: Path | None = None) -> None:
        shipped = find_shipped("templates", "templates")
        self.own = own
        self._folders = (own, shipped) if own else (shipped,)

    def read(self, name: str) -> str:
        """Give the text of a file.

        Raises:
            TemplateNotFound: There is none, or the name leads out of the folders.
            TaikouError: It is a link, too large, or no UTF-8.
        """
        return self._read(self._find(name))

    def has(self, name: str) -> bool:
        """Tell whether there is a file of this name."""
        return any(
            folder.joinpath(name).exists() or folder.joinpath(name).is_symlink()
            for folder in self._folders
        )

    def get_source(
        self, environment: "Environment", template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Give a template to Jinja: its text, its path, and that it does not change."""
        del environment
        path = self._find(template)
        return self._read(path), str(path), lambda: True

    def _find(self, name: str) -> Path:
        parts = split_template_path(name)
        for folder in self._folders:
            path = folder.joinpath(*parts)
            if path.is_symlink() or path.exists():
                return path
        raise TemplateNotFound(name)

    def _read(self, path: Path) -> str:
        # A link could lead to what the server keeps secret.
        if not path.is_file() or _is_linked(path, self._folders):
            raise TaikouError(
                f"ひな形「{path}」は、通常のファイルではありません。",
                "リンクではなく、ファイルそのものを置いてください。",
            )
        if path.stat().st_size > MAX_SIZE:
            raise TaikouError(
                f"ひな形「{path}」が大きすぎます。", f"{MAX_SIZE // 1000}KB以内にしてください。"
            )
        try:
            return path.read_text(encoding="utf-8")
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


def _is_linked(path: Path, folders: tuple[Path, ...]) -> bool:
    """Tell whether a file, or a folder on the way to it, is a link."""
    (folder,) = (one for one in folders if path.is_relative_to(one))
    return path.resolve() != folder.resolve() / path.relative_to(folder)
