"""The examples of docs/templates.md do what they say."""

import re
from pathlib import Path

import html5lib
import pytest

from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.store.file_tree import FolderTree

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs/templates.md").read_text("utf-8")
PARTS = {part.split("\n", 1)[0]: part for part in MANUAL.split("\n### ")[1:]}


@pytest.fixture(scope="module")
def document():
    return build_report("annual", load_project(ROOT / "tests/plans/small"), 2026)


def write(document, heading, folder):
    """Write the page with the files that stand under a heading."""
    (folder / "templates").mkdir()
    files = re.findall(r"`(templates/[\w./-]+)`\n\n```jinja\n(.*?)```", PARTS[heading], re.DOTALL)
    assert files
    for name, text in files:
        (folder / name).write_text(text, "utf-8")
    page = HtmlWriter(FolderTree(folder / "templates")).write(document)
    html5lib.HTMLParser(strict=True).parse(page)
    return page


def test_heading_is_changed(document, tmp_path):
    page = write(document, "見出しを変える", tmp_path)
    assert "<h1>行革の通信簿　2026年度（令和8年度）の評価</h1>" in page
    assert 'id="goal-1"' in page


def test_order_of_sections_is_changed_and_some_are_left_out(document, tmp_path):
    page = write(document, "章の順序を変える、選ぶ", tmp_path)
    ids = re.findall(r'<h2 id="([^"]+)"', page)
    assert ids == ["summary", "changes", "opinions", "goal-1", "goal-2", "reading", "licence"]


def test_logo_is_shown(document, tmp_path):
    page = write(document, "ロゴを入れる", tmp_path)
    assert page.index('aria-label="市章"') < page.index("<h1>")
    assert 'id="summary"' in page


def test_section_is_added_before_the_others(document, tmp_path):
    page = write(document, "章を加える", tmp_path)
    assert page.index("小さな市がみずから評価したものです") < page.index('<h2 id="summary"')


def test_manual_names_the_sections_of_the_annual_report(document):
    for section in document.sections:
        assert f"`{section.id}`" in MANUAL or section.id.startswith("goal-")


def test_manual_names_all_that_templates_get(document):
    for name in document.__slots__:
        assert re.search(rf"`(?:document\.)?{name}`", MANUAL) or name == "kind"
