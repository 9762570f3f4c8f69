"""Two years and two items side by side: chosen on the page, or by an address that was sent."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from .checking import find_violations
from .test_widths import CUT


def heads(tab: Page, table: str) -> list[str]:
    return tab.locator(f"{table} thead th:visible").all_inner_texts()


def row(tab: Page, table: str, name: str) -> list[str]:
    return tab.locator(f"{table} tbody tr", has_text=name).locator("td:visible").all_inner_texts()


def test_two_years_and_two_items_stand_side_by_side_with_what_changed(
    tab: Page, every_year: Path
) -> None:
    """From a folder, without a server; the later year may be chosen first."""
    page = every_year / "2025/compare-all.html"
    tab.goto(page.as_uri())
    tab.select_option("#c-from", "2024")
    tab.select_option("#c-to", "2022")
    tab.select_option("#c-a", "1")
    tab.select_option("#c-b", "15")
    change = "2022年度から2024年度への変化"
    assert heads(tab, "#compare-years") == ["数字", "2022年度", "2024年度", change]
    rate = row(tab, "#compare-years", "数値目標等達成率")
    assert rate == ["35.3％＝12/34", "42.9％＝15/35", "7.6ポイント"]
    assert row(tab, "#compare-years", "評価がB")[-1] == "▲3項目"
    items = tab.locator("#compare-items tbody tr:visible")
    assert items.count() == 2
    grades = items.nth(1).locator("td:visible").all_inner_texts()
    assert (grades[0], grades[1], grades[-1]) == ("A", "B", "↓悪化")
    assert tab.inner_text("form [role=status]") == "2022年度と2024年度の、2項目を並べています。"
    assert find_violations(tab) == []
    sent = tab.url
    told = tab.inner_text("main")
    tab.goto(page.as_uri())
    assert tab.locator("#compare-items tbody tr:visible").count() == 35
    tab.goto(sent)
    assert tab.inner_text("main") == told
    tab.set_viewport_size({"width": 320, "height": 800})
    assert tab.evaluate(CUT) == []
    tab.click("button[type=reset]")
    tab.wait_for_function("!document.querySelector('.change')")
    assert "?" not in tab.url


def test_all_years_and_items_are_there_without_scripts(browser: Browser, every_year: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((every_year / "index.html").as_uri())
    page.click("main a[href='2025/compare.html']")
    page.click("nav[aria-label='続きのページ'] a[href='compare-all.html']")
    assert heads(page, "#compare-years") == ["数字", *(f"{year}年度" for year in range(2022, 2026))]
    assert page.locator("#compare-items tbody tr:visible").count() == 35
    assert not page.locator("form[data-compare]").is_visible()
    page.context.close()
