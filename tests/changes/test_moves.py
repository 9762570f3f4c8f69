"""A data folder that was moved, and repositories that do not show all they hold."""

import shutil

import pytest

from taikou_cli.store import git_tree

E2 = "evaluations/2026/02.yaml"


def move(repository, place):
    (repository.top / place).parent.mkdir(parents=True, exist_ok=True)
    repository.git("mv", repository.data.relative_to(repository.top).as_posix(), place)
    repository.data = repository.top / place


@pytest.mark.parametrize("places", [["plan/data"], ["計画"], ["a [b]/data", "c/d/data", "data2"]])
def test_history_goes_on_before_a_move(repository, places):
    repository.edit(E2, "actual: 11", "actual: 12")
    repository.commit("直す")
    for place in places:
        move(repository, place)
        repository.commit(f"{place}へ移す")
    repository.edit(E2, "actual: 12", "actual: 13")
    repository.commit("また直す")
    _, out, _ = repository.taikou("history", "2")
    assert "11 → 12" in out
    assert "12 → 13" in out
    assert "へ移す" not in out
    assert out.count("： 追加") == 2  # the item and its evaluation, with the first commit


def test_history_goes_on_where_a_plan_came_from_the_top_or_went_there(repository):
    for name in sorted(path.name for path in repository.data.iterdir()):
        repository.git("mv", f"data/{name}", name)
    repository.data = repository.top
    repository.commit("いちばん上へ移す")
    assert "変わりはありません" in repository.taikou("diff", "HEAD~1")[1]
    repository.edit(E2, "actual: 11", "actual: 12")
    repository.commit("直す")
    (repository.top / "data").mkdir(exist_ok=True)
    for name in ("evaluations", "goals.yaml", "items", "organization.yaml", "plan.yaml"):
        repository.git("mv", name, f"data/{name}")
    repository.data = repository.top / "data"
    repository.commit("戻す")
    _, out, _ = repository.taikou("history", "2")
    assert "11 → 12" in out
    assert out.count("： 追加") == 2


def test_what_is_changed_while_a_folder_is_moved_is_told(repository):
    move(repository, "plan/data")
    repository.edit(E2, "actual: 11", "actual: 12")
    repository.edit("plan.yaml", "title: ", "title: 新しい")
    repository.commit("移しながら直す")
    _, out, _ = repository.taikou("history", "2")
    assert "11 → 12" in out
    assert out.count("： 追加") == 2


def test_a_change_on_a_branch_that_began_before_the_move_is_told_once(repository):
    repository.git("checkout", "-q", "-b", "work")
    repository.edit(E2, "actual: 11", "actual: 12")
    repository.commit("枝で直す")
    repository.git("checkout", "-q", "main")
    move(repository, "plan/data")
    repository.commit("移す")
    repository.git("merge", "-q", "--no-edit", "work")
    _, out, _ = repository.taikou("history", "2")
    assert out.count("11 → 12") == 1
    assert out.count("： 追加") == 2


@pytest.mark.parametrize("staged", [True, False])
def test_a_move_is_no_change(repository, staged):
    move(repository, "plan/data")
    if not staged:
        repository.commit("移す")
    base = "HEAD" if staged else "HEAD~1"
    assert "変わりはありません" in repository.taikou("diff", base)[1]
    repository.edit(E2, "actual: 11", "actual: 12")
    _, out, _ = repository.taikou("diff", base)
    assert "11 → 12" in out
    assert "追加" not in out


def test_a_move_between_two_revisions_is_no_change(repository):
    move(repository, "plan/data")
    repository.edit(E2, "actual: 11", "actual: 12")
    repository.commit("移す")
    _, out, _ = repository.taikou("diff", "HEAD~1", "HEAD")
    assert "11 → 12" in out
    assert "追加" not in out


def test_another_plan_of_the_repository_is_not_taken_for_the_past(repository):
    shutil.copytree(repository.data, repository.top / "other/data")
    other = repository.top / "other/data" / E2
    other.write_text(other.read_text("utf-8").replace("actual: 11", "actual: 99"), "utf-8")
    repository.commit("別の計画を加える")
    _, out, _ = repository.taikou("history", "2")
    assert "→ 99" not in out


def test_what_a_sparse_checkout_leaves_out_is_not_deleted(repository):
    repository.git("sparse-checkout", "set", "--no-cone", "/*", "!/data/evaluations/")
    assert not (repository.data / E2).exists()
    assert "変わりはありません" in repository.taikou("diff")[1]
    repository.edit("items/02.yaml", "title: 窓口の統合\n", "title: 窓口の集約\n")
    _, out, _ = repository.taikou("diff")
    assert "窓口の集約" in out
    assert "削除" not in out


def test_a_file_that_is_really_gone_is_deleted(repository):
    (repository.data / E2).unlink()
    assert "削除" in repository.taikou("diff")[1]


def test_what_replaces_a_commit_is_not_read(repository):
    repository.edit(E2, "actual: 11", "actual: 12")
    changed = repository.commit("直す")
    repository.git("replace", changed, repository.git("rev-parse", "HEAD~1").strip())
    assert "11 → 12" in repository.taikou("diff", f"{changed}~1", changed)[1]
    assert "11 → 12" in repository.taikou("history", "2")[1]


@pytest.mark.parametrize(("place", "is_repository"), [("elsewhere", 0), (".", 0), (".", 1)])
def test_a_working_tree_elsewhere_is_said(repository, tmp_path, place, is_repository):
    elsewhere = tmp_path / place
    elsewhere.mkdir(exist_ok=True)
    if is_repository:
        repository.git("init", "-q", str(elsewhere))
    repository.git("config", "core.worktree", str(elsewhere))
    for command in (["diff"], ["history", "2"]):
        code, out, err = repository.taikou(*command)
        assert (code, out) == (2, "")
        assert "core.worktree" in err


def test_a_commit_whose_parents_were_taken_from_it_has_them(repository):
    repository.edit(E2, "actual: 11", "actual: 12")
    changed = repository.commit("直す")
    (repository.top / ".git/info/grafts").write_text(f"{changed}\n", "ascii")
    assert "11 → 12" in repository.taikou("diff", f"{changed}~1", changed)[1]
    assert "11 → 12" in repository.taikou("history", "2")[1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_LITERAL_PATHSPECS", "1"),
        ("GIT_GLOB_PATHSPECS", "1"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_OBJECT_DIRECTORY", "elsewhere"),
        ("GIT_SHALLOW_FILE", "elsewhere"),
        ("GIT_DIR", "elsewhere"),
    ],
)
def test_what_the_environment_tells_of_other_repositories_changes_nothing(
    repository, monkeypatch, name, value
):
    repository.edit(E2, "actual: 11", "actual: 12")
    repository.commit("直す")
    monkeypatch.setenv(name, value)
    assert "11 → 12" in repository.taikou("diff", "HEAD~1")[1]
    assert "11 → 12" in repository.taikou("history", "2")[1]


def test_history_asks_git_a_few_times_however_many_commits_there_are(repository, monkeypatch):
    counts = []
    start = git_tree.start_git

    def count(arguments, *others, **named):
        counts.append(arguments)
        return start(arguments, *others, **named)

    monkeypatch.setattr(git_tree, "start_git", count)
    repository.taikou("history", "2")
    before = len(counts)
    for number in range(12, 18):
        repository.edit(E2, f"actual: {number - 1}", f"actual: {number}")
        repository.commit(f"{number}")
    counts.clear()
    assert "16 → 17" in repository.taikou("history", "2")[1]
    assert len(counts) == before < 12
