"""Looks at a page as axe, as somebody with a narrow screen, and as somebody who works in the dark."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, Request
from starlette.routing import compile_path

from taikou_cli.web.app import ROUTES

from .checking import SCHEMES, find_violations

Route = tuple[str, str]


class Looker:
    """Looks at what a tab shows, state after state, and keeps what is wrong and which routes it saw.

    Args:
        page: The tab.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.seen: set[Route] = set()
        self._asked = ("GET", "/")
        page.on("request", self._listen)

    def look(self, state: str) -> None:
        """Look at the page in light and dark, and whether 390 and 1280 px are wide enough for it."""
        self.wrong += self._find_wrong(state)
        self.seen.update(route_of(*self._asked))

    def _find_wrong(self, state: str) -> Iterator[str]:
        for scheme, rules in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            if violations := find_violations(self.page, rules):
                yield f"{state}, {scheme}: {violations}"
        for width in (390, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                yield f"{state}: wider than {width} px"

    def _listen(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            path = re.sub(r"^http://[^/]+|[?#].*$", "", request.url)
            self._asked = request.method, path


def route_of(method: str, path: str) -> set[Route]:
    """Give the route that answers a request, as the application chooses it."""
    fitting = (one for one in ROUTES if one[0] == method and compile_path(one[1])[0].match(path))
    return {one[:2] for one in fitting}
