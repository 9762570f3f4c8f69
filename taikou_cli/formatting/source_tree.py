"""YAML text → a tree that knows where everything stands, comments too, so that it can be written anew."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from ruamel.yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from taikou_cli.formatting.comments import Comment, Span, find_comments
from taikou_cli.store.yaml_reading import YamlValue, iter_events
from taikou_cli.store.yaml_scalars import resolve_scalar


@dataclass(slots=True, eq=False)
class Scalar:
    """A value that is neither list nor mapping.

    Attributes:
        value: What it says, escapes and folds resolved; still text where it means a number.
        source: How it is written.
        plain: It is written without quotes and on one line, or not at all.
        start: Index of its first character.
        end: Index after its last character.
        style: The quote or the sign of the block; empty if plain.
    """

    value: str
    source: str
    plain: bool
    start: int
    end: int
    style: str = ""

    @property
    def meaning(self) -> YamlValue:
        """The value as `read_yaml` gives it."""
        return self.value if self.style else resolve_scalar(self.value)


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or an item of a list.

    Attributes:
        key: None for an item of a list.
        value: Its value.
        parent: The collection that it belongs to.
        start: Index of the key, or of the item's dash.
        line: Line of that, from 0.
        column: Column of that, from 0.
        after_blank: A blank line stands before it.
        above: The comments on lines of their own before it.
        beside: The comment at the end of its line.
        below: Comments after it that are indented more than it is.
    """

    key: Scalar | None
    value: "Scalar | Collection"
    parent: "Collection"
    start: int
    line: int
    column: int
    after_blank: bool
    above: list[Comment] = field(default_factory=list)
    beside: Comment | None = None
    below: list[Comment] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Collection:
    """A mapping or a list.

    Attributes:
        is_mapping: Else it is a list.
        flow: It is written between brackets.
        start: Index of its first character.
        end: Index after its last bracket; of no use for what is not between brackets.
        column: Column of its entries, from 0, where they stand below one another.
        owner: The entry whose value it is; None at the top.
        entries: Its keys or items, in order.
        foot: The comments after its last entry.
    """

    is_mapping: bool
    flow: bool
    start: int
    column: int
    owner: Entry | None
    end: int = 0
    entries: list[Entry] = field(default_factory=list)
    foot: list[Comment] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class SourceTree:
    """A whole file.

    Attributes:
        root: Its content; files of a plan are mappings.
        entries: All entries, as they follow one another in the text.
        comments: All comments, in order.
        spans: Where scalars stand.
        head: The comments above the first key: they are about the file and stay at its top.
        head_apart: A blank line follows them.
    """

    root: Scalar | Collection
    entries: list[Entry]
    comments: list[Comment]
    spans: list[Span]
    head: list[Comment] = field(default_factory=list)
    head_apart: bool = False


def build_source_tree(text: str) -> SourceTree:
    """Build the tree of a text in which `read_yaml` found no fault; comments are not attached yet."""
    return _Builder(text).build()


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._line_starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._events = list(iter_events(text))
        self._spans = [
            Span(e.start_mark.index, e.end_mark.index, e.style in {"|", ">"})
            for e in self._events
            if type(e) is ScalarEvent and e.end_mark.index > e.start_mark.index
        ]
        self._comments, self._dashes = find_comments(text, self._spans)
        self._entries: list[Entry] = []
        self._next = iter(self._events).__next__

    def build(self) -> SourceTree:
        root = self._node(self._next(), None)
        return SourceTree(root, self._entries, self._comments, self._spans)

    def _node(self, event: Any, owner: Entry | None) -> Scalar | Collection:
        if type(event) is ScalarEvent:
            return self._scalar(event)
        start = event.start_mark
        node = Collection(
            type(event) is MappingStartEvent,
            bool(event.flow_style),
            start.index,
            start.column,
            owner,
        )
        while type(child := self._next()) not in {MappingEndEvent, SequenceEndEvent}:
            self._entry(child, node)
        node.end = child.end_mark.index
        return node

    def _entry(self, event: Any, parent: Collection) -> None:
        key = self._scalar(event) if parent.is_mapping else None
        start = event.start_mark.index
        if not parent.is_mapping and not parent.flow:
            # libyaml gives a value's place, not that of its dash.
            start = self._dashes[bisect_right(self._dashes, start - 1) - 1]
        line = bisect_right(self._line_starts, start) - 1
        column = start - self._line_starts[line]
        entry = Entry(
            key, _NOTHING, parent, start, line, column, self._is_after_blank(line, column)
        )
        self._entries.append(entry)
        parent.entries.append(entry)
        entry.value = self._node(self._next() if parent.is_mapping else event, entry)

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark, event.end_mark
        source = self._text[start.index : end.index]
        # `implicit` is true where no quotes and no block say that it is text.
        plain = bool(event.implicit[0])
        style = "" if plain else str(event.style)
        return Scalar(
            event.value, source, plain and start.line == end.line, start.index, end.index, style
        )

    def _is_after_blank(self, line: int, column: int) -> bool:
        if line == 0 or self._lines[line][:column].strip():
            return False
        return not self._lines[line - 1].strip(" \t")


_NOTHING = Scalar("", "", plain=True, start=0, end=0)
