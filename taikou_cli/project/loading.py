"""A folder → a `Project`. A broken file is a fault; the others are still loaded."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from taikou_cli.base.errors import describe_os_error
from taikou_cli.base.findings import Position, Problem
from taikou_cli.model.documents import DOCUMENT_KINDS, DocumentMatch, match_document_kind
from taikou_cli.project.division_guess import advise_divisions
from taikou_cli.project.file_loading import LoadedFile, describe_fault, load_file
from taikou_cli.project.private_fields import hide_private
from taikou_cli.project.project import Document, Project
from taikou_cli.store.document_reading import read_document
from taikou_cli.store.fault import Fault
from taikou_cli.store.file_tree import EntryKind, FolderTree, Tree, TreeEntry

MAX_FILE_SIZE = 1024 * 1024
"""Bytes of the largest file that is read; a full evaluation has about four thousand."""

MAX_RECORD_SIZE = 64 * MAX_FILE_SIZE
"""Bytes of the largest record that the program writes: it has a line for every file of the plan."""


Memory = dict[str, tuple[bytes, LoadedFile]]
"""Files as they were last loaded, with their bytes: two revisions share most of theirs."""


def load_project(folder: Path, memory: Memory | None = None) -> Project:
    """Load everything below the folder that holds `plan.yaml`; see `load_tree`."""
    return load_tree(FolderTree(folder), memory)


def load_tree(tree: Tree, memory: Memory | None = None) -> Project:
    """Load everything of a tree.

    Args:
        tree: The files.
        memory: Files that another call loaded; what is new is added to it.

    Raises:
        OSError: The tree cannot be listed.
    """
    loader = _Loader(tree, {} if memory is None else memory)
    loader.load_all()
    single = loader.documents
    project = Project(
        folder=tree.folder,
        plan=next(iter(single["plan"]), None),
        goals=next(iter(single["goals"]), None),
        organization=next(iter(single["organization"]), None),
        items=tuple(single["item"]),
        evaluations=tuple(single["evaluation"]),
        goal_results=tuple(single["goal_results"]),
        period=tuple(single["period_evaluation"]),
        period_results=tuple(single["period_results"]),
        publications=tuple(single["publication"]),
        item_paths=loader.item_paths,
        evaluation_numbers={y: frozenset(n) for y, n in loader.evaluation_numbers.items()},
        texts=loader.texts,
        paths=frozenset(loader.paths),
        faults={kind: loader.advise(problems) for kind, problems in loader.faults.items()},
    )
    return hide_private(project)


class _Loader:
    def __init__(self, tree: Tree, memory: Memory) -> None:
        self.tree = tree
        self._memory = memory
        self._prefix = f"{tree.folder.name}/"
        self.texts: dict[str, str] = {}
        self.paths: list[str] = []
        self.item_paths: dict[str, int] = {}
        self.evaluation_numbers: defaultdict[int, set[int]] = defaultdict(set)
        self.faults: defaultdict[str, list[Problem]] = defaultdict(list)
        self.documents: defaultdict[str, list[Document[Any]]] = defaultdict(list)

    def load_all(self) -> None:
        entries = list(self.tree.iter_entries())
        self._load({entry.path: match for entry in entries if (match := self._match(entry))})
        present = {entry.path for entry in entries}
        for kind in DOCUMENT_KINDS:
            if kind.required and kind.glob not in present:
                fault = Fault(
                    "file-missing",
                    f"{kind.glob}（{kind.title}）がありません。",
                    "控えから戻すか、作り直してください。",
                )
                self._add(kind.glob, [fault])

    def advise(self, problems: list[Problem]) -> tuple[Problem, ...]:
        """Give problems the advice that only the other files allow."""
        organization = next(iter(self.documents["organization"]), None)
        if organization is None:
            return tuple(problems)
        return tuple(advise_divisions(problem, organization.content) for problem in problems)

    def _match(self, entry: TreeEntry) -> DocumentMatch | None:
        """Tell what an entry is for; None if it is not read."""
        path = self._path_of(entry.path)
        self.paths.append(path)
        match = match_document_kind(entry.path)
        if match and match.number is not None:
            if match.kind.name == "item":
                self.item_paths[path] = match.number
            elif match.fiscal_year is not None:
                self.evaluation_numbers[match.fiscal_year].add(match.number)
        if fault := _refuse_entry(entry, match):
            self._add(entry.path, [fault])
            return None
        return match

    def _load(self, wanted: dict[str, DocumentMatch]) -> None:
        for path, match in wanted.items():
            if (raw := self._read(path)) is None:
                continue
            if self._memory.get(path, (None, None))[0] != raw:
                loaded = load_file(self._path_of(path), read_document(raw), match)
                self._memory[path] = raw, loaded
            self._take(path, match.kind.name)

    def _read(self, path: str) -> bytes | None:
        try:
            return self.tree.read(path)
        except OSError as error:
            self._add(path, [_unreadable(describe_os_error(error))])
            return None

    def _take(self, path: str, kind: str) -> None:
        loaded = self._memory[path][1]
        for name, problem in loaded.faults:
            self.faults[name].append(problem)
        if loaded.text is not None:
            self.texts[self._path_of(path)] = loaded.text
        if loaded.document is not None:
            self.documents[kind].append(loaded.document)

    def _path_of(self, path: str) -> str:
        """Name a file as findings do; of a name that is no UTF-8, what is."""
        name = self._prefix + path
        if name.isascii():
            return name
        return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    def _add(self, path: str, faults: list[Fault]) -> None:
        for fault in faults:
            self.faults[fault.kind].append(describe_fault(self._path_of(path), fault))


def _refuse_entry(entry: TreeEntry, match: DocumentMatch | None) -> Fault | None:
    """Say why an entry is not read at all."""
    if entry.kind is EntryKind.LINK:
        return Fault(
            "symbolic-link",
            "リンク（シンボリックリンク）は使えません。",
            "リンク先のファイルそのものを置いてください。",
        )
    if entry.kind is EntryKind.OTHER:
        return Fault(
            "file-unreadable",
            "読み込めません（フォルダーなどで、通常のファイルではありません）。",
            "別の場所へ移し、この名前のファイルを控えから戻してください。",
            Position(),
        )
    if match is None:
        return _describe_stray(entry)
    if entry.size > (MAX_RECORD_SIZE if match.kind.is_record else MAX_FILE_SIZE):
        size = f"{entry.size / 1_000_000:,.1f}MB"
        return Fault(
            "file-too-large",
            f"ファイルが大きすぎます（{size}）。読み込みません。",
            "上限は約1MBです。別のファイルを誤って保存していないかを確かめてください。",
        )
    return None


def _unreadable(reason: str) -> Fault:
    return Fault(
        "file-unreadable",
        f"読み込めません（{reason}）。",
        "ファイルの権限を確かめ、開いているソフトを閉じてください。",
        Position(),
    )


def _describe_stray(entry: TreeEntry) -> Fault:
    hint = "計画のデータのフォルダーの外へ移すか、消してください。"
    lower = entry.path.lower()
    folder, slash, name = lower.rpartition("/")
    padded = f"{folder}{slash}{name.zfill(len('01.yaml'))}"
    for candidate in (
        lower,
        padded,
        lower.removesuffix(".yml") + ".yaml",
        lower.removesuffix(".txt"),
    ):
        if candidate != entry.path and match_document_kind(candidate):
            hint = f"名前を「{candidate.rpartition('/')[2]}」に変えてください。"
            break
    return Fault("stray-file", "この場所に置くファイルではありません。", hint)
