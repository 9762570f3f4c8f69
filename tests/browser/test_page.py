"""What a reader meets who opens the report in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .checking import SCHEMES, find_violations


@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
def test_accessibility_check_finds_nothing(page: Page, scheme: str, rules: list[str]) -> None:
    page.emulate_media(color_scheme=scheme)
    assert find_violations(page, rules) == []


def test_page_asks_for_nothing_but_itself_and_logs_no_error(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(report.as_uri())
    page.close()
    assert requests == [report.as_uri()]
    assert complaints == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keyboard_reaches_the_text_first(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_every_link_of_the_contents_leads_to_a_heading(page: Page) -> None:
    for link in page.locator("nav a").all():
        target = page.locator(link.get_attribute("href"))
        assert target.count() == 1
        assert target.inner_text()


def test_printed_text_is_black_on_white_without_the_contents(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").or_(page.locator(".skip")).first.is_visible()
    colours = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
