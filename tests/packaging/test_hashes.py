"""A release is built of files whose hashes are known, for each system and Python it is built on."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "packaging/hashes.txt").read_text("utf-8").splitlines()
PIN = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?==(?P<version>\S+)( ; .+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def read_pins(lines: list[str]) -> dict[str, str]:
    pins = (line.partition("==") for line in lines if "==" in line and not line.startswith("#"))
    return {canonicalize_name(name): version.split(" ")[0] for name, _, version in pins}


def test_the_list_holds_pins_and_their_hashes_only_and_names_no_host() -> None:
    listed = [line for line in LINES if not line.startswith("#")]
    assert [line for line in listed if not PIN.fullmatch(line) and not HASH.fullmatch(line)] == []
    # A pin of which no file is known would let any file in.
    pairs = zip(listed, [*listed[1:], ""], strict=True)
    assert [line for line, then in pairs if PIN.fullmatch(line) and not HASH.fullmatch(then)] == []
    assert not re.search(r"://|--index|--find-links", "\n".join(listed))


def test_the_versions_are_those_that_the_suite_has_passed_with() -> None:
    tested = read_pins((ROOT / "constraints.txt").read_text("utf-8").splitlines())
    hashed = read_pins(LINES)
    assert hashed
    assert hashed.items() <= tested.items()


def test_what_a_release_and_its_build_ask_for_by_name_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    asked += [line for name in ("docx", "pdf", "web", "release") for line in extras[name]]
    names = {canonicalize_name(Requirement(line).name) for line in asked} - {"taikou"}
    assert names - read_pins(LINES).keys() == set()
