"""Changed data of the plan → the texts of its files: what did not change stays as it is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taikou_cli.base.findings import Route
from taikou_cli.base.span import read_span
from taikou_cli.forms.layout.planbook.documents import Data, freeze
from taikou_cli.model.documents import match_document_kind
from taikou_cli.model.record import Record
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import SpliceError, remove_value, set_value
from taikou_cli.store.yaml_reading import YamlValue, read_yaml
from taikou_cli.store.yaml_writing import write_entry_lines

_IDENTITIES = ("id", "number", "fiscal_year")


class KeyOrder:
    """The order of keys in a file: that of the model, and of years and times their own."""

    def __init__(self, path: str, content: Any) -> None:
        match = match_document_kind(path)
        self._model: type[Record] = match.kind.model if match else Record
        self._content = content

    def __call__(self, route: Route) -> Sequence[str]:
        """Give the keys that may stand at a place, in their order."""
        inside = self._content
        for step in route:
            inside = inside[step] if _has(inside, step) else None
        is_by_time = route[-1:] == ("schedule",) or any(
            isinstance(key, int) for key in inside or ()
        )
        if isinstance(inside, dict) and is_by_time:
            return sorted(map(str, inside), key=read_span)
        return tuple(fields_at(route, self._model))


def _has(inside: Any, step: str | int) -> bool:
    if isinstance(inside, list):
        return isinstance(step, int) and step < len(inside)
    return isinstance(inside, dict) and step in inside


def write_new(path: str, content: Any) -> str:
    """Write a file that is not there yet."""
    order = KeyOrder(path, content)
    frozen = freeze(content, order)
    entries = frozen.items() if isinstance(frozen, dict) else ()
    lines = [line for key, value in entries for line in write_entry_lines(str(key), value)]
    return "\n".join(lines) + "\n"


def rewrite(path: str, text: str, content: Any) -> str:
    """Give the text of a file that says what its content has become.

    Raises:
        SpliceError: The text is written too unusually to be edited in place.
    """
    order = KeyOrder(path, content)
    wanted = freeze(content, order)
    before = read_yaml(text)[0]
    for route, value, is_gone in _iter_edits(before, wanted, ()):
        text = remove_value(text, route) if is_gone else set_value(text, route, value, order)
    if read_yaml(text)[0] != wanted:
        raise SpliceError(
            "YAMLの書き方が特殊なため、ほかを変えずに書き換えることができません。",
            "「taikou fmt」で書き方をそろえてから、もう一度実行してください。",
        )
    return text


_Edit = tuple[Route, YamlValue, bool]


def _iter_edits(old: YamlValue, new: YamlValue, route: Route) -> Iterator[_Edit]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _iter_in_mapping(old, new, route)
    elif isinstance(old, tuple) and isinstance(new, tuple) and old:
        yield from _iter_in_list(old, new, route)
    else:
        yield route, new, False


def _iter_in_mapping(
    old: Mapping[Any, YamlValue], new: Mapping[Any, YamlValue], route: Route
) -> Iterator[_Edit]:
    for key, value in new.items():
        if key in old:
            yield from _iter_edits(old[key], value, (*route, key))
        else:
            yield (*route, key), value, False
    for key in old:
        if key not in new:
            yield (*route, key), None, True


def _iter_in_list(
    old: Sequence[YamlValue], new: Sequence[YamlValue], route: Route
) -> Iterator[_Edit]:
    """Hold entries against each other by what tells them apart, others by their places."""
    known, wanted = _identities(old, new)
    for place, one in enumerate(known):
        if one in wanted:
            yield from _iter_edits(old[place], new[wanted.index(one)], (*route, place))
    gone = [place for place, one in enumerate(known) if one not in wanted]
    for place in reversed(gone):
        yield (*route, place), None, True
    kept = len(known) - len(gone)
    added = [one for one, identity in zip(new, wanted, strict=True) if identity not in known]
    if added and not kept:
        yield route, tuple(added), False
        return
    for place, one in enumerate(added, start=kept):
        yield (*route, place), one, False


def _identities(old: Sequence[YamlValue], new: Sequence[YamlValue]) -> tuple[list[Any], list[Any]]:
    """Give what tells the entries of two lists apart; an entry of another kind is another one."""
    known, wanted = ([_identity(one) for one in entries] for entries in (old, new))
    if None not in known and None not in wanted and len({*known}) == len(known):
        return known, wanted
    kinds = ([isinstance(one, dict) for one in entries] for entries in (old, new))
    pairs = enumerate(zip(*kinds, strict=False))
    alike = next((place for place, (a, b) in pairs if a != b), min(len(old), len(new)))
    return (
        [place if place < alike else (place, "old") for place in range(len(old))],
        [place if place < alike else (place, "new") for place in range(len(new))],
    )


def _identity(one: YamlValue) -> Any:
    if not isinstance(one, dict):
        return None
    return next((one[key] for key in _IDENTITIES if key in one), None)


def rewrite_all(
    texts: Mapping[str, str], before: Data, after: Data
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give the new texts of the files that change, and the files that are no longer there.

    Args:
        texts: The texts by their paths below the data folder.
        before: What they hold.
        after: What they shall hold.
    """
    changed = {
        path: rewrite(path, texts[path], content) if path in before else write_new(path, content)
        for path, content in after.items()
        if content != before.get(path)
    }
    return changed, tuple(path for path in before if path not in after)
