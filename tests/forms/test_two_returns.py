"""Two returns of one form are held against each other before either is taken in."""

import pytest

from .conftest import Workbook

NAME = "evaluations/2026/02.yaml"
ISSUES, REVIEW = "tk_02_self_evaluation_issues", "tk_02_self_evaluation_review"


def returns(office, form, *contents):
    folder = office.top / "returned"
    folder.mkdir()
    for number, content in enumerate(contents, start=1):
        Workbook(form).fill(**content).save(folder / f"様式 ({number}).xlsx")
    return folder


@pytest.mark.parametrize("option", [(), ("--theirs",), ("--ours",), ("--partial",)])
def test_returns_that_differ_are_both_refused_and_both_named(office, form, option):
    folder = returns(office, form, {ISSUES: "先の課題。"}, {ISSUES: "後の課題。"})
    before = office.snapshot()
    ended = office.take(folder, *option)
    assert (ended.code, office.snapshot()) == (1, before)
    for number, other in ((1, 2), (2, 1)):
        line = next(
            line
            for line in ended.err.splitlines()
            if f"エラー: 様式 ({number}).xlsx › 項目2" in line
        )
        assert f"様式 ({other}).xlsx › 項目2" in line
        assert "「先の課題。」" in line
        assert "「後の課題。」" in line
    assert "今のデータ" not in ended.all


def test_returns_that_complete_each_other_are_both_taken(office, form):
    folder = returns(office, form, {ISSUES: "課題。"}, {REVIEW: "見直し。", ISSUES: "課題。 "})
    assert office.take(folder).code == 0
    assert "issues: 課題。" in office.read(NAME)
    assert "review: 見直し。" in office.read(NAME)


def test_other_forms_of_the_import_are_taken_in(office):
    office.close_nothing()
    (office.top / "returned").mkdir()
    for item, texts in (("1", ["一。"]), ("2", ["先。", "後。"])):
        (form,) = office.export("--item", item)
        for number, text in enumerate(texts):
            field = f"tk_0{item}_self_evaluation_issues"
            Workbook(form).fill(**{field: text}).save(office.top / f"returned/{item}-{number}.xlsx")
        form.unlink()
    assert office.take(office.top / "returned").code == 1
    assert "issues: 一。" in office.read("evaluations/2026/01.yaml")


def test_opinion_that_one_member_gives_twice_is_refused_if_it_differs(office):
    office.export("--for", "committee")
    form = office.out / "2026年度評価_委員用.xlsx"
    head = {"tk_00_member": "佐藤 花子", "tk_00_meeting": "第2回"}
    folder = returns(
        office, form, {**head, "tk_02_opinion": "よい。"}, {**head, "tk_02_opinion": "よくない。"}
    )
    before = office.snapshot()
    assert (office.take(folder).code, office.snapshot()) == (1, before)
    (folder / "様式 (2).xlsx").write_bytes((folder / "様式 (1).xlsx").read_bytes())
    assert office.take(folder).code == 0
    assert office.read(NAME).count("opinion: よい。") == 1
