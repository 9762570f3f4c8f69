"""What a publication is read from: the commit that it names, where the plan is kept in git."""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japan_day import JAPAN
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.reports.template_files import find_own_templates
from taikou_cli.store.file_tree import EmptyTree, FolderTree, OverlayTree, Tree
from taikou_cli.store.git_command import GitError, find_repository_mark
from taikou_cli.store.git_tree import ForeignRepositoryError, GitRepository
from taikou_cli.store.tree_comparison import list_differences


class Source(NamedTuple):
    """Everything that a publication is made of. Nothing else of the disk enters it.

    Attributes:
        data: The files of the plan.
        templates: The plan's own templates; None if it has none.
        commit: The commit that both are read from; None if they are not kept in git.
        day: The day of the data, in Japan: of `SOURCE_DATE_EPOCH` if that is set, else of the
            commit. None if neither is known.
        near: A folder of the repository that the plan is found by; None without a commit.
    """

    data: Tree
    templates: Tree | None
    commit: str | None
    day: date | None
    near: Path | None = None


_PLAN = "plan.yaml"

Expect = Callable[[Tree], Mapping[str, str]]
"""Gives the texts that may lie on the disk instead of a commit's own, by their paths."""


def find_source(folder: Path, expect: Expect = lambda _: {}) -> Source:
    """Find out what the publication of a plan is to be read from.

    Args:
        folder: The folder that holds `plan.yaml`.
        expect: Gives what the publication itself writes: a run that was interrupted may have
            left it behind.

    Raises:
        TaikouError: There is a repository, but git cannot tell the commit; or files on the disk
            say something else than the commit; or `SOURCE_DATE_EPOCH` is no time.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    day = _read_day(given) if given else None
    own = find_own_templates(folder)
    if (place := find_repository_mark(folder)) is None:
        return Source(FolderTree(folder), own, None, day)
    repository = _open(place, folder)
    commit = repository.resolve("HEAD")
    data = repository.tree(commit, folder)
    _refuse_differences(data, FolderTree(folder), expect)
    templates = _read_templates(repository, commit, folder.resolve().parent / "templates")
    day = day or _read_day(repository.time_of(commit))
    return Source(data, templates if own else None, commit, day, folder)


def read_commit(folder: Path, commit: str) -> Source:
    """Give what a publication was read from, from the commit alone: nothing of the disk enters.

    Args:
        folder: A folder of the repository: where the plan is, or was, in it; of a repository
            with one plan, any.
        commit: The hash of the commit.

    Raises:
        TaikouError: There is no repository; it lacks the commit; or the commit has no plan, or
            several, of which the folder names none.
    """
    repository = GitRepository(folder)
    commit = repository.resolve(commit)
    prefix = find_plan(repository, commit, folder)
    home, slash, _ = prefix.removesuffix("/").rpartition("/")
    data = repository.tree_at(commit, repository.top / prefix, prefix)
    beside = repository.top / home / "templates"
    templates = repository.tree_at(commit, beside, f"{home}{slash}templates/") if prefix else None
    own = templates if templates and any(templates.iter_entries()) else None
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return Source(data, own, commit, _read_day(given or repository.time_of(commit)), folder)


def read_earlier(source: Source, commit: str) -> Source | None:
    """Give what an earlier publication was read from; None if the source does not descend from it.

    Raises:
        TaikouError: Of the history not everything is at hand; or the commit has no plan.
    """
    if source.commit is None or source.near is None:
        return None
    is_there = GitRepository(source.near).leads_to(commit, source.commit)
    return read_commit(source.near, commit) if is_there else None


def find_plan(repository: GitRepository, commit: str, folder: Path) -> str:
    """Give what stands before the paths of a plan's files in a commit: `data/`.

    Raises:
        TaikouError: There is none, or there are several and the folder is that of none of them.
    """
    listing = repository.read("ls-tree", "-r", "--name-only", "-z", commit)
    paths = listing.decode("utf-8", "replace").split("\0")
    homes: list[str] = [one.removesuffix(_PLAN) for one in paths if f"/{one}".endswith(f"/{_PLAN}")]
    own = repository.prefix_of(folder)
    places: list[str] = [own, f"{own}data/", *(homes if len(homes) == 1 else ())]
    for prefix in places:
        if prefix in homes:
            return prefix
    raise TaikouError(
        f"コミット {commit} のどこに計画（{_PLAN}）があるか、「{reveal_line(str(folder))}」からは分かりません。",
        "リポジトリーの中の、計画のフォルダー（data か、その上）を指定してください。",
    )


def _read_templates(repository: GitRepository, commit: str, folder: Path) -> Tree:
    """Give the templates of a commit, which hold what the disk holds."""
    nothing = EmptyTree(folder)
    if folder.is_symlink():  # to nothing, or to the program's own
        return nothing
    # Of a plan in the top folder of its repository, nothing beside it is committed.
    is_inside = folder.is_relative_to(repository.top)
    committed = repository.tree(commit, folder) if is_inside else nothing
    _refuse_differences(committed, FolderTree(folder) if folder.is_dir() else nothing)
    return committed


def _open(place: Path, folder: Path) -> GitRepository:
    try:
        return GitRepository(folder)
    except ForeignRepositoryError:
        raise
    except GitError as error:
        raise TaikouError(
            f"「{reveal_line(str(place))}」がありますが、git でリポジトリーとして読めないため、"
            f"公表する版を確かめられません（{error.message.removesuffix('。')}）。",
            "git をインストールし、このフォルダーで「git status」が動くことを確かめてください。",
        ) from error


def _refuse_differences(committed: Tree, on_disk: Tree, expect: Expect = lambda _: {}) -> None:
    """Refuse what the user sees and the commit does not hold: he would think it is published."""
    changed = list_differences(committed, on_disk)
    if changed:
        texts = {path: text.encode("utf-8") for path, text in expect(committed).items()}
        expected = OverlayTree(committed, texts)
        changed = tuple(path for path in list_differences(expected, on_disk) if path in changed)
    if changed:
        name = reveal_line(f"{on_disk.folder.name}/{changed[0]}")
        raise TaikouError(
            f"コミットしていない変更があります（{name}{' など' if changed[1:] else ''}）。",
            "「git commit」で記録してから実行してください。公表物にはコミットの番号が入り、"
            "その内容だけが公表されます（.gitignore や skip-worktree などで「git status」に"
            "出ないファイルも、ここでは比べます）。",
        )


def _read_day(seconds: str) -> date:
    try:
        return datetime.fromtimestamp(int(seconds), JAPAN).date()
    except (ValueError, OverflowError, OSError) as error:
        raise TaikouError(
            f"環境変数 SOURCE_DATE_EPOCH の「{seconds}」は時刻として読めません。",
            "1970年からの秒数を半角の数字で書くか、設定を消してください。",
        ) from error
