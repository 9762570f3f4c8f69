"""What is wrong with a file before its content means anything."""

from typing import NamedTuple

from taikou_cli.base.findings import START, Position


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
