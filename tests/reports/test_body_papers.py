"""Papers of the bodies of the promotion structure: what they decide, and on what grounds."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.kinds.annual import build as build_annual
from taikou_cli.reports.writers.docx import write_docx

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples/demo/data"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def make(tmp_path, *options, data=DEMO):
    command = ["report", "--data", str(data), "--year", "2025", "-o", str(tmp_path / "out")]
    assert run([*command, *options]) == 0
    return sorted((tmp_path / "out").iterdir())


def read_md(tmp_path, *options):
    (path,) = make(tmp_path, "--format", "md", *options)
    return path.read_text("utf-8").replace("\\", "")


@pytest.mark.parametrize(
    "body",
    [
        "promotion_council",
        "implementation_committee",
        "department_committee",
        "evaluation_committee",
    ],
)
def test_every_body_has_its_papers(tmp_path, body):
    text = read_md(tmp_path, "--body", body)
    for title in (
        "この会議で決めること",
        "評価の概要",
        "実施項目の一覧",
        "個票",
        "全体の書き込み欄",
    ):
        assert f"## {title}" in text
    assert "架空のデータ" in text
    sheet = text.partition("### 目標1")[2].partition("#### 実施項目2")[0]
    for told in ("取組実績", "要因分析", "実施項目1のKPI", "具体的な取組", "書き込み欄"):
        assert told in sheet, told


def test_body_reads_what_was_said_earlier_and_what_became_of_it(tmp_path):
    text = read_md(tmp_path, "--body", "promotion_council")
    sheet = text.partition("#### 実施項目2　")[2].partition("#### 実施項目3　")[0]
    assert "前の年度までの委員会意見とその後" in sheet
    assert "2023年度　委員C" in sheet
    assert "証紙を買いだめした事業者の払戻しの期間" in sheet
    assert "その後：2025年3月末までに1,268件" in sheet


def test_body_is_told_which_items_it_decides_now(tmp_path):
    text = read_md(tmp_path, "--body", "department_committee", "--department", "総務部")
    task = text.partition("## この会議で決めること")[2].partition("## 評価の概要")[0]
    assert "期限 2026-06-30" in task
    now, passed, later = (
        re.search(rf"\| {name} \| (\d+) \| ([^|]*) \|", task).groups()
        for name in ("この会議が決めるもの", "決めたもの", "まだ届いていないもの")
    )
    project = load_project(DEMO)
    of_soumu = {one for _, listed in (now, passed, later) for one in listed.split("、")}
    assert all(str(len(listed.split("、"))) == count for count, listed in (now, passed, later))
    assert of_soumu < {str(item.content.number) for item in project.items}
    # Its figures are the department's, and no sheet of another one is there.
    assert "／" not in now[1]
    sheets = set(re.findall(r"^#### 実施項目(\d+)　", text, re.MULTILINE))
    assert sheets == of_soumu


def test_body_that_judges_by_a_scale_of_its_own_finds_its_grades(tmp_path):
    text = read_md(tmp_path, "--body", "evaluation_committee")
    task = text.partition("## この会議で決めること")[2].partition("## 評価の概要")[0]
    assert "| 妥当 | 自己評価は妥当である |" in task
    assert "| 外部評価 | 妥当　・　注文あり　・　再評価 |" in text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--body", "nosuch"), "promotion_council（"),
        (("--body", "promotion_council", "--department", "nosuch"), "soumu（総務部）"),
        (("--department", "soumu"), "「--body」とともに使います"),
        (("--body", "promotion_council", "--kind", "annual"), "同時に使えません"),
        (("--body", "promotion_council", "--format", "json"), "JSON では作れません"),
    ],
)
def test_wrong_use_is_told_with_what_there_is(tmp_path, capsys, options, message):
    command = ["report", "--data", str(DEMO), "--year", "2025", "-o", str(tmp_path / "out")]
    assert run([*command, *options]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def open_word(raw):
    docx = pytest.importorskip("docx")
    return docx.Document(io.BytesIO(raw))


def test_word_file_has_headings_tables_and_the_notice_and_is_the_same_twice(tmp_path):
    options = ("--body", "department_committee", "--department", "soumu", "--format", "docx")
    pytest.importorskip("docx")
    (path,) = make(tmp_path / "1", *options)
    (again,) = make(tmp_path / "2", *options)
    assert path.name == "body-department_committee-soumu-2025.docx"
    assert path.read_bytes() == again.read_bytes()
    word = open_word(path.read_bytes())
    headings = {p.style.name: p.text for p in word.paragraphs if p.style.name.startswith("Head")}
    assert {"Heading 1", "Heading 2", "Heading 3"} <= headings.keys()
    assert "架空のデータ" in word.tables[0].cell(0, 0).text
    assert "架空のデータ" in word.sections[0].footer.paragraphs[0].text
    assert any("論点・意見" in row.cells[0].text for table in word.tables for row in table.rows)
    heads = [cell for table in word.tables for cell in table.rows[0].cells if "年度" in cell.text]
    # The four digits of a year stand on one line.
    assert min(cell.width.mm for cell in heads) > 8
    for table in word.tables:
        assert sum(cell.width.mm for cell in table.rows[0].cells) == pytest.approx(174, abs=0.1)
    assert word.core_properties.language == "ja-JP"


def test_word_file_says_what_every_medium_says():
    pytest.importorskip("docx")
    document = build_annual(load_project(DEMO), 2025)
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - ours
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    texts = ["".join(one.itertext()) for one in body.iter(f"{WORD}p")]
    cells = {line for line in texts if line}
    missing = [
        fact.name
        for section in document.sections
        for fact in facts_of(section)
        if fact.name not in cells
    ]
    assert missing == []
    # Cells that go on over rows are joined, and heads of tables repeat on every page.
    assert body.find(f".//{WORD}vMerge") is not None
    assert body.find(f".//{WORD}tblHeader") is not None


def facts_of(section):
    for block in section.blocks:
        yield from getattr(block, "entries", ()) if block.kind == "facts" else ()
        yield from facts_of(block) if block.kind == "section" else ()


def test_missing_library_is_told_with_the_way_out(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    command = ["report", "--data", str(DEMO), "--year", "2025", "-o", str(tmp_path / "out")]
    assert run([*command, "--format", "docx"]) == 2
    assert ".[docx]" in capsys.readouterr().err


@pytest.mark.parametrize("has_lxml", [True, False])
def test_forms_have_the_same_bytes_with_lxml_and_without(tmp_path, has_lxml):
    pytest.importorskip("lxml")
    code = (
        "import sys\n"
        f"if not {has_lxml}: sys.modules['lxml'] = None\n"
        "from taikou_cli.cli.main import run\n"
        "raise SystemExit(run(sys.argv[1:]))"
    )
    data = shutil.copytree(ROOT / "tests/plans/small", tmp_path / "data")
    out = tmp_path / "out"
    command = ["form", "export", "--year", "2026", "--data", str(data), "-o", str(out)]
    subprocess.run([sys.executable, "-c", code, *command], check=True, env={"PYTHONUTF8": "1"})
    (path,) = out.iterdir()
    with zipfile.ZipFile(path) as archive:
        # What openpyxl writes by itself, not by lxml.
        assert b'<sheetPr><outlinePr summaryBelow="1" summaryRight="1" />' in archive.read(
            "xl/worksheets/sheet1.xml"
        )
