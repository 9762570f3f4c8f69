"""Bytes of files → their texts and plain data; many files at once on all cores."""

import gc
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from taikou_cli.store.fault import Fault, shorten
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FEWEST_FILES = 2000
"""Fewer are read before a second process has started."""

_MOST_HELPERS = 3  # what they send back is taken in by one process
_OWN_SHARE = Decimal("1.25")  # files read here for every one that a helper reads and sends


class Reading(NamedTuple):
    """What a file says.

    Attributes:
        text: Its text; None if it could not be decoded.
        data: Its plain data; None if there is none or it cannot be trusted.
        faults: What is wrong with it.
    """

    text: str | None
    data: YamlValue
    faults: tuple[Fault, ...]


def read_document(raw: bytes) -> Reading:
    """Read the bytes of one file."""
    text, faults = decode_text(raw)
    if text is None:
        return Reading(None, None, shorten(faults))
    data, more = read_yaml(text, None if faults else raw)
    return Reading(text, data, shorten((*faults, *more)))


def read_documents(raws: Sequence[bytes]) -> list[Reading]:
    """Read the bytes of several files, in their order."""
    helpers = min(_count_cores() - 1, _MOST_HELPERS)
    if len(raws) < FEWEST_FILES or helpers < 1:
        return _read_all(raws)
    try:
        return _share(raws, helpers)
    except (OSError, EOFError, ImportError, RuntimeError):
        # No second process is to be had here, or one was ended from outside.
        return _read_all(raws)


def _read_all(raws: Sequence[bytes]) -> list[Reading]:
    return [read_document(raw) for raw in raws]


def _share(raws: Sequence[bytes], helpers: int) -> list[Reading]:
    """Read the first files here, while helpers read the others.

    Nothing is sent or fetched while this process reads: a thread for that would take turns with
    the reading, and wait longer for its turns than the helpers save.
    """
    from multiprocessing import Pipe, Process

    own = int(len(raws) * _OWN_SHARE / (_OWN_SHARE + helpers))
    each = -(-(len(raws) - own) // helpers)
    started = []
    try:
        for at in range(own, len(raws), each):
            here, there = Pipe(duplex=False)
            helper = Process(target=_help, args=(there, raws[at : at + each]), daemon=True)
            helper.start()
            started.append((helper, here))
            there.close()
        readings = _read_all(raws[:own])
        for _, connection in started:
            readings += connection.recv()
        return readings
    finally:
        for helper, connection in started:
            helper.kill()
            connection.close()


def _help(connection: "Connection", raws: Sequence[bytes]) -> None:
    gc.disable()
    # Ctrl-C reaches every process of a terminal; the one that asked for help tells of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(MemoryError, OSError), connection:
        connection.send(_read_all(raws))


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
