"""Values of fields → edits of the YAML of an evaluation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Route
from taikou_cli.forms.layout.assessor import ASSESSMENTS, is_meant, parse_assessor
from taikou_cli.forms.layout.fields import Address, Value
from taikou_cli.model.branches import LISTS
from taikou_cli.model.evaluation import Evaluation, GoalResults
from taikou_cli.model.record import Record
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import remove_value, set_value
from taikou_cli.store.yaml_reading import YamlValue, read_yaml


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


class _List(NamedTuple):
    """How the entries of a list are named in an address.

    Attributes:
        find: Gives the place of the entry that a step means; one after the last for a new one.
        begin: Gives what tells a new entry from the others.
    """

    find: Callable[[Sequence[Any], str], int]
    begin: Callable[[str], dict[str | int, YamlValue]]


def _find_id(entries: Sequence[Any], step: str) -> int:
    return _find([entry.get("id") == step for entry in entries])


def _find_number(entries: Sequence[Any], step: str) -> int:
    return _find([str(entry.get("number")) == step for entry in entries])


def _find_counted(entries: Sequence[Any], step: str) -> int:
    return min(int(step) - 1, len(entries))


def _find_assessment(entries: Sequence[Any], step: str) -> int:
    by, as_of = parse_assessor(step)
    own = [
        place
        for place, entry in enumerate(entries)
        if is_meant(by, as_of, entry.get("by"), _as_part(entry.get("as_of")))
    ]
    return own[-1] if own else len(entries)


def _find(fits: list[bool]) -> int:
    return fits.index(True) if True in fits else len(fits)


def _as_part(as_of: Any) -> str | None:
    return None if as_of is None else str(as_of)


def _begin_assessment(step: str) -> dict[str | int, YamlValue]:
    by, as_of = parse_assessor(step)
    return {"by": by, **({"as_of": as_of} if as_of else {})}


_BY_ID = _List(_find_id, lambda step: {"id": step})
_BY_NUMBER = _List(_find_number, lambda step: {"number": int(step)})
_COUNTED = _List(_find_counted, lambda _: {})
_LISTS = {
    "actions": _BY_ID,
    "kpis": _BY_ID,
    "kgis": _BY_ID,
    **dict.fromkeys(LISTS.values(), _BY_NUMBER),
    "evidence": _COUNTED,
    "opinions": _COUNTED,
    ASSESSMENTS: _List(_find_assessment, _begin_assessment),
}


def apply_edits(text: str, edits: Iterable[Edit | NewOpinion]) -> str:
    """Give the text of an evaluation, or of what is said of the goals, with the edits.

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
    if head not in _LISTS or not rest:
        return address
    entries: Sequence[Any] = (data or {}).get(head) or ()
    place = _LISTS[head].find(entries, rest[0])
    below: Route = ()
    if rest[1:]:
        below = find_route(entries[place] if place < len(entries) else {}, tuple(rest[1:]))
    return (head, place, *below)


def _apply(text: str, data: Any, route: Route, edit: Edit) -> str:
    order = partial(_key_order, GoalResults if "item" not in data else Evaluation)
    if edit.value is None:
        if not _exists(data, route):
            return text
        if edit.stays or edit.address[0] == "evidence":
            return set_value(text, route, None, order)
        return remove_value(text, route)
    _refuse_number_on_the_way(data, route)
    there = _find_missing(data, route)
    content = _build(edit.address, route, there, _as_yaml(edit.value))
    return set_value(text, route[:there], content, order)


def _find_missing(data: Any, route: Route) -> int:
    """Give how much of a route leads to the first entry of a list that is not there yet, or all."""
    lengths = (n for n, step in enumerate(route, start=1) if isinstance(step, int))
    return next((n for n in lengths if not _exists(data, route[:n])), len(route))


def _build(address: Address, route: Route, there: int, value: YamlValue) -> YamlValue:
    """Give what is to stand at the beginning of a route: the value in what is new around it."""
    if there == len(route):
        return value
    content = _build(address, route, there + 1, value)
    if isinstance(route[there], int):
        return (content,)
    content = {str(route[there]): content}
    if there and isinstance(route[there - 1], int):
        return {**_LISTS[address[there - 2]].begin(address[there - 1]), **content}
    return content


def _refuse_number_on_the_way(data: Any, route: Route) -> None:
    """Refuse to write a part of an amount for which one number stands."""
    if "amounts" not in route[:-2]:
        return
    if not isinstance(_value_at(data, route[:-1]), dict | None):
        raise TaikouError(
            f"「{route[-2]}」には、内訳でなく一つの数が書かれています。",
            "先に「taikou validate」で誤りの場所を確かめ、内訳ごとの数に直してください。",
        )


def _value_at(data: Any, route: Route) -> Any:
    for step in route:
        if not _exists(data, (step,)):
            return None
        data = data[step]
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
    return set_value(text, ("opinions", place), content, partial(_key_order, Evaluation))


def _exists(data: Any, route: Route) -> bool:
    for step in route:
        if isinstance(step, int):
            if step >= len(data or ()):
                return False
        elif not isinstance(data or {}, dict) or step not in (data or {}):
            return False
        data = data[step]
    return True


def _key_order(model: type[Record], route: Route) -> tuple[str, ...]:
    return tuple(fields_at(route, model))
