"""Locks of the system on open files: they end with the process that holds them, however it ends."""

import os
from importlib import import_module
from pathlib import Path

_FAR_BEHIND = 1 << 30
"""Windows lets nobody read what is locked: a byte is locked where nothing is written."""


def try_lock(file: int) -> bool:
    """Lock an open file until it is closed; tell whether it could be.

    Raises:
        OSError: The file system knows no locks.
    """
    try:
        fcntl = import_module("fcntl")
    except ImportError:
        return _try_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_at(path: Path, file: int) -> bool:
    """Tell whether an open file is the one that a path leads to now."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def _try_on_windows(file: int) -> bool:
    msvcrt = import_module("msvcrt")
    os.lseek(file, _FAR_BEHIND, os.SEEK_SET)
    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    except PermissionError:
        return False
    return True
