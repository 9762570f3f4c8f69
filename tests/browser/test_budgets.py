"""What a reader waits for: the weight of each kind of page, and whether it moves while it loads."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from .test_widths import KINDS

HEAVIEST = 150_000
SHIFTS = """new Promise((tell) => { let sum = 0; new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => tell(sum), 100); })"""


def load(tab: Page, path: Path) -> list[bytes]:
    """Open a page, and give all files that it needs."""
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(request.url))
    tab.goto(path.as_uri())
    return [Path(unquote(urlsplit(url).path)).read_bytes() for url in asked]


@pytest.mark.parametrize("name", ["index", "2022/index", "2025/index"])
def test_first_pages_are_light_even_where_the_server_does_not_compress(
    tab: Page, every_year: Path, name: str
) -> None:
    files = load(tab, every_year / f"{name}.html")
    assert len(files) >= 3
    assert sum(map(len, files)) <= HEAVIEST


def test_every_kind_of_page_is_light_as_servers_send_it(browser: Browser, every_year: Path) -> None:
    """But the search, which has everything in its index."""
    weights = {}
    for kind in KINDS:
        tab = browser.new_page()
        files = load(tab, every_year / f"2025/{kind}.html")
        weights[kind] = sum(len(gzip.compress(one)) for one in files)
        tab.close()
    assert {kind: one for kind, one in weights.items() if one > HEAVIEST and kind != "search"} == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_kind_of_page_moves_while_it_loads(tab: Page, every_year: Path, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    shifts = {}
    for kind in ("index", *(f"2025/{kind}" for kind in KINDS)):
        tab.goto((every_year / f"{kind}.html").as_uri())
        shifts[kind] = tab.evaluate(SHIFTS)
    assert {kind: one for kind, one in shifts.items() if one > 0.1} == {}
