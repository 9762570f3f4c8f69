"""Every picture of the website can be saved, with the numbers that it shows."""

import csv
import re
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.blocks import Column, Row, Table
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.site.build_site import build_site
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.writers.csv import write_csv
from taikou_cli.reports.writers.html import HtmlWriter

DEMO = Path(__file__).parents[2] / "examples/demo/data"


@pytest.fixture(scope="module")
def project():
    return load_project(DEMO)


@pytest.fixture(scope="module")
def files(project):
    return build_site(project, 2024, HtmlWriter(), Extras())


def test_every_picture_offers_its_two_files(files):
    for name, content in files.items():
        if name.endswith(".html"):
            page = content.decode()
            offered = re.findall('<a href="(charts/[^"]+)" download>', page)
            drawn = page.count('<figure class="picture') + page.count('<table class="map"')
            assert len(offered) == 2 * drawn, name
            assert all(one in files for one in offered)
    assert sum(name.endswith(".svg") for name in files) > 100


def test_picture_as_a_file_needs_no_style_sheet(files):
    for name in (one for one in files if one.startswith("charts/") and one.endswith(".svg")):
        root = ElementTree.fromstring(files[name])  # noqa: S314
        assert float(root.get("width")) > 0
        assert float(root.get("height")) > 0
        assert b"var(" not in files[name]
        assert root[2].get("fill") == "#ffffff"


def test_numbers_are_those_of_the_table_under_the_picture(files):
    rows = list(csv.reader(StringIO(files["charts/grades.csv"].decode("utf-8-sig"))))
    page = files["index.html"].decode()
    table = page[page.index('aria-label="目標ごとの評価') :].split("</table>")[0]
    cells = [re.sub("<[^>]+>", "", one) for one in re.findall("<t[hd].*?</t[hd]>", table)]
    assert [cell for row in rows for cell in row] == cells


def test_text_that_a_spreadsheet_would_compute_is_guarded():
    table = Table("", (Column("=1", "name"),), (Row(((("+2", "3"),),)), Row(((("4",),),))))
    assert write_csv(table).decode("utf-8-sig") == "'=1\r\n'+23\r\n4\r\n"


def test_report_of_one_file_offers_none(project):
    assert "charts/" not in HtmlWriter().write(build_report("annual", project, 2024))


ENTRY = re.compile(r"<(li|tr)\b(?:(?!</\1>).)*</\1>", re.DOTALL)


def ways_in(page):
    """Give which way each item went that a page of the year lists with its grade."""
    main = page.decode().partition("<main")[2].partition("<details id=")[0]
    entries = [one[0] for one in ENTRY.finditer(main) if 'class="grade"' in one[0]]
    listed = [(re.search(r'href="(item-\d+)', one), one) for one in entries]
    ways = {item[1]: re.search("[↑→↓](改善|横ばい|悪化)", one) for item, one in listed if item}
    return {item: way and way[0] for item, way in ways.items()}


@pytest.mark.parametrize("name", ["index", "policies", "goal-1", "goal-4", "data-plan", "changes"])
def test_every_list_of_items_tells_which_way_each_went(files, name):
    known, told = (ways_in(files[f"{page}.html"]) for page in ("items", name))
    assert sum(map(bool, known.values())) > 20
    assert len(told) > 2
    assert told == {item: known[item] for item in told}
