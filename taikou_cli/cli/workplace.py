"""Writes what belongs beside the data of a new plan; what is there already is the user's own."""

from collections.abc import Mapping
from pathlib import Path

from taikou_cli.cli.console import write
from taikou_cli.cli.writing import write_new_files


def write_place(folder: Path, texts: Mapping[str, str], *, dry_run: bool) -> None:
    """Write the files of a new plan, and those of its workplace that are not there yet.

    Args:
        folder: The folder that holds `data/`.
        texts: The plan's own files by their paths below it.
        dry_run: Only name them.

    Raises:
        WriteError: One of the plan's own files is there already, and nothing was written.
    """
    from taikou_cli.scaffold.workplace import build_workplace

    workplace = build_workplace()
    kept = [name for name, text in workplace.items() if _is_another(folder / name, text)]
    new = {name: text for name, text in workplace.items() if name not in kept}
    write_new_files(folder, new | dict(texts), dry_run=dry_run)
    if kept:
        write(f"すでにあるので、そのままにしました： {'、'.join(kept)}\n")


def _is_another(path: Path, text: str) -> bool:
    return path.exists() and (not path.is_file() or path.read_bytes() != text.encode("utf-8"))
