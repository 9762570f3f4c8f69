"""The reports of a year: what they say, that they say it safely, and what they never say."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt

from taikou_cli.cli.main import run

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"
DEMO = Path(__file__).parents[2] / "examples/demo/data"
KINDS = ["annual", "data-plan", "committee", "final"]
NOTE = "担当は来年度に交代する"
HOSTILE = '<script>alert(1)</script> **太字** | & `x` [y](javascript:1) {{ 7*7 }} "quoted"'


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SMALL_PLAN, tmp_path / "data"))


def report(data, kind, output_format, year="2026"):
    folder = data.parent / "build"
    options = ["--data", str(data), "--kind", kind, "--year", year, "--format", output_format]
    assert run(["report", *options, "-o", str(folder)]) == 0
    return (folder / f"{kind}-{year}.{output_format}").read_text("utf-8")


def parse(page):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_each_kind_is_well_formed_and_accessible(data, kind):
    page = parse(report(data, kind, "html"))
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    for table in page.iter("table"):
        assert "".join(table.find("caption").itertext()).strip()
        assert all(cell.get("scope") for cell in table.iter("th"))
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href")[1:] for a in page.iter("a") if a.get("href", "").startswith("#")]
    assert set(links) <= set(ids)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("output_format", ["html", "md", "json"])
def test_internal_note_is_in_no_report(data, kind, output_format):
    assert NOTE in (data / "evaluations/2026/01.yaml").read_text("utf-8")
    assert NOTE not in report(data, kind, output_format)


@pytest.mark.parametrize("kind", ["annual", "data-plan", "committee"])
def test_hostile_text_of_an_evaluation_stays_text(data, kind):
    path = data / "evaluations/2026/01.yaml"
    yaml_text = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    for old in (
        "説明の機会を増やす。",
        "高齢の利用者への説明が足りない。",
        "窓口の人を減らしすぎないでほしい。",
    ):
        edit(path, old, f'"{yaml_text}"')
    page = parse(report(data, kind, "html"))
    assert not list(page.iter("script"))
    assert HOSTILE in "".join(page.itertext())
    tokens = MarkdownIt("commonmark").enable("table").parse(report(data, kind, "md"))
    inline = [child for token in tokens for child in token.children or ()]
    assert not {token.type for token in inline} & {"link_open", "html_inline", "code_inline"}
    assert HOSTILE in "".join(token.content for token in inline if token.type == "text")


def test_annual_report_tells_grades_rates_values_opinions_and_what_is_pending(data):
    words = "".join(parse(report(data, "annual", "html")).itertext())
    for told in (
        "40.0％＝2項目/5項目（全項目）",
        "125.0％",
        "統合の効果がKPIより先に表れたため。",
        "委員一（第1回",
        "人数は利用の状況を見て決める。",
        "統計が未公表",
        "2027年（令和9年）10月",
        "暫定",
        "四捨五入して小数第1位まで",
    ):
        assert told in words


def test_change_from_the_year_before_has_a_triangle(data):
    run(["new", "year", "2027", "--data", str(data)])
    edit(data / "evaluations/2027/01.yaml", "  grade:\n", "  grade: B\n  grade_reason: 試験\n")
    words = "".join(parse(report(data, "annual", "html", "2027")).itertext())
    assert "2026年度からの増減" in words
    row = re.search(r"A\s*大きな成果\s*0\s*0\.0％＝0/1\s*(\S+)", words)
    assert row[1] == "▲2"


def test_final_report_shows_every_year(data):
    run(["new", "year", "2027", "--data", str(data)])
    markdown = report(data, "final", "md", "2027")
    assert "| 実施項目 | 2026年度 | 2027年度 |" in markdown
    assert "| 1　申請のオンライン化 ★ | A | 未評価 |" in markdown


DEMO = Path(__file__).parents[2] / "examples/demo/data"


@pytest.mark.parametrize("output_format", ["html", "md"])
def test_final_report_has_items_that_ended_and_the_corrections_of_every_year(
    tmp_path, output_format
):
    data = shutil.copytree(DEMO, tmp_path / "data")
    text = report(data, "final", output_format, "2025")
    table = text[: text.rindex("KPIの結果")]
    assert "10　県民活動の交流サイト" in table
    assert "実施期間外" in table
    assert "2024年度をもって中止した" in text
    assert "県民に損害を与えた誤りは17件" in text
    assert "55.7" in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_in_a_report_of_a_year_in_which_an_item_has_ended_leads_somewhere(
    tmp_path, kind
):
    page = report(shutil.copytree(DEMO, tmp_path / "data"), kind, "html", "2025")
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


@pytest.mark.parametrize("output_format", ["html", "md"])
@pytest.mark.parametrize("kind", ["annual", "committee", "data-plan"])
def test_year_without_a_grade_is_not_told_as_zero_percent(data, kind, output_format):
    for path in (data / "evaluations").rglob("*.yaml"):
        path.unlink()
    text = report(data, kind, output_format)
    assert "0.0％" not in text
    assert "まだ登録されていません" in text


@pytest.mark.parametrize("kind", ["annual", "committee"])
def test_figures_of_groups_have_their_sum(data, kind):
    sums = re.findall(r"^\| 計 \| (\d+) ", report(data, kind, "md"), re.MULTILINE)
    assert sums
    assert len(set(sums)) == 1


def test_committee_papers_show_an_opinion_before_it_has_a_response(data):
    path = data / "evaluations/2026/02.yaml"
    path.write_text(
        path.read_text("utf-8") + "opinions:\n  - meeting: 第2回\n    opinion: 早すぎないか。\n",
        "utf-8",
    )
    words = "".join(parse(report(data, "committee", "html")).itertext())
    for told in ("早すぎないか。", "委員（匿名）", "検討中"):
        assert told in words


def test_year_without_evaluations_has_empty_states_that_read_well(data):
    words = "".join(parse(report(data, "annual", "html", "2028")).itertext())
    assert "この年度の評価はまだありません。" in words
    assert "None" not in words


@pytest.mark.parametrize("year", ["2025", "2029"])
def test_year_outside_the_plan_is_refused(data, year, capsys):
    assert run(["report", "--data", str(data), "--year", year]) == 2
    assert "推進期間" in capsys.readouterr().err


def test_web_address_becomes_a_link_and_anything_else_does_not(data):
    edit(data / "evaluations/2026/01.yaml", "label: 申請の件数", "label: javascript:alert(1)")
    edit(
        data / "evaluations/2026/02.yaml",
        "kpis:",
        "evidence:\n  - label: 資料\n    url: https://example.jp/2\nkpis:",
    )
    hrefs = [a.get("href") for a in parse(report(data, "annual", "html")).iter("a")]
    assert "https://example.jp/2" in hrefs
    assert not [href for href in hrefs if href.startswith("javascript")]


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ("from_baseline", "基準値から目標値までのうち進んだ割合"),
        ("cumulative", "開始からの累計 15 の"),
    ],
)
def test_reader_can_compute_an_achievement_that_is_not_actual_over_target(data, method, told):
    edit(data / "items/01.yaml", "unit: 件\n", f"unit: 件\n    method: {method}\n")
    for output_format in ("md", "html"):
        text = report(data, "annual", output_format)
        (said,) = [line for line in text.splitlines() if told in line]
        assert "申請のオンライン化の件数" in said


@pytest.mark.parametrize("output_format", ["md", "html"])
def test_annual_report_counts_by_every_way_of_grouping(data, output_format):
    edit(data / "items/01.yaml", "revisions: []", "attitudes: [1]\nrevisions: []")
    text = report(data, "annual", output_format)
    for name in ("部局", "取組所属", "取組姿勢", "企画課", "まず試す姿勢"):
        assert re.search(rf"(?:^\| |<th[^>]*>)(?:取組姿勢)?(?:1\s)?{name}", text, re.MULTILINE), (
            name
        )


def test_all_that_is_written_of_an_item_that_was_stopped_is_told(tmp_path):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    page = report(data, "annual", "md", "2024")
    sheet = page[page.index("#### 実施項目10　") : page.index("### 方針6　")]
    assert "着手状況：完了" in sheet
    assert re.search(r"運営と掲載団体の拡大 \| 利用の検証 \| 50％未満", sheet)
    assert "KPI：未登録" not in sheet
