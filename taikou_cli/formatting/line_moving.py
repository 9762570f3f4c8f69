"""Keys brought into their order by moving whole lines: the rest of the file stays as it is."""

from typing import NamedTuple

from taikou_cli.formatting.comment_places import attach_comments
from taikou_cli.formatting.key_sorting import sort_keys, sort_own_keys
from taikou_cli.formatting.rendering import lift_comments, render_top_entry
from taikou_cli.formatting.schema_shape import Shape, shape_below
from taikou_cli.formatting.source_tree import Collection, Entry, build_source_tree


class _Part(NamedTuple):
    """A key of the top: its lines, from its comments on."""

    entry: Entry
    start: int
    end: int


def move_keys(text: str, shape: Shape) -> str | None:
    """Give the text with all keys in order; None if they are, or stand between brackets.

    Keys of the top move with their lines. Where keys inside of one are out of order, its lines
    are written anew in the canonical style.
    """
    tree = build_source_tree(text)
    root = tree.root
    if not isinstance(root, Collection) or root.flow or not root.entries:
        return None
    attach_comments(tree)
    parts = _split(text, root)
    if text[: root.entries[0].start].rpartition("\n")[2].strip():
        return None  # the first key shares its line with `---` or `?`
    anew = _sort_inside(root, shape)
    if not sort_own_keys(root, shape) and not anew:
        return None
    by_entry = {id(part.entry): part for part in parts}
    body = "".join(
        anew.get(id(entry)) or text[by_entry[id(entry)].start : by_entry[id(entry)].end]
        for entry in root.entries
    )
    return text[: parts[0].start] + body + text[parts[-1].end :]


def _split(text: str, root: Collection) -> list[_Part]:
    starts = [_line_start(text, _first_index(entry)) for entry in root.entries]
    end = _line_start(text, root.foot[0].start) if root.foot else len(text)
    return [
        _Part(entry, start, after)
        for entry, start, after in zip(root.entries, starts, [*starts[1:], end], strict=True)
    ]


def _first_index(entry: Entry) -> int:
    return min([entry.start, *(comment.start for comment in entry.above)])


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _sort_inside(root: Collection, shape: Shape) -> dict[int, str]:
    anew = {}
    for entry in root.entries:
        if sort_keys(entry.value, shape_below(shape, entry)):
            lift_comments(entry.value)
            anew[id(entry)] = render_top_entry(entry)
    return anew
