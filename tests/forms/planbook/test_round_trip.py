"""Out and back in: nothing changes that nobody changed, and what changed is what was changed."""

import random
import shutil
from pathlib import Path

import pytest

from taikou_cli.forms.layout.planbook import tables
from taikou_cli.forms.layout.planbook.columns import columns_of
from taikou_cli.forms.layout.planbook.documents import read_documents
from taikou_cli.model.catalogue import entries_of
from taikou_cli.project.loading import load_project

from .conftest import Book

PLANS = Path(__file__).parents[2] / "plans"
SAME = "データに変わりはありません。"


def shuffle(book, seed=7):
    """Sort every table otherwise, whole rows with what is hidden in them."""
    for title in book.book.sheetnames:
        sheet = book.book[title]
        if sheet.sheet_state != "visible" or title == "はじめに":
            continue
        rows = list(book.rows(title))
        columns = range(1, sheet.max_column + 1)
        values = [[sheet.cell(row, column).value for column in columns] for row in rows]
        random.Random(seed).shuffle(values)  # noqa: S311
        for row, cells in zip(rows, values, strict=True):
            for column, value in zip(columns, cells, strict=True):
                sheet.cell(row, column).value = value
    return book


def test_an_untouched_workbook_changes_nothing(demo):
    before = demo.snapshot()
    ended = demo.take(demo.open().path)
    assert (ended.code, demo.snapshot()) == (0, before)
    assert SAME in ended.out
    assert "確認" not in ended.all


def test_the_same_plan_gives_the_same_workbook(demo):
    first = demo.open().path.read_bytes()
    assert demo.open().path.read_bytes() == first


def test_libreoffice_saves_it_and_nothing_changes(demo, soffice, tmp_path):
    before = demo.snapshot()
    (saved,) = soffice([demo.open().path], tmp_path / "saved")
    assert demo.take(saved).code == 0
    assert demo.snapshot() == before


def test_through_ods_nothing_changes(demo, soffice_as, soffice, tmp_path):
    before = demo.snapshot()
    (ods,) = soffice_as("ods", [demo.open().path], tmp_path / "ods")
    (saved,) = soffice([ods], tmp_path / "saved")
    assert demo.take(saved).code == 0
    assert demo.snapshot() == before


def test_one_cell_is_one_line_and_comments_stay(demo):
    demo.edit("items/01.yaml", "      2027: 85.0\n", "      2027: 85.0 # 大綱の表3\n")
    before, book = demo.snapshot(), demo.open()
    row = book.find("KPI", "指標名", "オンラインで行われた申請の割合")
    ended = demo.take(book.set("KPI", row, "2027年度 目標値", "９０％").save())
    assert ended.code == 0
    assert "目標値（2027年度）： 85.0 → 90.0" in ended.out
    assert demo.changed_lines(before) == (
        ["      2027: 85.0 # 大綱の表3"],
        ["      2027: 90.0 # 大綱の表3"],
    )


@pytest.mark.parametrize(
    ("title", "named", "name", "words", "value", "line"),
    [
        ("組織", "所属名", "財政課", "終了年度", 2029, "        until: 2029"),
        ("項目", "項目(番号)", 3, "達成すべき成果", "便利になる。", "aim: 便利になる。"),
        (
            "取組",
            "取組名",
            "押印と添付書類を求める規則・要綱の見直し",
            "2027年度",
            "点検",
            "      2027: 点検",
        ),
        ("KPI", "指標名", "押印を求めている手続の数", "単位", "手続", "    unit: 手続"),
        ("方針", "方針番号", 2, "要約", "分かち合う。", "        summary: 分かち合う。"),
        (
            "計画",
            "名称",
            "青嶺県行財政改革プラン2022",
            "副題",
            "新しい副題",
            "subtitle: 新しい副題",
        ),
    ],
)
def test_a_cell_of_any_sheet_is_one_line(demo, title, named, name, words, value, line):
    before, book = demo.snapshot(), demo.open()
    book.set(title, book.find(title, named, name), words, value)
    ended = demo.take(book.save())
    assert ended.code == 0, ended.all
    gone, come = demo.changed_lines(before)
    assert come == [line]
    assert len(gone) <= 1


