"""Edits of a YAML text that touch only what they change: comments, order and style stay."""

import json
import re
from collections.abc import Callable, Iterator, Sequence

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Route
from taikou_cli.store.yaml_data import nest_value, value_at, with_value, without_value
from taikou_cli.store.yaml_nodes import Node, NodeEntry, build_nodes
from taikou_cli.store.yaml_reading import YamlValue, read_yaml
from taikou_cli.store.yaml_writing import (
    indent_line,
    write_entry_lines,
    write_item_lines,
    write_value_lines,
)

KeyOrder = Callable[[Route], Sequence[str]]
"""Gives the keys that a mapping may have, in their order; those it does not name come last."""

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


class SpliceError(TaikouError):
    """A text is written in a way that cannot be edited in place."""


def set_value(text: str, route: Route, value: YamlValue, key_order: KeyOrder) -> str:
    """Give a value to a place of a text.

    What is missing on the way is made: a key at its place in the order, an item after the last.

    Args:
        text: YAML in which `read_yaml` finds no fault.
        route: The place; a number may be one more than the last item's.
        value: The value; None leaves the key with nothing behind it.
        key_order: The order of keys.

    Raises:
        SpliceError: The text is written so unusually that this would change something else.
    """
    data, _ = read_yaml(text)
    expected = with_value(data, route, value)
    root = build_nodes(text)
    flow = _find_flow(root, route)
    if flow is None:
        return _verify(_Splicer(text, root).set(route, value, key_order), expected)
    for edited in _iter_in_flow(text, root, route, value):
        if read_yaml(edited) == (expected, []):
            return edited
    return _verify(_expand_flow(text, flow, expected), expected)


def remove_value(text: str, route: Route) -> str:
    """Take a key or an item out, and with it a mapping that would be left empty.

    Raises:
        SpliceError: The text is written so unusually that this would change something else.
    """
    data, _ = read_yaml(text)
    while (
        len(route) > 1
        and isinstance(inside := value_at(data, route[:-1]), dict)
        and len(inside) == 1
    ):
        route = route[:-1]
    expected = without_value(data, route)
    root = build_nodes(text)
    flow = _find_flow(root, route)
    if flow is None:
        return _verify(_Splicer(text, root).remove(route), expected)
    return _verify(_expand_flow(text, flow, expected), expected)


def _verify(edited: str, expected: YamlValue) -> str:
    """Look again: an edit must say what was meant, and nothing else."""
    if read_yaml(edited) != (expected, []):
        raise SpliceError(
            "YAMLの書き方が特殊なため、ほかを変えずに書き換えることができません。",
            "「taikou fmt」で書き方をそろえてから、もう一度実行してください。",
        )
    return edited


