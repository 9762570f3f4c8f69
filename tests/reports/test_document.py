"""What every medium says, because it is told once."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.reports.charts.palette import PRINT
from taikou_cli.reports.document import kinds
from taikou_cli.reports.document.blocks import Section, Table
from taikou_cli.reports.document.kinds import list_names
from taikou_cli.reports.document.parts import build_item
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.document.walk import read_line, read_text
from taikou_cli.reports.site.build_site import build_site
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.markdown import write_markdown
from taikou_cli.reports.writers.terminal import write_entries
from taikou_cli.reports.writers.typst import _Describer

ROOT = Path(__file__).parents[2]
SMALL, DEMO = ROOT / "tests/plans/small", ROOT / "examples/demo/data"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SMALL, tmp_path / "data"))


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def words_of(page):
    body = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return "".join(body.find("body").itertext())


def tell_all(data, kind="annual", year=2026):
    """Give what each medium says of a year, as one text each."""
    project = load_project(data)
    document = build_report(kind, project, year)
    pages = build_site(project, year, HtmlWriter(), Extras())
    sheets = [one for section in document.sections for one in find_sheets(section)]
    return {
        "md": write_markdown(document).replace("\\", ""),
        "html": words_of(HtmlWriter().write(document)),
        "pdf": print_out(document),
        "terminal": "\n".join(f"{e.name}　{e.text}" for one in sheets for e in write_entries(one)),
        "site": "".join(
            words_of(content.decode("utf-8"))
            for path, content in pages.items()
            if path.startswith("item-")
        ),
    }


def print_out(document):
    """Give what the PDF is set from."""
    return json.dumps(_Describer(document, PRINT).describe(None), ensure_ascii=False)


def find_sheets(section):
    if section.role == "sheet":
        yield section
    for block in section.blocks:
        if isinstance(block, Section):
            yield from find_sheets(block)


def find_tables(blocks):
    for block in blocks:
        if isinstance(block, Section):
            yield from find_tables(block.blocks)
        elif isinstance(block, Table):
            yield block


# --- Nothing is left out.

EVALUATION = """
item: 1
fiscal_year: 2026
stage: decided
dates: {self_evaluated: 2027-05-11, decided: 2027-08-12}
self_evaluation:
  grade: A
  other_grades: {initiation: 着手中}
  grade_reason: 理由の文
  achievements: 実績の文
  factors: 要因の文
  issues: 課題の文
  review: 見直しの文
actions: [{id: a1, status: 遅れ, note: 取組の説明の文}]
kpis:
  - id: k1
    actual: 4321
    fiscal_year: 2025
    finality: provisional
    note: 値の説明の文
    restatements: [{date: 2027-06-13, before: 4300, why: 遡及の文}]
evidence:
  - {label: 資料の名, url: "https://example.jp/shiryo", accessed: 2027-05-14, archived: 控えの場所}
opinions:
  - member: 委員の名
    meeting: 会議の名
    date: 2027-07-15
    opinion: 意見の文
    response: 対応の文
    follow_up: その後の文
corrections:
  - {field: self_evaluation.issues, date: 2027-09-16, before: 誤りの文, after: 正しい文, why: 訂正の理由}
internal_note: 内部の文
"""
SCALE = """  - id: initiation
    title: 着手状況
    applies_to: items
    grades: [{code: 着手中, label: 始めた}, {code: 未着手, label: まだ}]
    origin: 市の要綱
