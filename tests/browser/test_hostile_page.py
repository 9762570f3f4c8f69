"""A browser runs nothing of what stands in the texts, and goes nowhere."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.injection.conftest import taikou, write_hostile_plan
from tests.injection.corpus import HTML, LINKS, TEXTS

STRINGS = (*HTML, *LINKS, *TEXTS)
PAGES = ("index", "item-01", "items", "kpis", "opinions", "changes", "corrections", "downloads")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the reports and the website of a plan whose every text is hostile."""
    top = tmp_path_factory.mktemp("hostile")
    write_hostile_plan(top / "data", lambda leaf: STRINGS[leaf.number % len(STRINGS)])
    data = ("--year", "2026", "--data", top / "data")
    for command in (
        ("report", "--kind", "annual", "--format", "html", "-o", top / "out"),
        ("report", "--kind", "committee", "--format", "html", "-o", top / "out"),
        (
            "publish",
            "2026",
            "--why",
            "改める",
            "--kind",
            "reissue",
            "--no-pdf",
            "-o",
            top / "out",
            "--data",
            top / "data",
        ),
        ("export", "--format", "site", "-o", top / "out/site"),
    ):
        code, printed = taikou(*command, *(data if "--data" not in command else ()))
        assert code == 0, printed
    return top / "out"


def test_nothing_runs_and_nothing_is_fetched(browser: Browser, made: Path) -> None:
    pages = [
        *made.glob("*.html"),
        *(path for name in PAGES for path in made.glob(f"site/*/{name}.html")),
    ]
    context = browser.new_context()
    strange: list[str] = []
    own = made.as_uri()
    context.on("dialog", lambda dialog: (strange.append(dialog.message), dialog.dismiss()))
    context.on("console", lambda message: strange.append(message.text))
    context.on("weberror", lambda error: strange.append(str(error.error)))
    context.on("request", lambda r: None if r.url.startswith(own) else strange.append(r.url))
    page = context.new_page()
    for path in pages:
        page.goto(path.as_uri())
        # Whatever waits for a click, a key or the mouse.
        page.evaluate(
            """() => { for (const one of document.querySelectorAll('*')) {
                for (const kind of ['mouseover', 'pointerenter', 'focus', 'error', 'load'])
                    one.dispatchEvent(new Event(kind, {bubbles: kind === 'mouseover'}));
            } }"""
        )
        schemes = page.evaluate(
            "[...new Set([...document.querySelectorAll('a, area, form')]"
            ".map(one => new URL(one.href || one.action || location).protocol))]"
        )
        assert set(schemes) <= {"file:", "https:"}, path
        assert page.url == path.as_uri()
    context.close()
    assert strange == []


def test_search_shows_hostile_texts_as_texts(browser: Browser, made: Path) -> None:
    page = browser.new_page()
    strange: list[str] = []
    page.on("dialog", lambda dialog: (strange.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: strange.append(str(error)))
    search = (made / "site/2026/search.html").as_uri()
    for words in ("<script>alert", "javascript:", "onerror", "evil.example", "${alert(1)}", "1"):
        page.goto(f"{search}?q={quote(words)}")
        page.locator("#search .results li").first.wait_for()
        assert (
            page.locator(
                "#search :not(p, ol, li, a, mark, button, span[data-t], span[data-p])"
            ).count()
            == 0
        ), words
        schemes = "links => links.every(link => link.protocol === 'file:')"
        assert page.locator("#search a").evaluate_all(schemes), words
        if words == "<script>alert":
            assert words in page.locator("#search .results").inner_text()
    page.goto(
        f"{(made / 'site/2026/items.html').as_uri()}?grade=%22%3E%3Cimg%20src%3Dx%3E#%E0%A4%A"
    )
    page.close()
    assert strange == []
