"""Whoever is asked for a field of the plan has it on the own form, and nobody else has."""

import shutil
from pathlib import Path

import openpyxl
import pytest

PLANS = Path(__file__).parents[1] / "plans"

DECLARED = """amounts:
  - {id: effect, name: 財政効果額, unit: 千円, parts: [{id: saving, name: 歳出削減}, {id: revenue, name: 歳入確保}]}
  - {id: cost, name: 事業費, unit: 千円, planned_name: 予算額, actual_name: 決算額}
fields:
  - {id: worth, name: 今後の方向, on: evaluation, type: choice, choices: [拡充, 縮小], asked_of: council, required_from: decided}
  - {id: hours, name: 聞き取り, on: evaluation, type: number, unit: 時間, asked_of: council}
  - {id: seen, name: 現地の確認, on: evaluation, type: date, asked_of: council, public: false}
  - {id: budget, name: 予算への反映, on: evaluation, type: text, asked_of: office}
  - {id: next, name: 次年度の予定, on: evaluation, type: text, asked_of: division}
  - {id: memo, name: 査定メモ, on: item, type: text, asked_of: office, public: false}
  - {id: doubt, name: 担当の懸念, on: item, type: text, asked_of: division, public: false}
workflow:
"""
OF_COUNCIL, OF_OFFICE, OF_DIVISION = (
    ("今後の方向", "聞き取り", "現地の確認"),
    "予算への反映",
    "次年度の予定",
)


@pytest.fixture
def asking(office):
    office.close_nothing()
    office.edit("plan.yaml", "workflow:\n", DECLARED)
    office.edit(
        "items/01.yaml",
        "data_plan: true\n",
        "data_plan: true\nfields: {memo: ひみつの覚え, doubt: ひみつの懸念}\n",
    )
    planned = "amounts: {effect: {2026: {saving: 500, revenue: 20}}, cost: {2026: 30}}\n"
    office.edit("items/01.yaml", "revisions:", f"{planned}revisions:")
    return office


def read_all(path):
    book = openpyxl.load_workbook(path)
    sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
    return "\n".join(
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


def heads_of(path, sheet="目標1"):
    return [cell.value for cell in openpyxl.load_workbook(path)[sheet][2]]


def fill(path, sheet, row, **values):
    """Write values into the columns of these headings."""
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book[sheet][2]]
    for head, value in values.items():
        book[sheet].cell(row, heads.index(head) + 1).value = value
    book.save(path)


def test_each_form_asks_for_what_is_asked_of_its_own(asking):
    (council,) = asking.export("--for", "council")
    assert heads_of(council)[4:] == [*OF_COUNCIL, "所見"]
    council.unlink()
    (office,) = asking.export("--for", "office")
    assert heads_of(office)[4:] == [OF_OFFICE, "所見"]
    assert "ひみつの覚え" in read_all(office)
    office.unlink()
    (division,) = asking.export()
    text = read_all(division)
    assert OF_DIVISION in text
    assert [one for one in (*OF_COUNCIL, OF_OFFICE, "ひみつの覚え") if one in text] == []
    assert "ひみつの懸念" in text
    division.unlink()
    asking.taikou("form", "export", "--for", "plan", "-o", asking.out)
    (plan,) = asking.out.glob("*.xlsx")
    text = read_all(plan)
    assert "ひみつの覚え" in text
    assert "ひみつの懸念" not in text


def test_private_item_field_is_not_told_to_another_body(asking):
    (council,) = asking.export("--for", "council")
    assert "ひみつの覚え" not in read_all(council)


def test_answers_of_a_body_stand_in_its_assessment(asking):
    (form,) = asking.export("--for", "council")
    fill(form, "目標1", 3, 今後の方向="拡充", 聞き取り="2.5時間", 現地の確認="令和9年6月1日")
    book = openpyxl.load_workbook(form)
    book["表紙"]["B7"] = "2027-08-01"
    book.save(form)
    ended = asking.take(form, "--year", "2026")
    assert ended.code == 0, ended.err
    assert (
        "assessments:\n  - by: council\n    date: 2027-08-01\n    fields:\n"
        "      worth: 拡充\n      hours: 2.5\n      seen: 2027-06-01\n"
    ) in asking.read("evaluations/2026/01.yaml")
    before = asking.snapshot()
    assert "変わる値 0件" in asking.take(form, "--year", "2026").out
    assert asking.snapshot() == before
    shown = asking.taikou("show", "1", "--year", "2026").out
    assert "今後の方向" in shown
    assert "2.5時間" in shown
    assert "現地の確認" not in shown


def test_value_that_the_evaluation_tells_already_is_changed_there(asking):
    asking.edit("evaluations/2026/01.yaml", "evidence:", "fields:\n  worth: 縮小\nevidence:")
    (form,) = asking.export("--for", "council")
    assert "縮小" in read_all(form)
    fill(form, "目標1", 3, 今後の方向="拡充")
    assert asking.take(form, "--year", "2026").code == 0
    text = asking.read("evaluations/2026/01.yaml")
    assert "fields:\n  worth: 拡充\n" in text
    assert "assessments" not in text


