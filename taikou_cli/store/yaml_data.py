"""Values in data that was read from YAML: changed copies, nothing in place."""

from typing import Any

from taikou_cli.base.findings import Route
from taikou_cli.store.yaml_reading import YamlValue


def value_at(data: YamlValue, route: Route) -> YamlValue:
    """Give what stands at a route that exists."""
    value: Any = data
    for step in route:
        value = value[step]
    return value  # type: ignore[no-any-return]


def with_value(data: Any, route: Route, value: YamlValue) -> YamlValue:
    """Give the data with a value at a route; what is missing on the way is made."""
    if not route:
        return value
    step, rest = route[0], route[1:]
    if isinstance(step, int) and not isinstance(data, dict):
        items = list(data or ())
        items[step : step + 1] = [
            with_value(items[step] if step < len(items) else None, rest, value)
        ]
        return tuple(items)
    return {**(data or {}), step: with_value((data or {}).get(step), rest, value)}


def without_value(data: Any, route: Route) -> YamlValue:
    """Give the data without what stands at a route."""
    step = route[0]
    if len(route) > 1:
        inner = without_value(data[step], route[1:])
        return with_value(data, (step,), inner)
    if isinstance(data, tuple):
        return tuple(part for place, part in enumerate(data) if place != step)
    return {key: part for key, part in data.items() if key != step}


def nest_value(route: Route, value: YamlValue) -> YamlValue:
    """Wrap a value in the mappings and lists of a route."""
    for step in reversed(route):
        value = (value,) if isinstance(step, int) else {step: value}
    return value
