"""The line of a finding in the YAML → the cell of the form that the line came from."""

from collections.abc import Callable
from typing import Any

from taikou_cli.base.findings import Route
from taikou_cli.forms.layout.fields import Address
from taikou_cli.forms.returns.edits import NewOpinion, find_route
from taikou_cli.forms.returns.item_return import ItemReturn
from taikou_cli.store.yaml_nodes import build_nodes
from taikou_cli.store.yaml_reading import read_yaml


def find_place(
    item: ItemReturn,
    text: str,
    line: int,
    route_of: Callable[[Any, Address], Route] = find_route,
) -> str:
    """Give the place in the workbook of what stands on a line; the item's sheet if none does.

    Args:
        item: What came back for the item.
        text: The text of its evaluation with what came back.
        line: The line, from 1.
        route_of: Finds the place in the data of what an address names.
    """
    data: Any = read_yaml(text)[0]
    if data is None:
        return item.head
    root = build_nodes(text)
    if any(isinstance(one.edit, NewOpinion) for one in item.filled):
        return item.head
    routes = [(route_of(data, address), place) for address, place in item.places.items()]
    for route, place in routes:
        span = _span(root, route)
        if span and _line_of(text, span[0]) <= line <= _line_of(text, span[1]):
            return place
    for route, place in routes:
        # What is missing is told at the key of what it is missing in.
        span = _span(root, route[:-1]) if len(route) > 1 else None
        if span and _line_of(text, span[0]) == line:
            return place
    return item.head


def _span(node: Any, route: Route) -> tuple[int, int] | None:
    start = 0
    for step in route:
        entry = node.find(step)
        if entry is None:
            return None
        start, node = entry.start, entry.value
    return start, node.end


def _line_of(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1
