"""`taikou verify --source`: a bundle is made anew from its commit alone, and compared."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.publication.bundle import build_zip
from tests.publication.forging import mend

DEMO = Path(__file__).parents[2] / "examples/demo/data"
FIRST, NAME = "plan2022_FY2024_edition1.zip", "publication-2024.zip"
WHY = "数字の入れ違い"


def git(home, *arguments):
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    ended = subprocess.run(
        ["git", *identity, *arguments], cwd=home, check=True, capture_output=True, text=True
    )
    return ended.stdout.strip()


def publish(home, *more):
    out, data = str(home / "out"), str(home / "data")
    return run(["publish", "2024", "-o", out, "--no-pdf", "--data", data, *more])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Give a repository with an edition, whose record is committed, and a second one, which is not."""
    home = tmp_path_factory.mktemp("origin")
    shutil.copytree(DEMO, home / "data")
    (home / ".gitignore").write_text("out\n", "utf-8")
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "評価")
    assert publish(home, "--date", "2025-11-20") == 0
    git(home, "add", "-A")
    git(home, "commit", "-qm", "公表")
    assert publish(home, "--date", "2025-12-20", "--why", WHY) == 0
    return home


@pytest.fixture
def verify(home, capsys):
    def check(bundle, *more, source=home):
        capsys.readouterr()
        code = run(["verify", str(bundle), "--source", str(source), *more])
        return code, "".join(capsys.readouterr())

    return check


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_bundle_is_the_one_that_its_commit_gives_whether_or_not_its_record_is_committed(
    home, verify
):
    bundle = home / "out" / NAME
    code, told = verify(bundle)
    assert code == 0, told
    assert "同じバイト列です" in told
    assert "公表の記録の第2版" in told
    assert hashlib.sha256(bundle.read_bytes()).hexdigest() in told
    assert git(home, "rev-parse", "HEAD") in told
    assert "第2版" in told
    code, told = verify(bundle, source=home / "data")
    assert code == 0, told


def test_edition_that_a_later_one_follows_holds_and_says_which_when_and_why(home, verify):
    code, told = verify(home / "out" / FIRST)
    assert code == 0, told
    assert "この版の後に、第2版（再発行）が 2025-12-20 に公表されています" in told
    assert WHY in told


def test_clone_without_the_record_proves_it_too_and_says_so(home, verify, tmp_path):
    git(tmp_path, "clone", "-q", str(home), "clone")
    git(tmp_path / "clone", "reset", "-q", "--hard", "HEAD~1")
    code, told = verify(home / "out" / FIRST, source=tmp_path / "clone")
    assert code == 0, told
    assert "公表の記録は、リポジトリーにありません" in told


def test_packed_otherwise_or_unpacked_is_told_and_holds(home, verify, tmp_path):
    files = read(home / "out" / NAME)
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    code, told = verify(again)
    assert code == 0, told
    assert "詰め直されています" in told
    with zipfile.ZipFile(again) as archive:
        archive.extractall(tmp_path / "folder")
    code, told = verify(tmp_path / "folder")
    assert code == 0, told
    assert "展開したフォルダー" in told
    content = again.read_bytes()
    again.write_bytes(content + b"hidden")
    code, told = verify(again)
    assert code == 1
    assert "どのファイルのものでもない" in told


def forge(home, tmp_path, change, first=False):
    files = read(home / "out" / (FIRST if first else NAME))
    change(files)
    path = tmp_path / NAME
    path.write_bytes(build_zip(mend(files)))
    return path


def tell_otherwise(**told):
    def change(files):
        manifest = json.loads(files["MANIFEST.json"])
        manifest["edition"] |= told
        files["MANIFEST.json"] = json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: f.update({"site/setup.exe": b"MZ"}), "site/setup.exe は、コミットから作り直"),
        (
            lambda f: f.pop("site/2024/item-35.html"),
            "site/2024/item-35.html は、コミットから作り直したものに",
        ),
        (
            lambda f: f.update(
                {"site/2024/assets/site.js": f["site/2024/assets/site.js"] + b"//\n"}
            ),
            "site/2024/assets/site.js の",
        ),
        (tell_otherwise(why="別の理由"), "理由が、公表の記録と違います"),
        (tell_otherwise(published_on="2025-12-21"), "公表日が、公表の記録と違います"),
        (tell_otherwise(published_on="昨日"), "版の記録"),
        (tell_otherwise(kind="first", why=None), "作れません"),
        (tell_otherwise(number=3), "MANIFEST.json の edition が"),
    ],
)
def test_what_the_commit_does_not_give_is_found(home, verify, tmp_path, change, told):
    code, output = verify(forge(home, tmp_path, change))
    assert code == 1
    assert told in output


def name_commit(commit):
    def change(files):
        manifest = json.loads(files["MANIFEST.json"]) | {"commit": commit}
        files["MANIFEST.json"] = json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"

    return change


def test_other_commit_of_the_same_data_is_not_that_of_the_record(home, verify, tmp_path):
    git(home, "commit", "-q", "--allow-empty", "-m", "何もなし")
    other = git(home, "rev-parse", "HEAD")
    git(home, "reset", "-q", "HEAD~1")
    code, told = verify(forge(home, tmp_path, name_commit(other)))
    assert code == 1
    assert "コミットが、公表の記録と違います" in told


@pytest.mark.parametrize("commit", ["0" * 40, "HEAD", None])
def test_commit_that_the_repository_lacks_or_that_is_not_named_ends_with_2(
    home, verify, tmp_path, commit
):
    code, _ = verify(forge(home, tmp_path, name_commit(commit)))
    assert code == 2


def test_folder_that_is_no_repository_ends_with_2(home, verify, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert verify(home / "out" / NAME, source=tmp_path)[0] == 2
    assert verify(home / "out" / NAME, source=tmp_path / "absent")[0] == 2
