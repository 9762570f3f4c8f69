"""Which row of the plan each line of a table means: by its name first, then by its hidden key.

A name stands in the sight of who writes; the hidden key may have been copied along with a row, or
been left behind when columns were sorted or pasted over.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from taikou_cli.forms.excel.planbook.reading import BookLine
from taikou_cli.forms.layout.planbook.places import Row

Name = tuple[Any, ...]


@dataclass(slots=True, eq=False)
class Line:
    """A line of a table with what it stands under.

    Attributes:
        line: What was written.
        above: What it stands under.
        name: By what it is known to people: what it stands under, and its name.
        is_touched: Something in it is other than it was written.
        row: The row of the plan that it means; None if it is new.
        is_dropped: Another line that was touched means the same row.
    """

    line: BookLine
    above: dict[str, Any]
    name: Name
    is_touched: bool
    row: Row | None = None
    is_dropped: bool = False


def match_lines(
    lines: Sequence[Line], rows: Sequence[Row], name_of: Callable[[Row], Name]
) -> list[tuple[Line, Line]]:
    """Give every line its row.

    Returns:
        Pairs of lines that mean the same, where both were written by hand.
    """
    by_name: dict[Name, list[Row]] = {}
    for row in rows:
        by_name.setdefault(name_of(row), []).append(row)
    taken: dict[str, Line] = {}
    twice = [
        pair
        for line in sorted(lines, key=lambda one: not one.line.key)
        if (pair := _match_by_name(line, by_name.get(line.name, []), taken))
    ]
    by_key = {row.key: row for row in rows}
    new: dict[Name, Line] = {}
    for line in (one for one in lines if one.row is None and not one.is_dropped):
        known = by_key.get(line.line.key)
        if known is not None and known.key not in taken:
            line.row, taken[known.key] = known, line
        elif line.name in new:
            twice.append((new[line.name], line))
        else:
            new[line.name] = line
    return twice


def _match_by_name(
    line: Line, candidates: Sequence[Row], taken: dict[str, Line]
) -> tuple[Line, Line] | None:
    own = [row for row in candidates if row.key == line.line.key]
    free = [row for row in candidates if row.key not in taken]
    row = next(iter((*own, *free, *candidates)), None)
    if row is None:
        return None
    earlier = taken.get(row.key)
    if earlier and line.is_touched and earlier.is_touched:
        return earlier, line
    if earlier and not line.is_touched:
        line.is_dropped = True
        return None
    if earlier:
        earlier.row, earlier.is_dropped = None, True
    line.row, taken[row.key] = row, line
    return None
