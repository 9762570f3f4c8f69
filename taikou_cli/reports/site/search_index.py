"""The index of the website's search: what stands on its pages, as they say it and folded."""

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from taikou_cli.base.folding import TABLES, fold, loosen
from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.model.wording import Wording
from taikou_cli.model.words import Words
from taikou_cli.reports.document.blocks import Block
from taikou_cli.reports.writers.search import Passage, list_passages

_END_OF_LINE = re.compile(r"</(?:p|li|h\d|d[td]|t[dh])>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Record:
    """Something that is found once, however often the words stand in it.

    Attributes:
        title: What it is called.
        address: Its page, with the place in it if it is not the whole page.
        weight: How much a word in its texts counts: what lists others counts less than these.
        passages: What is told of it.
    """

    title: str
    address: str
    weight: float
    passages: tuple[Passage, ...]


def list_records(page: Record, blocks: Iterable[Block], parts: Collection[str]) -> Iterator[Record]:
    """Yield the record of a page, and of the parts of the plan that have a section of it.

    Args:
        page: The page, with passages only where no block tells them.
        blocks: What stands on it.
        parts: The ids of the sections of parts of the plan.
    """
    groups: list[list[Passage]] = [[*page.passages]]
    for passage in list_passages(blocks, parts):
        if passage.id in parts:
            groups.append([])
        groups[-1].append(passage)
    first, *others = groups
    yield Record(page.title, page.address, page.weight, tuple(first))
    for part in others:
        address = f"{page.address}#{part[0].id}"
        yield Record(part[0].heading, address, page.weight, tuple(part))


def read_page(page: str) -> Passage:
    """Read what a template says by itself between `<main>` and `</main>`."""
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    pieces = (html.unescape(_TAG.sub("", one)) for one in _END_OF_LINE.split(main))
    return Passage("", "", tuple(text for one in pieces if (text := " ".join(one.split()))))


def write_index(records: Iterable[Record], wording: Wording, called: Words) -> str:
    """Write the index as a script: a page from a folder may load nothing else.

    Args:
        records: What can be found.
        wording: The other words that find a term, its reading among them.
        called: What the parts of the plan are called.
    """
    content = {
        "tables": TABLES,
        "words": [[_clean(other), _clean(term)] for other, term in _list_others(wording)],
        "items": [loosen(fold(called.short.action)), fold(called.item)],
        "records": [_write_record(one) for one in records],
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"window.taikouIndex = {written};\n"


def _list_others(wording: Wording) -> Iterator[tuple[str, str]]:
    for one in wording.synonyms:
        yield from ((other, one.term) for other in one.also)
    yield from ((one.reading, one.term) for one in wording.readings)


def _write_record(record: Record) -> list[object]:
    passages = [_write_passage(one) for one in record.passages if one.heading or one.lines]
    title = _clean(record.title)
    return [title, fold(title), record.address, record.weight, passages]


def _write_passage(passage: Passage) -> list[object]:
    lines = [text for one in passage.lines if (text := _clean(one))]
    heading = _clean(passage.heading)
    return [passage.id, heading, "\n".join(lines), fold("\n".join([heading, *lines]))]


def _clean(line: str) -> str:
    return reveal_controls(" ".join(line.split("\n")).strip())
