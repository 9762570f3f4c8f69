"""The findings of the last check of a large plan, kept for when nothing has changed since.

What is kept is found by a hash of everything that the findings depend on: the bytes of every
file, the program's own source, its libraries, the choice of rules. Times and sizes play no
part, so that the answer can be old but never stale. It lies with the user's own caches: a file
in the repository could be brought along by a pull request and vouch for it.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import taikou_cli
from taikou_cli.base.errors import WriteError
from taikou_cli.base.findings import CheckResult, Finding, Position, Severity
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.project.loading import MAX_FILE_SIZE, load_tree
from taikou_cli.store.atomic_write import write_file
from taikou_cli.store.file_tree import EntryKind, FolderTree, TreeEntry
from taikou_cli.store.text_decoding import decode_text

FEWEST_FILES = 1000
"""A smaller plan is checked in about a second: it leaves no traces."""

_LIBRARIES = ("pydantic", "ruamel.yaml", "ruamel.yaml.clib")


def check_folder(
    folder: Path,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    *,
    place_infos: bool = False,
) -> CheckResult:
    """Check the plan in a folder as `check_plan` does, or give what that gave before.

    Args:
        folder: The folder that holds `plan.yaml`.
        select: Codes, or beginnings of codes, of the rules that run.
        ignore: Codes, or beginnings of codes, of rules that do not run.
        place_infos: Find the lines of infos, too.

    Raises:
        OSError: The folder cannot be listed.
    """
    tree = _HeldTree(folder)
    if len(tree.entries) < FEWEST_FILES:
        return check_plan(load_tree(tree), select, ignore, place_infos=place_infos)
    place = _find_place(folder)
    key = _hash((*_describe_program(), select, ignore, place_infos), tree)
    if place and (kept := _read(place, key, tree)):
        return kept
    result = check_plan(load_tree(tree), select, ignore, place_infos=place_infos)
    if place and os.access(folder, os.W_OK):
        _keep(place, key, result)
    return result


class _HeldTree:
    """A folder whose files are read once, and are the same for the hash and for the check."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tree = FolderTree(folder)
        self.entries: list[TreeEntry] = list(self._tree.iter_entries())
        self._contents: dict[str, bytes | OSError] = {}

    def iter_entries(self) -> Iterator[TreeEntry]:
        return iter(self.entries)

    def read(self, path: str) -> bytes:
        if path not in self._contents:
            try:
                self._contents[path] = self._tree.read(path)
            except OSError as error:
                self._contents[path] = error
        content = self._contents[path]
        if isinstance(content, OSError):
            raise content
        return content


def _hash(parts: Iterable[object], tree: _HeldTree) -> str:
    digest = hashlib.blake2b(repr(tuple(parts)).encode("utf-8", "surrogatepass"), digest_size=32)
    for entry in tree.entries:
        content = b""
        # What is not read for the check is not read here either: a pipe blocks.
        if entry.kind is EntryKind.FILE and entry.size <= MAX_FILE_SIZE:
            try:
                content = tree.read(entry.path)
            except OSError as error:
                content = repr(error).encode("utf-8", "surrogatepass")
        head = f"{entry.path!r} {entry.kind.name} {entry.size} {len(content)}\n"
        digest.update(head.encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


def _describe_program() -> Iterator[str]:
    from importlib.metadata import version

    yield sys.version
    yield from (version(name) for name in _LIBRARIES)
    package = Path(taikou_cli.__file__).parent
    for path in sorted(package.rglob("*.py")):
        yield f"{path.relative_to(package)} {hashlib.blake2b(path.read_bytes()).hexdigest()}"


def _find_place(folder: Path) -> Path | None:
    """Give the file for a plan's findings; None where a user has no folder for caches."""
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    try:
        caches = Path(base) if base else Path.home() / ".cache"
    except RuntimeError:
        return None
    name = hashlib.blake2b(str(folder.resolve()).encode("utf-8", "surrogatepass"), digest_size=16)
    return caches / "taikou" / f"{name.hexdigest()}.json"


def _read(place: Path, key: str, tree: _HeldTree) -> CheckResult | None:
    try:
        kept = json.loads(place.read_bytes())
        if kept["key"] != key:
            return None
        findings = tuple(_build_finding(one) for one in kept["findings"])
        manuals = dict(kept["manuals"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none yet, or one that something else wrote
    prefix = f"{tree.folder.name}/"
    paths = {finding.path.removeprefix(prefix) for finding in findings}
    texts = {
        f"{prefix}{entry.path}": decode_text(tree.read(entry.path))[0] or ""
        for entry in tree.entries
        if entry.path in paths and entry.kind is EntryKind.FILE and entry.size <= MAX_FILE_SIZE
    }
    return CheckResult(findings, len(tree.entries), texts, manuals)


def _build_finding(fields: list[Any]) -> Finding:
    code, name, severity, path, position, message, hint = fields
    return Finding(code, name, Severity(severity), path, Position(*position), message, hint)


def _keep(place: Path, key: str, result: CheckResult) -> None:
    content = {"key": key, "findings": result.findings, "manuals": dict(result.manuals)}
    try:
        write_file(place, json.dumps(content).encode("ascii"))
    except WriteError:
        return  # the next check takes as long as this one
