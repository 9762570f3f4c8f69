"""What is wrong with a file before its content means anything."""

from dataclasses import dataclass

from taikou_cli.base.findings import START, Position


@dataclass(frozen=True, slots=True)
class Fault:
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
