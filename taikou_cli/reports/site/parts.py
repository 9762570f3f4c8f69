"""Cuts a page with very much on it into parts, so that none is longer than a reader can scroll."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from taikou_cli.base.label import label
from taikou_cli.reports.document.blocks import Block, Facts, Figure, Listing, Row, Section, Table
from taikou_cli.reports.document.walk import read_text
from taikou_cli.reports.site.frame import Place

ROOM = 400
"""Lines that a page holds: the example fills a page with nearly as many, and large plans no more."""

ALL = "-all"
"""What the name of the page ends with that holds all parts of another."""

Told = tuple[Block, ...]

_LATER = label("（続き）")
_LINE = 60
_FIGURE = 20
_COLUMNS = 6
"""On a phone a row is a card, which many columns make long."""


def cut_page(place: Place, told: Told) -> Iterator[tuple[Place, Told]]:
    """Yield a page; of one with very much on it the parts, and then all of it on one.

    What works on a whole table only, such as the filter, is left to the last.

    Args:
        place: Where the page stands.
        told: What stands on it.
    """
    parts = tuple(cut_blocks(told, ROOM))
    if not parts[1:]:
        yield place, told
        return
    names = (place.name, *(f"{place.name}-{number}" for number in range(2, len(parts) + 1)))
    linked = replace(place, parts=names, whole=f"{place.name}{ALL}", template="page")
    for number, (name, part) in enumerate(zip(names, parts, strict=True), 1):
        yield (
            replace(
                _mark(linked, label("（{number}/{count}ページ）", number=number, count=len(parts))),
                name=name,
            ),
            part,
        )
    yield replace(_mark(place, label("（すべて）")), name=linked.whole), told


def _mark(place: Place, mark: str) -> Place:
    return replace(place, heading=(*place.heading, mark), about=f"{place.about}{mark}")


def cut_blocks(blocks: Sequence[Block], room: int) -> Iterator[Told]:
    """Yield the parts of a page: one, unless more stands on it than a page holds.

    A section or a table goes on in the next part where it does not fit; of rows that share a
    cell none is parted from the others.

    Args:
        blocks: What stands on the page.
        room: How much a part holds.
    """
    left = list(blocks)
    while True:
        taken, left = _take(left, room)
        if not taken:  # what cannot be cut has a page of its own
            taken, left = left[:1], left[1:]
        yield tuple(taken)
        if not left:
            return


def _take(blocks: Sequence[Block], room: int) -> tuple[list[Block], list[Block]]:
    """Give what of some blocks fits, and what is left."""
    for place, block in enumerate(blocks):
        weight = _weigh(block)
        if weight > room:
            fits, left = _cut(block, room)
            return [*blocks[:place], *fits], [*left, *blocks[place + 1 :]]
        room -= weight
    return list(blocks), []


def _cut(block: Block, room: int) -> tuple[list[Block], list[Block]]:
    if isinstance(block, Section):
        fits, left = _take(block.blocks, room)
        if fits:
            is_named = block.title and block.title[-1] != _LATER
            title = (*block.title, _LATER) if is_named else block.title
            rest = replace(block, title=title, blocks=tuple(left))
            return [replace(block, blocks=tuple(fits))], [rest]
    elif isinstance(block, Table):
        lines = accumulate(map(_weigh_row, block.rows))
        end = sum(1 for _ in takewhile(lambda sum_: sum_ <= room, lines))
        while end > 0 and None in block.rows[end].cells:
            end -= 1
        if end > 0:
            rows = (block.rows[:end], block.rows[end:])
            return [replace(block, rows=rows[0])], [replace(block, rows=rows[1])]
    return [], [block]


def _weigh(block: Block) -> int:
    match block:
        case Section():
            return 1 + sum(map(_weigh, block.blocks))
        case Table():
            return sum(map(_weigh_row, block.rows))
        case Figure():
            return _FIGURE + len(block.table.rows) // 2
        case Listing() | Facts():
            return len(block.entries)
    return 1


def _weigh_row(row: Row) -> int:
    told = sum(len(read_text(cell)) for cell in row.cells if cell)
    return 1 + len(row.cells) // _COLUMNS + told // _LINE
