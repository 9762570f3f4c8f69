"""What is written comes to lie in the folder that was asked for, whatever lies there before."""

import io
import shutil
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest

from taikou_cli.publication.bundle import build_zip
from taikou_cli.publication.exports import csv
from taikou_cli.publication.verification import unpacking
from tests.publication.reading import find_bundle

from .conftest import taikou
from .hostile_plan import SMALL_PLAN


@pytest.fixture
def home(tmp_path):
    """Give a folder with a plan, and beside it a secret that nothing may touch."""
    home = tmp_path / "home"
    shutil.copytree(SMALL_PLAN, home / "data")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/file").write_text("untouched", "utf-8")
    return home


@pytest.fixture
def secret(home):
    yield home.parent / "secret"
    assert [path.name for path in (home.parent / "secret").iterdir()] == ["file"]
    assert (home.parent / "secret/file").read_text("utf-8") == "untouched"


def _refused(*arguments):
    code, printed = taikou(*arguments)
    assert code == 2, printed
    assert "リンク" in printed
    assert "直し方" in printed


REPORT = ("report", "--year", "2026", "--format", "md")


def test_a_file_that_is_a_link_is_not_written_through(home, secret):
    out = home / "out"
    out.mkdir()
    (out / "annual-2026.md").symlink_to(secret / "file")
    _refused(*REPORT, "--data", home / "data", "-o", out)
    (out / "data.json").symlink_to(secret / "new")
    _refused("export", "--format", "json", "--data", home / "data", "-o", out / "data.json")


def test_a_folder_that_is_a_link_is_not_written_through(home, secret):
    (home / "out/2026").mkdir(parents=True)
    (home / "out/2026/assets").symlink_to(secret)
    _refused("export", "--format", "site", "--data", home / "data", "-o", home / "out")
    assert [path.name for path in (home / "out").iterdir()] == ["2026"]
    assert [path.name for path in (home / "out/2026").iterdir()] == ["assets"]


def test_the_folder_of_reports_is_no_link(home, secret):
    (home / "build").symlink_to(secret)
    _refused("report", "--data", home / "data")


def test_the_folder_that_was_asked_for_may_be_a_link(home, tmp_path):
    (tmp_path / "share").mkdir()
    (home / "out").symlink_to(tmp_path / "share")
    assert taikou(*REPORT, "--data", home / "data", "-o", home / "out")[0] == 0
    assert (tmp_path / "share/annual-2026.md").is_file()


def test_links_that_lead_to_one_another_are_told(home, tmp_path):
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    code, printed = taikou(
        "report", "--format", "md", "--data", home / "data", "-o", tmp_path / "one"
    )
    assert (code, "リンクが循環" in printed) == (2, True), printed


def test_new_files_of_the_plan_lie_in_the_plan(home, secret):
    (home / "data/evaluations/2027").symlink_to(secret)
    _refused("new", "year", "2027", "--data", home / "data")


@pytest.mark.parametrize("name", ["forms", "forms/2026"])
def test_the_record_of_returned_forms_is_no_link(home, secret, name):
    data = ("--year", "2026", "--data", home / "data")
    assert taikou("form", "export", *data, "-o", home / "out", "--item", "2")[0] == 0
    (form,) = (home / "out").iterdir()
    _fill(form)
    link = home / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(secret)
    before = (home / "data/evaluations/2026/02.yaml").read_bytes()
    _refused("form", "import", form, *data)
    assert (home / "data/evaluations/2026/02.yaml").read_bytes() == before


def _fill(form):
    import openpyxl

    book = openpyxl.load_workbook(form)
    for cell in (c for sheet in book.worksheets for row in sheet.iter_rows() for c in row):
        if cell.value == "説明の機会を増やす。":
            cell.value = "説明の機会を二度設ける。"
    book.save(form)


@pytest.mark.parametrize("place", ["data", "data/x", "data/items", "link"])
def test_nothing_is_made_among_the_data(home, place):
    (home / "link").symlink_to(home / "data/items")
    before = sorted(home.rglob("*"))
    code, printed = taikou(*REPORT, "--data", home / "data", "-o", home / place)
    assert code == 2
    assert "データのフォルダーの中" in printed
    assert sorted(home.rglob("*")) == before


# --- What comes back: a bundle and a form are read where they are, and never unpacked.


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """Give a good bundle of the example."""
    top = tmp_path_factory.mktemp("published")
    demo = Path(__file__).parents[2] / "examples/demo/data"
    shutil.copytree(demo, top / "data")
    code, printed = taikou("publish", "2023", "--no-pdf", "--data", top / "data", "-o", top / "out")
    assert code == 0, printed
    return find_bundle(top / "out", 2023).read_bytes()


def _link(name):
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


BAD_ENTRIES = {
    "up": "../evil.txt",
    "deep up": "site/../../evil.txt",
    "up on Windows": "..\\evil.txt",
    "absolute": "/etc/evil.txt",
    "drive": "C:evil.txt",
    "share": "\\\\evil\\x",
    "stream": "data/data.json:x",
    "link": _link("evil"),
    "twice": "MANIFEST.json",
    "twice but for case": "manifest.JSON",
}


@pytest.mark.parametrize("entry", BAD_ENTRIES.values(), ids=BAD_ENTRIES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_bundle_that_would_write_elsewhere_is_refused(tmp_path, monkeypatch, entry):
    path = tmp_path / "work/bundle.zip"
    path.parent.mkdir()
    path.write_bytes(build_zip({"MANIFEST.json": b'{"files": []}'}))
    assert taikou("verify", path)[0] == 1  # a bundle, but without its data
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, b"/etc/passwd")
    monkeypatch.chdir(path.parent)
    code, printed = taikou("verify", path)
    assert code == 2, printed
    assert "直し方" in printed
    assert sorted(tmp_path.rglob("*")) == [path.parent, path]


def test_a_bomb_is_not_unpacked(published, tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MAX_SIZE", 20_000_000)
    path = tmp_path / "bomb.zip"
    path.write_bytes(published)
    assert taikou("verify", path)[0] == 0
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(20_000_000))
    assert path.stat().st_size < len(published) + 100_000
    code, printed = taikou("verify", path)
    assert code == 2
    assert "大きくなりすぎます" in printed


ENDLESS = """
DROP TABLE kpis;
CREATE VIEW kpis AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n
"""
COMPUTED = "ALTER TABLE kpis ADD COLUMN bomb TEXT AS (printf('%.*c', 900000000, 'x'))"


@pytest.mark.parametrize("script", [ENDLESS, COMPUTED], ids=["view", "column"])
def test_a_database_that_computes_without_end_is_not_asked(published, tmp_path, script):
    with zipfile.ZipFile(io.BytesIO(published)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(files["data/data.sqlite"])
    connection.executescript(script)
    files["data/data.sqlite"] = connection.serialize()
    path = tmp_path / "changed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    code, printed = taikou("verify", path)
    assert code == 1
    assert "data.sqlite" in printed


def test_formulas_are_what_spreadsheets_take_for_them():
    for text in ("=1", "+1", "-1", "@x", "-", "＝1", "＋1", "－1", "＠x", "＝\n1"):
        assert csv.FORMULA.match(text), text
    for text in ("－", "1=1", "'=1", "あ=1"):
        assert not csv.FORMULA.match(text), text
