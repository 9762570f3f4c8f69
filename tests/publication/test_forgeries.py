"""Thirty ways to alter a bundle with its list made to fit: each is found, and docs say by what."""

import io
import json
import re
import shutil
import tempfile
import zipfile
from dataclasses import replace as change_fields
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.publication.verification.rebuilt import iter_other_files
from taikou_cli.publication.verification.verify_bundle import Opened, verify_bundle
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.fonts import choose_fonts
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.writers.typst import write_pdf
from tests.publication.forging import MANIFEST, mend
from tests.publication.reading import find_bundle

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples/demo/data"
REPORT, PAGE, TEXT = "reports/annual-2024.html", "site/2024/index.html", "reports/annual-2024.md"
FINAL = "reports/final-2024.html"
PDF = "reports/annual-2024.pdf"
pytestmark = pytest.mark.usefixtures("same_pages_are_read_once")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("publish")
    files = publish(Path(shutil.copytree(DEMO, folder / "data")))
    pdf = print_pdf()
    return mend(files | ({PDF: pdf} if pdf else {}))


class OtherWords(TemplateFiles):
    """The template of the PDF, with texts that it shows in place of others."""

    def __init__(self, words):
        super().__init__()
        self._words = words

    def read(self, name):
        shown = "".join(f'\n  show "{old}": "{new}"' for old, new in self._words.items())
        begin = "#let write(data) = {"
        return super().read(name).replace(begin, begin + shown)


@cache
def report_to_print():
    """Give the first pages of the report, and what they are set in; nothing where that is not."""
    report = build_report("annual", load_project(DEMO), 2024)
    try:
        return change_fields(report, sections=report.sections[:1]), choose_fonts()
    except TaikouError:
        return None


def print_pdf(words=()):
    """Make a PDF of the report by Typst, as who makes it anew with some words altered."""
    pytest.importorskip("typst", reason="typst (taikou[pdf]) is not installed")
    to_print = report_to_print()
    if to_print is None:
        return None
    report, fonts = to_print
    return write_pdf(report, OtherWords(dict(words)), fonts)


def print_otherwise(words):
    def change(files):
        if PDF not in files:
            pytest.skip("no Japanese font on this computer")
        files[PDF] = print_pdf(words)

    return change


def replace(name, old, new):
    def change(files):
        assert old.encode() in files[name], (name, old)
        files[name] = files[name].replace(old.encode(), new.encode(), 1)

    return change


def substitute(name, pattern, new):
    def change(files):
        text, count = re.subn(pattern, new, files[name].decode(), count=1, flags=re.DOTALL)
        assert count == 1, (name, pattern)
        files[name] = text.encode()

    return change


def put(name, content):
    return lambda files: files.update({name: content})


def edit_manifest(edit):
    def change(files):
        manifest = json.loads(files[MANIFEST])
        edit(manifest)
        files[MANIFEST] = json.dumps(manifest).encode()

    return change


def edit_book(edit):
    def change(files):
        book = openpyxl.load_workbook(io.BytesIO(files["data/data.xlsx"]))
        edit(book)
        stream = io.BytesIO()
        book.save(stream)
        files["data/data.xlsx"] = stream.getvalue()

    return change


def swap(name, one, other):
    """Print a figure in the place of another, each with its address."""

    def change(files):
        text = files[name].decode()
        assert one in text
        assert other in text
        files[name] = text.replace(one, "\0").replace(other, one).replace("\0", other).encode()

    return change


