"""Every body of the promotion structure has a form of its own, with its own scales."""

import openpyxl
import pytest

SCALE = """  - id: gaibu
    title: 外部評価
    applies_to: items
    judged_by: shimin
    grades:
      - code: 妥当
        label: 妥当である
      - code: 要改善
        label: 改善を求める
    origin: 市の要綱
workflow:
"""
BODY = """  - id: shimin
    order: 2
    name: 市民委員会
    third_party: true
    role: 評価する。
    source:
      chapter: 第3章
departments:
"""


@pytest.fixture
def judged(office):
    office.close_nothing()
    office.edit("plan.yaml", "workflow:\n", SCALE)
    office.edit("organization.yaml", "departments:\n", BODY)
    return office


def read_all(path):
    book = openpyxl.load_workbook(path)
    sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
    return "\n".join(
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


def fill(path, values):
    book = openpyxl.load_workbook(path)
    for (sheet, cell), value in values.items():
        book[sheet][cell] = value
    book.save(path)


def test_division_is_not_offered_the_grade_of_another_body(judged):
    (form,) = judged.export()
    assert "外部評価" not in read_all(form)
    assert "評価区分" in read_all(form)


def test_body_is_offered_its_own_scale_and_a_comment(judged):
    (form,) = judged.export("--for", "shimin")
    text = read_all(form)
    assert "市民委員会" in text
    book = openpyxl.load_workbook(form)
    sheet = book["目標1"]
    assert [cell.value for cell in sheet[2]][-2:] == ["外部評価", "所見"]
    lists = [one for one in sheet.data_validations.dataValidation if "E3" in one.sqref]
    assert lists
    assert "【取組実績】" in text


def test_body_without_a_scale_is_asked_for_comments_alone(judged):
    (form,) = judged.export("--for", "council")
    sheet = openpyxl.load_workbook(form)["目標1"]
    assert [cell.value for cell in sheet[2]][-2:] == ["自己評価", "所見"]


def test_import_writes_an_assessment_and_is_repeatable(judged):
    (form,) = judged.export("--for", "shimin")
    fill(
        form,
        {
            ("表紙", "B7"): "2027-08-20",
            ("表紙", "B8"): "全体として順調である。",
            ("目標1", "E3"): "妥当",
            ("目標1", "F3"): "説明が分かりやすい。",
        },
    )
    ended = judged.take(form, "--year", "2026")
    assert ended.code == 0, ended.err
    assert (
        "assessments:\n  - by: shimin\n    date: 2027-08-20\n    grades:\n      gaibu: 妥当\n"
        "    comment: 説明が分かりやすい。\n"
    ) in judged.read("evaluations/2026/01.yaml")
    assert judged.read("evaluations/2026/goals.yaml") == (
        "fiscal_year: 2026\nassessments:\n  - by: shimin\n    date: 2027-08-20\n"
        "    comment: 全体として順調である。\n"
    )
    assert "全体として順調である。" in ended.out
    before = judged.snapshot()
    assert "変わる値 0件" in judged.take(form, "--year", "2026").out
    assert judged.snapshot() == before
    assert judged.taikou("validate").code == 0


def test_second_form_changes_the_assessment_that_is_there(judged):
    for grade in ("妥当", "要改善"):
        (form,) = judged.export("--for", "shimin")
        fill(form, {("目標1", "E3"): grade})
        assert judged.take(form, "--year", "2026").code == 0
        form.unlink()
    text = judged.read("evaluations/2026/01.yaml")
    assert text.count("- by: shimin") == 1
    assert "gaibu: 要改善" in text


def test_grade_that_the_scale_has_not_is_refused(judged):
    (form,) = judged.export("--for", "shimin")
    fill(form, {("目標1", "E3"): "とてもよい"})
    ended = judged.take(form, "--year", "2026")
    assert ended.code != 0
    assert "とてもよい" in ended.all


def test_committee_is_the_third_party_with_its_opinions_and_its_grades(judged):
    forms = judged.export("--for", "committee", "--meeting", "第2回")
    assert [path.name for path in forms] == [
        "2026年度評価_委員用.xlsx",
        "2026年度評価_市民委員会_shimin.xlsx",
    ]
    assert "第2回" in read_all(forms[0])


def test_two_third_parties_are_told_apart_by_their_ids(judged):
    judged.edit(
        "organization.yaml", "    name: 行革本部\n", "    name: 行革本部\n    third_party: true\n"
    )
    ended = judged.taikou(
        "form", "export", "--for", "committee", "--year", "2026", "-o", judged.out
    )
    assert ended.code == 2
    assert "shimin（市民委員会）" in ended.err
    assert len(judged.export("--for", "shimin")) == 1


def test_unknown_body_and_meeting_of_a_division_are_told(judged):
    wrong = judged.taikou("form", "export", "--for", "gikai", "--year", "2026", "-o", judged.out)
    assert wrong.code == 2
    assert "council（行革本部）" in wrong.err
    odd = judged.taikou("form", "export", "--meeting", "第1回", "--year", "2026", "-o", judged.out)
    assert odd.code == 2
    assert "--for committee" in odd.err


def test_body_comments_goals_and_policies_as_a_whole(judged):
    (judged.data / "evaluations/2026/goals.yaml").write_text(
        "fiscal_year: 2026\ngoals:\n  - number: 1\n    summary: 目標1のまとめ。\n", "utf-8"
    )
    (form,) = judged.export("--for", "shimin")
    sheet = openpyxl.load_workbook(form)["目標と方針"]
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[0] for row in told][:2] == ["目標1　便利な窓口", "方針1　書かない窓口"]
    assert told[0][1] == "目標1のまとめ。"
    day = {("表紙", "B7"): "2027-08-20"}
    fill(form, day | {("目標と方針", "C3"): "速い。", ("目標と方針", "C4"): "分かりやすい。"})
    ended = judged.take(form, "--year", "2026")
    assert ended.code == 0, ended.err
    said = "    assessments:\n      - by: shimin\n        date: 2027-08-20\n        comment: "
    assert judged.read("evaluations/2026/goals.yaml") == (
        "fiscal_year: 2026\ngoals:\n  - number: 1\n    summary: 目標1のまとめ。\n"
        f"{said}速い。\npolicies:\n  - number: 1\n{said}分かりやすい。\n"
    )
    assert "変わる値 0件" in judged.take(form, "--year", "2026").out
    assert "分かりやすい。" in judged.taikou("show", "方針1", "--year", "2026").out
