"""`taikou validate --fix`: correct what is safe to correct, before the check."""

from pathlib import Path
from typing import TYPE_CHECKING

from taikou_cli.cli.console import paint, write
from taikou_cli.work.writing import name_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taikou_cli.formatting.fixes import FixedText

_ROLES = {"-": "error", "+": "ok", "@": "frame", "=": "place"}


def fix_plan(folder: Path, *, preview: bool) -> None:
    """Correct the files of a plan, or with `preview` only show what would change.

    What is printed goes to stderr: stdout is for the findings.
    """
    from taikou_cli.store.atomic_write import edit_file

    for path, raw, fixed in _iter_fixed(folder):
        if fixed.text is None or fixed.text.encode("utf-8") == raw:
            continue
        if preview:
            _show_diff(path, fixed)
            continue
        edit_file(path, raw, fixed.text.encode("utf-8"))
        for fix in fixed.fixes:
            place = f"{name_path(path)}:{fix.at.line}:{fix.at.column}"
            write(f"{paint('直しました：', 'ok')} {place} {fix.message}\n", to_stderr=True)


def _iter_fixed(folder: Path) -> "Iterator[tuple[Path, bytes, FixedText]]":
    from taikou_cli.formatting.fixes import fix_file
    from taikou_cli.model.documents import match_document_kind
    from taikou_cli.project.loading import MAX_FILE_SIZE
    from taikou_cli.store.file_tree import EntryKind, FolderTree

    tree = FolderTree(folder)
    for entry in tree.iter_entries():
        match = match_document_kind(entry.path)
        if not match or match.kind.is_record:
            continue
        if entry.kind is EntryKind.FILE and entry.size <= MAX_FILE_SIZE:
            raw = tree.read(entry.path)
            yield folder / entry.path, raw, fix_file(entry.path, raw, match.kind)


def _show_diff(path: Path, fixed: "FixedText") -> None:
    from taikou_cli.formatting.differences import iter_diff_lines

    name = name_path(path)
    for sign, text in iter_diff_lines(name, fixed.before or "", fixed.text or ""):
        line = paint(text, _ROLES[sign]) if sign in _ROLES else text
        write(f"{line}\n", to_stderr=True)