workflow:
"""
TOLD = (
    "2027-05-11 2027-08-12 着手中 理由の文 実績の文 要因の文 課題の文 見直しの文 取組の説明の文"
    " 4,321 2025年度（令和7年度）の値 速報値 値の説明の文 2027-06-13 4,300 遡及の文 資料の名"
    " https://example.jp/shiryo 2027-05-14 控えの場所 委員の名 会議の名 2027-07-15 意見の文 対応の文"
    " その後の文 2027-09-16 誤りの文 正しい文 訂正の理由"
).split()


@pytest.fixture
def full(data):
    """Give a plan with an evaluation in which everything is told."""
    text = EVALUATION
    item = load_project(data).items_by_number()[1].content
    text = text.replace("id: a1", f"id: {item.actions[0].id}")
    text = text.replace("id: k1", f"id: {item.kpis[0].id}")
    (data / "evaluations/2026/01.yaml").write_text(text, "utf-8")
    edit(data / "plan.yaml", "workflow:\n", SCALE)
    return data


def test_every_public_word_of_an_evaluation_is_told_in_every_medium(full):
    for medium, text in tell_all(full).items():
        missing = [told for told in TOLD if told not in text]
        assert missing == [], medium
        assert "内部の文" not in text, medium


def test_grade_by_a_second_scale_stands_on_the_sheet_and_in_the_lists(full):
    document = build_report("annual", load_project(full), 2026)
    (sheet, *_) = (one for section in document.sections for one in find_sheets(section))
    facts = {fact.name: read_text(fact.text) for fact in sheet.blocks[0].entries}
    assert facts["着手状況"] == "着手中 始めた"
    tables = [t for t in find_tables(document.sections) if t.caption.startswith("目標1の実施項目")]
    assert "着手状況" in [column.name for column in tables[0].columns]


@pytest.mark.parametrize("medium", ["md", "html", "pdf"])
def test_committee_sees_the_same_columns_in_every_medium(medium):
    document = build_report("committee", load_project(DEMO), 2024)
    names = ("実施項目", "取組所属", "自己評価", "KPIからの目安", "前の年度", "課題", "見直し")
    (table,) = (t for t in find_tables(document.sections) if "自己評価" in t.caption)
    assert tuple(column.name for column in table.columns) == names
    text = {
        "md": write_markdown,
        "html": lambda one: words_of(HtmlWriter().write(one)),
        "pdf": print_out,
    }[medium](document)
    assert all(name in text for name in names)


# --- What is said, and when.


def test_reason_for_a_grade_is_called_a_difference_only_where_there_is_one(full):
    def reasons():
        return re.findall(
            r"(\S*理由)　理由の文",
            write_markdown(build_report("annual", load_project(full), 2026)).replace("*", ""),
        )

    grade = load_project(full).evaluations_by_item()[1][2026].self_evaluation.grade
    assert grade == "A"
    assert reasons() == ["評価区分の理由"]
    edit(full / "evaluations/2026/01.yaml", "actual: 4321", "actual: 1")
    assert reasons() == ["KPIからの目安と違う理由"]
    edit(full / "plan.yaml", "        at_least: 100\n", "")
    assert reasons() == ["評価区分の理由"]


def test_plan_that_grades_only_actions_is_not_told_that_nothing_was_evaluated(data):
    plan = (data / "plan.yaml").read_text("utf-8")
    start, end = plan.index("  - id: items\n"), plan.index("  - id: actions\n")
    (data / "plan.yaml").write_text(plan[:start] + plan[end:], "utf-8")
    for path in (data / "evaluations/2026").glob("[0-9]*.yaml"):
        path.write_text(re.sub(r"\n  grade(_reason)?:.*", "", path.read_text("utf-8")), "utf-8")
    project = load_project(data)
    assert len(project.evaluations) > 1
    pages = build_site(project, 2026, HtmlWriter(), Extras())
    annual = write_markdown(build_report("annual", project, 2026))
    for text in (annual, pages["index.html"].decode("utf-8")):
        assert "まだ登録されていません" not in text.split("委員会意見")[0]
        assert "scales" not in text
    assert "具体的な取組の状況" in annual


def test_grades_are_called_behind_by_the_scale_alone(data):
    edit(data / "evaluations/2026/02.yaml", "grade: A", "grade: B\n  grade_reason: 試験")

    def lagging():
        page = build_site(load_project(data), 2026, HtmlWriter(), Extras())["index.html"]
        return (
            "窓口の統合" in page.decode("utf-8").partition("遅れていること")[2].partition("<h2")[0]
        )

    assert not lagging()
    edit(data / "plan.yaml", "        label: 成果\n", "        label: 成果\n        behind: true\n")
    assert lagging()


@pytest.mark.parametrize("kind", ["annual", "data-plan", "committee", "final"])
def test_provisional_grades_are_said_to_be_so_at_each_table(kind):
    document = build_report(kind, load_project(SMALL), 2026)
    with_grades = [
        table
        for table in find_tables(document.sections)
        if {"評価", "自己評価", "A"} & {column.name for column in table.columns}
        or "評価区分" in table.caption
    ]
    for table in with_grades:
        assert "暫定" in table.caption + "".join(column.name for column in table.columns)
    for section in document.sections:
        for sheet in find_sheets(section):
            assert sheet.blocks[0].entries[0].name == "評価（暫定の区分）"


WORDS = (
    "words: {plan: プラン, goal: 柱, policy: 施策, item: 取組, action: 事業, division: 担当課,"
    " department: 局, attitude: 心構え, committee: 改革審議会, response: 市の考え方}\n"
)


def test_words_of_the_plan_are_used_and_the_usual_ones_are_not(data):
    edit(data / "items/01.yaml", "revisions: []", "attitudes: [1]\nrevisions: []")
    edit(data / "plan.yaml", "counts:\n", WORDS + "counts:\n")
    project = load_project(data)
    assert not any(project.faults.values())
    for kind in list_names():
        text = write_markdown(build_report(kind, project, 2026))
        for word in (
            "大綱",
            "目標1",
            "方針1",
            "実施項目",
            "取組所属",
            "部局",
            "委員会",
            "県の対応",
        ):
            assert word not in text, (kind, word)
    annual = write_markdown(build_report("annual", project, 2026))
    for word in ("柱1", "施策1", "取組1　", "担当課", "心構え", "改革審議会の意見と市の考え方"):
        assert word in annual
    for path, page in build_site(project, 2026, HtmlWriter(), Extras()).items():
        if path.endswith(".html"):
            assert not re.search(
                "実施項目|取組所属|(?<!基盤)委員会", words_of(page.decode("utf-8"))
            ), path


def test_unknown_word_is_refused(data, capsys):
    edit(data / "plan.yaml", "counts:\n", "words: {goals: 柱}\ncounts:\n")
    assert run(["validate", "--data", str(data)]) == 1
    assert "goals" in capsys.readouterr().out


# --- Figures have their address.


def resolve(figures, address):
    """Find a value in the JSON of the figures; lists are looked through by what names an entry."""
    value, rest = figures, address
    while rest:
        if isinstance(value, dict):
            key = max((k for k in value if rest == k or rest.startswith(f"{k}.")), key=len)
            value = value[key]
        else:
            key, value = next(
                (str(one[name]), one)
                for one in value
                for name in ("number", "id", "code", "fiscal_year")
                if name in one and (rest == str(one[name]) or rest.startswith(f"{one[name]}."))
            )
        rest = rest[len(key) + 1 :]
    return value


def read_fraction(text):
    """Give the two numbers of a printed fraction: `＝2,069/2,093百万円`."""
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,.]*", text)[:2]]


def fraction_of(value):
    """Give the two numbers of a share, or of an amount: what came, of what was planned."""
    if "numerator" in value:
        return [value["numerator"], value["denominator"]]
    return [float(value["actual"]), float(value.get("planned_told", value["planned"]))]


def compare(page, figures):
    """Hold every figure of a page against the JSON; give how many there are."""
    found = re.findall(r'data-figure="([^"]+)">([^<]*)<', page)
    for address, text in found:
        if address.startswith("period."):
            continue  # of no year, and so not among a year's figures
        value = resolve(figures, address)
        if isinstance(value, dict):
            assert read_fraction(text) == fraction_of(value), address
            continue
        number = text.replace(",", "").replace("▲", "-").removesuffix("％")
        try:
            assert float(number) == float(value), address
        except (TypeError, ValueError):
            assert text == ("－" if value is None else str(value)), address
    return len(found)


@pytest.mark.parametrize("kind", ["annual", "data-plan", "committee", "final"])
def test_every_figure_of_a_page_is_that_of_status(kind, capsys):
    assert run(["status", "--data", str(DEMO), "--year", "2024", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    page = HtmlWriter().write(build_report(kind, load_project(DEMO), 2024))
    assert compare(page, figures) > 30


def test_pages_of_the_site_name_figures_of_their_own_year_only(capsys):
    assert run(["status", "--data", str(DEMO), "--year", "2024", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    pages = build_site(load_project(DEMO), 2024, HtmlWriter(), Extras())
    for path in ("item-21.html", "index.html", "goal-1.html", "kpis.html", "items.html"):
        assert compare(pages[path].decode("utf-8"), figures), path


# --- A kind is added by a file.

SCRATCH = """
from taikou_cli.reports.document.blocks import Column, Prose, Row, Section, Table
from taikou_cli.reports.document.cover import build_document
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.document.texts import say

