"""Nothing is cut on any page at any width: tables, charts and grades, as bounding boxes tell."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from taikou_cli.cli.main import run

from .checking import SCHEMES, find_violations
from .conftest import DEMO
from .test_site import unfold, write_site

WIDTHS = (320, 390, 768, 1280)
# One page of each kind, and the items that have most to show: schedules, loosened targets, an end.
KINDS = (
    *("index", "plan", "goals", "goal-1", "policies", "items", "data-plan", "kpis", "opinions"),
    *("changes", "compare", "period", "corrections", "downloads", "reading", "licence", "search"),
    *("accessibility", "item-01", "item-04", "item-10", "item-25", "item-32"),
)
SPACED = """:not(svg *) { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
# What stands outside of what it stands in; a pixel is what rounding takes.
CUT = """() => {
  const shown = (one) => one.checkVisibility();
  const all = (query) => [...document.querySelectorAll(query)].filter(shown);
  const name = (one) => `${one.tagName} ${(one.textContent || '').trim().slice(0, 30)}`;
  const wide = document.documentElement.clientWidth;
  const beyond = (box) => box.left < -1 || box.right > wide + 1;
  const scrolls = (one) => one.scrollWidth > one.clientWidth + 1;
  return [
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls'] : []),
    ...all('.wide, .drawing, .map td, td, th').filter(scrolls).map(name),
    ...all('.grade, .cell, svg, caption, figcaption, summary, main a')
      .filter((one) => beyond(one.getBoundingClientRect())).map(name),
  ];
}"""
CUT_TEXTS = """() => [...document.querySelectorAll('svg text')].filter((one) => {
  if (!one.checkVisibility()) return false;
  const own = one.getBoundingClientRect(), all = one.ownerSVGElement.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
  return own.left < all.left - 2 || own.right > all.right + 2 || own.bottom > all.bottom + 2
    || size < 11.9;
}).map((one) => `${one.textContent} in ${one.ownerSVGElement.querySelector('title').textContent}`)"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give one page of each kind of the demo's site, and its annual report."""
    top = tmp_path_factory.mktemp("widths")
    site = write_site(DEMO, 2024, top / "site")
    command = ["report", "--data", str(DEMO), "--kind", "annual", "--year", "2024"]
    assert run([*command, "--format", "html", "-o", str(top)]) == 0
    report = next(top.glob("annual-*.html"))
    return {name: site / f"{name}.html" for name in KINDS} | {"annual": report}


def test_nothing_is_cut_at_any_width(tab: Page, pages: dict[str, Path]) -> None:
    cut = {}
    for name, path in pages.items():
        tab.goto(path.as_uri())
        unfold(tab)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            if found := tab.evaluate(CUT) + tab.evaluate(CUT_TEXTS):
                cut[name, width] = found[:5]
    assert cut == {}


def test_nothing_is_cut_when_readers_space_the_text_out(tab: Page, pages: dict[str, Path]) -> None:
    """As WCAG 1.4.12 asks; the texts of drawings stay as they are."""
    cut = {}
    for name in ("index", "items", "kpis", "item-04", "opinions"):
        tab.goto(pages[name].as_uri())
        unfold(tab)
        tab.add_style_tag(content=SPACED)
        for width in (320, 390):
            tab.set_viewport_size({"width": width, "height": 900})
            if found := tab.evaluate(CUT):
                cut[name, width] = found[:5]
    assert cut == {}


def test_every_picture_is_drawn_for_its_width_and_heard_once(
    tab: Page, pages: dict[str, Path]
) -> None:
    for width, narrow in ((320, True), (1280, False)):
        tab.set_viewport_size({"width": width, "height": 900})
        for name in ("index", "item-01", "goals"):
            tab.goto(pages[name].as_uri())
            unfold(tab)
            pictures = tab.locator(".picture")
            assert pictures.count() > 0
            assert tab.get_by_role("img").count() == pictures.count()
            redrawn = tab.locator(".picture:not(.beside) .chart + .narrow")
            assert redrawn.count() > 0
            assert all(one.is_visible() is narrow for one in redrawn.all())


def test_each_card_names_what_its_values_are_and_shows_the_grade(
    tab: Page, pages: dict[str, Path]
) -> None:
    tab.set_viewport_size({"width": 390, "height": 900})
    tab.goto(pages["items"].as_uri())
    card = tab.locator("#item-list tbody tr").first
    box = card.bounding_box()
    for grade in card.locator(".grade").all():
        own = grade.bounding_box()
        assert box
        assert own
        assert box["x"] <= own["x"]
        assert own["x"] + own["width"] <= box["x"] + box["width"]
    names = card.locator("td").evaluate_all(
        "cells => cells.map(one => getComputedStyle(one, '::before').content)"
    )
    assert '"評価"' in names
    assert all(len(name) > 2 for name in names)


def test_table_that_goes_on_keeps_the_names_of_its_rows_in_sight(
    tab: Page, pages: dict[str, Path]
) -> None:
    tab.set_viewport_size({"width": 900, "height": 900})
    tab.goto(pages["policies"].as_uri())
    table = tab.locator(".wide.many").first
    assert table.evaluate("one => getComputedStyle(one).backgroundImage").count("gradient") == 4
    # As narrow as no table fits, but too wide for cards.
    table.evaluate("one => { one.querySelector('table').style.minWidth = '1400px'; }")
    table.evaluate("one => { one.scrollLeft = 400; }")
    name = table.locator("tbody th").first.bounding_box()
    frame = table.bounding_box()
    assert name
    assert frame
    assert abs(name["x"] - frame["x"]) <= 1


@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
def test_accessibility_check_finds_nothing_on_a_phone(
    tab: Page, pages: dict[str, Path], scheme: str, rules: list[str]
) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.emulate_media(color_scheme=scheme)
    found = {}
    for name in ("index", "items", "kpis", "item-04", "policies"):
        tab.goto(pages[name].as_uri())
        unfold(tab)
        if violations := find_violations(tab, rules):
            found[name] = violations
    assert found == {}


def test_keyboard_meets_only_what_is_in_sight_on_a_phone(tab: Page, pages: dict[str, Path]) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    for name in ("index", "items", "kpis"):
        tab.goto(pages[name].as_uri())
        for _ in range(40):
            tab.keyboard.press("Tab")
            box = tab.evaluate(
                "(({left, right, width, height}) => ({left, right, width, height}))"
                "(document.activeElement.getBoundingClientRect())"
            )
            assert box["width"] * box["height"] > 0
            assert box["left"] >= -1
            assert box["right"] <= 391


def test_list_is_sorted_by_keyboard_on_a_phone(tab: Page, pages: dict[str, Path]) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(pages["items"].as_uri())
    button = tab.locator("#item-list thead button", has_text="番号")
    button.focus()
    for first in ("1", "35"):
        tab.keyboard.press("Enter")
        assert tab.locator("#item-list tbody tr td").first.inner_text().split()[-1] == first
