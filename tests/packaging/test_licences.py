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


def read_lists() -> tuple[dict[str, str], dict[str, str]]:
    """Give the licences of what is installed with the program, and of what only tests need."""
    _, with_the_program, for_tests = (ROOT / "docs/licences.md").read_text("utf-8").split("\n## ")
    with_the_program, for_tests = (
        dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+?) \|", part, re.MULTILINE)[1:])
        for part in (with_the_program, for_tests)
    )
    return with_the_program, for_tests


def test_lists_of_licences_name_everything_that_is_installed() -> None:
    ours, others = read_lists()
    installed = installed_with("taikou", ("pdf", "parquet", "docx"), set())
    assert set(map(normalize, ours)) == installed
    everything = installed_with("taikou", ("pdf", "parquet", "docx", "test", "dev"), set())
    listed = {normalize(name) for name in others}
    assert listed & installed == set()
    missing = everything - installed - listed - {"taikou"}
    assert missing == set()


def test_what_is_distributed_with_the_program_binds_nobody() -> None:
    ours, _ = read_lists()
    assert not [licence for licence in ours.values() if "GPL" in licence or "MPL" in licence]


def test_licences_are_those_that_the_packages_state() -> None:
    ours, others = read_lists()
    compared = 0
    for name, licence in (ours | others).items():
        try:
            stated = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # of another system, or a tool of developers
            continue
        if expression := stated.get("License-Expression"):
            assert licence == expression, name
            compared += 1
            continue
        kinds = [one for one in stated.get_all("Classifier") or () if one.startswith("License")]
        words = " ".join([stated.get("License") or "", *kinds])
        if words:
            assert re.search(rf"\b{licence.partition('-')[0]}\b", words), (name, words)
            compared += 1
    assert compared > len(ours)


def test_every_library_is_pinned() -> None:
    pinned = {
        normalize(line.partition("==")[0])
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    installed = installed_with("taikou", ("pdf", "parquet", "docx", "test", "dev"), set())
    assert installed - pinned - {"taikou"} == set()
