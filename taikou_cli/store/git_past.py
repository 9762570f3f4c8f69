"""A folder through the commits of its repository, wherever it was moved, read in a few runs of git."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from taikou_cli.store.file_tree import EntryKind, TreeEntry
from taikou_cli.store.git_tree import Commit, GitRepository, GitTree

_PLAN = "plan.yaml"
_FIELDS = 5


class BlobTree:
    """Files of one revision whose contents are at hand; it gives what a `FolderTree` gives."""

    def __init__(self, folder: Path, contents: Mapping[str, bytes]) -> None:
        self.folder = folder
        self._contents = contents

    def iter_entries(self) -> Iterator[TreeEntry]:
        """Yield every file in the order of the paths."""
        for path in sorted(self._contents):
            yield TreeEntry(path, EntryKind.FILE, len(self._contents[path]))

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        return self._contents[path]


class _Touch(NamedTuple):
    sign: str
    blob: str
    path: str


class _Record(NamedTuple):
    commit: Commit
    touched: tuple[_Touch, ...]


class FolderPast:
    """The commits that touched files of a folder, under all the names that the folder had.

    Args:
        repository: The repository.
        folder: A folder of its working tree that holds `plan.yaml`.
        always: Paths below the folder that every revision is read with.
        patterns: Patterns of git for the files below it whose commits are wanted.

    Raises:
        GitError: Nothing has been committed, or the repository is not whole.

    Attributes:
        commits: The commits that touched files of the patterns, the oldest first.
    """

    def __init__(
        self,
        repository: GitRepository,
        folder: Path,
        always: Sequence[str],
        patterns: Sequence[str],
    ) -> None:
        self._repository = repository
        self._folder = folder
        self._always = always
        self._prefixes = [repository.prefix_of(folder)]
        records = self._follow(patterns)
        kept = {f"{prefix}{name}" for prefix in self._prefixes for name in always}
        self._names = {
            self._below(touch.path) for record in records for touch in record.touched
        } | set(always)
        self._refuse_incomplete(touch.blob for record in records for touch in record.touched)
        self.commits = tuple(
            record.commit
            for record in reversed(records)
            if not record.touched or any(touch.path not in kept for touch in record.touched)
        )

    def read_trees(self, revisions: Iterable[str]) -> dict[str, BlobTree]:
        """Read the files of the folder as they were in revisions, by revision."""
        wanted = list(dict.fromkeys(revisions))
        names = sorted(self._names)
        asked = [(r, p, n) for r in wanted for p in self._prefixes for n in names]
        blobs = self._repository.find_blobs([f"{r}:{p}{n}" for r, p, n in asked])
        found: dict[str, dict[str, dict[str, str]]] = {revision: {} for revision in wanted}
        for (revision, prefix, name), blob in zip(asked, blobs, strict=True):
            if blob:
                found[revision].setdefault(prefix, {})[name] = blob
        contents = self._repository.read_objects(sorted(set(filter(None, blobs))))
        return {
            revision: BlobTree(
                self._folder, {name: contents[blob] for name, blob in _choose(folders).items()}
            )
            for revision, folders in found.items()
        }

    def _follow(self, patterns: Sequence[str]) -> list[_Record]:
        """Give the records of the log, the newest first; what the folder was called is found out."""
        while True:
            paths = [
                *(
                    f":(literal){prefix}{name}"
                    for prefix in self._prefixes
                    for name in self._always
                ),
                *(f":(glob){_quote(prefix)}{one}" for prefix in self._prefixes for one in patterns),
            ]
            records = _read_log(self._repository, paths)
            former = next(self._iter_former(records), None)
            if former is None:
                return records
            self._prefixes.append(former)

    def _iter_former(self, records: Sequence[_Record]) -> Iterator[str]:
        """Yield places, not known yet, from which the plan came to one that is known."""
        known = {f"{prefix}{_PLAN}": prefix for prefix in self._prefixes}
        for commit, touched in records:
            for one in touched:
                if one.sign == "A" and one.path in known and commit.parents:
                    place = known[one.path]
                    former = _moved_from(self._repository, commit.parents[0], commit.name, place)
                    if former is not None and former not in self._prefixes:
                        yield former

    def _below(self, path: str) -> str:
        fitting = (prefix for prefix in self._prefixes if path.startswith(prefix))
        return path.removeprefix(max(fitting, key=len))

    def _refuse_incomplete(self, blobs: Iterable[str]) -> None:
        """Refuse a repository that lacks what its commits name: it would seem to be deleted."""
        named = sorted({blob for blob in blobs if blob.strip("0")})
        if None in self._repository.find_blobs(named):
            self._repository.read_objects(named)


def tree_before_move(
    repository: GitRepository, revision: str, later: str | None, folder: Path
) -> GitTree:
    """Give the files of a folder as they are in a revision, where the folder was at that time.

    Args:
        repository: The repository.
        revision: The revision.
        later: The revision in which the folder is where it is now; None for what is staged.
        folder: The folder.
    """
    commit = repository.resolve(revision)
    prefix = repository.prefix_of(folder)
    tree = repository.tree_at(commit, folder, prefix)
    if tree.has(_PLAN):
        return tree
    end = repository.resolve(later) if later else None
    former = _moved_from(repository, commit, end, prefix)
    return repository.tree_at(commit, folder, former) if former is not None else tree


def _moved_from(
    repository: GitRepository, before: str, after: str | None, prefix: str
) -> str | None:
    """Find from where the plan was moved between two commits, or up to what is staged."""
    how = ("diff-tree", "-r") if after else ("diff-index", "--cached")
    told = repository.read(*how, "-M", "--raw", "-z", before, *([after] if after else []))
    tokens = iter(_decode(told).split("\0"))
    gone = []
    for facts in tokens:
        sign = facts.rpartition(" ")[2]
        path = next(tokens, "")
        if sign[:1] == "R" and next(tokens, "") == f"{prefix}{_PLAN}" and _is_plan(path):
            return path.removesuffix(_PLAN)
        if sign == "D" and _is_plan(path):
            gone.append(path.removesuffix(_PLAN))
    # Rewritten while it was moved: what else went away?
    return gone[0] if len(gone) == 1 else None


def _is_plan(path: str) -> bool:
    return f"/{path}".endswith(f"/{_PLAN}")


def _choose(folders: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Choose the folder of a revision: the latest that holds a plan, else any that holds files."""
    plans = (files for files in folders.values() if _PLAN in files)
    return next(plans, next(iter(folders.values()), {}))


def _read_log(repository: GitRepository, paths: Sequence[str]) -> list[_Record]:
    form = "--format=%H%x00%P%x00%an%x00%as%x00%s"
    how = ("--raw", "-z", "--no-abbrev", "--no-renames", "--date-order")
    repository.resolve("HEAD")
    tokens = _decode(repository.read("log", *how, form, "--", *paths)).split("\0")
    return [*_iter_records(tokens)]


def _iter_records(tokens: Sequence[str]) -> Iterator[_Record]:
    at = 0
    while at + _FIELDS <= len(tokens):
        name, parents, author, day, subject = tokens[at : at + _FIELDS]
        at += _FIELDS
        touched = []
        while at + 1 < len(tokens) and tokens[at].startswith((":", "\n:")):
            facts = tokens[at].split()
            touched.append(_Touch(facts[4][:1], facts[3], tokens[at + 1]))
            at += 2
        commit = Commit(name, tuple(parents.split()), author, day, subject)
        yield _Record(commit, tuple(touched))


def _quote(prefix: str) -> str:
    """Take signs of a folder's name for themselves in a pattern of git."""
    return "".join(f"\\{char}" if char in "*?[\\" else char for char in prefix)


def _decode(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
