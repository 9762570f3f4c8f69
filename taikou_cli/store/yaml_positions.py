"""Where in a YAML text a route leads. Asked only for files that have findings."""

import re
from typing import Any

from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from taikou_cli.base.findings import Position, Route
from taikou_cli.store.yaml_reading import event_position, iter_events
from taikou_cli.store.yaml_scalars import resolve_scalar


class PositionIndex:
    """The places of all keys and values of one text.

    Args:
        text: YAML that `read_yaml` understood; that also bounds its depth.
    """

    def __init__(self, text: str) -> None:
        self._keys: dict[Route, Position] = {}
        self._values: dict[Route, Position] = {}
        self._lines = text.split("\n")
        self._spans: dict[Route, tuple[int, int]] = {}
        self._next_event = iter_events(text).__next__
        self._walk(self._next_event(), ())

    def find(self, route: Route, *, on_key: bool = False) -> Position:
        """Give the place of a route, or of the deepest part of it that exists.

        Steps that the file does not have, such as the tags that pydantic puts into the
        location of a union, are passed over. A list, a mapping and an empty value are found
        at their key.
        """
        known: Route = ()
        for step in route:
            if (*known, step) in self._values:
                known = (*known, step)
        if on_key and known in self._keys:
            return self._keys[known]
        return self._values.get(known, Position())

    def find_words(self, route: Route, word: str) -> list[Position]:
        """Give the places of a word within a value, if that is a text of several lines."""
        return [
            Position(number + 1, match.start() + 1, match.end() + 1)
            for number in range(*self._spans.get(route, (0, 0)))
            for match in re.finditer(re.escape(word), self._lines[number])
        ]

    def _walk(self, event: Any, route: Route) -> None:
        kind = type(event)
        place = event_position(event)
        is_scalar = kind is not MappingStartEvent and kind is not SequenceStartEvent
        if is_scalar and event.end_mark.line > event.start_mark.line:
            self._spans[route] = (event.start_mark.line, event.end_mark.line + 1)
        if not (is_scalar and place.end_column) and route in self._keys:
            place = self._keys[route]
        self._values.setdefault(route, place)
        if kind is MappingStartEvent:
            self._walk_mapping(route)
        elif kind is SequenceStartEvent:
            self._walk_list(route)

    def _walk_mapping(self, route: Route) -> None:
        while type(event := self._next_event()) is not MappingEndEvent:
            key: Any = resolve_scalar(event.value) if event.implicit[0] else event.value
            child = (*route, key)
            self._keys.setdefault(child, event_position(event))
            self._walk(self._next_event(), child)

    def _walk_list(self, route: Route) -> None:
        index = 0
        while type(event := self._next_event()) is not SequenceEndEvent:
            self._walk(event, (*route, index))
            index += 1
