"""Values of the plan's own fields → edits of its YAML: of an item, the goals, the organisation."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Route
from taikou_cli.forms.layout.fields import Address
from taikou_cli.forms.returns.edits import Edit
from taikou_cli.model.record import Record
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import KeyOrder, remove_value, set_value
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

_NAMES = ("id", "number", "fiscal_year")
"""What entries of lists are known by."""

_BY_YEAR = {"schedule", "targets", "amounts"}
_BY_PLACE = "divisions"
_PARTS = {"actions", "kpis", "goals", "bodies", "departments"}
_MADE = "calendar"
_PAIR = 2
_MOST_YEARS = range(1900, 2200)


def apply_plan_edits(text: str, edits: Iterable[Edit], model: type[Record]) -> str:
    """Give the text of a file of the plan with the edits.

    Args:
        text: The text.
        edits: The values.
        model: What the file holds.

    Raises:
        SpliceError: The text is written too unusually to be edited in place.
        TaikouError: A part is to be changed that is not there any more.
    """
    for edit in sorted(edits, key=_rank):
        data: Any = read_yaml(text)[0]
        text = _apply(text, data, edit, _order_of(model))
    return text


def add_part(text: str, kind: str, content: YamlValue, model: type[Record]) -> str:
    """Give the text of an item with an action or an indicator more.

    Raises:
        SpliceError: The text is written too unusually to be edited in place.
    """
    data: Any = read_yaml(text)[0]
    return set_value(text, (kind, len(data.get(kind) or ())), content, _order_of(model))


def find_plan_route(data: Any, address: Address) -> Route:
    """Turn an address into a route: entries of lists by what they are known by, or by their place.

    Years are written as numbers below what has one value for each: YAML reads them so.
    """
    route: list[str | int] = []
    for step in address:
        is_by_year = bool(_BY_YEAR.intersection(route)) and step.isdecimal()
        found: str | int = int(step) if is_by_year else step
        if isinstance(data, list | tuple) or (data is None and route == [_BY_PLACE]):
            found = _find_entry(data or (), step)
        route.append(found)
        data = data[found] if _holds(data, found) else None
    return tuple(route)


def _find_entry(entries: Any, step: str) -> int:
    for place, entry in enumerate(entries):
        names = [entry.get(key) for key in _NAMES] if isinstance(entry, dict) else []
        names += [f"{entry['on']}-{entry.get('id')}"] if names and "on" in entry else []
        if step in {str(name) for name in names if name is not None}:
            return place
    is_place = step.isdecimal() and not any(isinstance(entry, dict) for entry in entries)
    return min(int(step) - 1, len(entries)) if is_place else len(entries)


def _rank(edit: Edit) -> tuple[bool, int]:
    """Write before taking out, and take entries of a list out from its end."""
    place = int(edit.address[1]) if edit.address[0] == _BY_PLACE else 0
    return edit.value is None, -place if edit.value is None else place


def _apply(text: str, data: Any, edit: Edit, order: KeyOrder) -> str:
    route, value = find_plan_route(data, edit.address), edit.value
    where = _find_parent(data, route)
    if value is None:
        return text if where is None or not _holds(where, route[-1]) else remove_value(text, route)
    written: Any = value.isoformat() if isinstance(value, date) else value
    if len(route) > _PAIR and not _holds(data.get(route[0]), route[1]):
        if edit.address[0] in _PARTS:
            raise TaikouError(
                "この欄のあるもの（KPIなど）は、画面を開いた後になくなっています。",
                "画面を開き直してください。",
            )
        if edit.address[0] == _MADE:
            _, year, part, stage = edit.address
            made: YamlValue = {_NAMES[-1]: int(year), part: {stage: written}}
            return set_value(text, (_MADE, len(data.get(_MADE) or ())), made, order)
    # What has a value by year may not be there yet: it is made whole, with its first year.
    depth = next((n for n in range(1, len(route)) if _lacks(data, route[:n])), len(route))
    for step in reversed(route[depth:]):
        written = (written,) if step == 0 else {step: written}
    return set_value(text, route[:depth], written, order)


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


def _order_of(model: type[Record]) -> KeyOrder:
    def order(route: Route) -> tuple[str, ...]:
        if _BY_YEAR.intersection(map(str, route)) and not isinstance(route[-1], int):
            return tuple(map(str, _MOST_YEARS))
        return tuple(fields_at(route, model))

    return order
