"""A second `taikou serve` of a plan leads to the first, for whom the plan's user alone is let in."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import SMALL

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")
COMMAND = (sys.executable, "-m", "taikou_cli", "serve", "--no-browser", "--data")


class Office:
    """A plan, and a user with caches of his own."""

    def __init__(self, top: Path) -> None:
        self.folder, self.caches = top / "data", top / "caches"
        shutil.copytree(SMALL, self.folder)

    @property
    def variables(self) -> dict[str, str]:
        return os.environ | {"XDG_CACHE_HOME": str(self.caches)}

    @contextmanager
    def start(self, *options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
        process = subprocess.Popen(
            [*COMMAND, str(self.folder), *options],
            stdout=subprocess.PIPE,
            text=True,
            env=self.variables,
            # Whoever runs the tests in the background has it ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(10)
            process.stdout.close()

    def start_again(self) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*COMMAND, str(self.folder)],
            check=False,
            capture_output=True,
            text=True,
            env=self.variables,
            timeout=60,
        )

    def kept(self) -> list[Path]:
        return [path for path in self.caches.rglob("*") if path.is_file()]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_second_start_leads_to_the_first_and_tells_nobody_else(office: Office) -> None:
    with office.start() as (address, _):
        again = office.start_again()
        assert (again.returncode, again.stdout.strip()) == (0, address)
        assert "先に起動した taikou serve" in again.stderr
        secret = address.partition("key=")[2]
        (kept,) = office.kept()
        assert secret in kept.read_text("utf-8")
        assert kept.stat().st_mode & 0o077 == 0
        assert kept.parent.stat().st_mode & 0o077 == 0
        for path in office.folder.parent.rglob("*"):
            assert path == kept or not path.is_file() or secret.encode() not in path.read_bytes()
    assert secret not in kept.read_text("utf-8")


def test_an_address_that_a_killed_server_left_is_not_believed(office: Office) -> None:
    with office.start() as (first, process):
        process.kill()
        process.wait(10)
    with office.start() as (second, _):
        assert second.startswith("http://127.0.0.1:")
        assert second.partition("?")[0] == first.partition("?")[0]  # where the drafts are
        assert second != first
        assert office.start_again().stdout.strip() == second


def test_who_asks_for_a_port_or_only_looks_gets_a_server_of_his_own(office: Office) -> None:
    with office.start() as (first, _), office.start("--read-only") as (second, _):
        assert second.partition("?")[0] != first.partition("?")[0]
