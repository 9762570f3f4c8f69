"""The website of a bundle: the years published so far, each at the address that it has for good."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from taikou_cli.cli.main import run
from taikou_cli.publication.bundle import build_zip
from tests.publication.forging import mend
from tests.publication.reading import find_bundle, unpack

DEMO = Path(__file__).parents[2] / "examples/demo/data"
YEARS = (2022, 2023, 2024)


def commit(home):
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.jp"]
    for command in (["init", "-q"], ["add", "data"], ["commit", "-qm", "評価"]):
        subprocess.run(
            [*git, *command], cwd=home, check=True, env=os.environ | {"GIT_CONFIG_GLOBAL": "none"}
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Give a repository of which three years are published, one after the other."""
    home = tmp_path_factory.mktemp("years")
    data = str(shutil.copytree(DEMO, home / "data"))
    for year in YEARS:
        commit(home)
        options = ["-o", str(home / "out"), "--no-pdf", "--data", data]
        assert run(["publish", str(year), "--date", f"{year + 1}-11-20", *options]) == 0
        if year == YEARS[0]:
            commit(home)
            again = ["--date", f"{year + 1}-12-20", "--why", "体裁", *options]
            assert run(["publish", str(year), *again]) == 0
    return home


def read(home, year):
    return unpack(find_bundle(home / "out", year))


@pytest.fixture(scope="module")
def bundles(home):
    return {year: read(home, year) for year in YEARS}


def test_every_address_of_the_first_publication_is_there_after_the_third(bundles):
    first, third = ({one for one in bundles[y] if one.startswith("site/")} for y in (2022, 2024))
    assert len([one for one in first if one.startswith("site/2022/item-")]) > 30
    assert first - third == set()
    folders = {one.split("/")[1] for one in third if one.count("/") > 1}
    assert folders == {"charts", *map(str, YEARS)}


def test_earlier_edition_of_an_earlier_year_is_in_the_bundle_of_a_later_one(home, bundles):
    first = unpack(home / "out/plan2022_FY2022_edition1.zip")["reports/annual-2022.html"]
    assert bundles[2024]["site/2022/editions/1/annual-2022.html"] == first
    assert [one for one in bundles[2024] if re.match("site/202[34]/editions", one)] == []


def test_no_link_of_three_years_in_one_site_is_broken(bundles):
    files, count = bundles[2024], 0
    for name in (one for one in files if one.startswith("site/") and one.endswith(".html")):
        for address in re.findall(r'(?:href|src|action)="([^"#?]+)', files[name].decode()):
            if not address.startswith(("http", "data:", "mailto:", "tel:")):
                count += 1
                assert os.path.normpath(f"{name}/../{unquote(address)}") in files, (name, address)
    assert count > 1000


def test_pages_of_an_earlier_year_tell_what_they_told_when_it_was_published(bundles):
    for page in ("item-01", "kpis", "goals", "items"):
        before, after = (
            re.sub(
                r"<footer>.*", "", bundles[year][f"site/2022/{page}.html"].decode(), flags=re.DOTALL
            )
            for year in (2022, 2024)
        )
        assert before == after, page


def test_start_page_tells_of_all_editions_and_the_hashes_of_those_before(home, bundles):
    start = bundles[2024]["site/index.html"].decode()
    for year in YEARS:
        record = (home / f"data/publications/{year}.yaml").read_text("utf-8")
        digest = re.search("bundle_sha256: .?([0-9a-f]{64})", record)[1]
        assert (digest in start) == (year < 2024)
        newest = (
            "第2版（再発行）　2023-12-20"
            if year == YEARS[0]
            else f"第1版（公表）　{year + 1}-11-20"
        )
        assert newest in re.sub("<[^>]*>", "", start)
        assert f'href="{year}/index.html"' in start
    assert "2025/" not in start
    assert "og:image" not in start  # there are no pictures without PDFs


def test_bundle_of_three_years_holds_by_itself_and_comes_from_its_commit(home, capsys):
    bundle = str(find_bundle(home / "out", 2024))
    assert run(["verify", bundle, "--source", str(home)]) == 0, capsys.readouterr().out
    assert "同じバイト列です" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("site/2022/index.html", "overall.rates.target_achievement.percent"),
        ("site/index.html", "years.2022.rates.target_achievement.percent"),
    ],
)
def test_figure_of_an_earlier_year_altered_on_a_page_is_found(
    bundles, tmp_path, capsys, page, address
):
    files = dict(bundles[2024])
    forged, count = re.subn(
        rf'(data-figure="{re.escape(address)}">)[\d.]+', r"\g<1>99.9", files[page].decode()
    )
    assert count
    path = tmp_path / "forged.zip"
    path.write_bytes(build_zip(mend(files | {page: forged.encode()})))
    assert run(["verify", str(path)]) == 1
    assert f"{page} の {address} は「99.9」" in capsys.readouterr().out


def test_year_that_is_in_no_data_has_no_figures(bundles, tmp_path, capsys):
    page = bundles[2024]["site/2022/index.html"]
    path = tmp_path / "forged.zip"
    path.write_bytes(build_zip(mend(bundles[2024] | {"site/2031/index.html": page})))
    assert run(["verify", str(path)]) == 1
    assert "site/2031/index.html の「" in capsys.readouterr().out
