"""YAML text → nodes that know from where to where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from taikou_cli.store.yaml_reading import iter_events
from taikou_cli.store.yaml_scalars import resolve_scalar

_ENDS = (MappingEndEvent, SequenceEndEvent)


@dataclass(slots=True)
class Node:
    """A value in a text.

    Attributes:
        start: Index of its first character; where nothing is written, after the `:` or the `-`.
        end: Index after its last character, without the last line end of a block.
        column: Column of its first character, from 0.
        style: The sign of a block of text, or a quote; empty otherwise.
        is_mapping: It has keys.
        is_list: It has items.
        is_flow: It is written between brackets.
        entries: Its keys or items, in order.
    """

    start: int
    end: int
    column: int
    style: str = ""
    is_mapping: bool = False
    is_list: bool = False
    is_flow: bool = False
    entries: list["NodeEntry"] = field(default_factory=list)

    @property
    def is_text_block(self) -> bool:
        """It is text in a literal or folded block."""
        return self.style in {"|", ">"}

    def find(self, step: str | int) -> "NodeEntry | None":
        """Give the entry with this key, or with this place in the list."""
        if self.is_list:
            known = isinstance(step, int) and step < len(self.entries)
            return self.entries[step] if known and isinstance(step, int) else None
        return next((entry for entry in self.entries if entry.key == step), None)


@dataclass(slots=True)
class NodeEntry:
    """A key with its value, or an item (its key is None); `start` is the index of key or item."""

    key: Any
    start: int
    value: Node


def build_nodes(text: str) -> Node:
    """Build the nodes of a text in which `read_yaml` found no fault; it bounds their depth."""
    events = iter_events(text)
    return _build(text, next(events), events)


def _build(text: str, event: Any, events: Iterator[Any]) -> Node:
    start, end = event.start_mark, event.end_mark
    if isinstance(event, ScalarEvent):
        node = Node(start.index, end.index, start.column, "" if event.implicit[0] else event.style)
        if node.is_text_block:
            node.end = _end_of_block(text, node)
        return node
    is_mapping = isinstance(event, MappingStartEvent)
    node = Node(
        start.index,
        end.index,
        start.column,
        is_mapping=is_mapping,
        is_list=not is_mapping,
        is_flow=bool(event.flow_style),
    )
    while not isinstance(child := next(events), _ENDS):
        key: Any = None
        at = child.start_mark.index
        if is_mapping:
            key = resolve_scalar(child.value) if child.implicit[0] else child.value
            child = next(events)
        node.entries.append(NodeEntry(key, at, _build(text, child, events)))
    node.end = child.end_mark.index if node.is_flow else node.entries[-1].value.end
    return node


def _end_of_block(text: str, node: Node) -> int:
    content = text[node.start : node.end]
    header = content.partition("\n")[0].partition("#")[0]
    if "+" in header:
        return node.end - content.endswith("\n")
    blank = content[len(content.rstrip(" \t\n")) :]
    return node.end - len(blank[blank.find("\n") :] if "\n" in blank else "")
