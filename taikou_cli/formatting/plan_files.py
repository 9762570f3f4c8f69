"""Which files are brought into the canonical style, and what kind each of them is."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError, describe_os_error
from taikou_cli.formatting.canonical import FormattedFile, format_file
from taikou_cli.model.documents import DocumentKind, match_document_kind
from taikou_cli.project.loading import MAX_FILE_SIZE
from taikou_cli.store.fault import Fault
from taikou_cli.store.file_tree import FolderTree

# `evaluations/2025/01.yaml` is the longest path below the folder of a plan.
_DEEPEST = 3


class PlanFile(NamedTuple):
    """A file and what came of formatting it.

    Attributes:
        path: Where it is.
        raw: Its bytes; empty if it was not read.
        formatted: What formatting made of it.
    """

    path: Path
    raw: bytes
    formatted: FormattedFile

    @property
    def changes(self) -> bool:
        """Whether it is not in the canonical style yet."""
        return self.formatted.differs_from(self.raw)


def iter_plan_paths(folder: Path) -> Iterator[Path]:
    """Yield the files of the plan in a folder that people write; others are passed over."""
    for entry in FolderTree(folder).iter_entries():
        match = match_document_kind(entry.path)
        if match and not match.kind.is_record:
            yield folder / entry.path


def iter_given_paths(given: list[Path]) -> Iterator[Path]:
    """Yield the files that a user named; of a folder, the files of a plan in it. No records.

    Raises:
        TaikouError: One of them does not exist.
    """
    for path in given:
        if path.is_dir():
            entries = (path / entry.path for entry in FolderTree(path).iter_entries())
            yield from (one for one in entries if _kind_of(one) and not _is_record(one))
        elif path.exists() or path.is_symlink():
            if not _is_record(path):
                yield path
        else:
            raise TaikouError(
                f"「{path}」が見つかりません。",
                "ファイル名を確かめてください。省くと計画のすべてのファイルを整えます。",
            )


def find_homes(paths: Iterable[Path]) -> list[Path]:
    """Give the folders above the plans that files belong to, sorted."""
    folders = {folder.resolve() for folder in {path.parent for path in paths}}
    above = {one for folder in folders for one in (folder, *folder.parents)}
    return sorted(folder.parent for folder in above if (folder / "plan.yaml").is_file())


def format_path(path: Path) -> PlanFile:
    """Read a file and bring what it holds into the canonical style; nothing is written."""
    kind = _kind_of(path)
    if kind is None:
        return _refuse(
            path, "計画のデータのファイルではありません。", "ファイル名を確かめてください。"
        )
    if path.is_symlink() or not path.is_file():
        return _refuse(
            path, "リンクや特別なファイルは整えません。", "元のファイルを指定してください。"
        )
    try:
        if path.stat().st_size > MAX_FILE_SIZE:
            return _refuse(
                path, "ファイルが大きすぎます。", "上限は約1MBです。中身を確かめてください。"
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = describe_os_error(error)
        return _refuse(path, f"読み込めません（{reason}）。", "ファイルの権限を確かめてください。")
    return PlanFile(path, raw, format_file(raw, kind))


def _is_record(path: Path) -> bool:
    kind = _kind_of(path)
    return kind is not None and kind.is_record


def _kind_of(path: Path) -> DocumentKind | None:
    """Tell a file's kind by the end of its path, the longest that fits: a plan may lie anywhere."""
    parts = path.absolute().parts
    for length in range(_DEEPEST, 0, -1):
        if match := match_document_kind("/".join(parts[-length:])):
            return match.kind
    return None


def _refuse(path: Path, message: str, hint: str) -> PlanFile:
    return PlanFile(path, b"", FormattedFile(None, (Fault("file-refused", message, hint),)))
