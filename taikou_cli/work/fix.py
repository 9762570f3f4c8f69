"""Corrects in the files of a plan what is safe to correct."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from taikou_cli.formatting.fixes import FixedText, fix_file
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.loading import MAX_FILE_SIZE
from taikou_cli.store.atomic_write import edit_file
from taikou_cli.store.file_tree import EntryKind, FolderTree


class FixedFile(NamedTuple):
    """A file that was corrected, or would be, and what changes in it."""

    path: Path
    fixed: FixedText


def fix_plan(folder: Path, *, preview: bool) -> Iterator[FixedFile]:
    """Correct the files of a plan; yield each that changes when it is written.

    Args:
        folder: The folder that holds `plan.yaml`.
        preview: Write nothing.

    Raises:
        WriteError: A file cannot be written, or somebody else has just written it.
    """
    tree = FolderTree(folder)
    for entry in tree.iter_entries():
        match = match_document_kind(entry.path)
        if match is None or match.kind.is_record:
            continue
        if entry.kind is not EntryKind.FILE or entry.size > MAX_FILE_SIZE:
            continue
        raw = tree.read(entry.path)
        fixed = fix_file(entry.path, raw, match.kind)
        if fixed.text is None or (content := fixed.text.encode("utf-8")) == raw:
            continue
        path = folder / entry.path
        if not preview:
            edit_file(path, raw, content)
        yield FixedFile(path, fixed)
