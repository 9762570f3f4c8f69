"""What is asked back: lowered targets, rows that are gone, both sides changed, faults in cells."""

import pytest

from .conftest import TODAY

KPI = "窓口の統合の件数"


def lowered(small, why=None):
    book = small.open()
    row = book.find("KPI", "指標名", KPI)
    return book.set("KPI", row, "2028年度 目標値", 15).set("KPI", row, "理由", why)


def test_a_lowered_target_asks_for_its_reason(small):
    before = small.snapshot()
    ended = small.take(lowered(small).save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert f"「{KPI}」の2028年度の目標値を変える理由がありません" in ended.err
    assert "「理由」の列" in ended.err
    book = small.open()
    cell = book.book["KPI"].cell(
        book.find("KPI", "指標名", KPI), book.column("KPI", "2028年度 目標値")
    )
    assert f"KPI › {cell.coordinate}: " in ended.err


def test_a_lowered_target_with_its_reason_is_recorded_twice(small):
    ended = small.take(lowered(small, "用地が得られないため。").save())
    assert ended.code == 0, ended.all
    item = small.values("items/02.yaml")
    (kpi,) = item["kpis"]
    assert kpi["targets"][2028] == 15
    assert kpi["target_changes"] == (
        {"fiscal_year": 2028, "date": f"{TODAY}", "before": 20, "why": "用地が得られないため。"},
    )
    (revision,) = item["revisions"]
    assert (revision["date"], revision["why"]) == (f"{TODAY}", "用地が得られないため。")
    assert KPI in revision["what"]
    assert small.taikou("validate").code == 0


def test_a_raised_target_needs_no_reason(small):
    book = small.open()
    row = book.find("KPI", "指標名", KPI)
    assert small.take(book.set("KPI", row, "2028年度 目標値", 30).save()).code == 0
    assert "target_changes" not in small.values("items/02.yaml")["kpis"][0]


def test_where_less_is_better_more_needs_a_reason(small):
    small.edit("items/02.yaml", "    unit: 件\n", "    unit: 件\n    direction: lower\n")
    book = small.open()
    row = book.find("KPI", "指標名", KPI)
    assert small.take(book.set("KPI", row, "2028年度 目標値", 30).save()).code == 1
    assert small.take(book.set("KPI", row, "2028年度 目標値", 5).save()).code == 0


@pytest.mark.parametrize(
    ("title", "words", "name", "told"),
    [
        ("KPI", "指標名", KPI, "2　窓口の統合の件数"),
        ("取組", "取組名", "窓口の統合の準備", "2　窓口の統合の準備"),
        ("項目", "項目(番号)", 2, "2　窓口の統合"),
    ],
)
def test_a_row_that_was_evaluated_is_not_taken_out(small, title, words, name, told):
    before, book = small.snapshot(), small.open()
    ended = small.take(book.delete(title, book.find(title, words, name)).save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert f"「{told}」の行がありません。2026年度の評価があるので、取り除けません" in ended.err
    assert "終了年度" in ended.err


def test_a_row_that_nothing_was_told_of_is_taken_out_and_told(small):
    (small.data / "evaluations/2026/02.yaml").unlink()
    book = small.open()
    ended = small.take(book.delete("KPI", book.find("KPI", "指標名", KPI)).save())
    assert ended.code == 0, ended.all
    assert f"「2　{KPI}」を、行がなくなったので取り除きます" in ended.out
    assert small.values("items/02.yaml")["kpis"] == ()


def test_an_item_that_nothing_was_told_of_is_taken_out_with_its_file(small):
    book = small.open().add("項目", {"項目(番号)": 6, "項目名": "空き家の活用", "方針番号": 3})
    assert small.take(book.save()).code == 0
    book = small.open()
    ended = small.take(book.delete("項目", book.find("項目", "項目(番号)", 6)).save())
    assert ended.code == 0, ended.all
    assert "取り除きました" in ended.out
    assert not (small.data / "items/06.yaml").exists()
    assert "  items: 5\n" in small.read("plan.yaml")


def test_a_division_that_still_works_on_items_is_not_taken_out(small):
    before, book = small.snapshot(), small.open()
    ended = small.take(book.delete("組織", book.find("組織", "所属名", "企画課")).save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert "TK" in ended.err


def test_what_changed_on_both_sides_is_asked_back(small):
    book = small.open()
    small.edit("items/02.yaml", "      2028: 20", "      2028: 22")
    row = book.find("KPI", "指標名", KPI)
    path = book.set("KPI", row, "2028年度 目標値", 25).save()
    before = small.snapshot()
    ended = small.take(path)
    assert (ended.code, small.snapshot()) == (1, before)
    assert "データ：22、ブック：25" in ended.err
    assert small.take(path, "--ours").code == 0
    assert small.snapshot() == before
    assert small.take(path, "--theirs").code == 0
    assert small.values("items/02.yaml")["kpis"][0]["targets"][2028] == 25


def test_what_changed_in_the_plan_meanwhile_stays(small):
    book = small.open()
    small.edit("items/02.yaml", "      2028: 20", "      2028: 22")
    small.edit(
        "organization.yaml",
        "        name: 企画課\n",
        "        name: 企画課\n      - id: x\n        name: 別課\n",
    )
    row = book.find("KPI", "指標名", KPI)
    assert (
        small.take(
            book.set("KPI", row, "2026年度 目標値", 13).set("KPI", row, "理由", "実績から").save()
        ).code
        == 0
    )
    assert small.values("items/02.yaml")["kpis"][0]["targets"] == {2026: 13, 2028: 22}
    assert "別課" in small.read("organization.yaml")


@pytest.mark.parametrize(
    ("title", "row", "message"),
    [
        ("KPI", {"項目(番号)": 99, "指標名": "x"}, "「99」という実施項目はありません"),
        ("KPI", {"項目(番号)": 1}, "「指標名」が空です"),
        (
            "KPI",
            {"項目(番号)": 2, "指標名": "x", "基準年度": "昔"},
            "「基準年度」を年度として読めません",
        ),
        ("KPI", {"項目(番号)": 2, "指標名": "x", "望ましい向き": "右"}, "「右」は一覧にありません"),
        (
            "日程",
            {"年度": 2027, "段階": "決裁", "期限": "2028-05-31"},
            "「決裁」という段階はありません",
        ),
        (
            "金額",
            {"項目(番号)": 1, "金額・業務量": "事業費"},
            "「事業費」という金額と業務量はありません",
        ),
        ("項目", {"項目(番号)": 2, "項目名": "別の名"}, "同じものの行が、ほかにもあります"),
    ],
)
def test_a_fault_is_told_at_its_cell_and_nothing_is_written(small, title, row, message):
    before, book = small.snapshot(), small.open()
    if title == "項目":
        first = book.find("項目", "項目(番号)", 2)
        book.set("項目", first, "項目名", "変えた名")
    book.add("組織", {"部局": "総務部", "所属名": "税務課"})
    ended = small.take(book.add(title, row).save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert message in ended.err
    assert f"計画.xlsx › {title} › " in ended.err


def test_a_formula_without_its_result_is_refused(small):
    book = small.open()
    row = book.find("KPI", "指標名", KPI)
    ended = small.take(book.set("KPI", row, "2028年度 目標値", "=10+15").save())
    assert ended.code == 1
    assert "計算結果がありません" in ended.err


def test_what_the_rules_object_to_is_told_at_the_row(small):
    before, book = small.snapshot(), small.open()
    row = book.find("項目", "項目(番号)", 2)
    ended = small.take(book.set("項目", row, "終了年度", 2050).save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert "計画.xlsx › 項目 › " in ended.err
    assert "（TK" in ended.err
    assert f"{row}: " in ended.err


def test_a_number_that_others_name_is_not_changed(small):
    before, book = small.snapshot(), small.open()
    row = book.find("項目", "項目(番号)", 2)
    ended = small.take(book.set("項目", row, "項目(番号)", 9).save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert "番号は変えられません（2→9）" in ended.err


def test_the_workbook_of_another_plan_is_refused(small):
    path = small.open().path
    small.edit("plan.yaml", "government: 小さな市", "government: ほかの市")
    ended = small.take(path)
    assert ended.code == 2
    assert "別の計画" in ended.err


def test_a_column_nobody_knows_is_told(small):
    book = small.open().add_column("KPI", "担当者の連絡先")
    row = book.find("KPI", "指標名", KPI)
    ended = small.take(book.set("KPI", row, "担当者の連絡先", "内線123").save())
    assert ended.code == 0
    assert "「担当者の連絡先」の列は取り込みません" in ended.out


def test_forms_and_the_workbook_are_taken_in_together(small):
    small.taikou("form", "export", "--year", "2026", "-o", small.top / "out")
    (form,) = (small.top / "out").glob("2026*.xlsx")
    ended = small.take(small.open().path, form)
    assert ended.code == 0, ended.all
    assert "計画のブック" in ended.out
    assert "■ 企画課" in ended.out or "（2026年度、企画課）" in ended.out


def test_what_is_added_to_an_evaluated_item_is_asked_when_it_begins(small):
    book = small.open().add(
        "KPI", {"項目(番号)": 2, "指標名": "待ち時間", "単位": "分", "2028年度 目標値": 5}
    )
    row = max(book.rows("KPI"))
    ended = small.take(book.save())
    assert ended.code == 1
    assert f"計画.xlsx › KPI › {row}行目: " in ended.err
    assert "「開始年度」を書いてください" in ended.err
    assert small.take(book.set("KPI", row, "開始年度", 2027).save()).code == 0


def test_the_workbook_is_found_in_a_folder_among_the_forms(small):
    book = small.open()
    small.taikou("form", "export", "--year", "2026", "-o", book.path.parent)
    book.add("組織", {"部局": "総務部", "所属名": "税務課"}).save()
    ended = small.take(book.path.parent)
    assert ended.code == 0, ended.all
    assert "税務課" in small.read("organization.yaml")
    assert "（2026年度、企画課）" in ended.out


@pytest.mark.parametrize("name", ["taikou_key", "taikou_list"])
def test_a_workbook_without_its_hidden_sheets(small, name):
    before, book = small.snapshot(), small.open()
    del book.book[name]
    ended = small.take(book.save())
    assert ended.code == (2 if name == "taikou_key" else 0)
    assert small.snapshot() == before
    assert "Traceback" not in ended.all


def test_a_sheet_that_is_gone_changes_nothing_and_is_told(small):
    before, book = small.snapshot(), small.open()
    del book.book["KPI"]
    ended = small.take(book.save())
    assert (ended.code, small.snapshot()) == (0, before)
    assert "「KPI」のシートがありません。変更なしとして扱います" in ended.out


def test_a_copied_sheet_or_one_without_its_hidden_column_is_refused(small):
    book = small.open()
    book.book.copy_worksheet(book.book["KPI"])
    ended = small.take(book.save())
    assert ended.code == 2
    assert "同じ表のシートです" in ended.err
    book = small.open()
    book.book["KPI"].delete_cols(1)
    ended = small.take(book.save())
    assert ended.code == 2
    assert "「KPI」のシートの、隠した列（A列）がありません" in ended.err


def test_a_comment_is_told(small):
    from openpyxl.comments import Comment

    book = small.open()
    row = book.find("KPI", "指標名", KPI)
    book.book["KPI"].cell(row, 4).comment = Comment("確認中です", "課長")
    ended = small.take(book.save())
    assert ended.code == 0
    assert "コメント「確認中です」は取り込みません" in ended.out


def test_the_workbook_is_always_whole(small):
    line = ("form", "export", "--for", "plan", "-o", small.top / "out")
    ended = small.taikou(*line, "--division", "企画課")
    assert ended.code == 2
    assert "「--division」は、計画のブック（--for plan）では使えません" in ended.err