def test_wrong_choice_is_refused_at_its_cell(asking):
    (form,) = asking.export("--for", "council")
    fill(form, "目標1", 3, 今後の方向="とても拡充")
    ended = asking.take(form, "--year", "2026")
    assert ended.code == 1
    assert "目標1 › E3" in ended.err


def test_body_tells_the_amounts_that_it_sees_otherwise(asking):
    (form,) = asking.export("--for", "council")
    sheet = openpyxl.load_workbook(form)["金額と業務量"]
    rows = [[cell.value for cell in row][1:4] for row in sheet.iter_rows(min_row=3)]
    assert rows == [
        ["財政効果額／歳出削減の実績", "500千円", None],
        ["財政効果額／歳入確保の実績", "20千円", None],
        ["事業費／決算額", "30千円", None],
    ]
    fill(form, "金額と業務量", 3, **{"記入欄（違うときだけ）": "４８０千円"})
    fill(form, "金額と業務量", 5, **{"記入欄（違うときだけ）": 29})
    assert asking.take(form, "--year", "2026").code == 0
    assert (
        "  - by: council\n    amounts:\n      effect:\n        saving: 480\n      cost: 29\n"
    ) in asking.read("evaluations/2026/01.yaml")
    figures = asking.taikou("status", "--year", "2026", "--format", "json").out
    assert '"actual": "480"' not in figures


def test_required_field_of_a_body_is_found_in_its_assessment(asking):
    asking.edit("evaluations/2026/01.yaml", "evidence:", "fields: {next: 続ける}\nevidence:")
    lacking = asking.taikou("validate", "--select", "TK406").all
    assert "今後の方向" in lacking
    (form,) = asking.export("--for", "council", "--item", "1")
    fill(form, "目標1", 3, 今後の方向="拡充")
    asking.take(form, "--year", "2026")
    found = asking.taikou("validate", "--select", "TK406").all
    assert found.count("今後の方向") < lacking.count("今後の方向")
    assert "01.yaml" not in found


def test_office_writes_what_it_is_asked_for_and_what_there_is_to_say_of_the_whole(asking):
    asking.edit(
        "goals.yaml",
        "    title: 便利な窓口\n",
        "    title: 便利な窓口\n    kgis: [{id: visits, name: 来庁, unit: 回, targets: {2026: 3}}]\n",
    )
    (form,) = asking.export("--for", "office")
    fill(form, "目標1", 3, 予算への反映="増額する。")
    book = openpyxl.load_workbook(form)
    told = {
        "計画全体の総括": "まとめ。",
        "目標1の総括": "目標のまとめ。",
        "方針2の総括": "方針のまとめ。",
        "実績値": 4,
        "値の年度": 2026,
    }
    for row in book["総括"].iter_rows():
        label = str(row[0].value or "").partition("\n")[0]
        if label in told:
            row[1].value = told.pop(label)
    assert told == {}
    book.save(form)
    ended = asking.take(form, "--year", "2026")
    assert ended.code == 0, ended.err
    assert "fields:\n  budget: 増額する。\n" in asking.read("evaluations/2026/01.yaml")
    assert asking.read("evaluations/2026/goals.yaml") == (
        "fiscal_year: 2026\nsummary: まとめ。\nkgis:\n  - id: visits\n    actual: 4\n    fiscal_year: 2026\n"
        "goals:\n  - number: 1\n    summary: 目標のまとめ。\n"
        "policies:\n  - number: 2\n    summary: 方針のまとめ。\n"
    )
    before = asking.snapshot()
    assert "変わる値 0件" in asking.take(form, "--year", "2026").out
    assert asking.snapshot() == before
    assert "目標のまとめ。" in asking.taikou("show", "目標1", "--year", "2026").out


def test_office_and_bodies_say_what_there_is_to_say_of_every_level(office):
    """総括 of a group, the lowest of four levels: asked for, taken in, and shown."""
    shutil.rmtree(office.data)
    shutil.copytree(PLANS / "four_levels", office.data)
    office.close_nothing()
    shown = {"政策1の総括", "施策1-1の総括", "基本事業1-2-1の総括"}
    (form,) = office.export("--for", "office")
    book = openpyxl.load_workbook(form)
    rows = {str(row[0].value or "").partition("\n")[0]: row[1] for row in book["総括"].iter_rows()}
    assert shown <= set(rows)
    rows["基本事業1-2-1の総括"].value = "束のまとめ。"
    (sheet,) = (one for one in book if one.title.startswith("政策と施策と基本事業"))
    (cell,) = (
        row[2] for row in sheet.iter_rows() if str(row[0].value or "").startswith("基本事業1-1-2")
    )
    cell.value = "束の所見。"
    book.save(form)
    ended = office.take(form, "--year", "2026")
    assert ended.code == 0, ended.err
    said = office.read("evaluations/2026/goals.yaml").partition("groups:\n")[2]
    assert "summary: 束のまとめ。" in said
    assert "comment: 束の所見。" in said
    told = office.taikou("show", "基本事業1-2-1", "--year", "2026").out
    assert "束のまとめ。" in told
    before = office.snapshot()
    assert "変わる値 0件" in office.take(form, "--year", "2026").out
    assert office.snapshot() == before
