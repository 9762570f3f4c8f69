"""Out and back: what nobody changed does not change, what somebody changed changes alone."""

import difflib
import re
import shutil
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taikou_cli.base.excel_text import LONGEST_CELL
from taikou_cli.formatting.canonical import format_file
from taikou_cli.forms.excel.cell_reading import LONGEST_LINE
from taikou_cli.forms.excel.workbook_reading import read_workbook
from taikou_cli.forms.excel.workbook_writing import write_workbook
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.cell_text import escape_cell
from taikou_cli.forms.layout.selection import Selection
from taikou_cli.forms.returns.edits import Edit, apply_edits
from taikou_cli.forms.returns.merging import merge_form
from taikou_cli.model.documents import match_document_kind
from taikou_cli.model.fields import VISIBLE
from taikou_cli.project.loading import load_project, load_tree
from taikou_cli.store.file_tree import FolderTree, OverlayTree
from taikou_cli.store.yaml_reading import read_yaml

from .conftest import SMALL_PLAN, Workbook

DEMO = Path(__file__).parents[2] / "examples/demo/data"
NAME = "evaluations/2026/02.yaml"


@pytest.fixture
def demo(office):
    shutil.rmtree(office.data)
    shutil.copytree(DEMO, office.data)
    return office


def line_diff(before, after):
    lines = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    return [line for line in lines if line[:1] in "+-"]


@pytest.mark.parametrize("kind", ["division", "committee", "office", "evaluation_committee"])
def test_forms_that_nobody_touched_change_nothing(demo, kind):
    before = demo.snapshot()
    demo.taikou("form", "export", "--year", "2025", "--for", kind, "-o", demo.out)
    ended = demo.take(*demo.out.glob("*.xlsx"))
    assert (ended.code, ended.err) == (0, "")
    assert "データに変わりはありません" in ended.out
    assert demo.snapshot() == before


def test_forms_saved_by_libreoffice_change_nothing(demo, soffice):
    before = demo.snapshot()
    for kind in ("division", "committee", "office"):
        demo.taikou("form", "export", "--year", "2025", "--for", kind, "-o", demo.out)
    saved = soffice(demo.out.glob("*.xlsx"), demo.top / "saved")
    assert len(saved) == len(list(demo.out.glob("*.xlsx"))) > 12
    ended = demo.take(*saved)
    assert (ended.code, ended.err) == (0, "")
    assert "データに変わりはありません" in ended.out
    assert "確認" not in ended.out
    assert demo.snapshot() == before


def test_one_cell_edited_after_libreoffice_is_one_line_of_the_diff(office, form, soffice, tmp_path):
    (saved,) = soffice([form], tmp_path / "saved")
    book = Workbook(saved)
    book.fill(tk_02_kpis_kpi_2_actual=12)
    before = office.read(NAME)
    assert office.take(book.save()).code == 0
    assert line_diff(before, office.read(NAME)) == ["-     actual: 11", "+     actual: 12"]


def test_form_as_google_sheets_gives_it_back_changes_nothing(office, opened):
    """Google knows no "very hidden", drops prompts and styles, and names need no quotes."""
    book = opened.book
    book["taikou_key"].sheet_state = "hidden"
    for sheet in book:
        sheet.data_validations.dataValidation = []
        sheet.protection.disable()
    for defined in book.defined_names.values():
        defined.attr_text = defined.attr_text.replace("'", "")
    before = office.snapshot()
    ended = office.take(opened.save())
    assert (ended.code, ended.err, office.snapshot()) == (0, "", before)


def test_libreoffice_keeps_what_the_form_needs(form, soffice, tmp_path):
    (saved,) = soffice([form], tmp_path / "saved")
    before, after = Workbook(form).book, Workbook(saved).book
    assert [ws.title for ws in after] == [ws.title for ws in before]
    assert after["taikou_key"].sheet_state != "visible"
    assert after["項目2"].protection.sheet
    assert after["項目2"].print_title_rows == before["項目2"].print_title_rows
    lists = [v for v in after["項目2"].data_validations.dataValidation if v.type == "list"]
    assert lists
    assert any(v.prompt for v in after["項目2"].data_validations.dataValidation)


