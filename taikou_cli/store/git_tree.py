"""The files of a folder as they are in a git revision, without touching the working tree."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.store.atomic_write import LEFTOVERS
from taikou_cli.store.file_tree import EntryKind, TreeEntry

# A repository that somebody else made may name programs for git to run, and a folder of a pull
# request may hold a repository of its own, with settings that nobody has agreed to.
_SAFELY = (
    "--no-pager",
    "--no-optional-locks",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "core.quotepath=false"),
)
_KINDS = {"100644": EntryKind.FILE, "100755": EntryKind.FILE, "120000": EntryKind.LINK}


class GitError(TaikouError):
    """git is missing, the folder is in no repository, or the revision cannot be had."""


class ForeignRepositoryError(GitError):
    """There is a repository, but of another user: git does not read it."""


class Commit(NamedTuple):
    """A commit: its hash, those before it, who made it, on which calendar date, its first line."""

    name: str
    parents: tuple[str, ...]
    author: str
    date: str
    subject: str


class GitRepository:
    """The repository that a folder lies in.

    Args:
        folder: A folder in the working tree.

    Raises:
        GitError: There is no git, or no repository.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        ended = self._start(("rev-parse", "--show-toplevel"), folder, b"")
        if ended.returncode:
            raise _no_repository(folder, ended.stderr)
        self.top = Path(ended.stdout.decode().rstrip("\n")).resolve()

    def resolve(self, revision: str) -> str:
        """Give the commit that a revision names; `A...B` names where B left A.

        Raises:
            GitError: It names none: misspelt, not fetched, or nothing has been committed yet.
        """
        base, dots, head = revision.partition("...")
        if dots:
            return self._merge_base(self.resolve(base or "HEAD"), self.resolve(head or "HEAD"))
        # No name of git begins so: it would be an option.
        is_name = not revision.startswith("-") and "\0" not in revision
        found = is_name and self._try("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if not found:
            raise self._unknown(revision)
        return found.decode().strip()

    def list_commits(self, paths: Sequence[str]) -> tuple[Commit, ...]:
        """Give the commits that touched the paths, the oldest first.

        Args:
            paths: Paths, or patterns of git (`:(glob)…`), relative to the repository's top.

        Raises:
            GitError: Nothing has been committed yet.
        """
        self.resolve("HEAD")
        form = "--format=%H%x00%P%x00%an%x00%as%x00%s%x01"
        log = self._run("log", "--reverse", "--date-order", form, "--", *paths, at=self.top)
        records = log.decode("utf-8", "replace").split("\x01")
        rows = (record.strip("\n").split("\0") for record in records)
        return tuple(
            Commit(name, tuple(parents.split()), author, date, subject)
            for name, parents, author, date, subject in (row for row in rows if len(row) > 1)
        )

    def list_changes(self, *folders: Path) -> tuple[str, ...]:
        """Give the files below folders that differ from the last commit, new ones included."""
        wanted = (*map(str, folders), f":(exclude,top,glob)**/{LEFTOVERS}")
        status = self._run("status", "--porcelain", "-z", "--no-renames", "--", *wanted)
        return tuple(entry[3:] for entry in status.decode("utf-8", "replace").split("\0") if entry)

    def time_of(self, commit: str) -> str:
        """Give the time of a commit, in seconds since 1970."""
        return self._run("show", "-s", "--format=%ct", commit).decode().strip()

    def is_shallow(self) -> bool:
        """Tell whether older commits were left out when the repository was fetched."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def tree(self, revision: str, folder: Path) -> "GitTree":
        """Give the files below a folder of the working tree as they are in a revision."""
        commit = self.resolve(revision)
        prefix = folder.resolve().relative_to(self.top).as_posix()
        listing = self._run("ls-tree", "-r", "-l", "-z", commit, "--", f"{prefix}/", at=self.top)
        return GitTree(folder, prefix, listing, self.read_objects)

    def read_objects(self, names: Sequence[str]) -> dict[str, bytes]:
        """Read many objects in one go."""
        asked = "".join(f"{name}\n" for name in names).encode()
        stream = self._run("cat-file", "--batch", given=asked)
        contents: dict[str, bytes] = {}
        place = 0
        for name in names:
            end = stream.index(b"\n", place)
            size = int(stream[place:end].split()[2])
            contents[name] = stream[end + 1 : end + 1 + size]
            place = end + size + 2
        return contents

    def _merge_base(self, base: str, head: str) -> str:
        found = self._try("merge-base", base, head)
        if found is None:
            raise self._unrelated()
        return found.decode().strip()

    def _unrelated(self) -> GitError:
        if self.is_shallow():
            return GitError(
                "二つの版が分かれた所が見つかりません（履歴が浅いリポジトリーです）。",
                "「git fetch --unshallow」で履歴を取得してから実行してください。",
            )
        return GitError(
            "二つの版が分かれた所がありません（つながりのない履歴です）。",
            "「taikou diff 前の版 後の版」のように、二つに分けて指定してください。",
        )

    def _unknown(self, revision: str) -> GitError:
        if self._try("rev-parse", "--verify", "--quiet", "HEAD") is None:
            return GitError(
                "このリポジトリーにはまだコミットがありません。",
                "「git commit」で最初の版を記録してから実行してください。",
            )
        if self.is_shallow():
            return GitError(
                f"版「{revision}」が見つかりません（履歴が浅いリポジトリーです）。",
                "「git fetch --unshallow」で履歴を取得してください。",
            )
        return GitError(
            f"版「{revision}」が見つかりません。", "ブランチやコミットの名前を確かめてください。"
        )

    def _try(self, *arguments: str) -> bytes | None:
        ended = self._start(arguments, self._folder, b"")
        return ended.stdout if ended.returncode == 0 else None

    def _run(
        self,
        *arguments: str,
        at: Path | None = None,
        given: bytes = b"",
    ) -> bytes:
        ended = self._start(arguments, at or self._folder, given)
        if ended.returncode:
            reason = ended.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(
                f"git を実行できません（{reason[-1] if reason else arguments[0]}）。",
                "リポジトリーの状態を「git status」で確かめてください。",
            )
        return ended.stdout

    @staticmethod
    def _start(
        arguments: Sequence[str], folder: Path, given: bytes
    ) -> "subprocess.CompletedProcess[bytes]":
        command = ["git", "-C", str(folder), *_SAFELY, *arguments]
        try:
            return subprocess.run(  # noqa: S603
                command,
                input=given,
                capture_output=True,
                check=False,
                env=os.environ | {"LC_ALL": "C"},  # what git says is the same everywhere
            )
        except FileNotFoundError as error:
            raise GitError(
                "git が見つかりません。", "git をインストールしてから実行してください。"
            ) from error


class GitTree:
    """The files below a folder in one revision; it gives what a `FolderTree` gives."""

    def __init__(
        self,
        folder: Path,
        prefix: str,
        listing: bytes,
        read_objects: Callable[[Sequence[str]], dict[str, bytes]],
    ) -> None:
        self.folder = folder
        self._prefix = prefix
        self._read_objects = read_objects
        self._entries: list[TreeEntry] = []
        self._names: dict[str, str] = {}
        for record in listing.decode("utf-8", "replace").split("\0"):
            if not record:
                continue
            facts, _, path = record.partition("\t")
            mode, _, name, size = facts.split()
            below = path.removeprefix(f"{prefix}/")
            if any(part.startswith(".") for part in below.split("/")):
                continue
            kind = _KINDS.get(mode, EntryKind.OTHER)
            self._entries.append(TreeEntry(below, kind, int(size) if size.isdecimal() else 0))
            self._names[below] = name
        self._contents: dict[str, bytes] | None = None

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every entry but hidden files, in the order of their paths."""
        yield from sorted(self._entries, key=lambda entry: entry.path)

    def only(self, wanted: Callable[[str], bool]) -> "GitTree":
        """Give the tree of the wanted paths alone."""
        chosen = GitTree(self.folder, self._prefix, b"", self._read_objects)
        chosen._entries = [entry for entry in self._entries if wanted(entry.path)]
        chosen._names = {entry.path: self._names[entry.path] for entry in chosen._entries}
        return chosen

    def read(self, path: str) -> bytes:
        """Return the bytes of one file; the first call reads all that git would let us read."""
        if self._contents is None:
            self._contents = self._read_objects(sorted(set(self._names.values())))
        return self._contents[self._names[path]]


def _no_repository(folder: Path, said: bytes) -> GitError:
    if b"dubious ownership" in said:
        return ForeignRepositoryError(
            f"「{folder}」のリポジトリーは、ほかの利用者のものなので、git が読みません。",
            "信頼できるものなら、「git config --global --add safe.directory リポジトリーの場所」を実行してください。",
        )
    return GitError(
        f"「{folder}」は git のリポジトリーの中にありません。",
        "git で管理しているフォルダーの中で実行してください。",
    )
