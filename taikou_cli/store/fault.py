"""What is wrong with a file before its content means anything."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from taikou_cli.base.findings import START, Position

MOST_FAULTS = 20
"""A file full of one kind of fault tells it this often: the way out is the same for all."""

_MORE = f"（同じ問題はほかにもあります。先頭の{MOST_FAULTS}か所だけを示しています。）"


class Fault(NamedTuple):
    """One fault of one file.

    Attributes:
        kind: The name of the rule that reports it, such as `duplicate-key`.
        message: What is wrong, in Japanese.
        hint: What to do, in Japanese.
        at: Where in the file.
    """

    kind: str
    message: str
    hint: str
    at: Position = START


def shorten(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the first of every kind; the last that is kept says that there are more."""
    faults = tuple(faults)
    if len(faults) <= 1:
        return faults
    by_kind: defaultdict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_kind[fault.kind].append(fault)
    kept: list[Fault] = []
    for alike in by_kind.values():
        last = alike[MOST_FAULTS - 1 : MOST_FAULTS]
        if len(alike) > MOST_FAULTS:
            last = [fault._replace(message=fault.message + _MORE) for fault in last]
        kept += alike[: MOST_FAULTS - 1] + last
    return tuple(kept)
