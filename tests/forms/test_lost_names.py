"""Forms that lost the names of their fields, or whose sheets were copied, find them again or say so."""

import pytest
from openpyxl.workbook.defined_name import DefinedName

from .conftest import Workbook

NAME = "evaluations/2026/02.yaml"
ISSUES, ACTUAL = "tk_02_self_evaluation_issues", "tk_02_kpis_kpi_2_actual"


def drop_names(book):
    for name in list(book.defined_names):
        del book.defined_names[name]


def break_names(book):
    for name in list(book.defined_names):
        book.defined_names[name] = DefinedName(name, attr_text="#REF!")


def rename_sheet(book):
    break_names(book)
    book["項目2"].title = "項目2 (2)"


def point_elsewhere(book):
    for name in list(book.defined_names):
        book.defined_names[name] = DefinedName(name, attr_text="'なくなったシート'!$B$5")


@pytest.mark.parametrize("change", [drop_names, break_names, rename_sheet, point_elsewhere])
def test_fields_are_found_by_what_is_printed(office, opened, change):
    opened.fill(**{ISSUES: "新しい課題。", ACTUAL: 13})
    change(opened.book)
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    assert "印刷された見出しから記入欄を見分けました" in ended.out
    assert "シートがありません" not in ended.out
    assert "issues: 新しい課題。" in office.read(NAME)
    assert "actual: 13\n" in office.read(NAME)


def test_untouched_form_without_names_changes_nothing(office, opened):
    drop_names(opened.book)
    before = office.snapshot()
    assert office.take(opened.save()).code == 0
    assert office.snapshot() == before


def test_rows_that_were_inserted_and_columns_that_moved_do_not_mislead(office, opened):
    opened.fill(**{ISSUES: "動いた先の課題。"})
    sheet = opened.book["項目2"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(5, 3)
    sheet.insert_cols(1)
    drop_names(opened.book)
    assert office.take(opened.save()).code == 0
    assert "issues: 動いた先の課題。" in office.read(NAME)


def test_sheet_whose_print_is_gone_too_is_not_called_missing(office, opened):
    drop_names(opened.book)
    for row in opened.book["項目2"].iter_rows(max_col=1):
        row[0].value = "消えた見出し" if row[0].value else None
    before = office.snapshot()
    ended = office.take(opened.save())
    assert (ended.code, office.snapshot()) == (1, before)
    assert "シートはありますが、記入欄を見分けられません" in ended.err
    assert "シートがありません" not in ended.all


def test_two_copies_of_a_lost_sheet_are_not_guessed_between(office, opened):
    opened.fill(**{ISSUES: "一つ目。"})
    copy = opened.book.copy_worksheet(opened.book["項目2"])
    assert copy.title != "項目2"
    drop_names(opened.book)
    before = office.snapshot()
    ended = office.take(opened.save())
    assert (ended.code, office.snapshot()) == (1, before)


def test_names_of_a_copied_sheet_are_followed(office, opened):
    """Excel gives a copy names of its own; those of the workbook stand for nothing then."""
    opened.fill(**{ISSUES: "写しの課題。"})
    sheet = opened.book["項目2"]
    sheet.title = "写し"
    for name in [name for name in opened.book.defined_names if name.startswith("tk_02")]:
        place = opened.book.defined_names[name].attr_text.rpartition("!")[2]
        opened.book.defined_names[name] = DefinedName(name, attr_text="#REF!")
        sheet.defined_names[name] = DefinedName(name, attr_text=f"写し!{place}")
    assert office.take(opened.save()).code == 0
    assert "issues: 写しの課題。" in office.read(NAME)


def test_opinions_are_found_by_item_and_column(office):
    office.export("--for", "committee")
    book = Workbook(office.out / "2026年度評価_委員用.xlsx")
    book.fill(tk_00_member="委員 一", tk_00_meeting="第2回", tk_02_opinion="よい。")
    drop_names(book.book)
    ended = office.take(book.save())
    assert ended.code == 0, ended.all
    assert "opinion: よい。" in office.read(NAME)


def test_evaluation_with_a_fault_of_its_own_is_told(office, opened):
    """It ended in an internal error."""
    opened.fill(**{ISSUES: "新しい課題。"})
    office.edit(NAME, "2027-05-20", "2027-13-40")
    before = office.snapshot()
    ended = office.take(opened.save())
    assert (ended.code, office.snapshot()) == (1, before)
    assert "不具合" not in ended.all
    assert f"データのほうに誤りがあって取り込めません（data/{NAME}の" in ended.err
    assert "2027-13-40" in ended.err
