"""Writes new files for a command, never over what is there, and says what it wrote."""

from collections.abc import Mapping
from pathlib import Path

from taikou_cli.base.errors import WriteError
from taikou_cli.cli.console import write


def write_new_files(folder: Path, texts: Mapping[str, str], *, dry_run: bool) -> None:
    """Write each text to its path below the folder; with `dry_run` only name them.

    Raises:
        WriteError: One of the files exists, and none was written; or one cannot be written.
    """
    from taikou_cli.store.atomic_write import write_file

    paths = {folder / name: text for name, text in texts.items()}
    for path in paths:
        if path.exists() or path.is_symlink():
            raise WriteError(
                f"「{name_path(path)}」がすでにあります。何も書き込んでいません。",
                "別の場所を指定するか、要らなければ先に移してください。",
            )
    for path, text in paths.items():
        if not dry_run:
            write_file(path, text.encode("utf-8"))
        write(f"{'作る予定です' if dry_run else '作りました'}： {name_path(path)}\n")


def name_path(path: Path) -> str:
    """Name a path from the current folder where it lies below it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
