"""Rows that the office adds: whole plans, new items, divisions, amounts, fields."""

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project

from .conftest import TODAY, Bureau


def test_a_plan_of_35_items_comes_from_one_import_into_an_empty_plan(office, tmp_path):
    top = tmp_path / "new"
    arguments = ("--title", "新計画", "--government", "海辺市")
    assert run(["init", str(top), *arguments, "--first-year", "2026", "--last-year", "2030"]) == 0
    office.data = top / "data"
    new = Bureau(office)
    book = new.open()
    book.add("組織", *({"部局": f"第{i // 3}部", "所属名": f"第{i}課"} for i in range(9)))
    book.add(
        "項目",
        *(
            {"項目(番号)": i, "項目名": f"取り組むこと{i}", "取組所属": f"第{i % 9}課"}
            for i in range(1, 36)
        ),
    )
    book.add(
        "取組",
        *(
            {"項目(番号)": i, "取組名": f"取組{i}の{j}", "2027年度": "試行"}
            for i in range(1, 36)
            for j in range(3)
        ),
    )
    book.add(
        "KPI",
        *(
            {
                "項目(番号)": i,
                "指標名": f"指標{i}の{j}",
                "単位": "％",
                "基準値": "１２．５％",
                "基準年度": "令和6年度",
                "2026年度 目標値": 20,
                "2030年度 目標値": "50％以上",
            }
            for i in range(1, 36)
            for j in range(2)
        ),
    )
    book.add("日程", {"年度": 2026, "段階": "自己評価済", "期限": "令和9年5月31日"})
    ended = new.take(book.save())
    assert ended.code == 0, ended.all
    project = load_project(new.data)
    items = [document.content for document in project.items]
    assert [item.number for item in items] == [*range(1, 36)]
    assert {(len(item.actions), len(item.kpis)) for item in items} == {(3, 2)}
    assert project.plan.content.counts.items == 35
    assert str(items[4].kpis[1].baseline.value) == "12.5"
    assert new.taikou("validate").code == 0
    assert "ほかに" in ended.out  # what was read alike in a whole column is not told 70 times
    before = new.snapshot()
    assert new.take(book.path).code == 0
    assert new.snapshot() == before


def test_a_new_number_makes_an_item_and_is_counted(small):
    book = small.open()
    row = {"項目(番号)": "６", "項目名": "空き家の活用", "方針番号": 3, "取組所属": "企画課"}
    book.add("項目", {**row, "開始年度": "令和９年度", "理由": "条例ができたため"})
    ended = small.take(book.save())
    assert ended.code == 0, ended.all
    assert "作りました： " in ended.out
    assert small.read("items/06.yaml") == (
        "number: 6\npolicy: 3\ntitle: 空き家の活用\ndata_plan: false\nexamples: []\n"
        "first_year: 2027\ndivisions:\n  - planning\nactions: []\nkpis: []\n"
        f"revisions:\n  - date: {TODAY}\n    what: 項目の追加\n    why: 条例ができたため\n"
    )
    assert "  items: 6\n" in small.read("plan.yaml")


