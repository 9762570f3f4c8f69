"""A plan with its sheets, quarter schedules, logic model, labels and lineage, in every output."""

import csv
import json
import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.as_of import as_of
from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.writers.markdown import write_markdown

PLAN = Path(__file__).parents[1] / "plans/quarter_schedule/data"
# Every word of the sheet of item 1.
WORDS = (
    "聞き取った内容を職員が入力し、市民は確かめて署名する。",
    "同じ氏名と住所を、平均で四枚の用紙に書いている。",
    "市民が一度も同じことを書かない。",
    "第2次架空市改革プラン",
    "3-2",
    "住民票の窓口から始め、福祉の窓口へ広げる。",
    "業者の選定",
    "住民票の窓口で試行",
    "福祉の窓口へ拡大",
    "全窓口で運用",
    "毎月の研修",
    "着席から署名までの平均",
    "窓口の記録票",
    "入力にあたる職員",
)
OF_THE_YEAR = (*WORDS[:1], *WORDS[2:8], "毎月の研修", "入力にあたる職員")


@pytest.fixture(scope="module")
def project():
    return load_project(PLAN)


@pytest.fixture
def taikou(capsys, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments):
        code = run([*map(str, arguments), "--data", str(PLAN)])
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return printed.out

    return call


def squeeze(text):
    return "".join(re.sub(r"<[^>]*>", "", text).split())


def test_plan_is_sound(taikou):
    assert "エラー 0件、警告 0件" in taikou("validate")
    assert "整っています" in taikou("fmt", "--check")


@pytest.mark.parametrize("name", ["md", "html", "pdf"])
def test_plan_report_holds_every_word_of_the_sheet(name, taikou, tmp_path):
    if name == "pdf":
        pytest.importorskip("typst")
        pypdf = pytest.importorskip("pypdf")
    taikou("report", "--format", name, "-o", tmp_path)
    path = tmp_path / f"plan.{name}"
    if name == "pdf":
        text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    else:
        text = path.read_text("utf-8").replace("\\", "")
    assert [word for word in WORDS if word not in squeeze(text)] == []


def test_site_and_screen_hold_every_word_of_the_sheet(taikou, tmp_path):
    taikou("export", "--format", "site", "-o", tmp_path)
    pages = [path.read_text("utf-8") for path in tmp_path.rglob("item-*.html")]
    page = next(text for text in pages if "申請書を書かない窓口</h1>" in text or "1-1" in text)
    # The site tells the year: what begins later is not in it.
    later = {"福祉の窓口へ拡大", "全窓口で運用"}
    assert [word for word in WORDS if word not in squeeze(page)] == [
        word for word in WORDS if word in later
    ]
    index = next(tmp_path.rglob("*index*.js")).read_text("utf-8-sig")
    assert WORDS[1] in index
    screen = squeeze(taikou("show", "1-1"))
    assert [word for word in WORDS if word not in screen] == []


def test_annual_report_carries_the_item_and_what_touches_the_year(taikou, tmp_path):
    taikou("report", "--year", "2026", "--kind", "annual", "--format", "md", "-o", tmp_path)
    text = squeeze(next(tmp_path.glob("*.md")).read_text("utf-8").replace("\\", ""))
    assert [word for word in OF_THE_YEAR if word not in text] == []
    assert "第1四半期：業者の選定" in text
    assert "第2～4四半期：住民票の窓口で試行" in text
    for left_out in ("四枚の用紙", "着席から署名", "窓口の記録票", "福祉の窓口へ拡大"):
        assert left_out not in text


def test_year_knows_no_step_that_begins_later(project):
    action = as_of(project, 2026).items_by_number()[1].content.actions[0]
    assert list(action.schedule) == ["2026-Q1", "2026-Q2..2027-Q1"]
    later = as_of(project, 2027).items_by_number()[1].content.actions[0]
    assert later.plan_for(2027) == ("第1四半期：住民票の窓口で試行", "下半期：福祉の窓口へ拡大")


def test_schedule_is_a_table_of_actions_by_year(project):
    text = write_markdown(build_report("plan", project)).replace("\\", "")
    assert "| 事業 | 2026年度 | 2027年度 | 2028年度 |" in text
    assert (
        "| 聞き取り入力の仕組み | 第1四半期：業者の選定、第2～4四半期：住民票の窓口で試行 "
        "| 第1四半期：住民票の窓口で試行、下半期：福祉の窓口へ拡大 | 全窓口で運用 |" in text
    )