def test_dry_run_tells_and_writes_nothing(demo):
    before, book = demo.snapshot(), demo.open()
    row = book.find("KPI", "指標名", "オンラインで行われた申請の割合")
    ended = demo.take(book.set("KPI", row, "2027年度 目標値", 90).save(), "--dry-run")
    assert (ended.code, demo.snapshot()) == (0, before)
    assert "85.0 → 90.0" in ended.out
    assert "書き込んでいません" in ended.out


def test_sorted_rows_keep_their_identifiers(demo):
    before = demo.snapshot()
    assert demo.take(shuffle(demo.open()).save()).code == 0
    assert demo.snapshot() == before


def test_rows_that_lost_or_exchanged_their_hidden_keys_are_known_by_their_names(demo):
    before, book = demo.snapshot(), demo.open()
    for title in ("組織", "項目", "取組", "KPI", "KGI", "金額", "日程"):
        sheet, rows = book.book[title], list(book.rows(title))
        keys = [sheet.cell(row, 1).value for row in rows]
        for row, key in zip(rows, [*keys[1:-1], None, None], strict=True):
            sheet.cell(row, 1).value = key
    assert demo.take(book.save()).code == 0
    assert demo.snapshot() == before


def test_a_table_pasted_below_the_old_one_takes_its_place(small):
    before, book = small.snapshot(), small.open()
    sheet, _, columns = book.header("KPI")
    pasted = [
        {heading: sheet.cell(row, column).value for heading, column in columns.items()}
        for row in book.rows("KPI")
    ]
    pasted[1]["2028年度 目標値"] = 25
    assert small.take(book.add("KPI", *pasted).save()).code == 0
    assert small.changed_lines(before) == (["      2028: 20"], ["      2028: 25"])


def test_the_same_import_again_changes_nothing(small):
    book = small.open().add("組織", {"部局": "総務部", "所属名": "税務課"})
    book.add(
        "KPI",
        {
            "項目(番号)": 2,
            "指標名": "待ち時間",
            "単位": "分",
            "2028年度 目標値": 5,
            "開始年度": 2027,
        },
    )
    assert small.take(book.save()).code == 0
    before = small.snapshot()
    assert SAME in small.take(book.path).out
    assert small.snapshot() == before


def test_every_field_of_the_plans_records_has_a_column_or_a_place_of_its_own(small):
    elsewhere = {
        "id", "fields", "classes", "actions", "kpis", "kgis", "policies", "divisions",
        "amounts", "revisions", "corrections", "target_changes", "targets", "schedule",
        "sum_of", "parts", "values", "groups",
    }  # fmt: skip
    data = read_documents(load_project(small.data))
    for table in tables.build_tables(data):
        if table.model is None or table.key == "plan":
            continue
        keys = {str(column.route[0]) for column in columns_of(table.model)}
        fields = {entry.key for entry in entries_of(table.model)}
        assert fields - keys <= elsewhere, table.key


def test_texts_that_look_like_formulas_stay_texts(small):
    book = small.open()
    row = book.find("項目", "項目(番号)", 2)
    book.set("項目", row, "取組内容", "x")
    sheet, column = book.book["項目"], book.column("項目", "取組内容")
    sheet.cell(row, column).value = "=cmd|'/c calc'!A1"
    sheet.cell(row, column).data_type = "s"
    assert small.take(book.save()).code == 0
    assert small.values("items/02.yaml")["summary"] == "=cmd|'/c calc'!A1"
    again = small.open()
    assert again.book["項目"].cell(row, column).data_type == "s"
    before = small.snapshot()
    assert small.take(again.path).code == 0
    assert small.snapshot() == before


def test_a_workbook_in_which_somebody_wrote_is_not_written_over(small):
    path = small.open().add("組織", {"部局": "総務部", "所属名": "税務課"}).save()
    ended = small.taikou("form", "export", "--for", "plan", "-o", path.parent)
    assert ended.code == 2
    assert "保存し直されています" in ended.err
    assert Book(path).find("組織", "所属名", "税務課")


@pytest.fixture(params=["four_levels", "two_levels", "own_words", "october_year", "whole_period"])
def other(small, request):
    """The office of a plan of other levels, words or years."""
    shutil.rmtree(small.data)
    shutil.copytree(PLANS / request.param, small.data)
    return small


def test_plans_of_other_levels_words_and_years_come_back_as_they_were(other):
    before = other.snapshot()
    ended = other.take(shuffle(other.open()).save())
    assert (ended.code, other.snapshot()) == (0, before), ended.all
    assert "確認" not in ended.all
