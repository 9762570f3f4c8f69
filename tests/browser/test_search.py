"""What people find who search the website: from a folder and over http, in a real browser."""

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from taikou_cli.base.folding import fold, loosen
from taikou_cli.project.loading import load_project
from taikou_cli.reports.site.build_site import build_site
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.site.parts import ALL
from taikou_cli.reports.writers.html import HtmlWriter

from .conftest import DEMO, REAL

PLANS = {"demo": (DEMO, 2024), "real": (REAL, 2025)}
NOTHING = "なし"
# What is read on a page.
TEXTS = """() => {
    const texts = [], main = document.querySelector('main');
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (!around.closest('form, nav, noscript, svg, .cell, .legend, p:has(> a[download]), script, button, summary')
            || around.closest('details[id] > summary'))
            texts.push(walker.currentNode.data);
    }
    return texts;
}"""
with Path(__file__).with_name("search_queries.tsv").open(encoding="utf-8") as file:
    QUERIES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class _Server(SimpleHTTPRequestHandler):
    """A server that is wrong about scripts, as some are."""

    extensions_map: ClassVar = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=shift_jis"
    }

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("検索 の フォルダー")
    for plan, (data, year) in PLANS.items():
        for name, content in build_site(load_project(data), year, HtmlWriter(), Extras()).items():
            path = top / plan / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return top


