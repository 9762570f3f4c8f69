"""`form export --as-of`: what a division reports in the middle of a year, kept beside the evaluation."""

import openpyxl
import pytest

from .conftest import Workbook

DECLARED = """amounts:
  - {id: cost, name: 事業費, unit: 千円, planned_name: 予算額, actual_name: 決算額}
fields:
  - {id: next, name: 次の予定, on: evaluation, type: text, asked_of: division}
  - {id: worth, name: 見立て, on: evaluation, type: text, asked_of: council}
workflow:
"""
NAME = "evaluations/2026/02.yaml"
TOLD = """assessments:
  - by: division
    date: 2026-10-20
    as_of: 2026-H1
    grades:
      items: B
    achievements: 上半期に準備を終えた。
    kpis:
      - id: kpi_2
        actual: 6
        note: 速い。
    actions:
      - id: prepare
        status: 予定どおり
    amounts:
      cost: 1200
    fields:
      next: 下半期に始める。
"""


@pytest.fixture
def planned(office):
    office.edit("plan.yaml", "workflow:\n", DECLARED)
    return office


def export(office, part="2026-H1"):
    ended = office.taikou("form", "export", "--as-of", part, "--item", "2", "-o", office.out)
    assert ended.code == 0, ended.err
    return sorted(office.out.glob("*.xlsx"))


def fill(path):
    book = Workbook(path)
    lead = "tk_02_assessments_division@2026-H1"
    names = {name.replace("@", "_").replace("-", "_"): name for name in book.book.defined_names}
    assert names
    told = {
        "kpis_kpi_2_actual": "6件",
        "kpis_kpi_2_note": "速い。",
        "actions_prepare_status": "予定どおり",
        "amounts_cost": 1200,
        "grades_items": "B",
        "achievements": "上半期に準備を終えた。",
        "fields_next": "下半期に始める。",
    }
    lead = lead.replace("@", "_").replace("-", "_")
    for key, value in told.items():
        book.cell(names[f"{lead}_{key}"]).value = value
    book.cell("tk_00_date").value = "令和8年10月20日"
    book.save()


def test_form_asks_for_what_a_division_can_tell_within_the_year(planned):
    (form,) = export(planned)
    assert form.name == "2026年度上半期の報告_企画課.xlsx"
    book = openpyxl.load_workbook(form)
    assert [cell.value for cell in book["項目2"][3]] == [
        "項目",
        "2026年度上半期　記入欄",
        "2025年度上半期（参考）",
    ]
    labels = [str(row[0].value or "").partition("\n")[0] for row in book["項目2"].iter_rows()]
    wanted = {
        "実績値",
        "状況",
        "事業費／決算額",
        "評価区分",
        "所見",
        "取組実績",
        "要因分析",
        "課題",
        "見直し",
        "次の予定",
    }
    assert wanted <= set(labels)
    assert [one for one in ("見立て", "根拠資料", "資料1", "状態") if one in labels] == []


def test_report_is_written_as_of_the_part_and_read_again(planned):
    (form,) = export(planned)
    fill(form)
    ended = planned.take(form, "--year", "2026")
    assert ended.code == 0, ended.err
    assert "2026年度上半期の報告" in ended.out
    assert TOLD in planned.read(NAME)
    before = planned.snapshot()
    assert "変わる値 0件" in planned.take(form).out
    assert planned.snapshot() == before
    assert planned.taikou("form", "status", "--year", "2026").out.count("2026-") == 0


def test_second_report_of_the_year_stands_beside_the_first(planned):
    (first,) = export(planned)
    fill(first)
    assert planned.take(first).code == 0
    first.unlink()
    (third,) = export(planned, "2026-Q3")
    book = Workbook(third)
    cell = next(
        name for name in book.book.defined_names if "Q3" in name and name.endswith("achievements")
    )
    book.cell(cell).value = "第3四半期に始めた。"
    assert planned.take(book.save()).code == 0
    text = planned.read(NAME)
    assert TOLD in text
    assert "  - by: division\n    as_of: 2026-Q3\n    achievements: 第3四半期に始めた。\n" in text


def test_report_is_kept_when_the_year_is_evaluated_and_shown(planned):
    (form,) = export(planned)
    fill(form)
    planned.take(form)
    form.unlink()
    before = planned.taikou("status", "--year", "2026", "--format", "json").out
    (year,) = planned.export("--item", "2")
    book = Workbook(year)
    book.fill(tk_02_self_evaluation_issues="新しい課題。")
    assert planned.take(book.save()).code == 0
    text = planned.read(NAME)
    assert TOLD in text
    assert "issues: 新しい課題。" in text
    assert planned.taikou("status", "--year", "2026", "--format", "json").out == before
    planned.taikou("report", "--year", "2026", "--format", "md", "-o", planned.out)
    (report,) = planned.out.glob("*.md")
    told = "".join(report.read_text("utf-8").split())
    for one in (
        "2026年度上半期、2026-10-20",
        "上半期に準備を終えた。",
        "6件（速い。）",
        "1,200千円",
        "下半期に始める。",
    ):
        assert one in told
    assert planned.taikou("validate").code == 0


def test_next_year_sees_the_report_of_the_same_part(planned):
    (form,) = export(planned)
    fill(form)
    planned.take(form)
    planned.taikou("new", "year", "2027")
    form.unlink()
    (later,) = export(planned, "2027-H1")
    cells = [
        cell.value for row in openpyxl.load_workbook(later)["項目2"].iter_rows() for cell in row
    ]
    assert "上半期に準備を終えた。" in cells
    assert "2026年度上半期（参考）" in cells


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--as-of", "2026"), "上半期は 2026-H1"),
        (("--as-of", "2026-H2"), "「--as-of」なしで"),
        (("--as-of", "2026-Q9"), "上半期は 2026-H1"),
        (("--as-of", "2026-H1", "--year", "2027"), "2026年度の時点"),
        (("--as-of", "2026-H1", "--for", "council"), "「--for」を外して"),
        (("--as-of", "1999-H1"), "推進期間"),
    ],
)
def test_what_is_no_part_of_the_year_is_refused_with_the_way_out(planned, more, said):
    ended = planned.taikou("form", "export", *more, "-o", planned.out)
    assert (ended.code, said in ended.err) == (2, True), ended.err
