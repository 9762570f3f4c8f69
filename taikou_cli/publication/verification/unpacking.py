"""The files of a bundle, read without trusting it: from the zip, or from the folder it was unpacked to."""

import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from taikou_cli.base.errors import TaikouError

Files = dict[str, bytes]

MAX_SIZE = 500_000_000
"""Bytes of everything in a bundle; one of 35 items and five years has about twelve million."""

# The way up or to the top, and what Windows takes for a drive or a folder.
_LEADS_OUT = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\:]")
_KINDS = (0, stat.S_IFREG, stat.S_IFDIR)  # 0 where a system knows no kinds
_END = struct.Struct("<4s8xII2x")  # the record at the end of a zip: size and place of its list
_LOCAL = struct.Struct("<26xHH")  # before each member: how long its name and its extra field are
_IS_FOLLOWED = 0x08  # a member whose sizes stand behind it, too
_ZIP64_RECORDS = 56 + 20  # what a packer of very large zips puts before the record


class BundleError(TaikouError):
    """The file is no bundle, or cannot be read."""


class Unpacked(NamedTuple):
    """What was found.

    Attributes:
        files: The files by their paths; entries for folders are none.
        has_more: The zip holds bytes that belong to none of its members.
        sha256: The SHA-256 of the zip; None of a folder.
    """

    files: Files
    has_more: bool = False
    sha256: str | None = None


def unpack_bundle(path: Path) -> Unpacked:
    """Read all files.

    Raises:
        BundleError: It is no zip and no folder, does harm to those who unpack it, or is too large.
    """
    if path.is_dir():
        return Unpacked(_read_folder(path))
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(path, entries)
            files = {
                entry.filename: _read_entry(archive, entry)
                for entry in entries
                if not entry.is_dir() or entry.file_size
            }
            has_more = not _is_filled(file, entries, archive.comment)
            file.seek(0)
            return Unpacked(files, has_more, hashlib.file_digest(file, "sha256").hexdigest())
    except FileNotFoundError as error:
        raise BundleError(
            f"「{path}」が見つかりません。",
            "taikou publish が作った一式（zip）の場所を確かめてください。",
        ) from error
    # A zip that asks for a password, or for a way of packing that is not known, is no bundle.
    except (
        OSError,
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        ValueError,
        EOFError,
        struct.error,
    ) as error:
        raise refuse(path) from error


def refuse(path: Path) -> BundleError:
    """Give the error that says that something is no bundle."""
    return BundleError(
        f"「{path}」は taikou publish が作った一式ではないか、壊れています。",
        "配布元からもう一度ダウンロードしてください。",
    )


def _read_folder(folder: Path) -> Files:
    files: Files = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise BundleError(
                f"「{folder}」の中の「{name}」は、ほかの場所を指すリンクです。開きません。",
                "一式の zip をダウンロードし、その zip を確かめてください。",
            )
        if path.is_dir():
            continue
        size += path.stat().st_size
        _check_size(folder, size)
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            raise refuse(folder) from error
    return files


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack no more of a file than it says that it has: it may lie."""
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def _check_size(path: Path, size: int) -> None:
    if size > MAX_SIZE:
        raise BundleError(
            f"「{path}」は、展開すると大きくなりすぎます。開きません。",
            "配布元からもう一度ダウンロードし、同じなら配布元に知らせてください。",
        )


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what does harm to those who unpack the bundle, before anything is read.

    Which of two files of one name is meant, nobody can tell; on Windows and on a Mac, names that
    differ in case are one.
    """
    _check_size(path, sum(entry.file_size for entry in entries))
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise BundleError(
            f"「{path}」の中に、同じ名前のファイルが二つあります。どちらが公表されたものか分かりません。",
            "展開せずに消し、配布元に知らせてください。",
        )
    for entry in entries:
        name, kind = entry.filename.removesuffix("/"), stat.S_IFMT(entry.external_attr >> 16)
        if _LEADS_OUT.search(name) or kind not in _KINDS:
            raise BundleError(
                f"「{path}」の中の「{name}」は、一式のフォルダーの外に書き込むおそれがあります。開きません。",
                "展開せずに消し、配布元に知らせてください。",
            )


def _is_filled(file: IO[bytes], entries: Sequence[zipfile.ZipInfo], comment: bytes) -> bool:
    """Tell whether a zip consists of its members, their list and nothing else."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size))
    mark, length, start = _END.unpack(file.read(_END.size))
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset != at:
            return False
        at += _measure(file, entry)
    rest = size - at - length - _END.size
    return not comment and mark == b"PK\x05\x06" and start == at and rest in (0, _ZIP64_RECORDS)


def _measure(file: IO[bytes], entry: zipfile.ZipInfo) -> int:
    """Give how long a member is, with what stands before and behind its content."""
    file.seek(entry.header_offset)
    length: int = _LOCAL.size + sum(_LOCAL.unpack(file.read(_LOCAL.size))) + entry.compress_size
    if entry.flag_bits & _IS_FOLLOWED:
        file.seek(entry.header_offset + length)
        length += 16 if file.read(4) == b"PK\x07\x08" else 12
    return length
