"""Keys in the order of the models; those that no model knows come after them as they stood."""

from taikou_cli.formatting.schema_shape import Shape, key_order, shape_below
from taikou_cli.formatting.source_tree import Collection, Entry, Scalar


def sort_keys(node: Scalar | Collection, shape: Shape) -> bool:
    """Sort the keys of a node and of all below it.

    Returns:
        Whether any of them moved.
    """
    if isinstance(node, Scalar):
        return False
    moved = [sort_keys(entry.value, shape_below(shape, entry)) for entry in node.entries]
    return sort_own_keys(node, shape) or any(moved)


def sort_own_keys(node: Collection, shape: Shape) -> bool:
    """Sort the keys of one mapping and tell whether any of them moved."""
    order = {key: place for place, key in enumerate(key_order(shape, node))}
    if not (node.is_mapping and order):
        return False

    def place_of(entry: Entry) -> int:
        return order.get(entry.key.value, len(order)) if entry.key else 0

    before = list(node.entries)
    node.entries.sort(key=place_of)
    return any(a is not b for a, b in zip(before, node.entries, strict=True))