ONE_CELL = [
    ("self_evaluation_grade", "B", ["-   grade: A", "+   grade: B"]),
    ("self_evaluation_issues", "短い課題。", ["-   issues: 高齢の利用者への説明が足りない。", "+   issues: 短い課題。"]),
    ("kpis_kpi_2_actual", 12, ["-     actual: 11", "+     actual: 12"]),
    ("kpis_kpi_2_actual", 11.5, ["-     actual: 11", "+     actual: 11.5"]),
    ("kpis_kpi_2_actual", "１，２３４件", ["-     actual: 11", "+     actual: 1234"]),
    ("kpis_kpi_2_finality", "速報値", ["+     finality: provisional"]),
    ("kpis_kpi_2_fiscal_year", "令和7年度", ["-     fiscal_year: 2026", "+     fiscal_year: 2025"]),
    ("kpis_kpi_2_note", "=1+1 と書く", ['+     note: =1+1 と書く']),
    ("actions_prepare_status", "遅れ", ["-     status: 予定どおり", "+     status: 遅れ"]),
    ("actions_prepare_note", "三月に終えた", ["+     note: 三月に終えた"]),
    ("self_evaluation_review", None, ["-   review: 説明の機会を増やす。", "+   review:"]),
    ("evidence_1_label", "窓口の記録", ["+ evidence:", "+   - label: 窓口の記録"]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "diff"), ONE_CELL)
def test_one_cell_is_one_change_of_the_yaml(office, opened, field, value, diff):
    office.edit(
        "plan.yaml",
        "    demands:\n      - grade\n      - achievements\n      - factors\n      - issues\n      - review\n",
        "    demands:\n",
    )
    before = office.snapshot()
    cell = opened.cell(f"tk_02_{field}")
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    after = office.snapshot()
    changed = [path for path in before if before[path] != after[path]]
    assert changed == [office.data / NAME]
    assert line_diff(before[changed[0]].decode(), after[changed[0]].decode()) == diff
    again = office.take(opened.path)
    assert "データに変わりはありません" in again.out


def test_one_line_of_a_long_text_is_one_line_of_the_diff(demo):
    demo.taikou("form", "export", "--year", "2025", "--item", "1", "-o", demo.out)
    book = Workbook(next(demo.out.glob("*.xlsx")))
    cell = book.cell("tk_01_self_evaluation_achievements")
    cell.value = cell.value.replace("612事業者", "613事業者")
    before = demo.read("evaluations/2025/01.yaml")
    ended = demo.take(book.save())
    assert ended.code == 0, ended.all
    diff = line_diff(before, demo.read("evaluations/2025/01.yaml"))
    assert [line[:2] for line in diff] == ["- ", "+ "]
    assert "613事業者" in diff[1]
    assert "2025年度の評価 › 自己評価 › 取組実績" in ended.out


