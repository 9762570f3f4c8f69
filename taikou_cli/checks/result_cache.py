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
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import _ruamel_yaml
import pydantic
import pydantic_core
import ruamel.yaml

import taikou_cli
from taikou_cli.base.errors import WriteError
from taikou_cli.base.findings import CheckResult, Finding, Position, Severity
from taikou_cli.project.loading import MAX_RECORD_SIZE
from taikou_cli.store.atomic_write import write_file
from taikou_cli.store.file_tree import EntryKind
from taikou_cli.store.held_tree import HeldTree
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.user_caches import find_caches

SOURCE_NOTE = "bundled/source.txt"
"""Where a program without its source tells of it."""


def recall_or_check(
    tree: HeldTree, choice: tuple[object, ...], check: Callable[[], CheckResult]
) -> CheckResult:
    """Give what a check of the same files by the same program gave, else check and keep that.

    Args:
        tree: The files.
        choice: What else the findings depend on: the choice of rules.
        check: Checks the files.
    """
    place = _find_place(tree.folder)
    key = _hash((*_describe_program(), *choice), tree)
    if place and (kept := _read(place, key, tree)):
        return kept
    result = check()
    if place and os.access(tree.folder, os.W_OK):
        _keep(place, key, result)
    return result


def _hash(parts: Iterable[object], tree: HeldTree) -> str:
    digest = hashlib.blake2b(repr(tuple(parts)).encode("utf-8", "surrogatepass"), digest_size=32)
    for entry in tree.entries:
        content = b""
        # What is not read for the check is not read here either: a pipe blocks.
        if entry.kind is EntryKind.FILE and entry.size <= MAX_RECORD_SIZE:
            try:
                content = tree.read(entry.path)
            except OSError as error:
                content = repr(error).encode("utf-8", "surrogatepass")
        head = f"{entry.path!r} {entry.kind.name} {entry.size} {len(content)}\n"
        digest.update(head.encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


def _describe_program() -> Iterator[str]:
    yield from (taikou_cli.__version__, sys.version)
    yield from (pydantic.VERSION, pydantic_core.__version__, ruamel.yaml.__version__)
    # The parser in C does not say its version.
    yield hashlib.blake2b(Path(_ruamel_yaml.__file__).read_bytes()).hexdigest()
    yield from describe_source(Path(taikou_cli.__file__).parent)


def describe_source(package: Path) -> Iterator[str]:
    """Yield the name and the hash of every module of the program, or the note of its build.

    Args:
        package: The folder of the program. Where it is packed as one file there are no modules
            in it, but `SOURCE_NOTE`, which holds what this gave when it was packed.
    """
    note = package / SOURCE_NOTE
    if note.is_file():
        yield from note.read_text(encoding="utf-8").splitlines()
        return
    for path in sorted(package.rglob("*.py")):
        yield f"{path.relative_to(package)} {hashlib.blake2b(path.read_bytes()).hexdigest()}"


def _find_place(folder: Path) -> Path | None:
    """Give the file for a plan's findings; None where a user has no folder for caches."""
    caches = find_caches()
    name = hashlib.blake2b(str(folder.resolve()).encode("utf-8", "surrogatepass"), digest_size=16)
    return caches and caches / f"{name.hexdigest()}.json"


def _read(place: Path, key: str, tree: HeldTree) -> CheckResult | None:
    try:
        kept = json.loads(place.read_bytes())
        if kept["key"] != key:
            return None
        findings = tuple(_build_finding(one) for one in kept["findings"])
        manuals, is_strict = dict(kept["manuals"]), bool(kept["is_strict"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none yet, or one that something else wrote
    prefix = f"{tree.folder.name}/"
    paths = {finding.path.removeprefix(prefix) for finding in findings}
    texts = {
        f"{prefix}{entry.path}": decode_text(tree.read(entry.path))[0] or ""
        for entry in tree.entries
        if entry.path in paths and entry.kind is EntryKind.FILE and entry.size <= MAX_RECORD_SIZE
    }
    return CheckResult(findings, len(tree.entries), texts, manuals, is_strict)


def _build_finding(fields: list[Any]) -> Finding:
    code, name, severity, path, position, message, hint = fields
    return Finding(code, name, Severity(severity), path, Position(*position), message, hint)


def _keep(place: Path, key: str, result: CheckResult) -> None:
    content = {
        "key": key,
        "findings": result.findings,
        "manuals": dict(result.manuals),
        "is_strict": result.is_strict,
    }
    try:
        write_file(place, json.dumps(content).encode("ascii"))
    except WriteError:
        return  # the next check takes as long as this one
