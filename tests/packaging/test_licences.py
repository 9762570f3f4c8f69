"""Everything that is installed with the program is in the list of licences, and nothing else."""

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def installed_with(name: str, extras: tuple[str, ...], found: set[str]) -> set[str]:
    try:
        requirements = metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # a tool of developers, where only the tests are wanted
        return found
    for line in requirements:
        requirement = Requirement(line)
        marker = requirement.marker
        wanted = marker is None or any(
            marker.evaluate({"extra": extra, "sys_platform": platform, "platform_system": system})
            for extra in (extras or ("",))
            for platform, system in (("linux", "Linux"), ("win32", "Windows"))
        )
        if wanted and normalize(requirement.name) not in found:
            found.add(normalize(requirement.name))
            installed_with(requirement.name, tuple(requirement.extras), found)
    return found


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_list_of_licences_names_everything_that_is_installed() -> None:
    table = (ROOT / "docs/licences.md").read_text("utf-8")
    listed = {
        normalize(name): licence
        for name, licence in re.findall(r"^\| (\S+) \| (\S+) \|", table, re.MULTILINE)
    }
    listed.pop("名前")
    assert set(listed) == installed_with("taikou", ("pdf", "parquet"), set())
    assert not [licence for licence in listed.values() if "GPL" in licence]


def test_every_library_is_pinned() -> None:
    pinned = {
        normalize(line.partition("==")[0])
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    installed = installed_with("taikou", ("pdf", "parquet", "test", "dev"), set())
    assert installed - pinned - {"taikou"} == set()
