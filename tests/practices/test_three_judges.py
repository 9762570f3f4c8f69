"""一次評価・二次評価・外部評価 side by side, and a half-year report: `tests/plans/three_judges`."""

import re

import pytest

OF_GUNMA = re.compile("群馬|県民")

TEXTS = (
    "人数の伸びが止まった理由を調べること。",
    "移動の支援と合わせて考えたい。",
    "欲しい人にだけ届ける方法に替えるべきだ。",
    "上半期の利用者は54人であった。",
    "初めて市民の目で三つの事業を見た。",
    "説明の資料が分かりやすかった。",
    "支える人の数は増えたが、届け方を替える時期に来ている。",
    "学びの場は広がった。",
)


@pytest.fixture
def plan(practice):
    return practice("three_judges")


def test_plan_is_without_findings(plan):
    assert "エラー 0件、警告 0件、情報 0件" in plan.run("validate", "--verbose")


def test_each_body_is_counted_by_its_own_scale(plan, rates):
    overall = plan.figures(2026)["overall"]
    assert overall["grades"] == {"拡充": 1, "継続": 2, "改善": 0, "終了": 0}
    assert overall["other_scales"]["niji"]["grades"] == {
        "拡充": 0,
        "継続": 1,
        "改善": 2,
        "終了": 0,
    }
    gaibu = overall["other_scales"]["gaibu"]
    # The second of the committee's two grades of item 3 holds; the half-year's is none of the year.
    assert gaibu["grades"] == {"拡充": 0, "継続": 1, "改善": 1, "終了": 1}
    assert gaibu["rated"] == 3
    assert gaibu["shares"]["終了"] == {"numerator": 1, "denominator": 3, "percent": "33.3"}
    assert rates(overall) == {"kept": "100.0％＝3/3", "gaibu_kept": "33.3％＝1/3"}


def test_items_tell_the_grade_of_each_judge(plan):
    item = plan.figures(2026)["items"][2]
    assert item["grade"] == "継続"
    assert item["other_grades"] == {"niji": "改善", "gaibu": "終了"}


@pytest.mark.parametrize("form", ["md", "html"])
def test_annual_report_shows_every_text_and_nothing_of_another_government(plan, form):
    text = plan.report("annual", form, 2026)
    assert [one for one in TEXTS if one not in text] == []
    assert OF_GUNMA.findall(text) == []
    for name in ("市民評価委員会（2027-08-05）", "事務局（2027-06-10）", "2026年度上半期"):
        assert name in text


def test_item_shows_the_half_year_with_its_value_under_its_date(plan):
    shown = plan.run("show", "1", "--year", "2026")
    assert "取組所属（2026年度上半期、2026-10-15）" in shown
    assert "KPI「配食の見守りの利用者数」　54人" in shown


def test_goal_and_policy_show_what_is_said_of_them(plan):
    assert "届け方を替える時期に来ている。" in plan.run("show", "目標1", "--year", "2026")
    assert "学びの場は広がった。" in plan.run("show", "方針2", "--year", "2026")


def test_open_data_hold_every_text_in_long_tables(plan):
    out = plan.folder / "csv"
    plan.run("export", "--format", "csv", "-o", out)
    text = "".join(path.read_text("utf-8") for path in sorted(out.glob("*.csv")))
    assert [one for one in TEXTS if one not in text] == []
    grades = (out / "assessment_grades.csv").read_text("utf-8")
    assert "2026,令和8年度,item,1,1,ichiji,継続" in grades


def test_second_program_comes_to_the_same_figures(plan):
    assert plan.is_verified()
