"""Pictures that readers take with them: as PNG, made in the browser, and as code that embeds them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .checking import find_violations

# What a picture shows, as the browser itself reads it: its size, a corner, how many colours.
READ = """async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const colours = new Set(new Uint32Array(data.buffer));
  return [bitmap.width, bitmap.height, [...data.slice(-4)], colours.size];
}"""


def save(tab: Page, path: Path, id_: str, scheme: str) -> bytes:
    tab.emulate_media(color_scheme=scheme)
    tab.goto(path.as_uri())
    with tab.expect_download() as started:
        tab.click(f"button[data-png='{id_}']")
    assert started.value.suggested_filename == f"{id_}.png"
    return started.value.path().read_bytes()


@pytest.mark.parametrize(
    ("page", "id_"), [("index", "grades"), ("index", "years"), ("kpis-all", "multiples-1")]
)
def test_picture_is_saved_on_white_whatever_the_colours_of_the_page(
    tab: Page, every_year: Path, page: str, id_: str
) -> None:
    """From a folder, without a server."""
    path = every_year / f"2024/{page}.html"
    light = save(tab, path, id_, "light")
    width, height, corner, colours = tab.evaluate(READ, list(light))
    assert min(width, height) > 200
    assert corner == [255, 255, 255, 255]
    assert colours > 10
    assert save(tab, path, id_, "dark") == light
    told = tab.inner_text(f"button[data-png='{id_}']")
    assert "PNG" in told
    assert f"{width}×{height}" in told or id_ == "years"


def test_code_shows_the_picture_with_its_title_and_source_at_its_address(
    browser: Browser, every_year: Path
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto((every_year / "2024/index.html").as_uri())
    tab.click("button[data-embed='grades']")
    code = tab.input_value(".embed textarea")
    tab.wait_for_function("document.querySelector('.embed p').textContent")
    assert tab.evaluate("navigator.clipboard.readText()") == code
    assert find_violations(tab) == []
    tab.set_content(code)
    image = tab.locator("figure a img")
    address = "https://www.example.jp/gyokaku/2024/"
    assert image.get_attribute("src") == f"{address}charts/grades.svg"
    assert "34項目" in (image.get_attribute("alt") or "")
    told = tab.inner_text("figcaption")
    assert told.startswith("目標ごとの評価（2024年度）")
    assert "青嶺県行財政改革プラン2022「【架空のデータ】" in told
    assert tab.locator("figcaption a").get_attribute("href") == f"{address}index.html"
    context.close()


def test_without_scripts_only_the_files_are_offered(browser: Browser, every_year: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((every_year / "2024/index.html").as_uri())
    assert page.locator(".saved button:visible").count() == 0
    assert page.locator(".saved a[download]:visible").count() > 0
    page.context.close()
