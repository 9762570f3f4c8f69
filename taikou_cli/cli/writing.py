"""Says which files a command writes, each as soon as it is there."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from taikou_cli.cli.console import write
from taikou_cli.work.writing import (
    FileChange,
    name_path,
    save_changes,
    save_edits,
    save_new_files,
    save_outputs,
)

_MOST_NAMED = 40
"""A form for every item of a plan is named; of a website its main pages."""


def write_new_files(folder: Path, texts: Mapping[str, str], *, dry_run: bool) -> None:
    """Write texts as `save_new_files` does and name them; with `dry_run` only name them."""
    _tell(save_new_files(folder, texts, dry_run=dry_run), _made(dry_run=dry_run))


def write_edits(folder: Path, texts: Mapping[str, str], *, dry_run: bool) -> None:
    """Write texts as `save_edits` does and name them; with `dry_run` only name them."""
    _tell(save_edits(folder, texts, dry_run=dry_run), _made(dry_run=dry_run))


def write_changes(folder: Path, changes: Mapping[str, FileChange], *, dry_run: bool) -> None:
    """Write changed files as `save_changes` does and name them; with `dry_run` only name them."""
    done = "書き換える予定です" if dry_run else "書き換えました"
    _tell(save_changes(folder, changes, dry_run=dry_run), done)


def edit_text(path: Path, before: bytes, text: str, *, dry_run: bool) -> None:
    """Write the new text of a file that people write, as its lines end; or only name it.

    Args:
        path: The file.
        before: Its content as it was read.
        text: What is to stand in it.
        dry_run: Write nothing.

    Raises:
        WriteError: Somebody else has written the file since, or it cannot be written.
    """
    from taikou_cli.store.atomic_write import edit_file
    from taikou_cli.store.text_decoding import encode_like

    if not dry_run:
        edit_file(path, before, encode_like(text, before))
    write(f"{'書き換える予定です' if dry_run else '書き換えました'}： {name_path(path)}\n")


def write_outputs(files: Mapping[Path, bytes], *, dry_run: bool) -> None:
    """Write files as `save_outputs` does and name them; with `dry_run` only name them."""
    _tell(save_outputs(files, dry_run=dry_run), _made(dry_run=dry_run))


def _made(*, dry_run: bool) -> str:
    return "作る予定です" if dry_run else "作りました"


def _tell(paths: Iterator[Path], done: str) -> None:
    count = 0
    try:
        for path in paths:
            count += 1
            if count <= _MOST_NAMED:
                write(f"{done}： {name_path(path)}\n")
    finally:  # what was written is said, too, where the rest could not be
        if count > _MOST_NAMED:
            write(f"{done}： ほかに{count - _MOST_NAMED}ファイル（全部で{count}ファイル）\n")