def test_a_number_that_is_none_is_refused_at_its_row(small):
    """It ended the import as a defect."""
    before = small.snapshot()
    book = small.open()
    book.add("項目", {"項目(番号)": 6.5, "項目名": "空き家の活用", "方針番号": 3})
    ended = small.take(book.save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert "番号「6.5」は、整数ではありません" in ended.err


def test_an_item_that_begins_later_needs_a_reason(small):
    before, book = small.snapshot(), small.open()
    book.add("項目", {"項目(番号)": 6, "項目名": "空き家の活用", "方針番号": 3, "開始年度": 2027})
    ended = small.take(book.save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert "途中で加える実施項目6の理由がありません" in ended.err


def test_divisions_are_meant_by_their_names_in_the_same_import(small):
    book = small.open()
    book.add(
        "組織", {"部局": "市民部", "所属名": "市民課"}, {"所属名": "窓口課", "終了年度": "令和10"}
    )
    row = book.find("項目", "項目(番号)", 2)
    book.set("項目", row, "取組所属", "市民課（2027年度から）、企画課（2026年度まで）")
    ended = small.take(book.save())
    assert ended.code == 0, ended.all
    assert "新しい部局「市民部」を作ります" in ended.out
    department = small.values("organization.yaml")["departments"][1]
    assert [one["name"] for one in department["divisions"]] == ["市民課", "窓口課"]
    assert department["divisions"][1]["until"] == 2028
    first = department["divisions"][0]["id"]
    assert small.values("items/02.yaml")["divisions"] == (
        {"id": first, "from": 2027},
        {"id": "planning", "until": 2026},
    )


def test_a_name_that_is_nearly_a_divisions_is_asked_back(small):
    before, book = small.snapshot(), small.open()
    book.set("項目", book.find("項目", "項目(番号)", 2), "取組所属", "企画か")
    ended = small.take(book.save())
    assert (ended.code, small.snapshot()) == (1, before)
    assert "「企画か」という所属はありません" in ended.err
    assert "「企画課」のことではありませんか" in ended.err
    assert "項目 › " in ended.err


def test_a_division_that_is_renamed_keeps_its_identifier_and_its_former_name(small):
    book = small.open()
    row = book.find("組織", "所属名", "企画課")
    book.set("組織", row, "所属名", "企画財政課").set(
        "組織", row, "旧名称", "企画課（2027年度まで）"
    )
    assert small.take(book.save()).code == 0
    (division,) = small.values("organization.yaml")["departments"][0]["divisions"]
    names = ({"until": 2027, "name": "企画課"},)
    assert division == {"id": "planning", "name": "企画財政課", "names": names}


def test_a_former_name_without_a_year_held_until_last_year(small):
    book = small.open()
    row = book.find("組織", "所属名", "企画課")
    book.set("組織", row, "所属名", "企画財政課").set("組織", row, "旧名称", "企画課")
    ended = small.take(book.save())
    assert "「企画課」を、2026年度までの名称としました" in ended.out
    (division,) = small.values("organization.yaml")["departments"][0]["divisions"]
    assert division["names"] == ({"until": 2026, "name": "企画課"},)


def test_a_former_name_takes_the_last_year_that_stands_beside_it(small):
    book = small.open()
    row = book.find("組織", "所属名", "企画課")
    book.set("組織", row, "所属名", "企画財政課").set("組織", row, "旧名称", "企画課")
    small.take(book.set("組織", row, "終了年度", 2027).save())
    (division,) = small.values("organization.yaml")["departments"][0]["divisions"]
    assert division["names"] == ({"until": 2027, "name": "企画課"},)
    assert "until" not in division


def test_amounts_are_declared_and_planned_in_one_import(small):
    book = small.open()
    book.add(
        "金額の種類",
        {"名称": "財政効果額", "単位": "千円", "内訳": "歳出削減、歳入確保", "効果の継続": "はい"},
        {"名称": "事業費", "単位": "千円", "計画の呼び方": "予算額"},
    )
    book.add(
        "金額",
        {"項目(番号)": 2, "金額・業務量": "財政効果額", "内訳": "歳入確保", "2027年度": "５百万円"},
        {"項目(番号)": "項目2", "金額・業務量": "事業費", "2026年度": "1億円", "2027年度": "△3"},
    )
    ended = small.take(book.save())
    assert ended.code == 0, ended.all
    effect, cost = small.values("plan.yaml")["amounts"]
    assert [part["name"] for part in effect["parts"]] == ["歳出削減", "歳入確保"]
    assert effect["lasting"] is True
    assert small.values("items/02.yaml")["amounts"] == {
        effect["id"]: {2027: {effect["parts"][1]["id"]: 5000}},
        cost["id"]: {2026: 100000, 2027: -3},
    }


def test_a_renamed_part_of_an_amount_keeps_its_identifier(demo):
    before, book = demo.snapshot(), demo.open()
    row = book.find("金額の種類", "名称", "財政効果額")
    book.set("金額の種類", row, "内訳", "歳出の削減、歳入確保、財産の売却など")
    assert demo.take(book.save()).code == 0
    gone, come = demo.changed_lines(before)
    assert (gone, come) == (["        name: 歳出削減"], ["        name: 歳出の削減"])


def test_fields_and_classifications_are_declared_and_private_stays_private(small):
    book = small.open()
    memo = {"名称": "査定メモ", "置く所": "実施項目", "種類": "文", "尋ねる相手": "事務局"}
    book.add("独自の欄", {**memo, "公表": "いいえ"})
    codes = "11　住み続けられるまちづくりを\n１６ 平和と公正をすべての人に"
    book.add("分類", {"名称": "SDGs", "値": codes, "集計": "はい"})
    book.add_column("項目", "査定メモ").add_column("項目", "SDGs")
    row = book.find("項目", "項目(番号)", 2)
    book.set("項目", row, "査定メモ", "人手が足りない").set("項目", row, "SDGs", "11、１６")
    ended = small.take(book.save())
    assert ended.code == 0, ended.all
    plan, item = small.values("plan.yaml"), small.values("items/02.yaml")
    assert plan["fields"][0]["public"] is False
    assert item["fields"] == {plan["fields"][0]["id"]: "人手が足りない"}
    assert item["classes"] == {plan["classifications"][0]["id"]: ("11", "16")}
    assert "査定メモ" not in small.taikou("show", "2").out
    again = small.open()
    row = again.find("項目", "項目(番号)", 2)
    column = again.column("項目", "査定メモ")
    assert again.book["項目"].cell(row, column).value == "人手が足りない"


def test_quarters_and_spans_stand_in_columns_of_their_own(small):
    book = small.open().add_column("取組", "2027年度第1四半期").add_column("取組", "2027-H2")
    row = book.find("取組", "取組名", "窓口の統合の準備")
    book.set("取組", row, "2027年度第1四半期", "設計").set("取組", row, "2027-H2", "工事")
    book.set("取組", row, "期間をまたぐ予定", "2028年度第2四半期～2028年度第4四半期：開設")
    assert small.take(book.save()).code == 0
    (action,) = small.values("items/02.yaml")["actions"]
    assert action["schedule"] == {
        2026: "準備",
        "2027-Q1": "設計",
        "2027-H2": "工事",
        "2028-Q2..2028-Q4": "開設",
    }
    before = small.snapshot()
    assert small.take(small.open().path).code == 0
    assert small.snapshot() == before


def test_deadlines_and_indicators_of_goals_are_taken_in(small):
    book = small.open()
    stage = next(one["name"] for one in small.values("plan.yaml")["workflow"])
    row = next(
        row
        for row in book.rows("日程")
        if [book.book["日程"].cell(row, c).value for c in (2, 3)] == [2027, stage]
    )
    book.set("日程", row, "期限", "R10.5.31")
    book.add("KGI", {"目標番号": 1, "KGI名": "満足度", "単位": "％", "2028年度 目標値": "70"})
    ended = small.take(book.save())
    assert ended.code == 0, ended.all
    calendar = small.values("plan.yaml")["calendar"]
    (deadlines,) = [one["deadlines"] for one in calendar if one["fiscal_year"] == 2027]
    assert list(deadlines.values()) == ["2028-05-31"]
    kgi = small.values("goals.yaml")["goals"][0]["kgis"][-1]
    assert (kgi["name"], kgi["targets"]) == ("満足度", {2028: 70})


def test_a_department_all_of_whose_divisions_stand_under_a_new_name_is_renamed(demo):
    before, book = demo.snapshot(), demo.open()
    sheet, column = book.book["組織"], book.column("組織", "部局")
    for row in book.rows("組織"):
        if sheet.cell(row, column).value == "総務部":
            sheet.cell(row, column).value = "総務企画部"
    ended = demo.take(book.save())
    assert ended.code == 0, ended.all
    assert "部局「総務部」の名称を「総務企画部」に変えます" in ended.out
    assert demo.changed_lines(before) == (["    name: 総務部"], ["    name: 総務企画部"])
