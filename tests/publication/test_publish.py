"""The yearly publication: refused until all is decided, made once, and held to afterwards."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from contextlib import redirect_stdout
from pathlib import Path
from urllib.parse import unquote

import pytest

from taikou_cli.cli.main import run
from tests.publication.reading import find_bundle, read_bundle

DEMO = Path(__file__).parents[2] / "examples/demo/data"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(DEMO, tmp_path / "data"))


def publish(data, year="2024", *more):
    out = str(data.parent / "out")
    return run(["publish", year, "-o", out, "--date", "2025-11-20", "--data", str(data), *more])


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Give the data of a published year, for those who only look: the bundle lies beside them."""
    data = Path(shutil.copytree(DEMO, tmp_path_factory.mktemp("published") / "data"))
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert publish(data) == 0
    (data.parent / "printed.txt").write_text(printed.getvalue(), "utf-8")
    return data


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_bundle_lists_every_file_with_its_hash_and_carries_the_figures(published):
    bundle = find_bundle(published.parent / "out", 2024).read_bytes()
    printed = (published.parent / "printed.txt").read_text("utf-8")
    assert f"SHA-256： {hashlib.sha256(bundle).hexdigest()}\nコミット： なし" in printed
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        manifest = json.loads(archive.read("MANIFEST.json"))
        listed = {one["path"]: one["sha256"] for one in manifest["files"]}
        for name in set(archive.namelist()) - {"MANIFEST.json"}:
            assert listed.pop(name) == hashlib.sha256(archive.read(name)).hexdigest()
    assert listed == {}
    assert manifest["figures"]["overall"]["grades"]["A"] == 15
    assert manifest["fictitious"] is True


def test_bundle_and_its_workbook_are_packed_small(data, monkeypatch):
    # What the standard library packs differs between its builds.
    monkeypatch.setattr(zlib, "compressobj", None)
    publish(data)
    with zipfile.ZipFile(find_bundle(data.parent / "out", 2024)) as archive:
        assert archive.testzip() is None
        # A PDF is packed already.
        members = [one for one in archive.infolist() if not one.filename.endswith(".pdf")]
        book = zipfile.ZipFile(io.BytesIO(archive.read("data/data.xlsx"))).infolist()
    for listed in (members, book):
        assert sum(one.compress_size for one in listed) < 0.2 * sum(one.file_size for one in listed)


def test_bundle_is_the_same_in_every_folder_time_zone_locale_and_hash_seed(data, tmp_path):
    made = set()
    for number, zone in enumerate(("UTC", "Asia/Tokyo", "America/New_York")):
        place = Path(shutil.copytree(data, tmp_path / f"place {number}" / "data"))
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C"}
        command = ["publish", "2024", "-o", "out", "--date", "2025-11-20"]
        subprocess.run(
            [sys.executable, "-m", "taikou_cli", *command],
            cwd=place.parent,
            env=environment,
            check=True,
            capture_output=True,
        )
        made.add(find_bundle(place.parent / "out", 2024).read_bytes())
        made.add((place / "publications/2024.yaml").read_bytes())
    assert len(made) == 2


def test_every_file_that_the_website_offers_lies_beside_it(published, tmp_path):
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(find_bundle(published.parent / "out", 2024)) as archive:
        archive.extractall(folder)
    page = (folder / "site/2024/downloads.html").read_text("utf-8")
    offered = re.findall(r'href="(\.\./\.\./[^"]+)"', page)
    assert len(offered) > 10
    for address in offered:
        assert (folder / "site/2024" / unquote(address)).is_file(), address
    for address, name in re.findall(r'href="([^"]+)" download="([^"]+)"', page):
        assert name == f"plan2022_FY2024_edition1_{address.rpartition('/')[2]}"
    assert page.count(" download=") == sum(not one.endswith(".html") for one in offered)
    carried = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    kept = {path for path in carried if path.startswith(("data/", "reports/"))}
    assert {path.removeprefix("../../") for path in offered} == kept
    reports = {path for path in kept if path.startswith("reports/")}
    assert reports == {
        f"reports/{kind}-2024.{ending}"
        for kind in ("annual", "data-plan", "final")
        for ending in ("html", "md", "pdf")
    }


