"""The passages of a page that a search looks through: everything that is read there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taikou_cli.reports.document.blocks import (
    Block,
    Facts,
    Figure,
    Listing,
    Notice,
    Prose,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.walk import read_line, read_text


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands under a heading.

    Attributes:
        id: By what links find the heading; empty: the top of the page.
        heading: The heading.
        lines: Each paragraph, fact or row of a table as one line.
    """

    id: str
    heading: str
    lines: tuple[str, ...]


def list_passages(blocks: Iterable[Block], apart: Iterable[str] = ()) -> Iterator[Passage]:
    """Yield the passages of a page: its sections, those folded away, and those that are named.

    Args:
        blocks: The blocks of the page.
        apart: The ids of sections that make a passage wherever they stand.
    """
    yield from _split(Section("", (), tuple(blocks)), frozenset(apart), is_top=True)


def _split(section: Section, apart: frozenset[str], *, is_top: bool) -> Iterator[Passage]:
    blocks = tuple(_open_untitled(section.blocks))
    inner = [
        one
        for one in blocks
        if isinstance(one, Section) and (is_top or one.role == "folded" or one.id in apart)
    ]
    lines = _read_blocks(one for one in blocks if one not in inner)
    yield Passage(section.id, read_line(section.title), tuple(lines))
    for one in inner:
        yield from _split(one, apart, is_top=False)


def _open_untitled(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section) and not block.title:
            yield from _open_untitled(block.blocks)
        else:
            yield block


def _read_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Section():
                yield read_line(block.title)
                yield from _read_blocks(block.blocks)
            case Facts():
                yield from (f"{fact.name}　{read_text(fact.text)}" for fact in block.entries)
            case Prose() | Notice():
                yield from map(read_line, block.text)
            case Listing():
                yield from map(read_text, block.entries)
            case Table():
                yield from _read_table(block)
            case Figure():
                yield block.title
                yield from () if block.is_told else _read_table(block.table)


def _read_table(table: Table) -> Iterator[str]:
    yield table.caption
    yield _read_row(((column.name,),) for column in table.columns)
    yield from (_read_row(cell for cell in row.cells if cell) for row in table.rows)


def _read_row(cells: Iterable[Text]) -> str:
    return "　".join(map(read_text, cells))
