"""Whether a bundle is what was published, and whether its figures follow from its data."""

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.publication.bundle import MANIFEST
from taikou_cli.publication.verification.achievement import KGIS, KPIS, METHODS
from taikou_cli.publication.verification.agreement import iter_disagreements
from taikou_cli.publication.verification.derived import iter_derived_differences
from taikou_cli.publication.verification.differences import iter_differences
from taikou_cli.publication.verification.figures import compute_figures
from taikou_cli.publication.verification.open_data import OpenData, parse_json, parse_open_data

Files = dict[str, bytes]

MAX_SIZE = 500_000_000
"""Bytes of everything in a bundle; one of 35 items and five years has about twelve million."""

_FOLDER = "data/"
# The way up or to the top, and what Windows takes for a drive or a folder.
_LEADS_OUT = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\:]")
_KINDS = (0, stat.S_IFREG, stat.S_IFDIR)  # 0 where a system knows no kinds
_OPEN_DATA = f"{_FOLDER}data.json"
# What the list says of the plan, and how the open data write it.
_KNOWN = {"title": str, "government": str, "fictitious": bool}
# What reading something of another shape than expected raises.
_MISSHAPEN = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    IndexError,
    RecursionError,
)


class BundleError(TaikouError):
    """The file is no bundle, or cannot be read."""


def verify_bundle(path: Path) -> Iterator[str]:
    """Yield what is wrong with a bundle; nothing if all holds.

    The hashes of all files are computed anew, and all figures from the open data alone; the
    files of the open data are compared with one another.

    Raises:
        BundleError: It is no bundle.
    """
    files, manifest = _read_bundle(path)
    try:
        yield from list(_check_files(files, manifest))
    except _MISSHAPEN as error:
        raise _refuse(path) from error
    missing = [name for name in ("fiscal_year", "figures", *_KNOWN) if name not in manifest]
    if missing:
        yield f"{MANIFEST} に {'、'.join(missing)} がないため、数字を確かめられません。"
        return
    try:
        yield from _check_open_data(files, manifest)
    except _MISSHAPEN:
        yield (
            f"{_OPEN_DATA} がないか、決まった形でないため、数字を確かめられません。"
            f"一式を作ったのは「{manifest.get('tool')}」です。違う版なら、その版で確かめてください。"
        )


def _read_bundle(path: Path) -> tuple[Files, dict[str, Any]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(path, entries)
            files = {entry.filename: _read_entry(archive, entry) for entry in entries}
        manifest = parse_json(files[MANIFEST])
    except FileNotFoundError as error:
        raise BundleError(
            f"「{path}」が見つかりません。",
            "taikou publish が作った publication-年度.zip の場所を確かめてください。",
        ) from error
    # A zip that asks for a password, or for a way of packing that is not known, is no bundle.
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, *_MISSHAPEN) as error:
        raise _refuse(path) from error
    return files, manifest


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack no more of a file than it says that it has: it may lie."""
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what does harm to those who unpack the bundle, before anything is read.

    Which of two files of one name is meant, nobody can tell; on Windows and on a Mac, names that
    differ in case are one.
    """
    if sum(entry.file_size for entry in entries) > MAX_SIZE:
        raise BundleError(
            f"「{path}」は、展開すると大きくなりすぎます。開きません。",
            "配布元からもう一度ダウンロードし、同じなら配布元に知らせてください。",
        )
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


def _refuse(path: Path) -> BundleError:
    return BundleError(
        f"「{path}」は taikou publish が作った一式ではないか、壊れています。",
        "配布元からもう一度ダウンロードしてください。",
    )


def _check_files(files: Files, manifest: dict[str, Any]) -> Iterator[str]:
    listed = {entry["path"]: entry for entry in manifest["files"]}
    if len(listed) < len(manifest["files"]):
        yield f"{MANIFEST} の一覧に、同じファイルが二度あります。"
    for name in sorted(listed.keys() - files.keys()):
        yield f"{name} がありません。"
    for name in sorted(files.keys() - listed.keys() - {MANIFEST}):
        yield f"{name} は一覧にないファイルです。"
    for name in sorted(listed.keys() & files.keys()):
        if hashlib.sha256(files[name]).hexdigest() != listed[name]["sha256"]:
            yield f"{name} の内容が一覧のSHA-256と違います。"
        elif len(files[name]) != listed[name]["size"]:
            yield f"{name} の大きさが一覧と違います。"


def _list_unknown_methods(data: OpenData) -> list[str]:
    used = {row["method"] for kind in (KPIS, KGIS) for row in data.records(kind.definitions)}
    return sorted(used - METHODS.keys())


def _check_open_data(files: Files, manifest: dict[str, Any]) -> Iterator[str]:
    data = parse_open_data(files[_OPEN_DATA])
    if unknown := _list_unknown_methods(data):
        yield f"達成率の計算方法「{'、'.join(unknown)}」を確かめる方法がないため、数字を確かめられません。"
        return
    (plan,) = data.records("plan")
    known = {name: kind(plan[name]) for name, kind in _KNOWN.items()}
    yield from iter_differences({name: manifest[name] for name in _KNOWN}, known)
    year = manifest["fiscal_year"]
    if data.records("evaluations", fiscal_year=year):
        yield from iter_differences(manifest["figures"], compute_figures(data, year))
    else:
        yield f"{MANIFEST} は {year} 年度の公表だといいますが、{_OPEN_DATA} にその年度がありません。"
    yield from iter_derived_differences(data)
    own = {
        name.removeprefix(_FOLDER): content
        for name, content in files.items()
        if name.startswith(_FOLDER)
    }
    yield from iter_disagreements(own, data)
