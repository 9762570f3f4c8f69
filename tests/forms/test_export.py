"""What stands on a form: for whom, until when, what is open, and what must never be there."""

import zipfile

import pytest

from .conftest import Workbook

NOTE = "ここだけの話9731"


def texts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def values_of(sheet):
    return [str(cell.value) for row in sheet for cell in row if cell.value is not None]


def test_cover_tells_deadline_contact_and_how(form):
    values = values_of(Workbook(form).book["表紙"])
    assert "企画課" in values
    assert "令和9年5月31日（月）　2027-05-31" in values
    assert any("返送してください" in value for value in values)
    assert "窓口の統合" in values


def test_only_input_cells_are_open_and_there_is_no_password(form):
    book = Workbook(form)
    named = {book.cell(n).coordinate for n in book.book.defined_names if n.startswith("tk_02")}
    sheet = book.book["項目2"]
    opened = {c.coordinate for row in sheet for c in row if not c.protection.locked}
    assert opened == named
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert {
        book.cell(n).fill.fgColor.rgb for n in book.book.defined_names if n.startswith("tk_02")
    } == {"00FFF9E1"}


def test_lists_come_from_the_scales_and_code_tables(form):
    book = Workbook(form)
    sheet = book.book["項目2"]
    lists = {}
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "list":
            target = book.book.defined_names[validation.formula1.lstrip("=")].attr_text
            area = target.rpartition("!")[2].replace("$", "")
            lists[str(validation.sqref)] = [c.value for (c,) in book.book["taikou_key"][area]]
    grade = book.cell("tk_02_self_evaluation_grade").coordinate
    assert lists[grade] == ["A", "B"]
    assert lists[book.cell("tk_02_kpis_kpi_2_finality").coordinate] == [
        "確定値",
        "速報値",
        "遡及改定値",
    ]
    prompts = {str(v.sqref): v.prompt for v in sheet.data_validations.dataValidation}
    assert prompts[grade] == "A：大きな成果\nB：成果"


def test_amount_shows_its_unit_and_paper_is_a4(form):
    book = Workbook(form)
    assert book.cell("tk_02_kpis_kpi_2_actual").number_format == 'General"件"'
    page = book.book["項目2"].page_setup
    assert (page.paperSize, page.fitToWidth, page.fitToHeight) == (9, 1, 0)
    assert book.book["項目2"].print_title_rows == "$1:$3"


def test_rows_grow_with_their_text_and_long_text_has_room_on_paper(office):
    office.edit("evaluations/2026/02.yaml", "issues: 高齢", f"issues: {'長い文。' * 500}高齢")
    (path,) = office.export("--item", "2")
    book = Workbook(path)
    sheet, cell = book.book["項目2"], book.cell("tk_02_self_evaluation_issues")
    joined = next(r for r in sheet.merged_cells.ranges if cell.coordinate in r)
    assert joined.min_row < joined.max_row
    heights = [
        sheet.row_dimensions[row].height for row in range(joined.min_row, joined.max_row + 1)
    ]
    assert max(heights) <= 100, "a page is left half empty where the next row does not fit"
    assert sum(heights) >= 2000 / 26 * 13
    rows = texts_of(path)["xl/worksheets/sheet2.xml"].split("<row ")[1:]
    short = book.cell("tk_02_self_evaluation_review").row
    assert "customHeight" not in rows[short - 1].partition(">")[0]
    assert "customHeight" in rows[cell.row - 1].partition(">")[0]


def test_last_year_stands_beside_this_year_read_only(office):
    assert office.taikou("new", "year", "2027").code == 0
    office.taikou("form", "export", "--year", "2027", "--item", "1", "-o", office.out)
    book = Workbook(office.out / "2027年度評価_企画課.xlsx")
    cell = book.cell("tk_01_self_evaluation_achievements")
    beside = book.book["項目1"].cell(cell.row, 3)
    assert cell.value is None
    assert beside.value == "担当者と利用者の声を聴いて準備を進めた。"
    assert beside.protection.locked
    assert "窓口の人を減らしすぎないでほしい。" in values_of(book.book["項目1"])