@pytest.fixture(scope="module", params=["file", "http"])
def origin(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "file":
        yield folder.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def ask(tab: Page, place: str, words: str) -> list[str]:
    """Search, and give where the hits lead, the first one first."""
    tab.goto(f"{place}/search.html?q={quote(words)}", wait_until="commit")
    tab.wait_for_selector("#search:not([hidden])")
    return tab.locator("#search .results li > a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )


def status(tab: Page) -> str:
    return tab.inner_text("#search [role=status]")


def test_page_that_is_expected_comes_first(tab: Page, origin: str) -> None:
    assert len(QUERIES) >= 60
    missed = {}
    for row in QUERIES:
        found = ask(tab, f"{origin}/{row['plan']}", row["query"])
        first = found[0].partition(".html")[0] if found else NOTHING
        if first not in row["pages"].split():
            missed[row["plan"], row["query"]] = found[:3]
    assert missed == {}


@pytest.mark.parametrize("plan", PLANS)
def test_everything_that_a_page_shows_is_found_under_it(tab: Page, folder: Path, plan: str) -> None:
    tab.goto((folder / plan / "search.html").as_uri())
    told = tab.evaluate(
        """records.reduce((all, [title, folded, address, , passages]) => {
            const page = address.split('#')[0];
            const texts = passages.flatMap(([, heading, text, told]) => [heading, text, told]);
            all[page] = [all[page] ?? '', title, folded, ...texts].join('\\n');
            return all;
        }, {})"""
    )
    lost = {}
    for path in sorted((folder / plan).glob("*.html")):
        if path.stem.endswith(ALL):
            continue  # the whole of a list is found by its parts
        tab.goto(path.as_uri())
        texts = tab.evaluate(TEXTS)
        own = re.sub(r"\s", "", told[path.name])
        gone = [text for text in texts if re.sub(r"\s", "", text) not in own]
        if gone:
            lost[path.name] = gone
    assert lost == {}


def test_page_over_all_years_is_found_with_what_it_shows(tab: Page, every_year: Path) -> None:
    place = (every_year / "2024").as_uri()
    assert ask(tab, place, "すべての年度")[0] == "../index.html"
    found = tab.evaluate("records.find((one) => one[2] === '../index.html').flat(3)")
    told = "".join(map(str, found))
    tab.click("#search .results a[href='../index.html']")
    own = re.sub(r"\s", "", told)
    assert [one for one in tab.evaluate(TEXTS) if re.sub(r"\s", "", one) not in own] == []


def test_python_and_javascript_fold_alike(tab: Page, folder: Path) -> None:
    tab.goto((folder / "demo/search.html").as_uri())
    letters = [
        chr(code)
        for code in range(0x20, sys.maxunicode + 1)
        # A newer browser may know letters that this Python does not.
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    texts = [f"県{one}い{one}1{one}2ー{one}ーサ{one}バー a{one} b" for one in letters]
    texts += tab.evaluate("records.flatMap((one) => one[4].map(([, , text]) => text))")
    texts += ["", "ﾃﾞｰﾀ・ﾍﾞｰｽ", "１，２３４，５６７円", "サ−バ―", "葛\U000e0100城", "ΑΣ ΑΣ", "İ", "ﬀ"]
    # As one text: so many single ones take long on their way.
    folded = tab.evaluate(
        """(texts) => JSON.stringify(
            JSON.parse(texts).map((text) => [fold(text), loosen(fold(text))])
        )""",
        json.dumps(texts),
    )
    there = json.loads(folded)
    here = [[fold(text), loosen(fold(text))] for text in texts]
    assert [one for one in zip(texts, there, here, strict=True) if one[1] != one[2]] == []
    index = tab.evaluate("records.flatMap(([title, folded]) => [[title, folded]])")
    assert [one for one in index if fold(one[0]) != one[1]] == []


def test_item_is_found_once_with_the_years_that_tell_it(tab: Page, folder: Path) -> None:
    found = ask(tab, (folder / "demo").as_uri(), "時間外勤務")
    assert len(found) == len(set(found))
    item = tab.locator("#search .results li").first
    assert item.locator(".places a").all_inner_texts()[:1] == ["2024年度（令和6年度）の評価"]
    item.locator(".places a", has_text="2023年度").click()
    assert tab.url.endswith("item-21.html#y2023")
    assert tab.locator("#y2023").evaluate("one => one.open")


def test_number_is_found_whole(tab: Page, folder: Path) -> None:
    for page in ask(tab, (folder / "demo").as_uri(), "15"):
        tab.goto(f"{(folder / 'demo').as_uri()}/{page}")
        assert re.search(
            r"(?<![\d.])15(?![\d])",
            unicodedata.normalize("NFKC", tab.locator("main").text_content()),
        )


def test_all_words_come_before_some_and_what_is_missing_is_told(tab: Page, folder: Path) -> None:
    found = ask(tab, (folder / "demo").as_uri(), "育児休業 男性")
    whole, some = map(int, re.findall(r"(\d+)件", status(tab)))
    assert f"{whole + some - len(found)}件" in tab.inner_text("#search button") or not some
    lines = tab.locator("#search .results li")
    missing = ["含まない言葉" in text for text in lines.all_inner_texts()]
    assert missing == sorted(missing)
    assert missing.count(False) == whole


def test_words_are_marked_as_the_page_writes_them(tab: Page, folder: Path) -> None:
    for typed, printed in {
        "2940万円": "2,940万円",
        "ｻｰﾊﾞ": "サーバ",
        "申し込み": "申込",
        "高根崎": "髙根﨑",
        "GBIZ": "gBiz",
    }.items():
        ask(tab, (folder / "demo").as_uri(), typed)
        assert printed in tab.locator("#search mark").all_inner_texts(), typed


def test_near_hits_are_told_as_near_and_nothing_only_where_nothing_is(
    tab: Page, folder: Path
) -> None:
    place = (folder / "demo").as_uri()
    assert ask(tab, place, "オンラン化")[0] == "item-01.html"
    assert re.search("どのページにもありません。近いものが\\d+件", status(tab))
    assert ask(tab, place, "ブロックチェーン") == []
    assert status(tab).startswith("「ブロックチェーン」は、どのページにもありません。言葉を短く")
    assert not tab.locator("#search button").is_visible()


def test_where_little_is_found_near_hits_follow(tab: Page, folder: Path) -> None:
    assert ask(tab, (folder / "demo").as_uri(), "働き方改革")[:2] == ["plan.html", "item-22.html"]
    assert re.search("は1件見つかりました。近いものが\\d+件あります。", status(tab))
    near = ["（近いもの）" in text for text in tab.locator("#search .results li").all_inner_texts()]
    assert near == [False, *(len(near) - 1) * [True]]


def test_other_words_of_the_plan_find_the_term_and_it_is_said(tab: Page, folder: Path) -> None:
    assert ask(tab, (folder / "demo").as_uri(), "はんこ")[0] == "item-01.html"
    assert "「ハンコ」は「押印」としても探しました。" in status(tab)
    ask(tab, (folder / "demo").as_uri(), "けんさいのざんだか 残業")
    assert "「けんさい」は「県債」としても探しました。「残業」は「長時間労働」としても" in status(
        tab
    )


def test_keyboard_alone_searches_opens_a_hit_and_shows_more(tab: Page, folder: Path) -> None:
    tab.goto((folder / "demo/index.html").as_uri())
    for _ in range(10):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.id") == "site-q":
            break
    tab.keyboard.type("見直し")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#search:not([hidden])")
    count = int(re.search(r"(\d+)件見つかりました", status(tab))[1])
    lines = tab.locator("#search .results li")
    assert lines.count() == 20
    more = tab.locator("#search button")
    while more.is_visible():
        shown = lines.count()
        more.focus()
        tab.keyboard.press("Enter")
        # The next Tab goes on from the first line that is new.
        assert tab.evaluate("document.activeElement.closest('li')") is not None
        assert lines.nth(shown).locator("a").first.evaluate("one => one === document.activeElement")
    assert lines.count() == count
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "search.html" not in tab.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_accessible(tab: Page, folder: Path, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": 320, "height": 640})
    for words in ("見直し 研修", "オンラン化", "ブロックチェーン"):
        ask(tab, (folder / "demo").as_uri(), words)
        results = Axe().run(tab)
        assert results.violations_count == 0, results.generate_report()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=alert(1)>", "</script><b>", "・", "ー", "(["]
)
def test_whatever_is_typed_stays_a_text(tab: Page, folder: Path, words: str) -> None:
    strange: list[str] = []
    tab.on("dialog", lambda dialog: (strange.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: strange.append(str(error)))
    ask(tab, (folder / "demo").as_uri(), words)
    assert tab.locator("main img, main b, main script").count() == 0
    assert f"「{words}」" in status(tab)
    assert strange == []


def test_only_the_search_page_loads_the_index(folder: Path) -> None:
    loading = [
        path.name
        for path in (folder / "demo").glob("*.html")
        if "search-index.js" in path.read_text("utf-8")
    ]
    assert loading == ["search.html"]
    assert (folder / "demo/assets/search-index.js").stat().st_size < 1_500_000


def test_ten_times_the_data_are_searched_at_once(tab: Page, folder: Path) -> None:
    tab.goto((folder / "demo/search.html").as_uri())
    took = tab.evaluate(
        """() => {
            const own = [...entries];
            for (let turn = 1; turn < 10; turn += 1) entries.push(...own.map((one) => ({ ...one })));
            const start = performance.now();
            for (const words of ['取り組み 見直し', 'オンラン化', '2940万円']) find(readQuery(words));
            return (performance.now() - start) / 3;
        }"""
    )
    assert took < 1000  # some 100 on the machine of the first measurement
