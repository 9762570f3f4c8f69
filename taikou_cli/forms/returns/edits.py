"""Values of fields → edits of the YAML of an evaluation."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Route
from taikou_cli.forms.layout.fields import Address, Value
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import remove_value, set_value
from taikou_cli.store.yaml_data import nest_value
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

_WITH_ID = {"actions", "kpis"}


class Edit(NamedTuple):
    """One value that an evaluation is to have.

    Attributes:
        address: Which.
        value: The value; None takes it out.
        stays: Its key remains if it is taken out.
    """

    address: Address
    value: Value
    stays: bool = False


class NewOpinion(NamedTuple):
    """An opinion that is to be added: its values by their keys."""

    values: Mapping[str, Value]


def apply_edits(text: str, edits: Iterable[Edit | NewOpinion]) -> str:
    """Give the text of an evaluation with the edits.

    Raises:
        SpliceError: The text is written too unusually to be edited in place.
    """
    emptied: set[Route] = set()
    for edit in edits:
        data: Any = read_yaml(text)[0]
        if isinstance(edit, NewOpinion):
            text = _add_opinion(text, data, edit)
        else:
            route = find_route(data, edit.address)
            text = _apply(text, data, route, edit)
            if edit.value is None and edit.address[0] == "evidence":
                emptied.add(route)
    return _drop_empty(text, emptied)


def find_route(data: Any, address: Address) -> Route:
    """Turn an address into a route; an entry that is not there yet stands after the last."""
    head, *rest = address
    if head not in _WITH_ID and head not in {"evidence", "opinions"}:
        return tuple(address)
    entries: Sequence[Any] = data.get(head) or ()
    if head in _WITH_ID:
        ids = [entry.get("id") for entry in entries]
        place = ids.index(rest[0]) if rest[0] in ids else len(ids)
    else:
        place = min(int(rest[0]) - 1, len(entries))
    return (head, place, *rest[1:])


def _apply(text: str, data: Any, route: Route, edit: Edit) -> str:
    exists = _exists(data, route)
    if edit.value is None:
        if not exists:
            return text
        if edit.stays or edit.address[0] == "evidence":
            return set_value(text, route, None, _key_order)
        return remove_value(text, route)
    _refuse_number_on_the_way(data, route)
    value = _as_yaml(edit.value)
    if edit.address[0] in _WITH_ID and not _exists(data, route[:2]):
        return set_value(
            text,
            route[:2],
            {"id": edit.address[1], str(route[2]): nest_value(route[3:], value)},
            _key_order,
        )
    return set_value(text, route, value, _key_order)


def _refuse_number_on_the_way(data: Any, route: Route) -> None:
    """Refuse to write a part of an amount for which one number stands."""
    if route[0] == "amounts" and not isinstance(_value_at(data, route[:-1]), dict | None):
        raise TaikouError(
            f"「{route[1]}」には、内訳でなく一つの数が書かれています。",
            "先に「taikou validate」で誤りの場所を確かめ、内訳ごとの数に直してください。",
        )


def _value_at(data: Any, route: Route) -> Any:
    for step in route:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _as_yaml(value: Value) -> YamlValue:
    return value.isoformat() if isinstance(value, date) else value


def _drop_empty(text: str, emptied: set[Route]) -> str:
    """Take out the keys of evidence that were emptied, and entries of which nothing is left."""
    for entry in sorted({route[:2] for route in emptied}, reverse=True):
        data: Any = read_yaml(text)[0]
        content = data[entry[0]][entry[1]]
        if all(value is None for value in content.values()):
            text = remove_value(text, entry)
            continue
        for key, value in content.items():
            if value is None and (*entry, key) in emptied:
                text = remove_value(text, (*entry, key))
    return text


def _add_opinion(text: str, data: Any, opinion: NewOpinion) -> str:
    place = len(data.get("opinions") or ())
    content: YamlValue = {
        key: _as_yaml(value) for key, value in opinion.values.items() if value is not None
    }
    return set_value(text, ("opinions", place), content, _key_order)


def _exists(data: Any, route: Route) -> bool:
    for step in route:
        if isinstance(step, int):
            if step >= len(data or ()):
                return False
        elif not isinstance(data or {}, dict) or step not in (data or {}):
            return False
        data = data[step]
    return True


def _key_order(route: Route) -> tuple[str, ...]:
    return tuple(fields_at(route, Evaluation))
