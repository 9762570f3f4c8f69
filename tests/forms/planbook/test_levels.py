"""The workbook of plans of other levels, in the words of each plan."""

import shutil
from pathlib import Path

import pytest

PLANS = Path(__file__).parents[2] / "plans"


@pytest.fixture
def of(small):
    """Give the office another plan."""

    def change(name):
        shutil.rmtree(small.data)
        shutil.copytree(PLANS / name, small.data)
        return small

    return change


def test_a_plan_without_policies_names_none(of):
    book = of("two_levels").open()
    assert "柱番号" in book.header("取組")[2]
    assert not [one for one in book.header("取組")[2] if "方針" in one or "施策" in one]
    assert not {"方針", "施策"} & set(book.book.sheetnames)


def test_a_plan_of_three_levels_asks_for_policies_alone(small):
    book = small.open()
    assert "方針番号" in book.header("項目")[2]
    assert not {"目標番号", "施策番号"} & book.header("項目")[2].keys()
    assert "施策" not in book.book.sheetnames
    assert "目標" in book.book.sheetnames


def test_a_group_is_added_and_counted_and_an_item_moves_there(of):
    office = of("four_levels")
    book = office.open().add("基本事業", {"施策番号": "1-2", "基本事業番号": 4, "名称": "予防"})
    row = next(iter(book.rows("事務事業")))
    ended = office.take(book.set("事務事業", row, "基本事業番号", 4).save())
    assert ended.code == 0, ended.all
    groups = office.values("goals.yaml")["goals"][0]["policies"][1]["groups"]
    assert groups[-1] == {"number": 4, "title": "予防"}
    assert office.values("items/01.yaml")["group"] == 4
    assert office.values("plan.yaml")["counts"]["groups"] == 4


def test_messages_are_in_the_words_of_the_plan(of):
    office = of("own_words")
    ended = office.take(office.open().add("KPI", {"仕事(番号)": 99, "指標名": "x"}).save())
    assert "「99」という仕事はありません" in ended.err
    assert "‹" not in ended.all
