"""One plan, one server: a second start finds the address of the first.

The address lets whoever knows it in. It stands in a file that only the user can read, among the
user's own caches and never beside the plan. The first server keeps that file locked, so however
it ends, an address that it leaves behind is known to be of a server that is gone.
"""

import hashlib
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from taikou_cli.base.errors import TaikouError
from taikou_cli.store.system_lock import try_lock
from taikou_cli.store.user_caches import find_caches

_PATIENCE, _PAUSE = 5.0, 0.1
_LONGEST = 4096
_FLAGS = os.O_RDWR | os.O_CREAT
for _name in ("O_BINARY", "O_NOFOLLOW"):
    _FLAGS |= getattr(os, _name, 0)


class Claim:
    """The place of a plan's server: taken by us, or by another, whose address it tells.

    Args:
        file: The open file that is ours; None where none can be kept.
        address: Where another serves the plan; empty if none does.
    """

    def __init__(self, file: int | None, address: str = "") -> None:
        self._file = file
        self.address = address

    def announce(self, address: str) -> None:
        """Leave our address for later starts, where that can be done."""
        with suppress(OSError):
            if self._file is not None:
                os.write(self._file, f"{platform.node()}\n{address}\n".encode())

    def end(self) -> None:
        """Give the place free."""
        if self._file is not None:
            with suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)


@contextmanager
def claim(folder: Path) -> Iterator[Claim]:
    """Take the place of a plan's server until the block ends, or find who has it.

    Args:
        folder: The folder that holds `plan.yaml`.

    Raises:
        TaikouError: Another server is starting and has not told its address in time.
    """
    taken = _take(folder)
    try:
        yield taken
    finally:
        taken.end()


def _take(folder: Path) -> Claim:
    caches = find_caches()
    if caches is None:
        return Claim(None)
    try:
        return _open(caches / "serve" / name_of(folder))
    except OSError:  # such a disk knows no locks, or nothing can be kept: a second start serves too
        return Claim(None)


def name_of(folder: Path) -> str:
    """Name the file of a plan."""
    return hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()


def _open(path: Path) -> Claim:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, _FLAGS, 0o600)
    is_ours = False
    try:
        is_ours = try_lock(file)
        if not is_ours:
            return Claim(None, _wait_for_address(file))
        if os.chmod in os.supports_fd:
            os.chmod(file, 0o600)  # noqa: PTH101 - the file that is open, whatever its name leads to
        os.ftruncate(file, 0)
        return Claim(file)
    finally:
        if not is_ours:
            os.close(file)


def _wait_for_address(file: int) -> str:
    """Read where the other serves; empty if it does so on another machine, which is out of reach."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        os.lseek(file, 0, os.SEEK_SET)
        machine, _, address = os.read(file, _LONGEST).decode("utf-8", "replace").partition("\n")
        if address.endswith("\n"):
            return address.strip() if machine == platform.node() else ""
        time.sleep(_PAUSE)
    raise TaikouError(
        "この計画は、ほかの taikou serve が起動しているところです。",
        "少し待って、もう一度起動してください。",
    )
