"""Earlier editions of a year stay on the website as they were published."""

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

SMALL = Path(__file__).parents[1] / "plans/whole_period"
KEPT = "site/2020/editions/1/"
WHY = "数字の入れ違い"


def git(home, *arguments):
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.jp", *arguments]
    ended = subprocess.run(
        command,
        cwd=home,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull},
    )
    return ended.stdout.strip()


def commit(home, told):
    git(home, "add", "-A")
    git(home, "commit", "-qm", told)


def publish(home, *more):
    options = ["-o", str(home / "out"), "--no-pdf", "--data", str(home / "data")]
    return run(["publish", "2020", *options, *more])


@pytest.fixture(scope="module")
def before(decided, tmp_path_factory):
    """Give a repository with one edition, whose achievement is corrected, and the bundle's files."""
    home = tmp_path_factory.mktemp("kept")
    shutil.copytree(decided, home / "data")
    (home / ".gitignore").write_text("out\nsite\n", "utf-8")
    plan = home / "data/plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(f"{text}publication:\n  url: https://www.example.jp/kaikaku/\n", "utf-8")
    git(home, "init", "-q")
    commit(home, "評価")
    assert publish(home, "--date", "2021-08-20") == 0
    evaluation = home / "data/evaluations/2020/01.yaml"
    text = evaluation.read_text("utf-8").replace("  grade: A\n", "  grade: B\n")
    evaluation.write_text(
        f"{text}corrections:\n  - {{field: self_evaluation.grade, date: 2021-09-20, "
        "before: A, after: B, why: 書き誤り}\n",
        "utf-8",
    )
    commit(home, "訂正")
    return home


@pytest.fixture(scope="module")
def home(before, tmp_path_factory):
    """Give the repository with a second edition, too."""
    home = tmp_path_factory.mktemp("second") / "home"
    shutil.copytree(before, home)
    assert publish(home, "--date", "2021-09-20", "--why", WHY) == 0
    commit(home, "第2版")
    return home


def read(home, number):
    kept = home / f"out/plan2017_FY2020_edition{number}.zip"
    return unpack(kept if kept.exists() else find_bundle(home / "out", 2020))


def test_earlier_edition_is_the_report_of_its_own_bundle_byte_by_byte(home):
    first, second = read(home, 1), read(home, 2)
    kept = second[f"{KEPT}annual-2020.html"]
    assert kept == first["reports/annual-2020.html"]
    assert kept != second["reports/annual-2020.html"]
    assert [name for name in first if "/editions/" in name] == []
    assert [name for name in second if "/editions/2" in name] == []


def test_page_before_it_says_that_a_later_edition_follows_and_leads_to_both(home):
    page = read(home, 2)[f"{KEPT}index.html"].decode()
    told = re.sub("<[^>]*>", "", page)
    assert "第2版（訂正）を2021-09-20に公表しています" in told
    assert WHY in told
    assert "A→B（書き誤り）" in told
    assert 'href="../../index.html"' in page
    assert 'href="annual-2020.html"' in page
    address = "https://www.example.jp/kaikaku/2020/editions/1/index.html"
    assert f'<link rel="canonical" href="{address}">' in page


def test_both_lists_of_editions_lead_to_it_and_no_link_is_broken(home):
    files, count = read(home, 2), 0
    assert 'href="2020/editions/1/index.html"' in files["site/index.html"].decode()
    assert 'href="editions/1/index.html"' in files["site/2020/downloads.html"].decode()
    for name in (one for one in files if one.startswith("site/") and one.endswith(".html")):
        for address in re.findall(r'(?:href|src|action)="([^"#?]+)', files[name].decode()):
            if not address.startswith(("http", "data:", "mailto:", "tel:")):
                count += 1
                assert os.path.normpath(f"{name}/../{unquote(address)}") in files, (name, address)
        address = name.removeprefix("site/")
        assert f"<loc>https://www.example.jp/kaikaku/{address}</loc>" in (
            files["site/sitemap.xml"].decode()
        )
    assert count > 100


def test_bundle_with_an_earlier_edition_holds_and_comes_from_its_commit(home, tmp_path, capsys):
    bundle = find_bundle(home / "out", 2020)
    git(tmp_path, "clone", "-q", str(home), "clone")
    assert run(["verify", str(bundle), "--source", str(tmp_path / "clone")]) == 0, (
        capsys.readouterr().out
    )
    assert "同じバイト列です" in capsys.readouterr().out


def test_altered_earlier_edition_is_found_from_its_commit(home, tmp_path, capsys):
    files, name = read(home, 2), f"{KEPT}annual-2020.html"
    files[name] = files[name].replace(b">A<", b">B<")
    path = tmp_path / "forged.zip"
    path.write_bytes(build_zip(mend(files)))
    assert run(["verify", str(path), "--source", str(home)]) == 1
    told = capsys.readouterr().out
    assert f"{name} の" in told
    assert told.count("コミットから作り直したもの") == 1


def test_exported_site_keeps_it_at_the_same_address_with_the_same_bytes(home, tmp_path):
    site = tmp_path / "site"
    assert run(["export", "--format", "site", "-o", str(site), "--data", str(home / "data")]) == 0
    kept = site / "2020/editions/1/annual-2020.html"
    assert kept.read_bytes() == read(home, 1)["reports/annual-2020.html"]
    assert 'href="2020/editions/1/index.html"' in (site / "index.html").read_text("utf-8")


def clone_shallow(home, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{home}", "clone")
    return tmp_path / "clone"


def test_history_that_was_not_fetched_stops_the_publication_with_the_way_out(
    before, tmp_path, capsys
):
    assert publish(clone_shallow(before, tmp_path), "--date", "2021-09-20", "--why", WHY) == 2
    told = capsys.readouterr().err
    assert "履歴が浅い" in told
    assert "git fetch --unshallow" in told
    assert not (tmp_path / "clone/out").exists()


def lose_history(home, tmp_path):
    shutil.copytree(home, tmp_path / "begun anew", ignore=shutil.ignore_patterns(".git"))
    git(tmp_path / "begun anew", "init", "-q")
    commit(tmp_path / "begun anew", "新しいリポジトリー")
    return tmp_path / "begun anew"


def leave_git(home, tmp_path):
    shutil.copytree(home, tmp_path / "plain", ignore=shutil.ignore_patterns(".git"))
    return tmp_path / "plain"


@pytest.mark.parametrize("change", [clone_shallow, lose_history, leave_git])
def test_site_without_the_commit_says_where_the_earlier_edition_is(home, tmp_path, change):
    other = change(home, tmp_path)
    site = tmp_path / "site"
    assert run(["export", "--format", "site", "-o", str(site), "--data", str(other / "data")]) == 0
    assert not (site / "2020/editions").exists()
    for page in ("index.html", "2020/downloads.html"):
        told = re.sub("<[^>]*>", "", (site / page).read_text("utf-8"))
        assert told.count("この版の一式（zip）にだけあります。") == 1
    assert not list(site.rglob("editions"))


def test_edition_that_this_program_counts_otherwise_is_not_kept(home, tmp_path, monkeypatch):
    monkeypatch.setattr("taikou_cli.work.kept_editions.compare_figures", lambda *_: ["違う"])
    site = tmp_path / "site"
    assert run(["export", "--format", "site", "-o", str(site), "--data", str(home / "data")]) == 0
    assert not (site / "2020/editions").exists()
