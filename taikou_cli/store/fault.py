"""What is wrong with a file before its content means anything."""

from typing import NamedTuple

from taikou_cli.base.findings import START, Position

MOST_FAULTS = 20
"""A file full of one kind of fault tells it this often: the way out is the same for all."""


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