@pytest.mark.parametrize("kind", ["division", "committee"])
def test_internal_note_is_nowhere_and_fictitious_data_says_so(office, kind):
    for path in (office.data / "evaluations/2026").glob("*.yaml"):
        text = path.read_text("utf-8").partition("internal_note:")[0]
        path.write_text(f"{text}internal_note: {NOTE}\n", "utf-8")
    office.edit("plan.yaml", "adopted:", "fictitious: true\nadopted:")
    for path in office.export("--for", kind):
        texts = texts_of(path)
        assert not [name for name, text in texts.items() if NOTE in text]
        book = Workbook(path).book
        for sheet in book:
            if sheet.title != "taikou_key":
                assert any("架空のデータ" in value for value in values_of(sheet)), sheet.title
                assert "架空のデータ" in sheet.oddFooter.left.text
        assert "架空のデータ" in book.properties.title


def test_hostile_text_stays_text(office):
    office.edit("items/02.yaml", "title: 窓口の統合", 'title: "=HYPERLINK(\\"http://x\\")&[A]"')
    office.edit("evaluations/2026/02.yaml", "issues: 高齢", "issues: =cmd|高齢")
    office.edit("organization.yaml", "name: 企画課", 'name: "../企画&課:*"')
    (path,) = office.export("--item", "2")
    assert path.parent == office.out
    book = Workbook(path)
    for sheet in book.book:
        assert not [c for row in sheet for c in row if c.data_type == "f"]
    assert "&&課" in texts_of(path)["xl/worksheets/sheet2.xml"].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--division", "財政課"], "「財政課」は、2026年度に実施項目を担う取組所属にありません"),
        (["--item", "99"], "実施項目99は2026年度に実施していません"),
        (["--year", "2040"], "推進期間"),
    ],
)
def test_wrong_wishes_are_told(office, arguments, message):
    ended = office.taikou("form", "export", "--year", "2026", "-o", office.out, *arguments)
    assert (ended.code, message in ended.err) == (2, True)
    assert not office.out.exists()


def test_divisions_of_one_name_have_forms_of_their_own(office):
    text = office.read("organization.yaml")
    added = f"{text}  - id: school\n    name: 教育部\n    divisions:\n      - id: school_planning\n        name: 企画課\n"
    (office.data / "organization.yaml").write_text(added, "utf-8")
    office.edit("items/02.yaml", "  - planning", "  - school_planning")
    names = [path.name for path in office.export()]
    assert names == [
        "2026年度評価_企画課_planning.xlsx",
        "2026年度評価_企画課_school_planning.xlsx",
    ]
    ended = office.taikou("form", "export", "--division", "企画課", "-o", office.out)
    assert (ended.code, "planning、school_planning" in ended.err) == (2, True)


def test_missing_evaluation_and_data_folder_are_told(office):
    ended = office.taikou("form", "export", "--year", "2027", "-o", office.out)
    assert (ended.code, "taikou new year 2027" in ended.err) == (2, True)
    ended = office.taikou("form", "export", "--year", "2026", "-o", office.data / "items")
    assert (ended.code, "データのフォルダーの中" in ended.err) == (2, True)


def test_form_that_somebody_saved_is_not_written_over(office, form):
    fresh = form.read_bytes()
    assert office.taikou("form", "export", "--year", "2026", "-o", office.out).code == 0
    book = Workbook(form)
    book.fill(tk_02_self_evaluation_issues="返送された課題。").save()
    returned = form.read_bytes()
    ended = office.taikou("form", "export", "--year", "2026", "-o", office.out)
    assert (ended.code, form.name in ended.err, "保存し直されています" in ended.err) == (
        2,
        True,
        True,
    )
    assert form.read_bytes() == returned
    form.write_bytes(fresh)
    assert office.taikou("form", "export", "--year", "2026", "-o", office.out).code == 0


def test_dry_run_writes_nothing(office):
    office.export("--dry-run")
    assert not office.out.exists()


def test_making_a_form_leaves_nothing_on_the_disk_but_the_form(office, monkeypatch):
    def refuse(*_arguments, **_options):
        raise AssertionError("a file of its own for a sheet")

    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    assert office.export()


def test_signs_of_xml_and_blank_lines_in_a_text_come_through(office):
    office.edit(
        "evaluations/2026/02.yaml", "issues: 高齢", 'issues: |\n    a < b & "c"\n\n    高齢'
    )
    book = Workbook(office.export()[0])
    assert 'a < b & "c"\n\n高齢の利用者への説明が足りない。' in values_of(book.book["項目2"])
