"""Writes the files of a command whole or not at all, and gives back what it wrote."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError, WriteError
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.store.atomic_write import edit_file, write_file
from taikou_cli.store.file_tree import Tree
from taikou_cli.store.text_decoding import encode_like


def save_new_files(folder: Path, texts: Mapping[str, str], *, dry_run: bool) -> Iterator[Path]:
    """Write each text to its path below the folder; yield each path when it is written.

    A file that says the same already is passed over: a run that was interrupted can be repeated.

    Raises:
        WriteError: One of the files exists, and none was written; or one cannot be written.
    """
    below = folder.resolve()
    files = {below / name: text.encode("utf-8") for name, text in texts.items()}
    files = {path: content for path, content in files.items() if not _holds(path, content)}
    for path in files:
        refuse_link(path)
        if path.exists():
            raise WriteError(
                f"「{name_path(path)}」がすでにあります。何も書き込んでいません。",
                "別の場所を指定するか、要らなければ先に移してください。",
            )
    for path, content in files.items():
        if not dry_run:
            edit_file(path, None, content)
        yield path


def save_edits(folder: Path, texts: Mapping[str, str], *, dry_run: bool) -> Iterator[Path]:
    """Write texts over the files that they are new versions of; yield each path when written.

    A file that says the same already is passed over: a run that was interrupted can be repeated.

    Raises:
        WriteError: One of them is a link, and none was written; or one cannot be written.
    """
    below = folder.resolve()
    for name in texts:
        refuse_link(below / name)
    for name, text in texts.items():
        path = below / name
        before = path.read_bytes() if path.exists() else None
        content = text.encode("utf-8")
        if before is not None and b"\r\n" in before:
            content = content.replace(b"\n", b"\r\n")
        if content == before:
            continue
        if not dry_run:
            edit_file(path, before, content)
        yield path


class FileChange(NamedTuple):
    """What a file held when it was read, and what it is to hold."""

    before: bytes
    after: bytes


def change_files(tree: Tree, texts: Mapping[str, str]) -> dict[str, FileChange]:
    """Give the changes that put new texts into files, as their lines end.

    Args:
        tree: The files as they were read.
        texts: What is to stand in them, by their paths.
    """
    read = {name: tree.read(name) for name in texts}
    return {
        name: FileChange(read[name], encode_like(text, read[name])) for name, text in texts.items()
    }


def save_changes(
    folder: Path, changes: Mapping[str, FileChange], *, dry_run: bool
) -> Iterator[Path]:
    """Write changed files, each only if it still is as it was read; yield each when written.

    Args:
        folder: The folder of the data.
        changes: What becomes of the files, by their paths below it.
        dry_run: Write nothing.

    Raises:
        WriteError: One of them is a link, and none was written; or somebody else has written one
            since, or one cannot be written.
    """
    below = folder.resolve()
    for name in changes:
        refuse_link(below / name)
    for name, change in changes.items():
        if not dry_run:
            edit_file(below / name, change.before, change.after)
        yield below / name


def save_outputs(files: Mapping[Path, bytes], *, dry_run: bool) -> Iterator[Path]:
    """Write files that can be made again, over older ones; yield each path when it is written.

    Args:
        files: The contents by their whole paths, the folder of the output without links.
        dry_run: Write nothing.

    Raises:
        WriteError: A file would have to replace a folder, or a link leads out of the folder,
            and none was written; or one cannot be written.
    """
    for path in files:
        refuse_link(path)
        if path.is_dir():
            raise WriteError(
                f"「{path}」はフォルダーなので、ファイルを書き込めません。何も書き込んでいません。",
                "そのフォルダーを移すか、「-o」で別の保存先を指定してください。",
            )
    for path, content in files.items():
        if not dry_run:
            write_file(path, content)
        yield path


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def refuse_link(path: Path) -> None:
    """Make sure that what is written to a path comes to lie there.

    A link that somebody left in the folder could lead to any file of the user.

    Raises:
        WriteError: The path, or a folder on the way, is a link.
    """
    if path.resolve() != path:
        raise WriteError(
            f"「{name_path(path)}」か、その途中のフォルダーがリンクです。何も書き込んでいません。",
            "リンクを消すか、「-o」で別の保存先を指定してください。",
        )


def choose_folder(data_folder: Path, output: Path) -> Path:
    """Give the folder that a command writes to.

    Raises:
        TaikouError: It is a file, or lies in the folder of the data.
    """
    target = refuse_data_folder(data_folder, output)
    if target.exists() and not target.is_dir():
        raise TaikouError(
            f"「{target}」はフォルダーではありません。", "「-o」でフォルダーを指定してください。"
        )
    return target


def refuse_data_folder(data_folder: Path, output: Path) -> Path:
    """Give the whole path of an output.

    Raises:
        TaikouError: It lies in the folder of the data, where it would harm or be checked.
    """
    try:
        target = output.resolve()
    except RuntimeError as error:  # so Python before 3.13 tells of links that lead to one another
        raise TaikouError(
            f"「{output}」に書き込めません（リンクが循環しています）。",
            "「-o」で別の保存先を指定してください。",
        ) from error
    if target == data_folder or data_folder in target.parents:
        raise TaikouError(
            f"「{target}」は計画のデータのフォルダーの中です。",
            "「-o」で別のフォルダーを指定してください。",
        )
    return target


def name_path(path: Path) -> str:
    """Name a path from the current folder where it lies below it, on one line."""
    here = Path.cwd()
    return reveal_line(str(path.relative_to(here) if path.is_relative_to(here) else path))
