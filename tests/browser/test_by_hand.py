"""What officials do in `taikou serve`, with a mouse and by keyboard alone: the same files come of it."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from taikou_cli.cli.main import run
from tests.interruption.commands import _decide
from tests.web.test_work_of_a_year import fill_in

from .hands import File, Hands, Keyboard, Mouse
from .serving import OFFICE, Served

PAGE, FILE = "/evaluations/2026/2", "evaluations/2026/02.yaml"
PAGES = (
    *("/", "/plan", "/items/1", "/items/2/edit", "/basics/goals", PAGE, "/voices/2026/committee"),
    *("/year", "/preview", "/changes"),
)
CONTROLS = """() => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
)].filter((one) => one.checkVisibility() && !one.disabled).length"""
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Number, action, indicator, unit, target, summary: what somebody has decided for each new item.
ITEMS = (
    (6, "統合の準備", "統合の件数", "件", "１２", "窓口を一つにする。"),
    (7, "様式の見直し", "見直した様式", "種類", "30", "様式を減らす。"),
    (8, "研修の実施", "受講者", "人", "1,500", "全員が学ぶ。"),
)


@pytest.fixture(params=[Mouse, Keyboard])
def hands(request: pytest.FixtureRequest, office: Served, context: BrowserContext) -> Hands:
    return request.param(office.enter(context))


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*.yaml")}


def copy_of(office: Served, top: Path) -> list[str]:
    """Copy the plan for the commands, and give the option that names it."""
    shutil.copytree(office.folder, top / "data")
    return ["--data", str(top / "data")]


def field(page: Page, place: str):
    return page.locator(f"[id='{place}']")


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def link(page: Page, name: str):
    return page.get_by_role("link", name=name, exact=True)


def done(page: Page, words: str) -> None:
    expect(page.locator(".done")).to_contain_text(words)


def test_plan_of_three_items_is_written_from_nothing_as_its_workbook_writes_it(
    hands: Hands, office: Served, tmp_path: Path
) -> None:
    for number, *_ in ITEMS:
        line = ["new", "item", "--policy", "1", "--title", f"新しい項目{number}", "--why", "追加"]
        assert run([*line, "--data", str(office.folder)]) == 0
    options = copy_of(office, tmp_path)
    for item in ITEMS:
        write_item(hands, office, item)
    assert run(["form", "export", "--for", "plan", "-o", str(tmp_path), *options]) == 0
    book = tmp_path / "計画.xlsx"
    book.write_bytes(fill_book(book.read_bytes()))
    assert run(["form", "import", str(book), *options]) == 0
    assert read_all(office.folder) == read_all(tmp_path / "data")


def write_item(hands: Hands, office: Served, item: tuple) -> None:
    number, action, indicator, unit, target, summary = item
    page = hands.page
    page.goto(f"{office.origin}/items/{number}/edit")
    hands.press(link(page, "具体的な取組を加える"))
    hands.write(page.get_by_label("具体的な取組の名称"), action)
    hands.press(button(page, "具体的な取組を加える"))
    done(page, "具体的な取組")
    hands.press(link(page, "KPIを加える"))
    for label, value in (
        ("指標名", indicator),
        ("単位", unit),
        ("最初の目標年度", "令和8"),
        ("その年度の目標値", target),
    ):
        hands.write(page.get_by_role("group", name="新しいKPI").get_by_label(label), value)
    hands.press(button(page, "KPIを加える"))
    done(page, "KPI")
    hands.write(field(page, "summary"), summary)
    hands.choose(field(page, "divisions/1"), "企画課")
    hands.press(link(page, page.locator("h2", has_text="取組").first.inner_text()))
    hands.write(page.locator("[id^='actions/'][id$='/schedule/2026']"), "準備")
    hands.save()
    done(page, "保存しました")


def fill_book(content: bytes) -> bytes:
    """Write the same into the plan's workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row, (number, action, indicator, unit, target, summary) in enumerate(ITEMS, 9):
        told = {
            "項目": {"取組内容": summary, "取組所属": "企画課"},
            "取組": {"項目(番号)": number, "取組名": action, "2026年度": "準備"},
            "KPI": {"項目(番号)": number, "指標名": indicator, "単位": unit},
        }
        told["KPI"]["2026年度 目標値"] = target
        for title, values in told.items():
            columns = {cell.value: cell.column for cell in book[title][3]}
            for heading, value in values.items():
                book[title].cell(row, columns[heading]).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_returned_workbook_is_shown_and_taken_as_the_command_takes_it(
    hands: Hands, office: Served, tmp_path: Path
) -> None:
    page = hands.page
    hands.press(link(page, "年度の作業"))
    with page.expect_download() as waiting:
        hands.press(page.get_by_role("link", name="取組所属の様式"))
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as archive:
        name = archive.namelist()[0]
        form = fill_in(archive.read(name), tk_02_kpis_kpi_2_actual=12)
    options = copy_of(office, tmp_path)
    hands.press(link(page, "返ってきた様式を取り込む"))
    hands.give(page.get_by_label("様式のファイル"), File(name=name, mimeType=EXCEL, buffer=form))
    expect(page.locator(".chosen")).to_contain_text(name)
    hands.press(button(page, "内容を確かめる"))
    expect(page.locator("main")).to_contain_text("実績値： 11 → 12")
    assert "actual: 11" in office.read(FILE)
    hands.press(button(page, "取り込む"))
    done(page, "取り込みました")
    (tmp_path / name).write_bytes(form)
    assert run(["form", "import", str(tmp_path / name), *options]) == 0
    assert read_all(office.folder) == read_all(tmp_path / "data")


