"""Bytes of files → their texts and plain data; many files at once on all cores."""

import gc
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from taikou_cli.store.fault import Fault, shorten
from taikou_cli.store.json_lines import hide_json, show_json
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

if TYPE_CHECKING:
    from multiprocessing import Process
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
    if not faults:
        hidden, values = hide_json(text)
        data, more = read_yaml(hidden) if values else (None, [])
        if values and not more:
            return Reading(text, show_json(data, values), ())
    data, more = read_yaml(text, None if faults else raw)
    return Reading(text, data, shorten((*faults, *more)))


def read_documents(raws: Sequence[bytes]) -> list[Reading]:
    """Read the bytes of several files, in their order: of very many on all cores.

    Other processes read the last files while this one reads the first. Nothing is sent or fetched
    meanwhile: a thread for that would take turns with the reading, and wait longer for its turns
    than the others save.
    """
    parts = _divide(raws)
    helpers: list[_Helper | None] = []
    try:
        helpers += map(_start, parts[1:])
        readings = [*map(read_document, parts[0])]
        for helper, part in zip(helpers, parts[1:], strict=True):
            readings += _fetch(helper) or map(read_document, part)
        return readings
    finally:
        for helper in filter(None, helpers):
            helper.process.kill()
            helper.connection.close()


class _Helper(NamedTuple):
    process: "Process"
    connection: "Connection"


def _divide(raws: Sequence[bytes]) -> list[Sequence[bytes]]:
    """Give what is read here, and what each helper reads."""
    helpers = min(_count_cores() - 1, _MOST_HELPERS)
    # A process that is divided by one of several threads may wait for another one without end.
    is_main = threading.current_thread() is threading.main_thread()
    if len(raws) < FEWEST_FILES or helpers < 1 or not is_main:
        return [raws]
    own = int(len(raws) * _OWN_SHARE / (_OWN_SHARE + helpers))
    each = -(-(len(raws) - own) // helpers)
    return [raws[:own], *(raws[at : at + each] for at in range(own, len(raws), each))]


def _start(raws: Sequence[bytes]) -> _Helper | None:
    """Have another process read files; None where there is no other to be had."""
    from multiprocessing import Pipe, Process

    try:
        here, there = Pipe(duplex=False)
        process = Process(target=_help, args=(there, raws), daemon=True)
        process.start()
    except (OSError, ImportError, RuntimeError):
        return None
    there.close()
    return _Helper(process, here)


def _fetch(helper: _Helper | None) -> list[Reading] | None:
    """Give what a helper has read; None if it was ended from outside."""
    try:
        return helper.connection.recv() if helper else None
    except (OSError, EOFError):
        return None


def _help(connection: "Connection", raws: Sequence[bytes]) -> None:
    gc.disable()
    # Ctrl-C reaches every process of a terminal; the one that asked for help tells of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(MemoryError, OSError), connection:
        connection.send([read_document(raw) for raw in raws])


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
