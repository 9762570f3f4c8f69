"""One process at a time writes to a plan: `.taikou.lock` beside the data says who.

The system locks the open file for as long as its process lives. What is written in the file is
for people, and for other machines, of whose locks the system may not know.
"""

import getpass
import json
import os
import platform
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError, WriteError
from taikou_cli.base.japan_day import now
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.store.atomic_write import explain_failure
from taikou_cli.store.git_command import GitError, find_repository_mark, start_git
from taikou_cli.store.system_lock import is_at, try_lock

LOCK_NAME = ".taikou.lock"

WAIT = 10.0
"""Seconds after which a command gives up."""

_PAUSE = 0.02
_LONGEST = 4096
_LAST_PROCESS = 1 << 32
_FLAGS = os.O_RDWR | os.O_CREAT
# Windows would change line ends; a link could lead to any file of the user; a pipe would block.
for _name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"):
    _FLAGS |= getattr(os, _name, 0)


class Owner(NamedTuple):
    """Who holds a lock.

    Attributes:
        user: The user's name.
        machine: The name of the machine.
        process: The number of the process.
        command: What it does, as the user calls it.
        since: Since when.
    """

    user: str
    machine: str
    process: int
    command: str
    since: str

    def describe(self) -> str:
        """Name the owner for a message."""
        return reveal_line(
            f"利用者 {self.user}、PC {self.machine}、プロセス {self.process}"
            f"「taikou {self.command}」、{self.since} から"
        )


class LockedError(TaikouError):
    """Another process is writing to the plan; nothing was written."""


@contextmanager
def hold_lock(home: Path, command: str, wait: float = WAIT) -> Iterator[Owner | None]:
    """Keep all other processes from writing to a plan.

    Args:
        home: The folder that holds `data/`; it is made if need be.
        command: What the lock is for, as the user calls it.
        wait: Seconds to wait for another process.

    Yields:
        Who left the lock behind without coming to its end, if somebody did.

    Raises:
        LockedError: Another process still holds it.
        WriteError: The folder cannot be written to.
    """
    path = home / LOCK_NAME
    try:
        home.mkdir(parents=True, exist_ok=True)
        _hide_from_git(home)
        file, left_by = _acquire(path, wait)
    except OSError as error:
        raise explain_failure(path, error) from error
    try:
        _write_owner(path, file, command)
        yield left_by
    finally:
        _release(path, file)


def _acquire(path: Path, wait: float) -> tuple[int, Owner | None]:
    deadline = time.monotonic() + wait
    known = None
    while True:
        file, owner = _try(path)
        if file is not None:
            return file, owner
        known = owner or known  # who has just begun has not written yet
        if time.monotonic() >= deadline:
            raise _refuse(path, known, wait)
        time.sleep(_PAUSE)


def _try(path: Path) -> tuple[int | None, Owner | None]:
    """Take the lock if it is free.

    Returns:
        The open file if it is ours now, and whom it names.
    """
    try:
        with suppress(FileNotFoundError):
            _refuse_other_things(path, os.lstat(path))
        file = os.open(path, _FLAGS, 0o666)
    except PermissionError:
        if os.name == "nt" and path.exists():  # it is just being removed
            return None, None
        raise
    is_ours = False
    try:
        _refuse_other_things(path, os.fstat(file))
        # Who held it until now has taken the file away: it is another one.
        is_free = try_lock(file) and is_at(path, file)
        owner = _read_owner(file)
        is_ours = is_free and (owner is None or owner.machine == platform.node())
        return (file if is_ours else None), owner
    finally:
        if not is_ours:
            os.close(file)


def _refuse_other_things(path: Path, status: os.stat_result) -> None:
    """Let nothing be written over that has another name, or is no file of its own at all.

    Raises:
        WriteError: It is such a thing.
    """
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        raise WriteError(
            f"「{path}」が、taikou のロックのファイルではありません"
            "（フォルダー、リンク、別の名前もあるファイルのどれかです）。何も書き込んでいません。",
            "中身を確かめて、ほかへ移すか消してから、もう一度実行してください。",
        )


def _read_owner(file: int) -> Owner | None:
    os.lseek(file, 0, os.SEEK_SET)
    try:
        told = json.loads(os.read(file, _LONGEST))
        names = (str(told["user"]), str(told["machine"]))
        process = int(told["process"])
        if not 0 <= process < _LAST_PROCESS:
            return None
        return Owner(*names, process, str(told["command"]), str(told["since"]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _write_owner(path: Path, file: int, command: str) -> None:
    owner = Owner(_name_user(), platform.node(), os.getpid(), command, f"{now():%Y-%m-%d %H:%M}")
    text = json.dumps(owner._asdict(), ensure_ascii=False) + "\n"
    try:
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, text.encode("utf-8", "replace"))
    except OSError as error:
        raise explain_failure(path, error) from error


def _name_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container without a list of users
        return "不明"


def _release(path: Path, file: int) -> None:
    """Give the lock free. Where the file cannot be removed, it stays and names nobody."""
    try:
        with suppress(OSError):
            os.ftruncate(file, 0)
            path.unlink()
    finally:
        os.close(file)
    if os.name == "nt":
        # Windows removes no file that is open: not ours before, nor now that of who comes next.
        with suppress(OSError):
            path.unlink()


def _refuse(path: Path, owner: Owner | None, wait: float) -> LockedError:
    who = f"（{owner.describe()}）" if owner else ""
    hint = "終わるのを待って、もう一度実行してください。"
    if owner and owner.machine != platform.node():
        hint += (
            "その PC で taikou が動いていないのに続くときは、"
            f"「{reveal_line(str(path))}」を消してください。"
        )
    return LockedError(
        f"ほかの taikou がこの計画に書き込んでいます{who}。"
        f"{wait:g}秒待っても終わらないので、何も書き込まずにやめました。",
        hint,
    )


def _hide_from_git(home: Path) -> None:
    """Let git pass the lock over, without a word in the plan's own `.gitignore`."""
    if find_repository_mark(home) is None:
        return
    with suppress(OSError, GitError, UnicodeDecodeError):  # a lock that git shows does no harm
        told = start_git(("rev-parse", "--git-path", "info/exclude"), home)
        path = home / os.fsdecode(told.stdout).rstrip("\n")
        if told.returncode or not path.parent.parent.is_dir():
            return
        known = path.read_text("utf-8") if path.exists() else ""
        if LOCK_NAME not in known.splitlines():
            path.parent.mkdir(exist_ok=True)
            lead = "\n" if known and not known.endswith("\n") else ""
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{lead}{LOCK_NAME}\n")
