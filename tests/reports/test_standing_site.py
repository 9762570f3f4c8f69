"""The standing site: all years in one, each below its number, with a start page and a feed."""

import re
import shutil
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from taikou_cli.cli.main import run

DEMO = Path(__file__).parents[2] / "examples/demo/data"
YEARS = (2022, 2023, 2024)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder with the demo, three of whose years are published."""
    folder = tmp_path_factory.mktemp("standing")
    data = str(shutil.copytree(DEMO, folder / "data"))
    for year in YEARS:
        options = ["-o", str(folder / "out"), "--no-pdf", "--data", data]
        assert run(["publish", str(year), "--date", f"{year + 1}-11-20", *options]) == 0
    return folder


@pytest.fixture(scope="module")
def site(folder):
    return export(folder, folder / "site")


def export(folder, out, *more):
    data = ["--data", str(folder / "data")]
    assert run(["export", "--format", "site", "-o", str(out), *data, *more]) == 0
    return out


def pages_of(site):
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }


def test_each_year_is_below_its_number_and_the_start_page_leads_to_all(site):
    start = (site / "index.html").read_text("utf-8")
    for year in (*YEARS, 2025):
        assert (site / f"{year}/item-15.html").is_file()
        assert f'href="{year}/index.html"' in start
    assert "第1版（公表）　2025-11-20" in start
    assert start.count("未公表") == 1


def test_year_that_is_not_published_is_marked_on_each_of_its_pages_and_no_other(site):
    for name, page in pages_of(site).items():
        assert ("まだ公表していません" in page) == name.startswith("2025/"), name


def test_no_link_is_broken(site):
    count = 0
    for name, page in pages_of(site).items():
        for address in re.findall(r'(?:href|src|action)="([^"#?]+)', page):
            if not address.startswith(("http", "data:", "mailto:")):
                count += 1
                assert (site / name).parent.joinpath(unquote(address)).is_file(), (name, address)
    assert count > 1000


def test_hash_of_each_bundle_stands_on_the_start_page_and_in_the_feed(folder, site):
    start, feed = ((site / name).read_text("utf-8") for name in ("index.html", "feed.xml"))
    for year in YEARS:
        record = (folder / f"data/publications/{year}.yaml").read_text("utf-8")
        digest = re.search("bundle_sha256: .?([0-9a-f]{64})", record)[1]
        assert digest in start
        assert digest in feed


def test_chosen_year_alone_is_below_its_number_too(folder, site, tmp_path):
    one = export(folder, tmp_path / "one", "--year", "2023")
    assert {path.name for path in one.iterdir() if path.is_dir()} == {"2023"}
    page = "2023/items.html"
    assert (one / page).read_bytes() == (site / page).read_bytes()


def test_feed_and_list_of_pages_have_the_addresses_of_the_plan(site):
    feed = ElementTree.fromstring((site / "feed.xml").read_bytes())  # noqa: S314
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 1 + len(YEARS)
    assert all(one.startswith("https://www.example.jp/gyokaku/") for one in ids)
    listed = re.findall(
        "<loc>https://www.example.jp/gyokaku/(.+?)</loc>", (site / "sitemap.xml").read_text("utf-8")
    )
    assert set(listed) == set(pages_of(site))


def test_without_an_address_there_is_no_list_of_pages_and_the_feed_names_by_tag(folder, tmp_path):
    shutil.copytree(folder / "data", tmp_path / "data")
    plan = tmp_path / "data/plan.yaml"
    text, count = re.subn(r"\n  url: .*", "", plan.read_text("utf-8"))
    assert count == 1
    plan.write_text(text, "utf-8")
    site = export(tmp_path, tmp_path / "site")
    assert not (site / "sitemap.xml").exists()
    ids = re.findall("<id>(.+?)</id>", (site / "feed.xml").read_text("utf-8"))
    assert len(ids) == 1 + len(YEARS)
    assert all(one.startswith("tag:") for one in ids)
