"""The pages of the website on A4: what stands together stays together, and nothing is squeezed."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

# The most sheets that a page may take: a squeezed column makes them many.
PAGES = {"index": 6, "2025/index": 14, "2025/goals": 9, "2025/kpis-all": 34, "2025/compare-all": 5}
PAGES |= {"2024/item-01": 14, "2025/policies": 18}


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_no_heading_is_the_last_thing_on_a_sheet(tab: Page, every_year: Path, name: str) -> None:
    tab.goto((every_year / f"{name}.html").as_uri())
    titles = tab.locator("main :is(h2, h3, h4, caption, figcaption)").all_text_contents()
    known = {squeeze(title) for title in titles}
    sheets = PdfReader(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True))).pages
    assert len(sheets) <= PAGES[name]
    lasts = ((sheet.extract_text().strip() or "-").splitlines()[-1] for sheet in sheets)
    assert [last for last in lasts if squeeze(last) in known] == []


def test_list_has_its_heads_on_every_sheet(tab: Page, every_year: Path) -> None:
    tab.goto((every_year / "2025/items-all.html").as_uri())
    sheets = PdfReader(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True))).pages
    texts = [squeeze(sheet.extract_text()) for sheet in sheets]
    listing = [text for text in texts if "前年度" in text]
    assert len(listing) > 1
    assert all("番号" in text for text in listing)


@pytest.mark.parametrize("name", PAGES)
def test_no_picture_or_table_is_wider_than_the_sheet(
    tab: Page, every_year: Path, name: str
) -> None:
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 672, "height": 1000})  # 178 mm
    tab.goto((every_year / f"{name}.html").as_uri())
    wide = tab.locator("main :is(table, svg)").evaluate_all(
        """all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().right > 673)
            .map(one => one.textContent.slice(0, 40))"""
    )
    assert wide == []
