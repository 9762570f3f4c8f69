"""Where the comments of a YAML text stand: libyaml passes over them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_COMMENT_OR_DASH = re.compile("#[^\n]*|-")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*")


class Comment(NamedTuple):
    """One comment, from its `#` to the end of its line.

    Attributes:
        text: With its `#`, without spaces at its end.
        start: Where it begins in the text.
        column: Its column, from 0.
        own_line: Nothing else stands on its line.
        after_blank: A blank line stands before it.
    """

    text: str
    start: int
    column: int
    own_line: bool
    after_blank: bool


class Span(NamedTuple):
    """The place of a scalar; of a block it begins at `|` and has all lines."""

    start: int
    end: int
    is_block: bool


def find_comments(text: str, spans: Iterable[Span]) -> tuple[list[Comment], list[int]]:
    """Find what stands between the scalars.

    Args:
        text: The whole text.
        spans: Its scalars, in order.

    Returns:
        The comments, and the indexes of the dashes.
    """
    comments: list[Comment] = []
    dashes: list[int] = []
    for start, end in _iter_gaps(text, spans):
        for match in _COMMENT_OR_DASH.finditer(text, start, end):
            if match[0] == "-":
                dashes.append(match.start())
            else:
                comments.append(_describe(text, match.start(), match[0]))
    return comments, dashes


def _iter_gaps(text: str, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    at = 0
    for span in spans:
        yield at, span.start
        at = span.end
        if span.is_block and (header := _BLOCK_HEADER.match(text, span.start)):
            line_end = text.find("\n", span.start)
            yield header.end(), at if line_end < 0 else line_end
    yield at, len(text)


def _describe(text: str, index: int, comment: str) -> Comment:
    line_start = text.rfind("\n", 0, index) + 1
    own_line = not text[line_start:index].strip(" \t")
    line_before = text[text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : max(line_start - 1, 0)]
    after_blank = own_line and line_start > 0 and not line_before.strip(" \t")
    return Comment(comment.rstrip(" \t"), index, index - line_start, own_line, after_blank)
