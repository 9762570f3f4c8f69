"""Whether a bundle holds the files that its commit gives, byte by byte."""

from collections.abc import Iterator, Mapping
from typing import Any

from taikou_cli.publication.bundle import MANIFEST
from taikou_cli.publication.verification.agreement import find_difference
from taikou_cli.publication.verification.open_data import parse_json

_ANEW = "コミットから作り直したもの"
_TEXTS = (".csv", ".css", ".html", ".js", ".json", ".md", ".xml")


def iter_other_files(found: Mapping[str, bytes], rebuilt: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a sentence for every file that is not the one that was made anew.

    Args:
        found: The files of the bundle by their paths.
        rebuilt: The files that the commit gives.
    """
    for name in sorted(found.keys() - rebuilt.keys()):
        yield f"{name} は、{_ANEW}にないファイルです。"
    for name in sorted(rebuilt.keys() - found.keys()):
        yield f"{name} は、{_ANEW}にありますが、一式にありません。"
    both = sorted(found.keys() & rebuilt.keys())
    others = [name for name in both if found[name] != rebuilt[name]]
    for name in others:
        # The list differs whenever a file does: then its hashes are no finding of their own.
        if name != MANIFEST:
            yield f"{name} {_place(found[name], rebuilt[name], name)}が、{_ANEW}と違います。"
        elif told := _compare_manifests(found[name], rebuilt[name], is_alone=others == [name]):
            yield f"{name} の {told} が、{_ANEW}と違います。"


def _place(found: bytes, rebuilt: bytes, name: str) -> str:
    if not name.endswith(_TEXTS):
        return "の内容"
    line = find_difference(found.split(b"\n"), rebuilt.split(b"\n"))
    return f"の{line}行目"


def _compare_manifests(found: bytes, rebuilt: bytes, *, is_alone: bool) -> str:
    """Name what the list says otherwise of the whole; or that it is written otherwise."""
    one: dict[str, Any] = parse_json(found)
    other: dict[str, Any] = parse_json(rebuilt)
    keys = [key for key in {**other, **one} if one.get(key) != other.get(key)]
    named = [key for key in keys if key != "files" or is_alone]
    return "、".join(named) or ("書き方" if is_alone else "")
