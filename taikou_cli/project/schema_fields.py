"""Looks up in the models what a place of a file is called and which keys it may have."""

from typing import Any, get_args

from taikou_cli.base.findings import Route
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.model.record import Record, keys_of
from taikou_cli.model.words import Words

_LONGEST_KEY = 30
# A number in a route is a place in a list, or a fiscal year that is a key.
_FIRST_YEAR = 1000


def guess_key(key: str, fields: dict[str, str]) -> str | None:
    """Find the key that was meant: by similar spelling, or by its Japanese title."""
    by_title = {Words().say(title): name for name, title in fields.items()}
    if key in by_title:
        return by_title[key]
    import difflib  # only a wrong key needs it

    close = difflib.get_close_matches(
        to_half_width(key[:_LONGEST_KEY]).lower(), fields, n=1, cutoff=0.6
    )
    return close[0] if close else None


def name_of(route: Route, model: type[Record]) -> str:
    """Name a place for a message: 「title」（項目名）, or the whole file for the empty route."""
    keys = [(index, step) for index, step in enumerate(route) if isinstance(step, str)]
    if not keys:
        return "ファイルの中身"
    index, key = keys[-1]
    title = fields_at(route[:index], model).get(key)
    place = "".join(
        f"{step + 1}番目" if isinstance(step, int) and step < _FIRST_YEAR else f"{step}"
        for step in route[index + 1 :]
    )
    return f"「{key}」{f'（{title}）' if title else ''}{f'の{place}' if place else ''}"


def fields_at(route: Route, model: type[Record]) -> dict[str, str]:
    """Give the keys that a place of the file may have, with their Japanese titles."""
    for step in route:
        name = keys_of(model).get(str(step))
        if name is not None:
            model = _record_in(model.model_fields[name].annotation) or model
    return {key: model.model_fields[name].title or key for key, name in keys_of(model).items()}


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((record for part in get_args(annotation) if (record := _record_in(part))), None)
