"""Whom readers can ask about an item: the divisions that say how they are reached, or the plan."""

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from taikou_cli.cli.main import run
from taikou_cli.model.organization import Division
from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.contact import tell_contact
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.document.walk import read_text

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples/demo/data"


def contact_of(data: Path, number: int) -> str:
    year = open_year(load_project(data), 2024)
    item = next(one for one in year.items if one.number == number)
    return "".join(
        read_text(fact.text) for facts in tell_contact(year, item) for fact in facts.entries
    )


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """Give the report of the item of the tax division as Markdown and as a page."""
    folder = tmp_path_factory.mktemp("sheet")
    command = ["report", "--data", str(DEMO), "--year", "2024", "--kind", "annual"]
    for name in ("md", "html"):
        assert run([*command, "--format", name, "-o", str(folder)]) == 0
    return {path.suffix: path.read_text("utf-8") for path in folder.iterdir()}


def test_item_names_how_its_division_is_reached():
    told = contact_of(DEMO, 29)
    assert told.startswith("税務課　電話：000-0000-0002　メール：zeimu@example.jp")
    assert told.endswith("https://www.example.jp/aomine/zeimu/")


def test_item_of_a_division_without_a_contact_names_the_plans(tmp_path):
    data = shutil.copytree(DEMO, tmp_path / "data")
    path = data / "organization.yaml"
    text = path.read_text("utf-8")
    lines = [line for line in text.splitlines(keepends=True) if "example.jp" not in line]
    path.write_text("".join(line for line in lines if "telephone" not in line), "utf-8")
    assert contact_of(data, 29) == "青嶺県総務部行政改革課（架空の所属）"


def test_real_plan_invents_no_contact():
    text = (ROOT / "data/organization.yaml").read_text("utf-8")
    assert "telephone" not in text
    assert "mail:" not in text


def test_report_links_the_ways_and_repeats_no_address(sheet):
    assert '<a href="tel:000-0000-0002" rel="noopener">000-0000-0002</a>' in sheet[".html"]
    assert '<a href="mailto:zeimu@example.jp" rel="noopener">' in sheet[".html"]
    assert "mailto:" not in sheet[".md"]
    assert "zeimu@example.jp" in sheet[".md"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mail", "javascript:alert(1)"),
        ("mail", "a@b.jp?bcc=c@d.jp"),
        ("mail", "a@b.jp%0A"),
        ("telephone", "000;ext=1"),
        ("telephone", "税務課"),
        ("page", "javascript:alert(1)"),
    ],
)
def test_what_is_no_address_is_refused(key, value):
    with pytest.raises(ValidationError):
        Division(id="zeimu", name="税務課", **{key: value})
