"""Every page in every state that it can be in, whichever request leads to it."""

import io
import json
import platform
import zipfile

from playwright.sync_api import BrowserContext, Page, expect

from taikou_cli.store.plan_lock import LOCK_NAME
from taikou_cli.web.app import ROUTES
from tests.interruption.commands import _decide
from tests.web.test_returned_workbooks import Book
from tests.web.test_work_of_a_year import fill_in

from .hands import File
from .looking import Looker, Route
from .serving import Served, git

FILE = "evaluations/2026/02.yaml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ADDRESSES = (
    *("/", "/plan", "/plan?q=ない言葉", "/items/1", "/items/1/edit", "/items/1/history"),
    *("/basics/goals", "/basics/organization", "/basics/calendar", "/evaluations/2026/1"),
    *("/voices/2026/committee", "/voices/2026/office", "/year", "/preview", "/changes"),
    "/items/999",
)
FILES: set[Route] = {
    *(("GET", f"/{path}") for path in ("plan/book", "year/forms", "year/reminders", "alive")),
    ("GET", "/year/publications/{name}/progress"),
    ("GET", "/year/publications/{name}/bundle"),
    ("GET", "/static/{name}"),
    ("GET", "/preview/{name}/{path:path}"),  # the reports, which tests of their own look at
    ("POST", "/items/{number:int}/edit/compute"),
    ("POST", "/evaluations/{year}/{number:int}/compute"),
}
"""What is no page: files, and what scripts ask for."""
LEADS: set[Route] = {
    ("GET", "/preview-make"),
    ("POST", "/year/begin"),
    ("POST", "/year/stages/move"),
    ("POST", "/year/publications"),
    ("POST", "/year/publications/{name}"),
    ("POST", "/changes/record"),
    ("POST", "/changes/undo"),
}
"""What leads on to a page, or says on the page of problems why it cannot."""


def field(page: Page, place: str):
    return page.locator(f"[id='{place}']")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def edit(office: Served, name: str, old: str, new: str) -> None:
    text = office.read(name)
    assert old in text
    (office.folder / name).write_text(text.replace(old, new, 1), "utf-8")


def test_every_page_in_every_state_is_accessible(office: Served, context: BrowserContext) -> None:
    looker = Looker(office.enter(context))
    for address in ADDRESSES:
        looker.page.goto(office.origin + address)
        looker.look(address)
    look_at_forms(looker, office)
    look_at_returns(looker, office)
    look_at_publication(looker, office)
    look_at_trouble(looker, office)
    assert looker.wrong == []
    assert {one[:2] for one in ROUTES} - looker.seen == FILES | LEADS


def look_at_forms(looker: Looker, office: Served) -> None:
    page = looker.page
    page.goto(f"{office.origin}/evaluations/2026/2")
    field(page, "kpis/kpi_2/actual").fill("？")
    press(page, "保存")
    looker.look("an impossible value")
    page.goto(f"{office.origin}/evaluations/2026/2")
    expect(page.locator(".draft")).to_be_visible()
    looker.look("a draft")
    edit(office, FILE, "actual: 11", "actual: 14")
    page.get_by_role("button", name="使う").click()
    field(page, "kpis/kpi_2/actual").fill("12")
    press(page, "保存")
    expect(page.locator(".conflict")).to_be_visible()
    looker.look("a conflict")
    page.get_by_label("自分の入力にする").check()
    owner = {"user": "花子", "machine": platform.node(), "process": 1, "command": "fmt"}
    left = json.dumps(owner | {"since": "2026-11-28 09:00"})
    (office.folder.parent / LOCK_NAME).write_text(left, "utf-8")
    press(page, "保存")
    expect(page.locator("main")).to_contain_text("前の書き込みが、途中で止まっています")
    looker.look("saved, after somebody was killed")
    for address, place, text in (
        ("/items/2/edit", "title", ""),
        ("/basics/goals", "goals/1/title", ""),
    ):
        page.goto(office.origin + address)
        field(page, place).fill(text)
        press(page, "保存")
        expect(page.locator("#errors")).to_be_visible()
        looker.look(f"{address} refused")
    page.goto(f"{office.origin}/voices/2026/committee")
    field(page, "0/date").fill("いつか")
    field(page, "1/opinion").fill("意見。")
    press(page, "保存")
    expect(page.locator("#errors")).to_be_visible()
    looker.look("an opinion of no day")
    page.goto(f"{office.origin}/changes")
    page.locator("summary").click()
    looker.look("changes")
    page.goto(f"{office.origin}/items/2/edit")
    page.get_by_role("group", name="新しいKPI").get_by_label("指標名").fill("目標値のないもの")
    press(page, "KPIを加える")
    looker.look("a part that cannot be")


def look_at_returns(looker: Looker, office: Served) -> None:
    page = looker.page
    page.goto(f"{office.origin}/year")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="取組所属の様式").click()
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as archive:
        name = archive.namelist()[0]
        form = archive.read(name)
    form = fill_in(form, tk_02_kpis_kpi_2_actual=13, tk_03_kpis_kpi_3_actual="いくつか")
    edit(office, FILE, "actual: 12", "actual: 15")
    page.get_by_label("様式のファイル").set_input_files(
        File(name=name, mimeType=EXCEL, buffer=form)
    )
    press(page, "内容を確かめる")
    looker.look("returned forms")
    press(page, "選んだとおりにして、変わるところを見る")
    looker.look("returned forms, nothing chosen")
    page.goto(f"{office.origin}/plan")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="計画のブックを保存する").click()
    book = Book(waiting.value.path().read_bytes())
    book.set("KPI", "窓口の統合の件数", "2028年度 目標値", 25)
    page.get_by_label("直した計画のブック").set_input_files(
        File(name="計画.xlsx", mimeType=EXCEL, buffer=book.save())
    )
    press(page, "内容を確かめる")
    looker.look("the workbook of the plan")


def look_at_publication(looker: Looker, office: Served) -> None:
    page = looker.page
    page.goto(f"{office.origin}/year")
    page.get_by_label("この段階にする").select_option("decided")
    press(page, "変わる項目を見る")
    looker.look("stages")
    git(office.folder, "reset", "-q", "--hard", "first")
    page.goto(f"{office.origin}/year")
    press(page, "一式を作る")
    expect(page.locator("main")).to_contain_text("まだ公表できません")
    looker.look("a publication that cannot be")
    _decide(office.folder.parent)
    git(office.folder, "add", ".")
    git(office.folder, "commit", "-qm", "決定")
    # However quick the making is, its page goes on waiting until it has been looked at.
    is_running = '{"step": "報告書", "done": 1, "total": 4, "is_running": true}'
    page.route("**/progress", lambda route: route.fulfill(body=is_running))
    page.goto(f"{office.origin}/year")
    press(page, "一式を作る")
    expect(page.locator(".making .live")).to_contain_text("報告書（2／4）")
    looker.look("a publication that is being made")
    page.unroute("**/progress")
    expect(page.get_by_role("link", name="一式を保存する")).to_be_visible(timeout=60_000)
    looker.look("a publication that was made")


def look_at_trouble(looker: Looker, office: Served) -> None:
    page = looker.page
    edit(office, "plan.yaml", "title: 小さな市の行革プラン", "title: [")
    page.goto(office.origin)
    expect(page.locator("h1")).to_have_text("計画を読み込めません")
    looker.look("a plan that cannot be read")
    git(office.folder, "checkout", "-q", ".")
    page.context.clear_cookies()
    page.goto(office.origin)
    looker.look("nobody that is known")