class _Splicer:
    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._root = root

    def set(self, route: Route, value: YamlValue, key_order: KeyOrder) -> str:
        node, owner = self._root, None
        for depth, step in enumerate(route):
            entry = node.find(step)
            if entry is None:
                rest = nest_value(route[depth + 1 :], value)
                if not node.entries:
                    return self._replace(owner, nest_value((step,), rest))
                if node.is_list:
                    return self._append(node, rest)
                return self._insert(node, str(step), rest, key_order(route[:depth]))
            owner, node = (entry, node.column), entry.value
        return self._replace(owner, value)

    def remove(self, route: Route) -> str:
        parent, owner = self._root, None
        for step in route[:-1]:
            owner = (_existing(parent, step), parent.column)
            parent = owner[0].value
        entry = _existing(parent, route[-1])
        if parent.is_list and len(parent.entries) == 1 and owner:
            return self._empty_list(owner[0])
        start = self._line_start(entry.start)
        lead = self._text[start : entry.start].strip(" ")
        if lead in ({"-"} if parent.is_list else {""}):
            return self._text[:start] + self._text[self._line_end(entry.value.end) + 1 :]
        following = parent.entries[parent.entries.index(entry) + 1 :]
        if not following:
            raise _unusual()
        return self._text[: entry.start] + self._text[following[0].start :]

    def _replace(self, owner: "tuple[NodeEntry, int] | None", value: YamlValue) -> str:
        if owner is None:
            raise _unusual()
        node, column = owner[0].value, owner[1]
        head, *body = write_value_lines(value)
        head_end, after = node.end, self._line_end(node.end)
        if node.is_text_block:
            head_end = _BLOCK_HEADER.match(self._text, node.start).end()  # type: ignore[union-attr]
        beside = self._text[head_end : self._line_end(head_end)]
        before = self._text[: node.start]
        if not head:
            before = before.rstrip(" ")
        elif not before.endswith(" "):
            before += " "
        return before + head + beside + _join(body, column) + self._text[after:]

    def _insert(self, node: Node, key: str, value: YamlValue, order: Sequence[str]) -> str:
        lines = write_entry_lines(key, value)
        ranks = {name: rank for rank, name in enumerate(order)}
        rank = ranks.get(key, len(ranks))
        earlier = [e for e in node.entries if ranks.get(str(e.key), len(ranks)) <= rank]
        if not earlier:
            at = node.start
            lead = _join(lines, node.column).lstrip("\n ") + "\n" + " " * node.column
            return self._text[:at] + lead + self._text[at:]
        at = self._line_end(earlier[-1].value.end)
        return self._text[:at] + _join(lines, node.column) + self._text[at:]

    def _append(self, node: Node, value: YamlValue) -> str:
        at = self._line_end(node.end)
        return self._text[:at] + _join(write_item_lines(value), node.column) + self._text[at:]

    def _empty_list(self, owner: NodeEntry) -> str:
        node = owner.value
        key_line_end = self._line_end(owner.start)
        colon = self._text.rindex(":", owner.start, node.start) + 1
        beside = self._text[colon:key_line_end]
        return self._text[:colon] + " []" + beside + self._text[self._line_end(node.end) :]

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        return len(self._text) if end < 0 else end


def _existing(node: Node, step: str | int) -> NodeEntry:
    entry = node.find(step)
    if entry is None:
        raise _unusual()
    return entry


def _unusual() -> SpliceError:
    return SpliceError(
        "YAMLの書き方が特殊なため、書き換える場所が分かりません。",
        "「taikou fmt」で書き方をそろえてから、もう一度実行してください。",
    )


def _join(lines: Sequence[str], column: int) -> str:
    return "".join(f"\n{indent_line(line, column)}" for line in lines)


def _find_flow(root: Node, route: Route) -> Route | None:
    """Find the outermost value between brackets that holds something and lies on the way."""
    node = root
    for depth, step in enumerate(route):
        if node.is_flow and node.entries:
            return route[:depth]
        entry = node.find(step)
        if entry is None:
            return None
        node = entry.value
    return None


def _iter_in_flow(text: str, root: Node, route: Route, value: YamlValue) -> Iterator[str]:
    """Yield what may do to put a value in the place of another one between brackets."""
    node: Node | None = root
    for step in route:
        entry = node.find(step) if node else None
        node = entry.value if entry else None
    if node is None or node.entries or node.start == node.end:
        return
    line, *more = write_value_lines(value)
    if line and not more:
        yield text[: node.start] + line + text[node.end :]
    if isinstance(value, str):
        yield text[: node.start] + json.dumps(value, ensure_ascii=False) + text[node.end :]


def _expand_flow(text: str, route: Route, expected: YamlValue) -> str:
    """Write what stands between brackets anew, one entry on a line."""
    node = build_nodes(text)
    for step in route:
        node = _existing(node, step).value
    if not route or "#" in text[node.start : node.end]:
        raise _unusual()
    splicer = _Splicer(text, build_nodes(text))
    return splicer.set(route, value_at(expected, route), lambda _: ())
