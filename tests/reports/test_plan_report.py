"""The report of the small plan: its whole text, its accessibility, its empty states.

After a wanted change: TAIKOU_RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/reports, then read
what git shows as changed before it is committed.
"""

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt

from taikou_cli.base.errors import TaikouError
from taikou_cli.model.plan import Plan
from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.writers import html, markdown
from taikou_cli.store.yaml_reading import read_yaml

FORMATS = ("md", "html")
SMALL_PLAN = Path(__file__).parent.parent / "plans" / "small"
GOLDEN = Path(__file__).parent / "golden"
OPTIONAL_PARTS = """
subtitle: 動く市役所へ
edition: 2
history:
  - {calendar_year: 1985, title: 最初の大綱, summary: 人を減らした。, source: {chapter: 第1章}}
  - first_year: 2020
    last_year: 2025
    title: 前の大綱
    summary: 窓口を減らした。
    results: [窓口を三つにした。]
    source: {chapter: 第1章, page: 2}
background:
  summary: 人口が減る。
  turns: [{edition: 1, aim: 量の改革, background: [財政難], direction: 減らす。}]
  source: {chapter: 第1章}
positioning:
  summary: 総合計画の下にある。
  upper_plans: [総合計画]
  fields: [行政]
  lower_plans: [{field: 財政, title: 財政計画}]
  source: {chapter: 第1章}
composition: {summary: 目標の下に方針がある。, source: {chapter: 第2章}}
progress_management: {summary: 毎年度評価する。, source: {chapter: 第3章}}
glossary: [{term: オープンデータ, meaning: 誰でも使えるデータ, source: {chapter: 第2章}}]
"""
OPTIONAL_WORDS = (
    "動く市役所へ 最初の大綱 窓口を三つにした。 人口が減る。 量の改革 総合計画 財政計画"
    " 目標の下に方針がある。 毎年度評価する。 オープンデータ これまでの取組 用語 位置付け"
    " 策定の趣旨 大綱の体系"
).split()


def project_with(data):
    project = load_project(SMALL_PLAN)
    return replace(project, plan=replace(project.plan, content=Plan.model_validate(data)))


def small_data(more=""):
    text = (SMALL_PLAN / "plan.yaml").read_text(encoding="utf-8")
    return read_yaml(text + more)[0]


def full():
    return project_with(small_data(OPTIONAL_PARTS))


def bare():
    """Leave nothing but what a plan must have: the demanded keys, and no items."""
    needed = {key: v for key, v in small_data().items() if Plan.model_fields[key].is_required()}
    return replace(project_with(needed), items=())


def small():
    return load_project(SMALL_PLAN)


def render(project, output_format):
    document = build_report("plan", project)
    if output_format == "md":
        return markdown.write_markdown(document)
    return html.HtmlWriter().write(document)


def assert_outline(levels):
    first, *rest = levels
    assert first == 1
    assert 1 not in rest
    assert all(level <= before + 1 for before, level in pairwise([first, *rest]))


@pytest.fixture(params=[small, full, bare], ids=lambda make: make.__name__)
def page(request):
    text = render(request.param(), "html")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


@pytest.mark.parametrize("output_format", FORMATS)
def test_report_of_the_small_plan_is_the_golden_one(output_format, monkeypatch):
    for writer in (html, markdown):
        monkeypatch.setattr(writer, "__version__", "0")
    text = render(small(), output_format)
    text = re.sub(r"<style>.*</style>", "<style></style>", text, flags=re.DOTALL)
    golden = GOLDEN / f"small.{output_format}"
    if os.environ.get("TAIKOU_RENEW_GOLDEN"):
        golden.write_bytes(text.encode("utf-8"))
    assert text == golden.read_bytes().decode("utf-8")


def test_page_says_its_language_title_and_encoding(page):
    assert page.get("lang") == "ja"
    assert "小さな市の行革プラン" in page.findtext("head/title")
    assert page.find("head/meta[@charset='utf-8']") is not None


def test_headings_of_the_page_skip_no_level(page):
    assert_outline(int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", str(e.tag)))


def test_every_table_of_the_page_has_a_caption_and_headings_with_a_scope(page):
    tables = list(page.iter("table"))
    assert tables
    for table in tables:
        assert "".join(table.find("caption").itertext()).strip()
        assert {cell.get("scope") for cell in table.iterfind("thead//th")} == {"col"}
        assert {cell.get("scope") for cell in table.iterfind("tbody//th")} == {"row"}
        width = len(table.findall("thead/tr/th"))
        assert {len(row) for row in table.iter("tr")} == {width}


def test_page_needs_nothing_from_outside(page):
    assert not {"script", "link", "img", "iframe", "object"} & {e.tag for e in page.iter()}
    links = ("src", "href", "srcset", "action")
    assert all(e.get(name, "#").startswith("#") for e in page.iter() for name in links)
    styles = [e.get("style", "") for e in page.iter()] + [e.text for e in page.iter("style")]
    assert not re.search(r"@import|url\(", "".join(styles))


def test_every_link_of_the_page_leads_to_a_place_of_its_own(page):
    names = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(names) == len(set(names))
    assert {link.get("href") for link in page.iter("a")} <= {f"#{name}" for name in names}


@pytest.mark.parametrize("output_format", FORMATS)
def test_optional_parts_are_shown_where_they_are_and_leave_no_trace_elsewhere(output_format):
    with_them, without = render(full(), output_format), render(small(), output_format)
    for word in OPTIONAL_WORDS:
        assert (word in with_them, word in without) == (True, False)


@pytest.mark.parametrize("output_format", FORMATS)
def test_plan_without_items_says_so_at_every_policy(output_format):
    text = render(bare(), output_format)
    assert text.count("この方針の実施項目は登録されていません。") == 3
    assert "実施計画はまだ登録されていません。" in text
    assert "データ計画" not in text


def test_markdown_has_one_title_and_skips_no_level():
    for project in (small(), full(), bare()):
        tokens = MarkdownIt("commonmark").enable("table").parse(render(project, "md"))
        assert_outline(int(token.tag[1]) for token in tokens if token.type == "heading_open")


@pytest.mark.parametrize("output_format", FORMATS)
def test_made_up_plan_says_so_before_anything_else_and_at_the_end(output_format):
    text = render(project_with(small_data("fictitious: true\n")), output_format)
    start = text.index("<body" if output_format == "html" else "# ")
    places = [place.start() for place in re.finditer("架空のデータ", text[start:])]
    assert places[0] < text[start:].index("策定")
    assert len(places) > 1
    assert "架空" not in render(small(), output_format)


@pytest.mark.parametrize("part", ["plan", "goals", "organization"])
def test_plan_without_a_basic_file_cannot_be_reported(part):
    with pytest.raises(TaikouError, match=r"plan\.yaml、goals\.yaml、organization\.yaml"):
        build_report("plan", replace(small(), **{part: None}))


def test_report_is_the_same_byte_for_byte_on_every_machine(tmp_path):
    written = []
    for seed, zone, locale in (
        ("0", "UTC", "C"),
        ("1", "Asia/Tokyo", "C.UTF-8"),
        ("random", "America/Adak", "C"),
    ):
        surroundings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-m", "taikou_cli", "report", "--data", SMALL_PLAN, "-o", seed]
        subprocess.run(
            command, cwd=tmp_path, env=os.environ | surroundings, check=True, capture_output=True
        )
        written.append([(tmp_path / seed / f"plan.{name}").read_bytes() for name in FORMATS])
    assert written[0] == written[1] == written[2]
