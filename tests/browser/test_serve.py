"""What people do in the pages of `taikou serve`, in a real browser."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from taikou_cli.cli.main import run
from tests.injection.conftest import write_hostile_plan
from tests.injection.corpus import HTML, LINKS, TEXTS
from tests.interruption.commands import _decide
from tests.web.test_returned_workbooks import Book
from tests.web.test_work_of_a_year import fill_in

from .conftest import DEMO, SMALL
from .looking import Looker
from .serving import Served, copy_plan, git, serve

PICTURES = os.environ.get("TAIKOU_PICTURES")  # where the screenshots of docs/serve.md are put
PAGES = {
    "start": "/",
    "plan": "/plan",
    "item": "/items/1",
    "evaluation": "/evaluations/2025/1",
    "warned": "/evaluations/2025/20",
    "editing": "/items/1/edit",
    "goals": "/basics/goals",
    "organization": "/basics/organization",
    "calendar": "/basics/calendar",
    "year": "/year",
    "preview": "/preview",
    "changes": "/changes",
    "history": "/items/1/history",
    "missing": "/items/999",
}
RICH = ("start", "plan", "item", "evaluation", "warned", "editing", "organization", "year")
"""What shows more in a plan in full; the others are looked at in the small one."""
PLACES = {"evaluation": "#s-9", "year": "h2:nth-of-type(2)", "editing": "#s-5"}
LONG = {"opinions": "/voices/2026/committee", "office": "/voices/2026/office"}
"""Pages of every item at once, which are looked at in a small plan."""
PAGE = "/evaluations/2026/2"
FILE = "evaluations/2026/02.yaml"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = copy_plan(DEMO, tmp_path_factory.mktemp("demo"), recorded=True)
    path = folder / "evaluations/2025/01.yaml"
    path.write_text(path.read_text("utf-8").replace("actual: 71.2", "actual: 71.9"), "utf-8")
    with serve(folder) as served:
        yield served


@pytest.fixture
def page(context: BrowserContext, office: Served) -> Page:
    page = office.enter(context)
    page.goto(office.origin + PAGE)
    return page


def field(page: Page, place: str):
    return page.locator(f"[id='{place}']")


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def save_by_keys(page: Page) -> None:
    with page.expect_navigation():  # what the page before it says stands there until then
        page.keyboard.press("Control+Enter")


def test_pages_are_accessible_ask_nobody_else_and_never_scroll_sideways(
    demo: Served, context: BrowserContext
) -> None:
    page = demo.enter(context)
    looker = Looker(page)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in RICH:
        page.goto(demo.origin + PAGES[name])
        looker.look(name)
    assert looker.wrong == []
    assert {url for url in asked if not url.startswith((demo.origin, "data:"))} == set()
    assert [line for line in said if "404" not in line] == []


def test_hostile_texts_run_nothing_on_any_page(
    context: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = tmp_path_factory.mktemp("hostile")
    strings = (*HTML, *LINKS, *TEXTS)
    write_hostile_plan(top / "data", lambda leaf: strings[leaf.number % len(strings)])
    strange: list[str] = []
    context.on("dialog", lambda dialog: (strange.append(dialog.message), dialog.dismiss()))
    context.on("console", lambda message: strange.append(message.text))
    context.on("weberror", lambda error: strange.append(str(error.error)))
    with serve(top / "data") as served:
        page = served.enter(context)
        for path in (PAGES | LONG).values():
            page.goto(served.origin + path.replace("2025", "2026"))
            assert page.url.startswith(served.origin)
    assert [line for line in strange if "status of 40" not in line] == []


def test_division_writes_an_evaluation_by_keyboard_alone(page: Page, office: Served) -> None:
    """An impossible value, a lenient grade without reason, then what can be."""
    actual = field(page, "kpis/kpi_2/actual")
    actual.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("１２件くらい")
    save_by_keys(page)
    expect(page.locator("#errors")).to_be_focused()
    expect(page).to_have_title(re.compile("^エラー："))
    expect(page.locator("[id='r-kpis/kpi_2/actual-1']")).to_contain_text("数として読めません")
    assert "actual: 11" in office.read(FILE)

    actual.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("１１．５")
    field(page, "self_evaluation/grade_reason").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    save_by_keys(page)
    expect(page.locator("#errors")).to_contain_text("TK412")
    assert "actual: 11\n" in office.read(FILE)

    field(page, "self_evaluation/grade").focus()
    page.keyboard.press("ArrowDown")
    save_by_keys(page)
    expect(page.locator(".done")).to_contain_text("保存しました")
    assert "actual: 11.5" in office.read(FILE)
    assert "grade: B" in office.read(FILE)
    assert "grade_reason" not in office.read(FILE)
    expect(page.locator(".draft")).to_have_count(0)


def test_pending_accounts_are_written_as_form_import_writes_them(
    page: Page, office: Served, tmp_path: Path
) -> None:
    field(page, "kpis/kpi_2/actual").fill("")
    field(page, "kpis/kpi_2/pending/reason").select_option("accounts")
    field(page, "kpis/kpi_2/pending/expected").fill("令和9年10月")
    save(page)
    expect(page.locator(".done")).to_contain_text("保存しました")
    folder, out = copy_plan(SMALL, tmp_path / "other"), tmp_path / "forms"
    options = ["--data", str(folder)]
    assert run(["form", "export", "--year", "2026", "-o", str(out), *options]) == 0
    (form,) = out.iterdir()
    values = {"actual": None, "pending_reason": "決算が未確定", "pending_expected": "令和9年10月"}
    filled = fill_in(form.read_bytes(), **{f"tk_02_kpis_kpi_2_{k}": v for k, v in values.items()})
    form.write_bytes(filled)
    assert run(["form", "import", str(form), *options]) == 0
    assert office.read(FILE) == (folder / FILE).read_text("utf-8")


def test_achievement_and_grade_follow_what_is_typed(page: Page, office: Served) -> None:
    told = page.locator("[data-computed='kpi:kpi_2']")
    expect(told).to_contain_text("91.7％")
    field(page, "kpis/kpi_2/actual").fill("２４")
    expect(told).to_contain_text("200.0％")
    assert "actual: 11" in office.read(FILE)


def test_what_was_typed_survives_reload_and_restart(
    context: BrowserContext, tmp_path: Path
) -> None:
    folder = copy_plan(SMALL, tmp_path / "office")
    with serve(folder) as first:
        page = first.enter(context)
        page.goto(first.origin + PAGE)
        field(page, "self_evaluation/issues").fill("まだ保存していない。")
        page.wait_for_timeout(500)
        page.reload()
        expect(page.locator(".draft")).to_contain_text("まだ保存していない。")
        expect(field(page, "self_evaluation/issues")).to_have_value(
            "高齢の利用者への説明が足りない。"
        )
        port = int(first.origin.rpartition(":")[2])
        first.process.kill()  # not asked to end: as when the power fails
        first.process.wait(10)
    save(page)
    expect(page.locator(".live")).to_contain_text("taikou が止まっている")
    with serve(folder, port) as second:
        again = second.enter(context)
        again.goto(second.origin + PAGE)
        again.get_by_role("button", name="使う").click()
        save(again)
        expect(again.locator(".done")).to_contain_text("保存しました")
        assert "issues: まだ保存していない。" in second.read(FILE)
        again.goto(second.origin + PAGE)
        expect(again.locator(".draft")).to_have_count(0)


def test_going_back_writes_nothing_over_what_another_wrote(page: Page, office: Served) -> None:
    field(page, "kpis/kpi_2/actual").fill("12")
    page.goto(office.origin + "/plan")
    path = office.folder / FILE
    path.write_text(path.read_text("utf-8").replace("actual: 11", "actual: 14"), "utf-8")
    page.go_back()
    page.wait_for_timeout(300)
    use = page.get_by_role("button", name="使う")
    if use.count():
        use.click()
    save(page)
    page.wait_for_load_state()
    told = page.locator(".conflict, .done").first
    expect(told).to_be_visible()
    # Either the other's value is shown beside, or it was seen before it was written over.
    if page.locator(".conflict").count():
        assert "actual: 14" in office.read(FILE)


def test_enter_that_ends_a_conversion_submits_nothing(page: Page, office: Served) -> None:
    place = field(page, "evidence/1/label")
    place.focus()
    devices = page.context.new_cdp_session(page)
    devices.send(
        "Input.imeSetComposition", {"text": "とうけい", "selectionStart": 4, "selectionEnd": 4}
    )
    devices.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13},
    )
    devices.send("Input.insertText", {"text": "統計"})
    page.wait_for_timeout(300)
    assert page.url == office.origin + PAGE
    expect(place).to_have_value("統計")
    assert "統計" not in office.read(FILE)


def test_conversion_submits_nothing_on_pages_without_drafts_either(
    page: Page, office: Served
) -> None:
    address = f"{office.origin}/year?year=2026"
    page.goto(address)
    page.get_by_label("戻す理由").focus()
    devices = page.context.new_cdp_session(page)
    devices.send(
        "Input.imeSetComposition", {"text": "すうじ", "selectionStart": 3, "selectionEnd": 3}
    )
    devices.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13},
    )
    devices.send(
        "Input.dispatchKeyEvent",
        {
            "type": "char",
            "key": "Enter",
            "code": "Enter",
            "text": "\r",
            "windowsVirtualKeyCode": 13,
        },
    )
    page.wait_for_timeout(300)
    assert page.url == address


def test_everything_can_be_saved_without_javascript(browser: Browser, office: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = office.enter(context)
    page.goto(office.origin + PAGE)
    field(page, "kpis/kpi_2/actual").fill("12")
    save(page)
    expect(page.locator(".done")).to_contain_text("保存しました")
    assert "actual: 12" in office.read(FILE)
    context.close()


def test_workbook_of_the_plan_comes_back_and_each_value_is_chosen(
    page: Page, office: Served
) -> None:
    page.goto(f"{office.origin}/plan")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="計画のブックを保存する").click()
    name = "窓口の統合の件数"
    book = Book(waiting.value.path().read_bytes()).set("KPI", name, "2028年度 目標値", 25)
    path = office.folder / "items/02.yaml"
    path.write_text(path.read_text("utf-8").replace("2028: 20", "2028: 22"), "utf-8")
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("直した計画のブック").set_input_files(
        {"name": "計画.xlsx", "mimeType": media, "buffer": book.save()}
    )
    page.get_by_role("button", name="内容を確かめる").click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page).violations_count == 0
    page.get_by_label("返ってきた値にする").check()
    page.get_by_role("button", name="選んだとおりにして").click()
    expect(page.locator(".changes")).to_contain_text("25")
    page.get_by_role("button", name="取り込む", exact=True).click()
    expect(page.locator(".done")).to_contain_text("取り込みました")
    assert "2028: 25" in office.read("items/02.yaml")


def test_schedule_is_drawn_as_one_types(page: Page, office: Served) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{office.origin}/items/2/edit")
    drawn = page.locator("[data-computed='schedule:prepare']")
    expect(drawn).not_to_contain_text("全面的に実施")
    field(page, "actions/prepare/schedule/2028").fill("全面的に実施")
    expect(drawn).to_contain_text("全面的に実施")
    assert Axe().run(page).violations_count == 0
    assert said == []
    assert "全面的に実施" not in office.read("items/02.yaml")


@pytest.mark.parametrize("has_script", [True, False])
def test_making_a_publication_shows_its_progress_and_ends_with_the_link(
    browser: Browser, office: Served, has_script: bool
) -> None:
    _decide(office.folder.parent)
    git(office.folder, "add", ".")
    git(office.folder, "commit", "-qm", "決定")
    context = browser.new_context(java_script_enabled=has_script)
    page = office.enter(context)
    page.goto(f"{office.origin}/year?year=2026")
    page.get_by_label("PDF も作る").uncheck()
    page.get_by_role("button", name="一式を作る").click()
    link = page.get_by_role("link", name="一式を保存する")
    expect(link).to_be_visible(timeout=20_000)
    with page.expect_download() as waiting:
        link.click()
    assert re.fullmatch(r"plan\d+_FY2026_edition1\.zip", waiting.value.suggested_filename)
    if has_script:
        assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="公表したことを記録する").click()
    expect(page.locator(".done")).to_contain_text("記録しました")
    assert (office.folder / "publications/2026.yaml").exists()
    context.close()


def test_other_sites_get_nothing(office: Served, browser: Browser) -> None:
    """A page elsewhere sends a form, and a name that somebody points here asks for a page."""
    context = browser.new_context()
    page = office.enter(context)
    body = (
        f"<form method=post action='{office.origin}/year/begin'><input name=year value=2027></form>"
    )
    page.goto(f"data:text/html,{body}")
    page.evaluate("document.forms[0].submit()")
    page.wait_for_url(f"{office.origin}/**")
    assert "受け付けません" in page.inner_text("h1")
    assert not (office.folder / "evaluations/2027").exists()
    localhost = office.origin.replace("127.0.0.1", "localhost")
    page.goto(localhost)
    assert "開けません" in page.inner_text("h1")
    context.close()


@pytest.mark.skipif(not PICTURES, reason="only to make the pictures of docs")
@pytest.mark.parametrize(
    "name", ["start", "plan", "evaluation", "editing", "year", "preview", "changes"]
)
def test_pictures_of_the_documentation(demo: Served, context: BrowserContext, name: str) -> None:
    page = demo.enter(context)
    page.set_viewport_size({"width": 960, "height": 680})
    page.goto(demo.origin + PAGES[name])
    if name in PLACES:
        page.evaluate("(place) => document.querySelector(place).scrollIntoView()", PLACES[name])
    page.screenshot(path=Path(str(PICTURES)) / f"serve-{name}.png")
