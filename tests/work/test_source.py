"""What a publication is read from: the commit that it names, or nothing is published at all."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_tree
from taikou_cli.work.source import find_source
from tests.publication.reading import find_bundle

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"
DEMO = Path(__file__).parents[2] / "examples/demo/data"


def git(home, *arguments):
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    subprocess.run(["git", *identity, *arguments], cwd=home, check=True, capture_output=True)


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    shutil.copytree(SMALL_PLAN, home / "data")
    (home / "templates").mkdir()
    (home / "templates/report.css").write_text("body {}\n", "utf-8")
    (home / ".gitignore").write_text("ignored*\n06.yaml\n", "utf-8")
    commit(home)
    return home


def commit(home):
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "計画")


def edit(path, old="小さな市の", new="別の市の"):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def hide(home, option, name="data/plan.yaml"):
    git(home, "update-index", option, name)


def _change(home):
    edit(home / "data/plan.yaml")


def _change_assumed_unchanged(home):
    hide(home, "--assume-unchanged")
    edit(home / "data/plan.yaml")


def _change_skipped(home):
    hide(home, "--skip-worktree")
    edit(home / "data/plan.yaml")


def _stage(home):
    edit(home / "data/plan.yaml")
    git(home, "add", "-A")


def _add(home):
    shutil.copy(home / "data/items/05.yaml", home / "data/items/07.yaml")


def _add_ignored(home):
    shutil.copy(home / "data/items/05.yaml", home / "data/items/06.yaml")


def _remove(home):
    (home / "data/items/05.yaml").unlink()


def _leave_out(home):
    git(home, "sparse-checkout", "set", "--no-cone", "/data/*", "!/data/items/05.yaml")


def _change_mode(home):
    (home / "data/items/05.yaml").unlink()
    (home / "data/items/05.yaml").symlink_to("04.yaml")


def _change_template(home):
    edit(home / "templates/report.css", "body", "main")


def _change_skipped_template(home):
    hide(home, "--skip-worktree", "templates/report.css")
    _change_template(home)


def _add_ignored_template(home):
    (home / "templates/ignored.html.j2").write_text("", "utf-8")


def _remove_templates(home):
    shutil.rmtree(home / "templates")


WAYS = {
    "changed": (_change, "data/plan.yaml"),
    "assumed unchanged": (_change_assumed_unchanged, "data/plan.yaml"),
    "skipped": (_change_skipped, "data/plan.yaml"),
    "staged": (_stage, "data/plan.yaml"),
    "untracked": (_add, "data/items/07.yaml"),
    "ignored": (_add_ignored, "data/items/06.yaml"),
    "removed": (_remove, "data/items/05.yaml"),
    "left out by a sparse checkout": (_leave_out, "data/items/05.yaml"),
    "made a link": (_change_mode, "data/items/05.yaml"),
    "template changed": (_change_template, "templates/report.css"),
    "template skipped": (_change_skipped_template, "templates/report.css"),
    "template ignored": (_add_ignored_template, "templates/ignored.html.j2"),
    "templates removed": (_remove_templates, "templates/report.css"),
}


@pytest.mark.parametrize("way", WAYS)
def test_files_that_differ_from_the_commit_are_named_and_nothing_is_published(home, way):
    change, name = WAYS[way]
    change(home)
    with pytest.raises(TaikouError) as caught:
        find_source(home / "data")
    assert f"コミットしていない変更があります（{name}" in caught.value.message
    assert "git commit" in caught.value.hint


def _unborn(home):
    shutil.rmtree(home / ".git")
    git(home, "init", "-q")


def _break_head(home):
    (home / ".git/HEAD").write_text("ref: refs/heads/無い枝\n", "utf-8")


def _garble_head(home):
    (home / ".git/HEAD").write_text("???\n", "utf-8")


def _lose_the_commit(home):
    shutil.rmtree(home / ".git/objects")
    (home / ".git/objects").mkdir()


def _lead_nowhere(home):
    shutil.rmtree(home / ".git")
    (home / ".git").write_text("gitdir: ../gone\n", "utf-8")


def _empty(home):
    shutil.rmtree(home / ".git")
    (home / ".git").mkdir()


@pytest.mark.parametrize(
    "damage", [_unborn, _break_head, _garble_head, _lose_the_commit, _lead_nowhere, _empty]
)
def test_repository_that_git_cannot_read_is_refused(home, damage, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(home.parent))
    damage(home)
    with pytest.raises(TaikouError) as caught:
        find_source(home / "data")
    assert caught.value.hint


def test_missing_git_is_refused_where_a_repository_is(home, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(TaikouError, match=r"\.git」がありますが.*git が見つかりません"):
        find_source(home / "data")


def test_repository_of_another_user_is_refused(home, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own tests do so
    with pytest.raises(TaikouError, match="別の利用者のもの"):
        find_source(home / "data")


def test_plan_outside_any_repository_has_no_commit(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    shutil.copytree(SMALL_PLAN, tmp_path / "data")
    source = find_source(tmp_path / "data")
    assert (source.commit, source.templates) == (None, None)
    assert load_tree(source.data).plan


def test_plan_whose_folder_is_the_repository_is_read_from_its_commit(tmp_path):
    data = Path(shutil.copytree(SMALL_PLAN, tmp_path / "data"))
    commit(data)
    assert len(load_tree(find_source(data).data).items) == 5
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/report.css").write_text("", "utf-8")
    with pytest.raises(TaikouError, match=r"templates/report\.css"):
        find_source(data)


def test_line_ends_are_no_change(home):
    for path in (home / "data/plan.yaml", home / "templates/report.css"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert find_source(home / "data").commit


def test_what_is_changed_after_the_look_does_not_enter(home):
    source = find_source(home / "data")
    _change(home)
    _change_template(home)
    plan = load_tree(source.data).plan
    assert plan
    assert "別の市" not in plan.content.title
    assert source.templates
    assert source.templates.read("report.css") == b"body {}\n"


def test_bundle_is_the_commits_whatever_lies_hidden_on_the_disk(tmp_path, capsys):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/report.css").write_text("/* 私たちの色 */\n", "utf-8")
    commit(tmp_path)
    line = ["publish", "2024", "-o", str(tmp_path / "out"), "--no-pdf", "--data", str(data)]
    hide(tmp_path, "--skip-worktree")
    edit(data / "plan.yaml", "title: 青嶺県", "title: 隠した県")
    assert run(line) == 2
    assert "data/plan.yaml" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert not (data / "publications").exists()
    edit(data / "plan.yaml", "title: 隠した県", "title: 青嶺県")
    assert run(line) == 0
    with zipfile.ZipFile(find_bundle(tmp_path / "out", 2024)) as archive:
        assert "隠した県" not in archive.read("MANIFEST.json").decode()
        assert "/* 私たちの色 */" in archive.read("reports/annual-2024.html").decode()


def test_day_of_the_data_is_that_of_the_commit_in_japan(home, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2027-03-31T15:30:00+0000")
    git(home, "commit", "-qm", "x", "--allow-empty")
    assert str(find_source(home / "data").day) == "2027-04-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert str(find_source(home / "data").day) == "1970-01-01"