def publish(data, *more):
    """Publish a plan and give the files of the bundle."""
    command = ["publish", "2024", "-o", str(data.parent), "--date", "2025-11-20", "--no-pdf"]
    assert run([*command, "--data", str(data), *more]) == 0
    with zipfile.ZipFile(find_bundle(data.parent, 2024)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def make_whole(files):
    """Make all of a bundle from other data, as one who has the program."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(DEMO, Path(folder) / "data"))
        item = data / "items/01.yaml"
        item.write_text(item.read_text("utf-8").replace("押印", "捺印"), "utf-8")
        files.update(publish(data))


def edit_whole_figure(files):
    """Alter a percentage and its fraction alike, on the page and in the text."""
    for name in (REPORT, TEXT):
        for old, new in (("42.9", "45.7"), ("＝15項目/35項目", "＝16項目/35項目")):
            replace(name, old, new)(files)


FIGURE = 'data-figure="overall.rates.target_achievement.percent">42.9<'
FRACTION = '<small class="muted"[^>]*>＝15項目'
FORGERIES = {
    "HTML の率": (replace(REPORT, FIGURE, FIGURE.replace("42.9", "52.9")), True),
    "ウェブサイトの率": (replace(PAGE, FIGURE, FIGURE.replace("42.9", "52.9")), True),
    "HTML の率の端数": (replace(REPORT, FIGURE, FIGURE.replace("42.9", "42.8")), True),
    "HTML の率の分子": (replace(REPORT, "＝15項目/35項目", "＝16項目/35項目"), True),
    "HTML の率の住所": (
        replace(REPORT, FIGURE, FIGURE.replace("target_achievement", "plan_execution")),
        True,
    ),
    "HTML の率と、その住所の削除": (replace(REPORT, FIGURE, ">52.9<"), True),
    "HTML の項目数": (
        substitute(
            REPORT, 'data-figure="overall.in_force">34<', 'data-figure="overall.in_force">35<'
        ),
        True,
    ),
    "HTML の評価区分": (
        substitute(PAGE, r'(data-figure="items\.\d+\.grade">)[A-D]', r"\1S"),
        True,
    ),
    "HTML の実績値": (
        substitute(
            "site/2024/item-01.html",
            r'(data-figure="items\.1\.kpis\.\w+\.actual">)[\d.]+',
            r"\g<1>99",
        ),
        True,
    ),
    "HTML の金額": (
        substitute(
            REPORT, r'(data-figure="overall\.amounts\.effect\.actual">)[\d,]+', r"\g<1>9,999"
        ),
        True,
    ),
    "HTML の区分の入替え": (swap(REPORT, "overall.grades.A", "overall.grades.B"), True),
    "HTML の年度の入替え": (swap(FINAL, '"years.2023.', '"years.2024.'), True),
    "Markdown の率": (replace(TEXT, "42.9％＝15項目", "52.9％＝15項目"), True),
    "Markdown の率と分子": (replace(TEXT, "42.9％＝15項目", "45.7％＝16項目"), True),
    "HTML と Markdown の率と分子": (edit_whole_figure, True),
    "一覧の数字": (
        edit_manifest(lambda m: m["figures"]["overall"]["grades"].update(A=99)),
        True,
    ),
    "CSV の値": (replace("data/items.csv", "押印", "捺印"), True),
    "CSV の見出しの入替え": (replace("data/items.csv", "title,label", "label,title"), True),
    "JSON の値": (replace("data/data.json", "押印", "捺印"), True),
    "Excel の値": (
        edit_book(lambda book: setattr(book["figures"]["H2"], "value", 99)),
        True,
    ),
    "Excel の行を隠す": (
        edit_book(lambda book: setattr(book["items"].row_dimensions[3], "hidden", True)),
        True,
    ),
    "データの年度の入替え": (
        replace("data/data.json", '"fiscal_year": 2024', '"fiscal_year": 2023'),
        True,
    ),
    "データの項目の削除": (
        substitute("data/data.json", r'\n  \{"item": 2, "title": [^\n]*', ""),
        True,
    ),
    "データのファイルの追加": (put("data/true.csv", b"a"), True),
    "PDF の率と分子": (print_otherwise({"42.9": "45.7", "＝15項目": "＝16項目"}), True),
    "PDF の金額": (print_otherwise({"2,144": "2,244"}), True),
    "PDF の差替え": (put(PDF, b"%PDF-1.7 forged"), True),
    "HTML の文": (replace(REPORT, "時間外勤務", "時間内勤務"), False),
    "PDF の文": (print_otherwise({"大きな成果": "小さな成果"}), False),
    "HTML の見出し": (substitute(REPORT, r"(<h2[^>]*>)", r"\1訂正済み "), False),
    "HTML の行を隠す": (replace(REPORT, "<tbody>\n<tr>", "<tbody>\n<tr hidden>"), False),
    "サイトのプログラム": (put("site/2024/assets/site.js", b"alert(1)"), False),
    "サイトの配色で隠す": (put("site/2024/assets/style.css", b"table{display:none}"), False),
    "検索の索引": (put("site/2024/assets/search-index.js", b"window.taikouIndex={}"), False),
    "項目のページの削除": (lambda files: files.pop("site/2024/item-02.html"), False),
    "ページの追加": (put("site/true.html", b"<p>x</p>"), False),
    "実行できるファイルの追加": (put("site/setup.exe", b"MZ"), False),
    "別のデータから作った一式": (make_whole, False),
    "コミット": (edit_manifest(lambda m: m.update(commit="0" * 40)), False),
    "公表日と理由": (
        edit_manifest(lambda m: m["edition"].update(published_on="2025-11-01")),
        False,
    ),
}


def forge(published, change):
    files = dict(published)
    change(files)
    return mend(files)


@pytest.mark.parametrize("name", FORGERIES)
def test_alteration_is_found_alone_or_with_the_source(published, name):
    change, is_found_alone = FORGERIES[name]
    files = forge(published, change)
    assert files != published
    alone = list(verify_bundle(Opened(files, json.loads(files[MANIFEST]))))
    assert bool(alone) == is_found_alone, alone[:3]
    # What the commit gives is what was published: tests/work/test_origin.py shows it.
    assert list(iter_other_files(files, published))


def test_what_was_published_holds(published):
    assert list(verify_bundle(Opened(published, json.loads(published[MANIFEST])))) == []
    assert list(iter_other_files(published, published)) == []


def test_documents_say_which_alteration_needs_the_source():
    rows = re.findall(
        r"^\| (.+?) \| (✓|－) \| ✓ \|$",
        (ROOT / "docs/verification.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert dict(rows) == {name: "✓" if alone else "－" for name, (_, alone) in FORGERIES.items()}
