"""The standing site: all years in one, each below its number, with a start page and a feed."""

import json
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
    assert "第1版（公表）　2025-11-20" in _read_text(start)
    assert start.count("未公表") == 1


def test_year_that_is_not_published_is_marked_on_each_of_its_pages_and_no_other(site):
    for name, page in pages_of(site).items():
        assert ("まだ公表していません" in page) == name.startswith("2025/"), name


def test_no_link_is_broken(site):
    count = 0
    for name, page in pages_of(site).items():
        for address in re.findall(r'(?:href|src|action)="([^"#?]+)', page):
            if not address.startswith(("http", "data:", "mailto:", "tel:")):
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


def test_every_page_says_what_it_is_and_where_it_stands(site):
    about = {}
    for name, page in pages_of(site).items():
        (about[name],) = re.findall('<meta name="description" content="([^"]+)">', page)
        assert f'<meta property="og:description" content="{about[name]}">' in page
        assert re.search('<meta property="og:title" content="【架空のデータ】[^"]+">', page)
        address = f"https://www.example.jp/gyokaku/{name}"
        assert f'<link rel="canonical" href="{address}">' in page, name
        (icon,) = re.findall('<link rel="icon" type="image/svg.xml" href="([^"]+)">', page)
        ElementTree.fromstring((site / name).parent.joinpath(icon).read_bytes())  # noqa: S314
    assert len(set(about.values())) == len(about)
    assert "34項目のうち" in about["2024/index.html"]


def test_pictures_of_the_start_page_tell_of_every_year(site):
    start = (site / "index.html").read_text("utf-8")
    told = re.findall("<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", start)
    pictures = [(_read_text(title), _read_text(drawn)) for title, drawn in told]
    for name in ("年度ごとの評価区分の分布", "財政効果額（百万円）の年度ごとの計画と実績"):
        drawn, *_ = [drawn for title, drawn in pictures if title.endswith(name)]
        assert all(f"{year}年度" in drawn for year in YEARS), drawn


def _read_text(page):
    """Give what a page says: labels are elements of their own."""
    return re.sub("<[^>]*>", "", page)


def read_dataset(page):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


def test_dataset_of_a_year_is_a_part_of_the_series_with_its_version_and_days(site):
    series = read_dataset((site / "index.html").read_text("utf-8"))
    assert [one["version"] for one in series["hasPart"]] == ["1"] * len(YEARS)
    for year, part in zip(YEARS, series["hasPart"], strict=True):
        own = read_dataset((site / f"{year}/downloads.html").read_text("utf-8"))
        assert part.items() <= own.items()
        assert own["isPartOf"]["identifier"] == series["identifier"]
        assert own["dateModified"] == f"{year + 1}-11-20"
        assert own["temporalCoverage"].endswith(f"/{year + 1}-03-31")
    assert "ld+json" not in (site / "2025/downloads.html").read_text("utf-8")


def test_correction_is_an_entry_of_its_own_that_tells_it(folder, tmp_path):
    data = str(shutil.copytree(folder / "data", tmp_path / "data"))
    evaluation = tmp_path / "data/evaluations/2024/21.yaml"
    correction = (
        "corrections:\n  - {field: self_evaluation.factors, date: 2025-12-20, "
        "before: 土木・農林, after: 土木、農林, why: 書き誤り}\n"
    )
    text = evaluation.read_text("utf-8").replace("土木・農林", "土木、農林")
    evaluation.write_text(text + correction, "utf-8")
    options = ["--date", "2025-12-20", "--why", "書き方の訂正", "--data", data]
    assert run(["publish", "2024", "--no-pdf", "-o", str(tmp_path / "out"), *options]) == 0
    site = export(tmp_path, tmp_path / "site")
    feed = ElementTree.fromstring((site / "feed.xml").read_bytes())  # noqa: S314
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(YEARS) + 1
    entry, first = entries[:2]
    assert entry.find(f"{ATOM}title").text.endswith("第2版（訂正）")
    assert entry.find(f"{ATOM}category").get("term") == "correction"
    told = entry.find(f"{ATOM}summary").text
    assert told.startswith("書き方の訂正\n")
    assert "土木・農林→土木、農林（書き誤り）" in told
    links = {one.get("rel"): one.get("href") for one in entry.findall(f"{ATOM}link")}
    assert links["alternate"].endswith("2024/corrections.html")
    assert links["related"] == first.find(f"{ATOM}id").text
    digest = first.find(f"{ATOM}summary").text[-64:]
    page = (site / "2024/downloads.html").read_text("utf-8")
    assert digest in page
    for one in (entry, first):
        assert f'id="{one.find(f"{ATOM}id").text.rpartition("#")[2]}"' in page
    dataset = read_dataset(page)
    assert (dataset["version"], dataset["datePublished"]) == ("2", "2025-11-20")
    assert dataset["isBasedOn"] == first.find(f"{ATOM}id").text


def test_chosen_year_alone_is_below_its_number_too(folder, site, tmp_path):
    one = export(folder, tmp_path / "one", "--year", "2023")
    assert {path.name for path in one.iterdir() if path.is_dir()} == {"2023", "charts"}
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