TITLE = "試しの報告"


def build(project, fiscal_year):
    year = open_year(project, fiscal_year)
    rows = tuple(Row((say(item.title), say(str(item.number)))) for item in year.items)
    table = Table("試しの表", (Column("名", "name"), Column("番号", "number")), rows)
    section = Section("scratch", ("試しの章",), (Prose(say("試しの文")), table))
    return build_document(year.plan, "scratch", "試しの題名", (section,))
"""


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds/scratch.py").write_text(SCRATCH, "utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path / "kinds")])
    yield tmp_path
    sys.modules.pop(f"{kinds.__name__}.scratch", None)


@pytest.mark.parametrize("output_format", ["md", "html", "json", "pdf", "docx"])
def test_kind_of_report_is_added_by_a_file_alone(scratch, output_format):
    for medium, library in (("pdf", "typst"), ("docx", "docx")):
        if output_format == medium:
            pytest.importorskip(library)
    options = ["--data", str(SMALL), "--year", "2026", "-o", str(scratch / "out")]
    assert run(["report", "--kind", "scratch", "--format", output_format, *options]) == 0
    made = (scratch / f"out/scratch-2026.{output_format}").read_bytes()
    if output_format in ("md", "html"):
        for word in ("試しの題名", "試しの章", "試しの文", "試しの表", "広告収入"):
            assert word in made.decode("utf-8")
    assert made


def test_unknown_kind_is_refused_with_those_that_there_are(capsys):
    assert run(["report", "--data", str(SMALL), "--kind", "nosuch"]) == 2
    assert "、".join(list_names()) in capsys.readouterr().err


# --- A term is explained once.


def test_term_of_the_glossary_is_marked_where_it_first_stands_and_explained_at_the_end(data):
    edit(
        data / "plan.yaml",
        "counts:\n",
        "glossary: [{term: 窓口, meaning: 受付の場所, source: {chapter: 第1章}}]\ncounts:\n",
    )
    document = build_report("annual", load_project(data), 2026)
    page = HtmlWriter().write(document)
    assert len(re.findall('class="term"', page)) == 1
    assert re.search(r'<a href="#term-1" class="term">窓口</a>', page)
    assert re.search(r'<dt id="term-1">窓口</dt>', page)


def test_terminal_needs_no_templates():
    program = (
        "import sys; from taikou_cli.cli.main import run;"
        f"run(['show', '1', '--data', {str(SMALL)!r}]);"
        "sys.exit('jinja2' in sys.modules or 'markupsafe' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()


def test_terminal_tells_what_the_rows_of_an_indicator_share_before_their_years():
    item = build_item(load_project(ROOT / "examples/demo/data"), 1, 2024)
    (text,) = [one.text for one in write_entries(item) if "区分 実績" in one.text]
    _, shared, targets, actuals, *_ = text.split("\n")
    assert shared.startswith("　基準値 31.4（2021年度）　達成率 ")
    assert shared.endswith("状況 達成、↑改善")
    assert targets.startswith("　区分 目標値　2022年度 40.0　2023年度 50.0")
    assert actuals.startswith("　区分 実績　2022年度 38.6")


def test_section_titles_and_ids_are_unique():
    for kind in list_names():
        document = build_report(kind, load_project(DEMO), 2024)
        ids = [section.id for section in document.sections]
        assert len(set(ids)) == len(ids)
        assert all(read_line(section.title) for section in document.sections)
        assert replace(document).name.startswith(document.plan)