def test_two_tabs_of_one_item_show_both_values(hands: Hands, office: Served) -> None:
    page = hands.page
    page.goto(office.origin + PAGE)
    other = page.context.new_page()
    other.goto(office.origin + PAGE)
    second = hands.on(other)
    page.bring_to_front()
    hands.press(link(page, "KPIの実績"))
    hands.write(field(page, "kpis/kpi_2/actual"), "12")
    hands.save()
    done(page, "保存しました")
    other.bring_to_front()
    second.press(link(other, "KPIの実績"))
    second.write(field(other, "kpis/kpi_2/actual"), "13")
    second.press(link(other, "自己評価"))
    second.write(field(other, "self_evaluation/issues"), "二枚目の課題。")
    second.save()
    conflict = other.locator(".conflict")
    expect(conflict).to_contain_text("12")
    expect(field(other, "kpis/kpi_2/actual")).to_have_value("13")
    assert "issues: 二枚目の課題。" in office.read(FILE)
    assert "actual: 12" in office.read(FILE)
    second.press(other.locator("#errors a"))
    second.tick(conflict.get_by_label("自分の入力にする"))
    second.save()
    expect(other).to_have_url(re.compile("done="))
    assert "actual: 13" in office.read(FILE)


def test_year_is_advanced_and_published_as_the_commands_do(
    hands: Hands, office: Served, tmp_path: Path
) -> None:
    _decide(office.folder.parent)
    back = ["advance", "self_evaluated", "--year", "2026", "--back", "--why", "確かめ直す"]
    assert run([*back, "--date", "2027-08-10", "--data", str(office.folder)]) == 0
    options = copy_of(office, tmp_path)
    page = hands.page
    hands.press(link(page, "年度の作業"))
    hands.press(link(page, "段階"))
    hands.choose(page.get_by_label("この段階にする"), "本部決定")
    hands.write(page.get_by_label("日付"), "令和9年8月20日")
    hands.press(button(page, "変わる項目を見る"))
    expect(page.locator("main")).to_contain_text("まだ何も書き込んでいません")
    hands.press(button(page, "進める"))
    done(page, "5項目の段階")
    record(hands, "決定した")
    hands.press(link(page, "年度の作業"))
    hands.press(link(page, "公表する"))
    hands.tick(page.get_by_label("PDF も作る"), is_on=False)
    hands.press(button(page, "一式を作る"))
    expect(link(page, "一式を保存する（zip）")).to_be_visible(timeout=60_000)
    with page.expect_download() as waiting:
        hands.press(link(page, "一式を保存する（zip）"))
    assert re.fullmatch(r"plan\d+_FY2026_edition1\.zip", waiting.value.suggested_filename)
    hands.press(button(page, "公表したことを記録する"))
    done(page, "記録しました")
    line = ["advance", "decided", "--year", "2026", "--date", "2027-08-20"]
    assert run([*line, *options]) == 0
    commit = git_says(office, "rev-parse", "HEAD")
    told = office.read("publications/2026.yaml")
    assert commit.strip() in told
    written = read_all(office.folder)
    del written["publications/2026.yaml"]
    assert {name: one for name, one in written.items() if "evaluations" in name} == {
        name: one for name, one in read_all(tmp_path / "data").items() if "evaluations" in name
    }


def record(hands: Hands, why: str) -> None:
    page = hands.page
    hands.press(link(page, "変更と記録"))
    hands.write(page.get_by_label("変えた理由"), why)
    hands.write(page.get_by_label("記録する人"), "行革花子")
    hands.press(button(page, "記録する"))
    done(page, "記録しました")


def git_says(office: Served, *arguments: str) -> str:
    command = ["git", "-C", str(office.folder), *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, env=os.environ | OFFICE
    ).stdout


def test_change_is_recorded_and_undone(hands: Hands, office: Served) -> None:
    page = hands.page
    before = office.read(FILE)
    page.goto(office.origin + PAGE)
    hands.press(link(page, "KPIの実績"))
    hands.write(field(page, "kpis/kpi_2/actual"), "12")
    hands.save()
    record(hands, "確定値に直した")
    undo = page.get_by_role("row", name="確定値に直した")
    hands.write(undo.get_by_label("取り消す人"), "行革太郎")
    hands.press(button(page, "「確定値に直した」を取り消す"))
    done(page, "取り消しました")
    assert office.read(FILE) == before
    told = git_says(office, "log", "-2", "--format=%an %s").splitlines()
    assert told == ["行革太郎 取り消し：確定値に直した", "行革花子 確定値に直した"]


def test_tab_leads_to_every_control_in_sight_and_out_of_each_page(
    office: Served, context: BrowserContext
) -> None:
    page = office.enter(context)
    page.set_viewport_size({"width": 1280, "height": 500})  # the bar that saves hides most
    stops = {}
    for path in PAGES:
        page.goto(office.origin + path)
        stops[path] = Keyboard(page).walk(), page.evaluate(CONTROLS)
    assert {path: told for path, told in stops.items() if told[0] != told[1]} == {}
