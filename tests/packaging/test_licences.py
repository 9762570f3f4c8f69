"""Everything that is installed with the program is in the list of licences, and nothing else."""

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


# Every system and Python that the workflow tests on: what one of them needs alone counts, too.
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
)
PLACES = [
    system | {"python_version": version, "python_full_version": f"{version}.0"}
    for system in SYSTEMS
    for version in ("3.11", "3.12", "3.13", "3.14")
]


def installed_with(name: str, extras: tuple[str, ...], found: set[str]) -> set[str]:
    try:
        requirements = metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # a tool of developers, where only the tests are wanted
        return found
    for line in requirements:
        requirement = Requirement(line)
        marker = requirement.marker
        wanted = marker is None or any(
            marker.evaluate({"extra": extra, **place})
            for extra in (extras or ("",))
            for place in PLACES
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
