"""What the one-file program consists of beside taikou's own code: libraries, and a font."""

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("docx", "pdf", "web")
FONT = ("pylopdf-fonts-jp", "NotoSansJP-Regular.otf")
"""A distribution and its font, which may be passed on (SIL Open Font License)."""

_LICENCE_NAMES = ("license", "licence", "copying", "notice", "authors")
# Of it the start of a packed program remains; its terms make an exception for that.
_PACKER = "pyinstaller"


def list_distributions() -> list[metadata.Distribution]:
    """Give the distributions of which something is in the program here, by name; not taikou."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(line for name in EXTRAS for line in extras[name])]
    found: dict[str, metadata.Distribution] = {}
    _collect(wanted, (), found)
    for name in (FONT[0], _PACKER):
        found[name] = metadata.distribution(name)
    return [found[name] for name in sorted(found)]


def _collect(
    lines: Iterable[str], extras: tuple[str, ...], found: dict[str, metadata.Distribution]
) -> None:
    for requirement in map(Requirement, lines):
        marker, name = requirement.marker, canonicalize_name(requirement.name)
        is_wanted = not marker or any(marker.evaluate({"extra": one}) for one in ("", *extras))
        if is_wanted and name not in found:
            found[name] = metadata.distribution(name)
            _collect(found[name].requires or (), tuple(requirement.extras), found)


def find_font() -> Path:
    """Give the font's file."""
    distribution, name = FONT
    return next(_iter_files(metadata.distribution(distribution), (name.lower(),)))


def find_licences() -> dict[str, Path]:
    """Give the terms under which each part may be passed on: where they are packed, and lie here."""
    places = {"taikou/LICENSE": ROOT / "LICENSE"}
    for folder in (Path(os.__file__).parent, Path(sys.base_prefix)):
        if (folder / "LICENSE.txt").is_file():
            places["Python/LICENSE.txt"] = folder / "LICENSE.txt"
    for one in list_distributions():
        for path in _iter_files(one, _LICENCE_NAMES):
            places[f"{one.name}/{path.name}"] = path
    return places


def _iter_files(one: metadata.Distribution, beginnings: tuple[str, ...]) -> Iterator[Path]:
    for file in one.files or ():
        if file.name.lower().startswith(beginnings) and file.suffix != ".py":
            yield Path(str(one.locate_file(file)))
