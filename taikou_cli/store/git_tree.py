"""The files of a folder as they are in a git revision, without touching the working tree."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from taikou_cli.store.file_tree import EntryKind, FolderTree, TreeEntry, is_passed_over
from taikou_cli.store.git_command import GitError, find_repository_mark, start_git

_HASH = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_KINDS = {"100644": EntryKind.FILE, "100755": EntryKind.FILE, "120000": EntryKind.LINK}


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
        top = self._run("rev-parse", "--show-toplevel", error=partial(_no_repository, folder))
        self.top = Path(top.decode().rstrip("\n")).resolve()
        if not self._is_own(folder.resolve()):
            raise GitError(
                f"「{folder}」は、リポジトリーの設定（core.worktree）が指す場所「{self.top}」のものではありません。",
                "「git config --unset core.worktree」で設定を消すか、設定が指す場所で実行してください。",
            )

    def _is_own(self, folder: Path) -> bool:
        """Tell whether the top is that of the repository that the folder lies in."""
        mark = find_repository_mark(folder)
        if mark is not None and mark.parent == self.top:
            return True
        told = [start_git(("rev-parse", "--absolute-git-dir"), at) for at in (folder, self.top)]
        names = {one.stdout for one in told}
        return folder.is_relative_to(self.top) and len(names) == 1

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

    def time_of(self, commit: str) -> str:
        """Give the time of a commit, in seconds since 1970."""
        return self._run("show", "-s", "--format=%ct", commit).decode().strip()

    def leads_to(self, commit: str, head: str) -> bool:
        """Tell whether a commit, named by its hash, is in the history of another.

        Raises:
            GitError: It is not found, but the history may go further back than what was fetched.
        """
        is_hash = bool(_HASH.fullmatch(commit))
        if is_hash and self._try("merge-base", "--is-ancestor", commit, head) is not None:
            return True
        if is_hash and self.is_shallow():
            raise self._unknown(commit)
        return False

    def is_shallow(self) -> bool:
        """Tell whether older commits were left out when the repository was fetched."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def tree(self, revision: str, folder: Path) -> "GitTree":
        """Give the files below a folder of the working tree as they are in a revision."""
        return self.tree_at(self.resolve(revision), folder, self.prefix_of(folder))

    def prefix_of(self, folder: Path) -> str:
        """Give what stands before the paths of a folder's files: `data/`; nothing at the top."""
        below = folder.resolve().relative_to(self.top).as_posix()
        return "" if below == "." else f"{below}/"

    def tree_at(self, commit: str, folder: Path, prefix: str) -> "GitTree":
        """Give the files below a prefix in a commit, as those of a folder of the working tree."""
        below = [f"./{prefix}"] if prefix else []
        listing = self.read("ls-tree", "-r", "-l", "-z", commit, "--", *below)
        return GitTree(folder, prefix.removesuffix("/"), listing, self.read_objects)

    def read(self, *arguments: str, given: bytes = b"") -> bytes:
        """Run git at the top of the repository and give what it says.

        Raises:
            GitError: It failed.
        """
        return self._run(*arguments, at=self.top, given=given)

    def find_blobs(self, names: Sequence[str]) -> list[str | None]:
        """Find many files by name, such as `HEAD:data/plan.yaml`: their hashes, None where none is."""
        asked = "".join(f"{name}\n" for name in names).encode()
        lines = self.read("cat-file", "--batch-check", given=asked).splitlines()
        facts = [line.rsplit(b" ", 2) for line in lines]
        return [f[0].decode() if f[1:2] == [b"blob"] and f[2].isdigit() else None for f in facts]

    def read_objects(self, names: Sequence[str]) -> dict[str, bytes]:
        """Read many objects in one go."""
        asked = "".join(f"{name}\n" for name in names).encode()
        stream = self._run("cat-file", "--batch", given=asked)
        contents: dict[str, bytes] = {}
        place = 0
        for name in names:
            end = stream.index(b"\n", place)
            facts = stream[place:end].split()
            if len(facts) != 3:  # noqa: PLR2004 - its name, its kind, its size; or that it is missing
                raise _incomplete()
            size = int(facts[2])
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
        ended = start_git(arguments, self._folder)
        return ended.stdout if ended.returncode == 0 else None

    def _run(
        self,
        *arguments: str,
        at: Path | None = None,
        given: bytes = b"",
        error: Callable[[str], GitError] | None = None,
    ) -> bytes:
        ended = start_git(arguments, at or self._folder, given)
        if ended.returncode:
            reason = ended.stderr.decode("utf-8", "replace").strip()
            raise (error or _failed)(reason or arguments[0])
        return ended.stdout


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
            below = path.removeprefix(f"{prefix}/") if prefix else path
            if any(map(is_passed_over, below.split("/"))):
                continue
            kind = _KINDS.get(mode, EntryKind.OTHER)
            self._entries.append(TreeEntry(below, kind, int(size) if size.isdecimal() else 0))
            self._names[below] = name
        self._contents: dict[str, bytes] | None = None

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every entry but hidden files, in the order of their paths."""
        yield from sorted(self._entries, key=lambda entry: entry.path)

    def beside(self, name: str) -> str:
        """Give what stands before the paths of another folder beside this one, in its revision."""
        place, slash, _ = self._prefix.rpartition("/")
        return f"{place}{slash}{name}/"

    def has(self, path: str) -> bool:
        """Tell whether there is such a file."""
        return path in self._names

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


class CheckedOutTree:
    """The files below a folder of the working tree, with those that a sparse checkout leaves out.

    git is asked which it left out: that they are not on the disk does not mean that they are gone.
    """

    def __init__(self, repository: GitRepository, folder: Path) -> None:
        self.folder = folder
        self._disk = FolderTree(folder)
        self._left_out = self._find_left_out(repository)

    def _find_left_out(self, repository: GitRepository) -> GitTree:
        prefix = repository.prefix_of(folder := self.folder)
        below = [f"./{prefix}"] if prefix else []
        listed = repository.read("ls-files", "-s", "-t", "-z", "--", *below)
        records = (record for record in listed.split(b"\0") if record.startswith(b"S "))
        # `S mode hash stage<tab>path` in place of `mode kind hash size<tab>path`.
        listing = b"\0".join(
            b"%s blob %s -\t%s" % (*facts.split()[1:3], path)
            for facts, _, path in (record.partition(b"\t") for record in records)
            if not (repository.top / os.fsdecode(path)).exists()
        )
        return GitTree(folder, prefix.removesuffix("/"), listing, repository.read_objects)

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every entry but hidden files, in the order of their paths."""
        entries = (*self._disk.iter_entries(), *self._left_out.iter_entries())
        yield from sorted(entries, key=lambda entry: entry.path)

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        return self._left_out.read(path) if self._left_out.has(path) else self._disk.read(path)


def _failed(reason: str) -> GitError:
    if "promisor" in reason:
        return _incomplete()
    return GitError(
        f"git を実行できません（{reason.splitlines()[-1]}）。",
        "リポジトリーの状態を「git status」で確かめてください。",
    )


def _incomplete() -> GitError:
    return GitError(
        "この版のファイルの一部が、手元のリポジトリーにありません（一部だけを取得したか、壊れています）。",
        "「git fetch --refetch --no-filter」で、すべてを取得してください。",
    )


def _no_repository(folder: Path, reason: str) -> GitError:
    if "safe.directory" in reason:
        return ForeignRepositoryError(
            f"「{folder}」のリポジトリーは、別の利用者のものなので、git が読みません。",
            "信頼できるものなら、「git config --global --add safe.directory リポジトリーの場所」を実行してください。",
        )
    return GitError(
        f"「{folder}」は git のリポジトリーの中にありません。",
        "git で管理しているフォルダーの中で実行してください。",
    )
