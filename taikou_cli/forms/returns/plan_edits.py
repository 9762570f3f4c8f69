"""Values of an item's fields → edits of the YAML of the item."""

from collections.abc import Iterable
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Route
from taikou_cli.forms.layout.fields import Address
from taikou_cli.forms.returns.edits import Edit
from taikou_cli.model.item import Item
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import remove_value, set_value
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

_WITH_ID = {"actions", "kpis"}
_BY_YEAR = {"schedule", "targets", "amounts"}
_MOST_YEARS = range(1900, 2200)


def apply_plan_edits(text: str, edits: Iterable[Edit]) -> str:
    """Give the text of an item with the edits.

    Raises:
        SpliceError: The text is written too unusually to be edited in place.
        TaikouError: A part is to be changed that is not there any more.
    """
    for edit in sorted(edits, key=_is_removal):
        data: Any = read_yaml(text)[0]
        text = _apply(text, data, find_plan_route(data, edit.address), edit.value)
    return text


def add_part(text: str, kind: str, content: YamlValue) -> str:
    """Give the text of an item with an action or an indicator more.

    Raises:
        SpliceError: The text is written too unusually to be edited in place.
    """
    data: Any = read_yaml(text)[0]
    return set_value(text, (kind, len(data.get(kind) or ())), content, _key_order)


def find_plan_route(data: Any, address: Address) -> Route:
    """Turn an address into a route: parts by their ids, years as they are written."""
    head, *rest = address
    if head in _WITH_ID and rest:
        ids = [entry.get("id") for entry in data.get(head) or ()]
        place = ids.index(rest[0]) if rest[0] in ids else len(ids)
        return (head, place, *_years_of(rest[1:]))
    if head == "divisions" and rest:
        return head, min(int(rest[0]) - 1, len(data.get(head) or ()))
    return (head, *_years_of(rest, is_by_year=head in _BY_YEAR))


def _years_of(steps: list[str], *, is_by_year: bool = False) -> Route:
    """Write years as numbers below what has one value for each: YAML reads them so."""
    by_year = is_by_year or bool(steps and steps[0] in _BY_YEAR)
    return tuple(int(step) if by_year and step.isdecimal() else step for step in steps)


def _is_removal(edit: Edit) -> tuple[bool, tuple[int, ...]]:
    """Write before taking out, and take entries of a list out from its end."""
    number = edit.address[1] if edit.address[0] == "divisions" else "0"
    return edit.value is None, (-int(number),) if edit.value is None else (int(number),)


def _apply(text: str, data: Any, route: Route, value: Any) -> str:
    where = _find_parent(data, route)
    if value is None:
        return text if where is None or not _holds(where, route[-1]) else remove_value(text, route)
    if route[0] in _WITH_ID and not _holds(data.get(route[0]), route[1]):
        raise TaikouError(
            "この欄の取組やKPIは、画面を開いた後になくなっています。", "画面を開き直してください。"
        )
    written = value.isoformat() if hasattr(value, "isoformat") else value
    # What has a value by year may not be there yet: it is made whole, with its first year.
    depth = next((n for n in range(1, len(route)) if _lacks(data, route[:n])), len(route))
    for step in reversed(route[depth:]):
        written = {step: written}
    return set_value(text, route[:depth], written, _key_order)


def _find_parent(data: Any, route: Route) -> Any:
    """Give what holds the last step of a route; None where something on the way is missing."""
    for step in route[:-1]:
        if not _holds(data, step):
            return None
        data = data[step]
    return data


def _holds(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(step, int) and step < len(data or ())


def _lacks(data: Any, route: Route) -> bool:
    """Tell whether nothing stands at a route that more is to be written below."""
    parent = _find_parent(data, route)
    return parent is None or not _holds(parent, route[-1]) or parent[route[-1]] in (None, {})


def _key_order(route: Route) -> tuple[str, ...]:
    if _BY_YEAR.intersection(map(str, route)) and not isinstance(route[-1], int):
        return tuple(map(str, _MOST_YEARS))
    return tuple(fields_at(route, Item))
