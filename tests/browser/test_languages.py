"""What a reader who reads no Japanese, or only plain Japanese, meets on the website."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from taikou_cli.project.loading import load_project
from taikou_cli.reports.site.build_site import build_site
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.writers.html import HtmlWriter

from .checking import find_violations
from .test_site import unfold

ROOT = Path(__file__).parents[2]
# One of each kind.
PAGES = ("index", "goals", "goal-1", "policies", "items", "item-01", "data-plan", "kpis")
PAGES += ("opinions", "changes", "period", "corrections", "downloads", "plan", "search")
PAGES += ("reading", "accessibility", "licence")
CHECKED = ("index", "items", "item-01", "kpis", "search")
WRAPPED = 640
"""Up to this width the header takes several lines."""
# Texts of a drawing that stand over each other, and what stands out of it.
CROWDED = """() => [...document.querySelectorAll('svg.chart')].filter((one) => one.checkVisibility())
  .flatMap((svg) => {
    const all = svg.getBoundingClientRect();
    // With the signs of a legend.
    const told = [...svg.querySelectorAll('text, g[transform]')]
      .map((one) => ({ text: one.textContent.trim(), box: one.getBoundingClientRect() }))
      .filter(({ text, box }) => text || box.width);
    const meets = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
      && one.top < other.bottom - 3 && other.top < one.bottom - 3;
    return told.flatMap(({ text, box }, place) => [
      ...(box.left < all.left - 2 || box.right > all.right + 2 ? [`cut: ${text}`] : []),
      ...told.slice(place + 1).filter((one) => meets(box, one.box)).map((one) => `${text} × ${one.text}`),
    ]);
  })"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    project = load_project(ROOT / "examples/demo/data")
    for path, content in build_site(project, 2024, HtmlWriter(), Extras()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def read_in(tab: Page, site: Path, name: str, language: str) -> None:
    tab.goto(f"{(site / f'{name}.html').as_uri()}?lang={language}")
    if language != "ja":
        tab.wait_for_function("window.taikouMessages !== undefined")


def test_keyboard_alone_chooses_a_language_that_other_pages_keep(tab: Page, site: Path) -> None:
    tab.goto((site / "items.html").as_uri())
    button = tab.locator(".languages button")
    button.focus()
    tab.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert not tab.locator(".languages ul").is_visible()
    tab.keyboard.press("Enter")
    for _ in range(3):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("legend:text-is('Filter')")
    assert tab.url.endswith("items.html?lang=en")
    assert tab.evaluate("document.activeElement === document.querySelector('.languages button')")
    marked = tab.locator(".languages [aria-current]")
    assert marked.all_inner_texts() == ["English"]
    tab.locator("nav.site-nav a", has_text="Goal").click()
    tab.wait_for_selector("h1:has-text('Goal')")
    tab.locator(".languages button").click()
    tab.locator(".languages a", has_text="やさしい日本語").click()
    tab.wait_for_selector("nav.site-nav a:has-text('まとめ')")
    tab.locator(".languages button").click()
    tab.locator(".languages a[data-language=ja]").click()
    assert tab.inner_text("h1") == "目標"
    tab.reload()
    assert tab.inner_text("h1") == "目標"


def test_filter_keeps_the_language_in_its_address(tab: Page, site: Path) -> None:
    tab.goto(f"{(site / 'items.html').as_uri()}?grade=C&lang=en")
    tab.wait_for_selector("[role=status]:has-text('Showing 4 of 35 items.')")
    assert "lang=en" in tab.url
    assert "grade=C" in tab.url


def test_search_answers_in_the_language(tab: Page, site: Path) -> None:
    tab.goto(f"{(site / 'search.html').as_uri()}?q=県債&lang=en")
    tab.wait_for_selector("[role=status]:has-text('“県債”:')")


def test_name_is_translated_where_the_plan_says_how(tab: Page, site: Path) -> None:
    told = "Finances and assets to hand on to the next generation"
    read_in(tab, site, "goal-4", "en")
    tab.wait_for_selector(f"h1:has-text('Goal 4: {told}')")
    assert tab.locator("h1 [data-p=title] [lang=en]").inner_text() == told
    tab.locator(".languages button").click()
    tab.locator(".languages a[data-language=ja]").click()
    assert tab.inner_text("h1") == "目標4　次の世代に引き継ぐ財政と資産"


@pytest.mark.parametrize("language", ["easy", "en"])
def test_no_other_text_of_the_plan_is_changed(tab: Page, site: Path, language: str) -> None:
    """What no label is, reads the same on every page; Japanese in an English label says so."""
    read = """names => [...document.querySelectorAll('main *:not([data-t], [data-told])')]
        .flatMap(one => [...one.childNodes]).filter(one => one.nodeType === 3)
        .filter(one => !names.includes(one.textContent.trim().replace(/^[0-9-]+　/, '')))
        .map(one => one.textContent.trim()).filter(Boolean)"""
    plan = load_project(ROOT / "examples/demo/data").plan
    translated = plan.content.wording.translations if plan else ()
    names = [text for one in translated for text in (one.text, *one.to.values())]
    for name in PAGES:
        read_in(tab, site, name, "ja")
        told = tab.evaluate(read, names)
        read_in(tab, site, name, language)
        # Plain Japanese leaves out the years of eras.
        assert set(tab.evaluate(read, names)) <= set(told), name
        if language == "en":
            wrong = tab.evaluate(
                """[...document.querySelectorAll('[data-t]')]
                    .flatMap(one => [...one.querySelectorAll('*'), one])
                    .filter(one => one.closest('[lang]').getAttribute('lang') === 'en')
                    .flatMap(one => [...one.childNodes]).filter(one => one.nodeType === 3)
                    .map(one => one.textContent).filter(text => /[ぁ-んァ-ヶ一-龥]/.test(text))"""
            )
            # The accessibility page tells what the Japanese word of the standard is.
            assert [one for one in wrong if "配慮" not in one] == [], name


@pytest.mark.parametrize("language", ["ja", "easy", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_pass_the_accessibility_check_and_fit_in_every_language(
    tab: Page, site: Path, language: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    found = {}
    for name in PAGES:
        read_in(tab, site, name, language)
        tab.locator(".languages button").click()
        if (wide := tab.evaluate("document.documentElement.scrollWidth")) > width:
            found[name] = wide
        tab.keyboard.press("Escape")
        if width > WRAPPED:
            head = [tab.locator(f".banner {one}") for one in (".site-search", ".languages")]
            search, choice = (one.bounding_box() or {"y": 0, "height": 0} for one in head)
            if (
                not search["y"]
                < choice["y"] + choice["height"] / 2
                < search["y"] + search["height"]
            ):
                found[name, "the choice of a language"] = choice["y"]
        unfold(tab)
        for shown in {width, min(width, 320 if width < WRAPPED else width)}:
            tab.set_viewport_size({"width": shown, "height": 800})
            if crowded := tab.evaluate(CROWDED):
                found[name, shown] = crowded
        tab.set_viewport_size({"width": width, "height": 800})
        # The structure is the same in each; every page is checked in Japanese.
        if width == 390 and language != "ja" and name in CHECKED:
            violations = find_violations(tab)
            found |= {name: violations} if violations else {}
    assert found == {}


def test_charts_and_choices_follow_the_language(tab: Page, site: Path) -> None:
    read_in(tab, site, "index", "en")
    chart = tab.get_by_role("img").first
    texts = chart.locator("text").all_text_contents()
    assert "All" in texts
    assert {"Goal 1: 県民の時間と手間を減らす行政サービス", "34 items"} <= set(texts)
    heard = chart.evaluate(
        "one => one.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent)"
    )
    assert heard[0] == "FY2024 (Reiwa 6): grades by Goal"
    assert heard[1].startswith(
        "Bars that count the items in progress by grade. All: of 34 items, A: 15"
    )
    assert tab.inner_text(".summary").startswith(
        "Of the 34 items in force in this fiscal year, 31 were"
    )
    assert tab.locator(".summary [data-figure='overall.rated']").inner_text() == "31"
    tab.locator(".languages button").click()
    tab.locator(".languages a[data-language=ja]").click()
    assert "34項目" in chart.locator("text").all_text_contents()
    read_in(tab, site, "items", "en")
    choices = tab.locator("select[name=goal] option").all_text_contents()
    assert choices[:2] == ["All", "Goal 1: 県民の時間と手間を減らす行政サービス"]


def test_labels_that_another_language_left_out_are_translated_again(tab: Page, site: Path) -> None:
    """Plain Japanese leaves out the years of eras."""
    read_in(tab, site, "index", "easy")
    assert "令和" not in tab.inner_text("h1")
    tab.locator(".languages button").click()
    tab.locator(".languages a[data-language=en]").click()
    tab.wait_for_selector("h1:has-text('FY2024 (Reiwa 6)')")


def test_tables_as_cards_name_their_cells_in_the_language(tab: Page, site: Path) -> None:
    read_in(tab, site, "items", "en")
    heads = tab.locator("#item-list thead th").all_inner_texts()
    cells = tab.locator("#item-list tbody tr").first.locator("td")
    labels = cells.evaluate_all("cells => cells.map(cell => cell.dataset.label)")
    assert labels == [head.strip() for head in heads if head.strip() != "Item"]


def test_without_javascript_no_choice_is_offered(browser: Browser, site: Path) -> None:
    without = browser.new_context(java_script_enabled=False).new_page()
    without.goto((site / "index.html").as_uri())
    assert not without.locator(".languages").is_visible()
    assert without.get_attribute("html", "lang") == "ja"
    without.context.close()


def test_readings_are_shown_on_request_and_leave_the_text_as_it_is(tab: Page, site: Path) -> None:
    tab.goto((site / "item-27.html").as_uri())
    told, html = tab.evaluate(
        "[document.querySelector('main').textContent, document.querySelector('main').innerHTML]"
    )
    button = tab.locator("button.furigana")
    assert button.get_attribute("aria-pressed") == "false"
    assert "<ruby>" not in html
    button.focus()
    tab.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    rubies = tab.locator("main ruby")
    assert {"県債けんさい", "財政ざいせい"} <= {
        one.replace("（", "").replace("）", "")
        for one in rubies.evaluate_all("all => all.map(one => one.textContent)")
    }
    assert tab.evaluate("getComputedStyle(document.querySelector('rt')).userSelect") == "none"
    without = """[...document.querySelectorAll('main')].map(one => { const copy = one.cloneNode(true);
        for (const part of copy.querySelectorAll('rt, rp')) part.remove(); return copy.textContent; })[0]"""
    assert tab.evaluate(without) == told
    tab.goto((site / "goals.html").as_uri())
    assert tab.locator("main ruby").count() > 0
    tab.locator("button.furigana").click()
    assert tab.locator("main ruby").count() == 0
    tab.goto((site / "item-27.html").as_uri())
    assert tab.evaluate("document.querySelector('main').innerHTML") == html


def test_readings_follow_a_change_of_language(tab: Page, site: Path) -> None:
    tab.goto((site / "item-27.html").as_uri())
    tab.locator("button.furigana").click()
    for language, title in (
        ("en", "Item 27: "),
        ("easy", "計画の項目27　"),
        ("ja", "実施項目27　"),
    ):
        tab.locator(".languages button").click()
        tab.locator(f".languages a[data-language={language}]").click()
        tab.wait_for_selector(f"h1:has-text('{title}')")
    assert tab.locator("main ruby").count() > 0


def test_search_finds_by_a_reading_that_only_the_plan_gives(tab: Page, site: Path) -> None:
    tab.goto(f"{(site / 'search.html').as_uri()}?q=たかねざき")
    assert "「髙根﨑」としても探しました" in tab.inner_text("[role=status]")
    index = (site / "assets/search-index.js").read_text("utf-8")
    assert "<rt>" not in index
