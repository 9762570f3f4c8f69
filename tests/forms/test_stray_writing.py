"""What is written where nothing is taken in from is said, never lost without a word."""

import zipfile

import pytest
from openpyxl.comments import Comment

from .conftest import Workbook

ISSUES = "tk_02_self_evaluation_issues"
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
    "{}</xdr:wsDr>"
)

RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="../drawings/drawing1.xml" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/drawing"/></Relationships>'
)


def test_form_that_nobody_wrote_beside_says_nothing(office, form):
    assert "取り込みません" not in office.take(form).all


@pytest.mark.parametrize(
    "text", ["欄の外に書いた説明", 1234, "=1+2", "　前の年度の表から貼った\n二行目"]
)
def test_writing_beside_the_fields_is_told_at_its_cell(office, opened, text):
    sheet, cell = opened.book["項目2"], opened.cell(ISSUES)
    sheet.cell(cell.row, 3).value = text
    sheet.cell(900, 7).value = text
    before = office.snapshot()
    ended = office.take(opened.save())
    # Nothing stands in the fields: what came back would be lost.
    assert (ended.code, office.snapshot()) == (1, before)
    assert "記入欄には何も記入されていません" in ended.err
    quote = "".join(str(text).split("\n")[0].strip())
    for place in (f"C{cell.row}", "G900"):
        assert f"項目2 › {place}: 記入欄でないセルの「{quote}" in ended.out
    assert "記入欄に移してもらってください" in ended.out


def test_text_of_the_plan_that_was_corrected_on_the_form_is_told(office, opened):
    sheet = opened.book["項目2"]
    target = next(row for row in sheet.iter_rows(max_col=2) if row[0].value == "目標値")[1]
    target.value = f"{target.value}（15件の誤り）"
    out = office.take(opened.save()).out
    assert f"項目2 › {target.coordinate}: 記入欄でないセルの「" in out


def test_another_sheet_is_told_but_not_cell_by_cell(office, opened):
    sheet = opened.book.create_sheet("別紙")
    for row in range(1, 100):
        sheet.cell(row, 1).value = f"別紙の{row}行目"
    out = office.take(opened.save()).out
    assert "別紙 › A1: " in out
    assert "ほかに89か所あります" in out
    assert out.count("取り込みません") == 10


THREADED = (
    "[スレッド コメント]\n\nお使いのバージョンの Excel では、このスレッド コメントを読むことができます。\n\n"
    "コメント:\n    "
)


@pytest.mark.parametrize("before", ["", THREADED])
def test_comments_are_told(office, opened, before):
    opened.cell(ISSUES).comment = Comment(f"{before}部長に確認中", "課長")
    ended = office.take(opened.save())
    place = opened.cell(ISSUES).coordinate
    assert f"項目2 › {place}: コメント「部長に確認中」は取り込みません" in ended.out


@pytest.mark.parametrize(("anchors", "said"), [(2, True), (0, False)])
def test_shapes_are_told_and_empty_drawings_of_google_are_not(office, form, anchors, said):
    with zipfile.ZipFile(form, "a") as archive:
        content = DRAWING.format("<xdr:twoCellAnchor></xdr:twoCellAnchor>" * anchors)
        archive.writestr("xl/drawings/drawing1.xml", content)
        archive.writestr("xl/worksheets/_rels/sheet2.xml.rels", RELATION)
    assert ("図形や画像（2個）が貼られています" in office.take(form).out) == said


def test_committee_form_tells_of_opinions_beside_the_column(office):
    office.export("--for", "committee")
    book = Workbook(office.out / "2026年度評価_委員用.xlsx")
    book.book["目標1"]["F3"] = "欄外の意見"
    assert "目標1 › F3: 記入欄でないセルの「欄外の意見」" in office.take(book.save()).out
