"""Locks of the system on open files: they end with the process that holds them, however it ends."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _FAR_BEHIND = 1 << 30  # what is locked there cannot be read: not where something is written

    def try_lock(file: int) -> bool:
        """Lock an open file; tell whether nobody else holds it.

        Raises:
            OSError: The file system knows no locks.
        """
        os.lseek(file, _FAR_BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: int) -> bool:
        """Lock an open file; tell whether nobody else holds it.

        Raises:
            OSError: The file system knows no locks.
        """
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
