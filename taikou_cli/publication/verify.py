"""What a sceptical reader asks of a bundle: are these the files, do the figures follow from the data."""

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.publication.bundle import MANIFEST

_OPEN_DATA = "data/data.json"


class BundleError(TaikouError):
    """The file is no bundle, or cannot be read."""


def verify_bundle(path: Path) -> Iterator[str]:
    """Yield what is wrong with a bundle; nothing if all holds.

    The hashes of all files are computed anew, and the counts of the grades and the rates of the
    published year from the open data alone.

    Raises:
        BundleError: It is no bundle.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
            manifest = json.loads(files[MANIFEST])
    except FileNotFoundError as error:
        raise BundleError(
            f"「{path}」が見つかりません。",
            "taikou publish が作った publication-年度.zip の場所を確かめてください。",
        ) from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BundleError(
            f"「{path}」は taikou publish が作った一式ではないか、壊れています。",
            "配布元からもう一度ダウンロードしてください。",
        ) from error
    yield from _check_files(files, manifest)
    if _OPEN_DATA in files:
        yield from _check_figures(json.loads(files[_OPEN_DATA]), manifest)


def _check_files(files: dict[str, bytes], manifest: dict[str, Any]) -> Iterator[str]:
    listed = {entry["path"]: entry for entry in manifest["files"]}
    for name in sorted(listed.keys() - files.keys()):
        yield f"{name} がありません。"
    for name in sorted(files.keys() - listed.keys() - {MANIFEST}):
        yield f"{name} は一覧にないファイルです。"
    for name in sorted(listed.keys() & files.keys()):
        if hashlib.sha256(files[name]).hexdigest() != listed[name]["sha256"]:
            yield f"{name} の内容が一覧のSHA-256と違います。"


def _check_figures(data: dict[str, Any], manifest: dict[str, Any]) -> Iterator[str]:
    published = manifest["figures"]["overall"]
    year = manifest["fiscal_year"]
    grades = Counter(
        row["grade"]
        for row in data["evaluations"]["rows"]
        if row["fiscal_year"] == year and row["grade"] is not None
    )
    for code, count in published["grades"].items():
        if grades[code] != count:
            yield f"評価区分{code}の数は {count} と公表されていますが、データでは {grades[code]} です。"
    for code, share in published["shares"].items():
        if share["numerator"] != grades[code] or not _is_rounded(share):
            yield f"評価区分{code}の割合 {share['percent']}％が、分子と分母に合いません。"
    for rate in published["rates"]:
        if not _is_rounded(rate):
            yield f"{rate['name']} {rate['percent']}％が、分子と分母に合いません。"


def _is_rounded(share: dict[str, Any]) -> bool:
    """Tell whether a printed percentage lies within its last digit of the exact one."""
    if share["percent"] is None:
        return bool(share["denominator"] == 0)
    percent = Decimal(share["percent"])
    exact = Fraction(100 * share["numerator"], share["denominator"])
    digits = percent.as_tuple().exponent
    step = Fraction(1, 10 ** -int(digits)) if int(digits) < 0 else Fraction(1)
    return abs(Fraction(percent) - exact) < step
