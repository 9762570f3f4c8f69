"""The data of a picture as a table, to stand beside it."""

from typing import NamedTuple


class Table(NamedTuple):
    """A table of printed values; every row is as long as the header and begins with its name."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