def test_year_that_is_not_decided_is_refused_with_the_items_and_why(data, capsys):
    assert publish(data, "2025") == 1
    told = capsys.readouterr().err
    assert "評価区分がない（9項目）\n  項目3、7、9、" in told
    assert "「推進会議（決定）」の段階に達していない（" in told
    assert not (data.parent / "out").exists()
    assert not (data / "publications").exists()


def test_pending_items_do_not_hold_the_publication_up(data, capsys):
    edit(data / "evaluations/2024/06.yaml", "stage: published", "stage: drafting")
    assert publish(data, "2024", "--no-pdf") == 0
    assert "実施項目6" not in capsys.readouterr().err


def test_plan_with_errors_is_not_published(data, capsys):
    edit(data / "evaluations/2024/01.yaml", "grade: A", "grade: S")
    assert publish(data) == 1
    assert "TK410" in capsys.readouterr().err
    assert not (data / "publications").exists()


def test_later_years_that_are_not_decided_are_in_no_file(data):
    sentence = "まだ決まっていない評価の文"
    evaluation = data / "evaluations/2025/01.yaml"
    text = evaluation.read_text("utf-8")
    assert "  achievements: |\n" in text
    text = text.replace("  achievements: |\n", f"  achievements: |\n    {sentence}\n", 1)
    evaluation.write_text(text, "utf-8")
    assert publish(data, "2024", "--no-pdf") == 0
    files = read_bundle(find_bundle(data.parent / "out", 2024))
    manifest = json.loads(files["MANIFEST.json"])
    assert [name for name, content in files.items() if sentence.encode() in content] == []
    assert max(year["fiscal_year"] for year in manifest["figures"]["years"]) == 2024


def test_publication_names_its_commit_and_its_day_and_refuses_what_is_not_committed(data, capsys):
    git = ["git", "-C", str(data.parent), "-c", "user.name=t", "-c", "user.email=t@example.jp"]
    day = {"GIT_COMMITTER_DATE": "2025-11-18T23:30:00+0000", "GIT_CONFIG_GLOBAL": os.devnull}
    for command in (["init", "-q"], ["add", "data"], ["commit", "-qm", "評価"]):
        subprocess.run([*git, *command], env=os.environ | day, check=True)
    (data / "items/36.yaml.txt").write_text("書きかけ", "utf-8")
    assert publish(data) != 0
    (data / "items/36.yaml.txt").unlink()
    edit(data / "plan.yaml", "title: 青嶺県", "title: 新青嶺県")
    assert publish(data) == 2
    assert "コミットしていない変更があります（data/plan.yaml）" in capsys.readouterr().err
    subprocess.run([*git, "checkout", "-q", "."], check=True)
    assert publish(data, "2024", "--no-pdf") == 0
    with zipfile.ZipFile(find_bundle(data.parent / "out", 2024)) as archive:
        manifest = json.loads(archive.read("MANIFEST.json"))
        page = archive.read("site/2024/index.html").decode()
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    assert manifest["commit"] == head.stdout.strip()
    # Half past eleven in the evening in London is the next morning in Japan.
    assert manifest["data_date"] == "2025-11-19"
    assert "2025-11-19現在のデータ" in re.sub("<[^>]*>", "", page)


def test_dry_run_writes_nothing(data, capsys):
    assert publish(data, "2024", "--dry-run") == 0
    assert capsys.readouterr().out.count("作る予定です") == 2
    assert not (data.parent / "out").exists()
    assert not (data / "publications").exists()


def test_record_is_held_to_without_git(published, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert run(["validate", "--data", str(published)]) == 0


def test_download_page_describes_the_open_data_for_search_engines(published):
    with zipfile.ZipFile(find_bundle(published.parent / "out", 2024)) as archive:
        page = archive.read("site/2024/downloads.html").decode()
        names = archive.namelist()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    dataset = json.loads(text)
    assert dataset["@type"] == "Dataset"
    urls = [one["contentUrl"] for one in dataset["distribution"]]
    assert {url.removeprefix("../../") for url in urls} == {
        n for n in names if n.startswith("data/")
    }
