"""How much a page of a template that nobody has reviewed may make, and how long it may take."""

import time
from math import inf
from typing import Any

from jinja2.exceptions import SecurityError

MOST_SECONDS = 60
"""How long all pages together may take, beside the time of each; the program's take some hundredths."""

SECONDS_OF_PAGE = 1
"""How much each page adds to that."""

MOST_CHARACTERS = 100_000_000
"""How much text the work on one page may make; the largest page has about two million."""

_ELEMENT = 32
"""The characters for whose room an element of a list stands."""


class Room:
    """What is left of the size of a page and the time of all; without bounds until a page begins."""

    def __init__(self) -> None:
        self._left = self._end = inf
        self._spare = float(MOST_SECONDS)

    def begin(self) -> None:
        """Begin a page that is bounded."""
        self._left = float(MOST_CHARACTERS)
        self._spare += SECONDS_OF_PAGE
        self._end = time.monotonic() + self._spare

    def end(self) -> None:
        """End the page: what it took of the common time is gone."""
        self._spare = min(self._spare, self._end - time.monotonic())

    def charge(self, value: Any) -> Any:
        """Take the room of what was made, and give it on.

        Raises:
            SecurityError: There is no room or no time left.
        """
        if self._left == inf:
            return value
        self._weigh(value)
        if self._left < 0 or time.monotonic() > self._end:
            raise SecurityError("ひな形が作るものが大きすぎるか、時間がかかりすぎます")
        return value

    def _weigh(self, value: Any) -> None:
        """Take the room of a value with all that it holds, as often as it holds it.

        A list that holds a list twice takes the room of two: to compare or to write it takes the
        time of two. What the program itself made of the plan is there already and costs nothing.
        """
        waiting = [value]
        while waiting and self._left >= 0:
            part = waiting.pop()
            if isinstance(part, str):
                self._left -= len(part)
            elif type(part) in (list, tuple, dict):
                self._left -= _ELEMENT * len(part)
                waiting += part
                waiting += part.values() if type(part) is dict else ()
