"""A tree → the lines of the canonical style."""

from collections.abc import Iterable

from taikou_cli.formatting.comments import Comment
from taikou_cli.formatting.scalar_style import render_key, render_value
from taikou_cli.formatting.source_tree import Collection, Entry, Scalar, SourceTree
from taikou_cli.store.yaml_writing import INDENT, indent_line


def render_tree(tree: SourceTree) -> str:
    """Write a whole file whose root is a mapping."""
    root = tree.root
    if isinstance(root, Scalar):
        raise TypeError(root)
    writer = _Writer()
    writer.comments(tree.head, 0)
    if tree.head_apart:
        writer.blank()
    if root.entries:
        writer.collection(root, 0)
    else:
        writer.line(0, "{}" if root.is_mapping else "[]")
    return "".join(f"{line}\n" for line in writer.lines)


def render_top_entry(entry: Entry) -> str:
    """Write one key of the top with everything that belongs to it."""
    writer = _Writer()
    writer.entry(entry, 0)
    return "".join(f"{line}\n" for line in writer.lines)


def lift_comments(node: Scalar | Collection) -> None:
    """Move comments above an item's first key above the item: they share its line."""
    if isinstance(node, Scalar):
        return
    for entry in node.entries:
        lift_comments(entry.value)
        if entry.key is None and isinstance(entry.value, Collection) and entry.value.entries:
            _lift_from(entry, entry.value.entries[0])


def _lift_from(item: Entry, first: Entry) -> None:
    item.above += [*filter(None, [item.beside]), *first.above]
    item.beside = None
    first.above = []
    first.after_blank = False


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, column: int, text: str) -> None:
        self.lines.append(indent_line(text, column))

    def comments(self, comments: Iterable[Comment], column: int) -> None:
        for comment in comments:
            if comment.after_blank:
                self.blank()
            self.line(column, comment.text)

    def blank(self) -> None:
        # After a block that keeps its blank lines (`|+`) one more would be a part of it.
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def collection(self, node: Collection, column: int) -> None:
        for entry in node.entries:
            self.entry(entry, column)
        self.comments(node.foot, column)

    def entry(self, entry: Entry, column: int) -> None:
        self.comments(entry.above, column)
        if entry.after_blank:
            self.blank()
        value = entry.value
        if isinstance(value, Collection) and value.entries:
            self._parent(entry, value, column)
        else:
            self._leaf(entry, value, column)
        self.comments(entry.below, column + INDENT)

    def _parent(self, entry: Entry, value: Collection, column: int) -> None:
        inner = _Writer()
        inner.collection(value, column + INDENT)
        if entry.key:
            self.line(column, f"{render_key(entry.key)}:{_beside(entry)}")
        else:
            inner.lines[0] = f"{' ' * column}- {inner.lines[0].lstrip(' ')}"
        self.lines += inner.lines

    def _leaf(self, entry: Entry, value: Scalar | Collection, column: int) -> None:
        start = f"{render_key(entry.key)}:" if entry.key else "-"
        first, *rest = _write_leaf(value)
        self.line(column, f"{start}{' ' if first else ''}{first}{_beside(entry)}")
        for line in rest:
            self.line(column + INDENT, line)


def _write_leaf(value: Scalar | Collection) -> list[str]:
    if isinstance(value, Scalar):
        return render_value(value)
    return ["{}" if value.is_mapping else "[]"]


def _beside(entry: Entry) -> str:
    return f" {entry.beside.text}" if entry.beside else ""