def test_open_data_hold_the_schedule_in_long_form(taikou, tmp_path):
    taikou("export", "--format", "csv", "-o", tmp_path)
    path = next(tmp_path.rglob("schedule.csv"))
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["item", "action", "from", "to", "text"]
    assert ["1", "system", "2026-Q2", "2027-Q1", "住民票の窓口で試行"] in rows
    assert ["1", "training", "2026-Q1", "2028-Q4", "毎月の研修"] in rows


def test_complete_plan_is_an_implementation_plan_with_its_contents(project):
    small = load_project(PLAN.parents[1] / "small")
    text = write_markdown(build_report("plan", small))
    assert "実施計画書" in text.splitlines()[0]
    assert text.index("## 実施計画\n") < text.index("## 登録の状況")
    assert "内容と登録の状況" in write_markdown(build_report("plan", project)).splitlines()[0]


def test_outcomes_alone_tell_whether_outcomes_follow(project):
    """The output missed its target (80 of 100), the outcome reached it (18 of at most 20)."""
    axes = compute_figures(project, 2026).overall.axes
    assert (axes.both, axes.schedule_only, axes.not_comparable) == (1, 0, 1)


def test_years_before_the_plan_are_shown_and_counted_in_no_rate(project, taikou, tmp_path):
    figures = json.loads(taikou("status", "--year", "2026", "--format", "json"))
    assert [year["fiscal_year"] for year in figures["years"]] == [2026]
    assert figures["overall"]["grades"] == {"A": 0, "B": 2}
    assert figures["overall"]["changes"] is None
    text = write_markdown(build_report("annual", project, 2026))
    assert "2025年度（計画の前） A" in text
    taikou("export", "--format", "site", "-o", tmp_path)
    page = next(path for path in tmp_path.rglob("item-*1.html")).read_text("utf-8")
    assert "前の計画で用紙を半分にした。" in page


def test_labels_stand_in_place_of_numbers(project, taikou, tmp_path):
    figures = json.loads(taikou("status", "--year", "2026", "--format", "json"))
    assert [(one["number"], one["label"]) for one in figures["items"]] == [(1, "1-1"), (2, "1-2")]
    assert figures["goals"][0]["label"] == "Ⅲ"
    assert [one["kind"] for one in figures["items"][0]["kpis"]] == ["input", "output", "outcome"]
    text = write_markdown(build_report("annual", project, 2026)).replace("\\", "")
    assert "## 目標Ⅲ　待たせない市役所" in text
    assert "実施項目1-1　申請書を書かない窓口" in text
    assert "実施項目1　" not in text
    assert taikou("show", "1-2").splitlines()[1:] == taikou("show", "2").splitlines()[1:]
    taikou("form", "export", "--year", "2026", "--item", "1-2", "-o", tmp_path)
    assert len(list(tmp_path.glob("*.xlsx"))) == 1


def test_label_that_nothing_bears_is_refused(capsys):
    assert run(
        ["form", "export", "--year", "2026", "--item", "9-9", "-o", "x", "--data", str(PLAN)]
    )
    assert "「9-9」は実施項目の番号ではありません。" in capsys.readouterr().err


def test_logic_model_leads_from_input_to_the_goal(project):
    text = write_markdown(build_report("plan", project)).replace("\\", "")
    start = text.index("| 段階 | 内容 | 寄与するKGI |")
    steps = [line.split(" | ")[0].strip("| ") for line in text[start:].splitlines()[2:8]]
    assert steps == [
        "投入（インプット）",
        "事業",
        "事業",
        "活動実績（アウトプット）",
        "成果（アウトカム）",
        "KGI",
    ]
    assert "| 成果（アウトカム） | 申請にかかる時間（分） | 窓口で待つ時間（分） |" in text


def test_target_after_the_plan_is_told_as_such(project):
    text = write_markdown(build_report("plan", project))
    assert "2030年度（令和12年度）【計画の後】：5" in text


def test_years_before_the_plan_are_not_summed_up(tmp_path):
    """40 came before the plan, 80 in its first year: 80 of 100 are reached, not 120."""
    data = shutil.copytree(PLAN, tmp_path / "data")
    path = data / "items/01.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("    unit: 件\n", "    unit: 件\n    method: cumulative\n"), "utf-8"
    )
    standings = compute_figures(load_project(data), 2026).standings
    (sheets,) = (one for one in standings[0].indicators if one.indicator.id == "sheets")
    assert sheets.ratio == Fraction(80, 100)