def test_comments_and_line_ends_of_the_file_stay(office, opened):
    path = office.data / NAME
    text = "# 頭の説明\n" + office.read(NAME).replace("  grade: A", "  grade: A  # 暫定")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    opened.fill(tk_02_self_evaluation_grade="B")
    assert office.take(opened.save()).code == 0
    expected = text.replace("  grade: A  # 暫定", "  grade: B  # 暫定").replace("\n", "\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_evidence_is_added_changed_and_taken_out(office):
    office.close_nothing()
    office.export("--item", "1")
    book = Workbook(next(office.out.glob("*.xlsx")))
    book.fill(
        tk_01_evidence_3_label="新しい資料",
        tk_01_evidence_3_accessed=datetime.fromisoformat("2027-05-01"),
    )
    before = office.read("evaluations/2026/01.yaml")
    assert office.take(book.save()).code == 0
    after = office.read("evaluations/2026/01.yaml")
    assert line_diff(before, after) == ["+   - label: 新しい資料", "+     accessed: 2027-05-01"]
    assert "データに変わりはありません" in office.take(book.path).out
    book.fill(
        tk_01_evidence_1_label=None, tk_01_evidence_1_url=None, tk_01_evidence_1_accessed=None
    )
    book.fill(tk_01_evidence_3_label=None, tk_01_evidence_3_accessed=None)
    assert office.take(book.save(), "--theirs").code == 0
    data = read_yaml(office.read("evaluations/2026/01.yaml"))[0]
    assert data["evidence"] == ({"label": "新しい資料", "accessed": "2027-05-01"},)


def test_form_of_a_plan_without_divisions_goes_to_the_office(office):
    shutil.rmtree(office.data)
    shutil.copytree(Path(__file__).parents[2] / "data", office.data)
    office.taikou("form", "export", "--year", "2025", "-o", office.out)
    (path,) = office.out.glob("*.xlsx")
    assert path.name == "2025年度評価_未登録.xlsx"
    book = Workbook(path)
    book.fill(tk_07_self_evaluation_achievements="一行目\r\n二行目  \r\n")
    before = office.read("evaluations/2025/07.yaml")
    assert office.take(book.save()).code == 0
    diff = line_diff(before, office.read("evaluations/2025/07.yaml"))
    assert diff == ["-   achievements:", "+   achievements: |", "+     一行目", "+     二行目"]


def test_export_writes_the_same_bytes_each_time(office):
    first = {path.name: path.read_bytes() for path in office.export()}
    assert first == {path.name: path.read_bytes() for path in office.export()}


# Letters as people paste them: beyond the BMP, old forms, marks that mean something to Excel,
# XML, YAML, and the escapes that Excel writes for what XML cannot hold.
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from(
    "\n\n\t=+-@'\"#:|&<>髙﨑🏔️👨‍👩‍👧％"
)
TEXTS = st.one_of(
    st.text(LETTERS, max_size=80),
    st.sampled_from(
        ["_x000D_", "_x0041_ と書く", "=1+1", "#N/A", "2026-05-01", "１２％", " 頭の空白"]
    ),
    st.builds(str.__mul__, st.sampled_from(["長い文。", "🏔", "行\n"]), st.integers(1, 4000)),
).filter(lambda text: len(text) <= 20_000)
PLAIN = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ADDRESSES = [
    ("self_evaluation", "achievements"),
    ("self_evaluation", "grade_reason"),
    ("kpis", "kpi_2", "note"),
    ("kpis", "kpi_2", "pending", "note"),
    ("actions", "prepare", "note"),
    ("evidence", "1", "label"),
]


def project_with(text):
    tree = FolderTree(SMALL_PLAN)
    return load_tree(OverlayTree(tree, {NAME: text.encode()}))


def form_of(project):
    return build_forms(project, 2026, Selection(items=(2,)))[0]


def visible(text):
    return bool(re.search(VISIBLE, text))


@PLAIN
@given(st.sampled_from(ADDRESSES), TEXTS, st.decimals(-(10**9), 10**9, places=3))
def test_any_evaluation_comes_back_unchanged(address, text, number):
    base = (SMALL_PLAN / NAME).read_text("utf-8")
    edits = [Edit(("kpis", "kpi_2", "actual"), Decimal(str(number)))]
    if visible(text) and text.strip():
        edits.append(Edit(address, text))
    if "pending" in address:
        edits += [
            Edit((*address[:3], "reason"), "other"),
            Edit((*address[:3], "expected"), "2027-10"),
        ]
    project = project_with(apply_edits(base, edits))
    returned = read_workbook("様式.xlsx", write_workbook(form_of(project)))
    (item,) = merge_form(project, returned)
    assert (item.filled, item.conflicts, item.faults) == ((), (), ())


@PLAIN
@given(st.sampled_from(ADDRESSES), TEXTS)
def test_any_text_in_a_cell_arrives_and_arrives_once(address, text):
    if not visible(text):
        return
    project = load_project(SMALL_PLAN)
    form = form_of(project)
    filled = _with_text(form, address, text)
    (item,) = merge_form(project, read_workbook("様式.xlsx", filled))
    if len(text) > LONGEST_LINE and address[-1] == "label":
        assert "長すぎます" in item.faults[0].message
        return
    assert not item.faults
    edited = apply_edits((SMALL_PLAN / NAME).read_text("utf-8"), [one.edit for one in item.filled])
    kind = match_document_kind(NAME).kind
    assert not format_file(edited.encode(), kind).differs_from(edited.encode())
    after = project_with(edited)
    (again,) = merge_form(after, read_workbook("様式.xlsx", filled))
    assert (again.filled, again.conflicts) == ((), ())


def _with_text(form, address, text):
    book = Workbook(BytesIO(write_workbook(form)))
    cell = book.cell(f"tk_02_{'_'.join(address)}")
    cell.value = escape_cell(text)
    cell.data_type = "s"
    return book.save(BytesIO()).getvalue()


def test_text_that_excel_cannot_hold_is_not_offered_for_editing(office):
    mountains = "🏔" * 19_000
    assert len(mountains.encode("utf-16-le")) // 2 > LONGEST_CELL
    office.edit(NAME, "issues: 高齢の利用者への説明が足りない。", f"issues: {mountains}")
    office.export("--item", "2")
    book = Workbook(next(office.out.glob("*.xlsx")))
    assert "tk_02_self_evaluation_issues" not in book.book.defined_names
    before = office.snapshot()
    assert office.take(book.path).code == 0
    assert office.snapshot() == before


def test_dates_come_back_as_dates(office):
    office.export("--item", "1")
    book = Workbook(next(office.out.glob("*.xlsx")))
    assert book.cell("tk_01_evidence_1_accessed").value.date() == date(2027, 5, 10)
