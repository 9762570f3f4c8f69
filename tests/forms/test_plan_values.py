"""A field of the plan itself is an input of the form of whom it is asked, and stands in its file."""

import openpyxl
import pytest

from tests.forms.conftest import Workbook

DECLARED = """fields:
  - {id: doubt, name: 担当の懸念, on: item, type: text, asked_of: division, public: false}
  - {id: account, name: 科目, on: item, type: text}
  - {id: memo, name: 査定メモ, on: item, type: text, public: false}
  - {id: law, name: 根拠のページ, on: item, type: link, asked_of: division}
  - {id: staff, name: 担当する職員, on: action, type: number, unit: 人, asked_of: division}
  - {id: source, name: 出所, on: kpi, type: choice, choices: [統計, 記録], asked_of: division}
  - {id: weight, name: 重み, on: item, type: choice, choices: [重, 軽], asked_of: council}
  - {id: seen, name: 現地の日, on: action, type: date, asked_of: council, public: false}
  - {id: rank, name: 順位, on: goal, type: number, asked_of: council}
  - {id: view, name: 見方, on: policy, type: text, asked_of: council}
  - {id: motto, name: 合言葉, on: plan, type: text, asked_of: council}
  - {id: motto, name: 題, on: goal, type: text}
workflow:
"""
DOUBT, LAW, STAFF, SOURCE = (
    "tk_01_of_item_fields_doubt",
    "tk_01_of_item_fields_law",
    "tk_01_of_item_actions_prepare_fields_staff",
    "tk_01_of_item_kpis_kpi_1_fields_source",
)


@pytest.fixture
def asking(office):
    office.edit("plan.yaml", "workflow:\n", DECLARED)
    values = "fields: {account: 02-01, memo: ひみつの覚え}\nrevisions:"
    office.edit("items/01.yaml", "revisions:", values)
    return office


@pytest.fixture
def division(asking):
    (path,) = asking.export("--item", "1")
    return Workbook(path)


@pytest.fixture
def council(asking):
    (path,) = asking.export("--for", "council")
    return path


def words_of(book):
    return "\n".join(str(c.value) for sheet in book for row in sheet for c in row if c.value)


def fill_rows(path, values):
    """Write values into the rows of the sheet, by what the row is of and what it asks."""
    book = openpyxl.load_workbook(path)
    sheet = book["計画の欄"]
    left = dict(values)
    for row in sheet.iter_rows(min_row=3):
        key = (str(row[0].value).replace("\n", "／"), row[1].value)
        if key in left:
            row[2].value = left.pop(key)
    assert left == {}
    book.save(path)


def test_division_fills_in_what_it_is_asked_of_its_item(asking, division):
    told = words_of(division.book)
    assert "02-01" in told
    assert "ひみつの覚え" not in told
    assert "現地の日" not in told
    filled = division.fill(**{DOUBT: "人が足りない。", STAFF: "３人", SOURCE: "記録"}).save()
    before = asking.snapshot()
    ended = asking.take(filled, "--year", "2026", "--dry-run")
    assert (ended.code, "変わる値 3件" in ended.out) == (0, True), ended.err
    assert asking.snapshot() == before
    ended = asking.take(filled, "--year", "2026")
    assert ended.code == 0, ended.err
    text = asking.read("items/01.yaml")
    own = "\nfields:\n  account: 02-01\n  memo: ひみつの覚え\n  doubt: 人が足りない。\n"
    assert own in text
    assert "    fields:\n      staff: 3\n" in text
    assert "    fields:\n      source: 記録\n" in text
    changed = {path.name for path, old in before.items() if path.read_bytes() != old}
    assert changed == {"01.yaml"}
    assert asking.read("evaluations/2026/01.yaml").encode() in before.values()
    after = asking.snapshot()
    assert "変わる値 0件" in asking.take(filled, "--year", "2026").out
    assert asking.snapshot() == after
    shown = asking.taikou("show", "1").out
    assert "3人" in shown
    assert "人が足りない" not in shown


def test_stage_that_closes_the_evaluation_does_not_close_the_plan(asking, division):
    assert "stage: decided" in asking.read("evaluations/2026/01.yaml")
    ended = asking.take(division.fill(**{STAFF: 2}).save(), "--year", "2026")
    assert ended.code == 0, ended.err
    assert "staff: 2" in asking.read("items/01.yaml")


def test_emptied_value_is_taken_out(asking, division):
    asking.take(division.fill(**{STAFF: 2}).save(), "--year", "2026")
    division.path.unlink()
    (path,) = asking.export("--item", "1")
    ended = asking.take(Workbook(path).fill(**{STAFF: None}).save(), "--year", "2026")
    assert ended.code == 0, ended.err
    assert "staff" not in asking.read("items/01.yaml")


def test_value_that_both_changed_is_a_conflict(asking, division):
    filled = division.fill(**{DOUBT: "様式の懸念"}).save()
    asking.edit("items/01.yaml", "account: 02-01", "account: 02-01, doubt: 画面の懸念")
    before = asking.snapshot()
    ended = asking.take(filled, "--year", "2026")
    assert ended.code == 1
    assert "画面の懸念" in ended.all
    assert asking.snapshot() == before
    assert asking.take(filled, "--year", "2026", "--theirs").code == 0
    assert "doubt: 様式の懸念" in asking.read("items/01.yaml")


def test_wrong_value_is_refused_at_its_cell(asking, division):
    before = asking.snapshot()
    ended = asking.take(division.fill(**{STAFF: "たくさん"}).save(), "--year", "2026")
    assert ended.code == 1
    assert f"項目1 › {division.cell(STAFF).coordinate}" in ended.err
    assert asking.snapshot() == before


def test_what_the_rules_say_of_the_item_is_told_at_its_cell(asking, division):
    """The rule speaks of items/01.yaml; who filled in the form knows only its cells."""
    ended = asking.take(division.fill(**{LAW: "役所のページ"}).save(), "--year", "2026")
    assert ended.code == 1
    assert f"項目1 › {division.cell(LAW).coordinate}: " in ended.err
    assert "TK233" in ended.err


def test_body_fills_in_what_it_is_asked_of_the_plan(asking, council):
    told = words_of(openpyxl.load_workbook(council))
    assert "担当の懸念" not in told
    assert "査定メモ" not in told
    fill_rows(
        council,
        {
            ("実施項目1　申請のオンライン化", "重み"): "重",
            (
                "実施項目1　申請のオンライン化／取組　申請のオンライン化の準備",
                "現地の日",
            ): "2027-06-01",
            ("目標1　便利な窓口", "順位"): 1,
            ("方針2　待たない窓口", "見方"): "早い。",
            ("小さな市の行革プラン", "合言葉"): "まず試す。",
        },
    )
    ended = asking.take(council, "--year", "2026")
    assert ended.code == 0, ended.err
    item = asking.read("items/01.yaml")
    assert "weight: 重" in item
    assert "seen: 2027-06-01" in item
    goals = asking.read("goals.yaml")
    assert "rank: 1" in goals
    assert "view: 早い。" in goals
    assert "まず試す。" in asking.read("plan.yaml")
    assert not (asking.data / "evaluations/2026/goals.yaml").exists()
    after = asking.snapshot()
    assert "変わる値 0件" in asking.take(council, "--year", "2026").out
    assert asking.snapshot() == after


def test_office_has_the_workbook_of_the_plan_for_it(asking):
    (path,) = asking.export("--for", "office")
    assert "計画の欄" not in openpyxl.load_workbook(path).sheetnames
