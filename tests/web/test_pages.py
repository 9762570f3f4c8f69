"""The pages that show the plan: what they tell, and that what people wrote stays text."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from html5lib import HTMLParser

from taikou_cli.web.app import ROUTES, build_app
from taikou_cli.web.session import Session
from tests.injection.conftest import write_hostile_plan
from tests.injection.corpus import HTML, LINKS, TEXTS

from .conftest import DEMO, GATE, SMALL, Visitor

Visit = Callable[..., Visitor]
BASICS = [f"/basics/{name}" for name in ("goals", "organization", "calendar")]
BASICS += ["/voices/2026/committee"]
PAGES = BASICS + [
    re.sub(r"{number:int}", "1", path).replace("{year}", "2026").replace("{whom}", "office")
    for method, path, _ in ROUTES
    if method == "GET"
    and "{name}" not in path
    and path not in {"/alive", "/preview-make", "/plan/book", "/year/forms", "/year/reminders"}
]


def edit(visitor: Visitor, name: str, old: str, new: str) -> None:
    path = visitor.folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_start_page_names_the_one_next_thing(visit: Visit) -> None:
    visitor = visit()
    edit(visitor, "items/02.yaml", "title: 窓口の統合\ndata", "data")
    words = visitor.get("/").words
    assert "次にすること 誤りが" in words
    assert "TK102" in words


def test_start_page_tells_what_changed_on_the_disk_at_once(visit: Visit) -> None:
    visitor = visit()
    assert "TK412" not in visitor.get("/").words
    reason = "  grade_reason: 統合の効果がKPIより先に表れたため。\n"
    edit(visitor, "evaluations/2026/02.yaml", reason, "")
    assert "TK412" in visitor.get("/").words


def test_a_broken_plan_says_what_is_wrong_and_the_page_comes_back(visit: Visit) -> None:
    visitor = visit()
    edit(visitor, "plan.yaml", "title: 小さな市の行革プラン", "title: [")
    got = visitor.get("/")
    assert got.status == 200
    assert "計画を読み込めません" in got.words
    assert "TK020" in got.words
    for path in PAGES:
        assert visitor.get(path).status in {200, 404, 409}
    edit(visitor, "plan.yaml", "title: [", "title: 小さな市の行革プラン")
    assert "次にすること" in visitor.get("/").words


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/items/(\d+)', page)


def test_items_are_chosen_and_sorted_by_the_address(visit: Visit) -> None:
    visitor = visit(DEMO)
    everything = rows(visitor.get("/plan").text)
    assert everything[:3] == ["1", "2", "3"]
    down = rows(visitor.get("/plan?sort=number&order=down").text)
    assert down == everything[::-1]
    assert rows(visitor.get("/plan?q=ない言葉").text) == []
    assert rows(visitor.get("/plan?q=行政手続のオンライン化").text) == ["1"]
    late = visitor.get("/plan?stage=drafting")
    assert 0 < len(rows(late.text)) < len(everything)
    assert 'aria-sort="descending"' in visitor.get("/plan?sort=number&order=down").text
    flagged = rows(visitor.get("/plan?findings=1&year=2025").text)
    assert set(flagged) >= {"20", "25"}


def test_item_shows_its_sheet_and_its_years(visit: Visit) -> None:
    words = visit(DEMO).get("/items/1?year=2024").words
    assert "県民が、県の手続を家から24時間済ませられる。" in words
    assert "工程表" in words
    assert "2024年度の評価を書く" in words


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_sound_html_in_japanese(visit: Visit, path: str) -> None:
    got = visit().get(path)
    assert got.status == 200, got.words
    assert '<html lang="ja">' in got.text
    parser = HTMLParser(strict=False)
    parser.parse(got.text)
    assert [e for _, e, _ in parser.errors] == []
    assert not re.search(r"""\son\w+=|<script(?! src="/static/)|\sstyle=|<style""", got.text)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("hostile")
    strings = (*HTML, *LINKS, *TEXTS)
    write_hostile_plan(top / "data", lambda leaf: strings[leaf.number % len(strings)])
    return top / "data"


@pytest.mark.parametrize("path", PAGES)
def test_hostile_texts_stay_texts_on_every_page(hostile: Path, path: str) -> None:
    session = Session(hostile, GATE, is_read_only=False)
    visitor = Visitor(session)
    visitor.app = build_app(session)
    got = visitor.get(path)
    assert got.status in {200, 409}, got.words
    plain = Visitor(Session(SMALL, GATE, is_read_only=False)).get(path)
    # No element is there that the same page of a plan with plain words could not have.
    elements = set(re.findall(r"<([a-zA-Z][\w-]*)", got.text))
    assert elements <= set(re.findall(r"<([a-zA-Z][\w-]*)", plain.text)) | SHOWN
    assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', got.text))
    for address in re.findall(r'(?:href|src|action)="([^"]*)"', got.text):
        assert re.match(r"(?:/|#|https?://|data:,$)", address), address


SHOWN = set(
    "a b br blockquote button caption circle dd details div dl dt em fieldset figcaption figure form g "
    "h1 h2 h3 h4 h5 input label legend li line mark nav ol option p path polyline rect select small "
    "span strong summary svg table tbody td text textarea tfoot th thead title tr tspan ul desc article "
    "section code pre del ins pattern defs marker polygon use".split()
) - {"script", "img", "iframe", "object", "style", "base", "link", "meta"}
