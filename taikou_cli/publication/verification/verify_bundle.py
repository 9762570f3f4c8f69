"""Whether a bundle is what was published, and whether its figures follow from its data."""

import hashlib
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.publication.bundle import MANIFEST
from taikou_cli.publication.verification.achievement import KGIS, KPIS, METHODS
from taikou_cli.publication.verification.agreement import iter_disagreements
from taikou_cli.publication.verification.derived import iter_derived_differences
from taikou_cli.publication.verification.differences import iter_differences
from taikou_cli.publication.verification.figures import compute_figures
from taikou_cli.publication.verification.open_data import OpenData, parse_json, parse_open_data
from taikou_cli.publication.verification.period import compute_period
from taikou_cli.publication.verification.printed import iter_misprints
from taikou_cli.publication.verification.unpacking import Files, refuse, unpack_bundle

_FOLDER = "data/"
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


class Opened(NamedTuple):
    """A bundle, read but not believed.

    Attributes:
        files: Its files by their paths.
        manifest: What its list says.
        has_more: The zip holds bytes that belong to none of its members.
        sha256: The SHA-256 of the zip in hexadecimal digits; None of a folder.
    """

    files: Files
    manifest: dict[str, Any]
    has_more: bool = False
    sha256: str | None = None


def open_bundle(path: Path) -> Opened:
    """Read a bundle.

    Args:
        path: The zip, or the folder to which it was unpacked.

    Raises:
        BundleError: It is no bundle.
    """
    files, has_more, sha256 = unpack_bundle(path)
    try:
        manifest = parse_json(files[MANIFEST])
        listed = [(one["path"], one["sha256"], one["size"]) for one in manifest["files"]]
    except _MISSHAPEN as error:
        raise refuse(path) from error
    if not all(isinstance(name, str) for name, *_ in listed):
        raise refuse(path)
    return Opened(files, manifest, has_more, sha256)


def find_other_hash(opened: Opened, wanted: str) -> str | None:
    """Say so if the SHA-256 is not the one that the government told.

    Raises:
        TaikouError: It is a folder, which has none.
    """
    if opened.sha256 is None:
        raise TaikouError(
            "展開したフォルダーには、一式の SHA-256 がありません。",
            "展開したフォルダーではなく、配布された一式（zip）を指定してください。",
        )
    if opened.sha256 == wanted.lower():
        return None
    return f"一式の SHA-256 は {opened.sha256} で、示されたものと違います。"


def verify_bundle(opened: Opened) -> Iterator[str]:
    """Yield what is wrong with a bundle; nothing if all holds.

    The hashes of all files are computed anew, and all figures from the open data alone; the
    files of the open data are made anew and compared.
    """
    files, manifest = opened.files, opened.manifest
    if opened.has_more:
        yield "zip の中に、どのファイルのものでもないデータがあります。"
    yield from _check_files(files, manifest)
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
    yield from map(data.words.say, _iter_contradictions(files, manifest, data))


def _compute_known(data: OpenData, year: int) -> dict[str, Any]:
    """Compute the figures of a year; of one that the open data do not have there are none."""
    if not data.records("evaluations", fiscal_year=year):
        return {}
    return compute_figures(data, year) | {"period": compute_period(data, year)}


def _iter_contradictions(files: Files, manifest: dict[str, Any], data: OpenData) -> Iterator[str]:
    (plan,) = data.records("plan")
    known = {name: kind(plan[name]) for name, kind in _KNOWN.items()}
    yield from iter_differences({name: manifest[name] for name in _KNOWN}, known)
    year, figures_of = manifest["fiscal_year"], cache(partial(_compute_known, data))
    if figures := figures_of(year):
        told = {name: one for name, one in figures.items() if name != "period"}
        yield from iter_differences(manifest["figures"], told)
    else:
        yield f"{MANIFEST} は {year} 年度の公表だといいますが、{_OPEN_DATA} にその年度がありません。"
    printed = manifest["figures"] | {"period": compute_period(data, year)}
    yield from iter_misprints(files, printed, figures_of)
    yield from iter_derived_differences(data)
    own = {
        name.removeprefix(_FOLDER): content
        for name, content in files.items()
        if name.startswith(_FOLDER)
    }
    yield from iter_disagreements(own, data)
