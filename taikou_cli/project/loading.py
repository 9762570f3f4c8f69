"""A folder → a `Project`. A broken file is a fault; the others are still loaded."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from taikou_cli.base.errors import describe_os_error
from taikou_cli.base.findings import Position, Problem
from taikou_cli.model.documents import DOCUMENT_KINDS, DocumentMatch, match_document_kind
from taikou_cli.project.project import Document, Project
from taikou_cli.project.schema_problems import describe_errors
from taikou_cli.store.fault import Fault
from taikou_cli.store.file_tree import EntryKind, FolderTree, TreeEntry
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml

MAX_FILE_SIZE = 1024 * 1024
"""Bytes of the largest file that is read; a full evaluation has about four thousand."""


def load_project(folder: Path) -> Project:
    """Load everything below the folder that holds `plan.yaml`.

    Raises:
        OSError: The folder cannot be listed.
    """
    loader = _Loader(FolderTree(folder))
    loader.load_all()
    single = loader.documents
    return Project(
        folder=folder,
        plan=next(iter(single["plan"]), None),
        goals=next(iter(single["goals"]), None),
        organization=next(iter(single["organization"]), None),
        items=tuple(single["item"]),
        evaluations=tuple(single["evaluation"]),
        goal_results=tuple(single["goal_results"]),
        item_paths=loader.item_paths,
        evaluation_numbers={y: frozenset(n) for y, n in loader.evaluation_numbers.items()},
        texts=loader.texts,
        paths=frozenset(loader.paths),
        faults={kind: tuple(problems) for kind, problems in loader.faults.items()},
    )


class _Loader:
    def __init__(self, tree: FolderTree) -> None:
        self.tree = tree
        self.texts: dict[str, str] = {}
        self.paths: list[str] = []
        self.item_paths: dict[str, int] = {}
        self.evaluation_numbers: defaultdict[int, set[int]] = defaultdict(set)
        self.faults: defaultdict[str, list[Problem]] = defaultdict(list)
        self.documents: defaultdict[str, list[Document[Any]]] = defaultdict(list)

    def load_all(self) -> None:
        entries = list(self.tree.iter_entries())
        for entry in entries:
            self._load_entry(entry)
        present = {entry.path for entry in entries}
        for kind in DOCUMENT_KINDS:
            if kind.required and kind.glob not in present:
                fault = Fault(
                    "file-missing",
                    f"{kind.glob}（{kind.title}）がありません。",
                    "控えから戻すか、作り直してください。",
                )
                self._add(kind.glob, [fault])

    def _load_entry(self, entry: TreeEntry) -> None:
        self.paths.append(self._path_of(entry.path))
        match = match_document_kind(entry.path)
        if match and match.number is not None:
            if match.fiscal_year is None:
                self.item_paths[self._path_of(entry.path)] = match.number
            else:
                self.evaluation_numbers[match.fiscal_year].add(match.number)
        if fault := _refuse_entry(entry, known=match is not None):
            self._add(entry.path, [fault])
            return
        data = self._read(entry.path)
        if data is not None and match is not None:
            self._validate(entry.path, data, match)

    def _read(self, path: str) -> Any:
        try:
            raw = self.tree.read(path)
        except OSError as error:
            self._add(path, [_unreadable(describe_os_error(error))])
            return None
        text, faults = decode_text(raw)
        self._add(path, faults)
        if text is None:
            return None
        self.texts[self._path_of(path)] = text
        data, faults = read_yaml(text)
        self._add(path, faults)
        return data

    def _validate(self, path: str, data: Any, match: DocumentMatch) -> None:
        model = match.kind.model
        try:
            content = model.model_validate(data)
        except ValidationError as error:
            for name, problem in describe_errors(error, model, self._path_of(path)):
                self.faults[name].append(problem)
        else:
            document = Document(self._path_of(path), content, match.number, match.fiscal_year)
            self.documents[match.kind.name].append(document)

    def _path_of(self, path: str) -> str:
        return f"{self.tree.folder.name}/{path}"

    def _add(self, path: str, faults: list[Fault]) -> None:
        for fault in faults:
            problem = Problem(self._path_of(path), fault.message, fault.hint, fault.at)
            self.faults[fault.kind].append(problem)


def _refuse_entry(entry: TreeEntry, *, known: bool) -> Fault | None:
    """Say why an entry is not read at all."""
    if entry.kind is EntryKind.LINK:
        return Fault(
            "symbolic-link",
            "リンク（シンボリックリンク）は使えません。",
            "リンク先のファイルそのものを置いてください。",
        )
    if entry.kind is EntryKind.OTHER:
        return _unreadable("通常のファイルではありません")
    if not known:
        return _describe_stray(entry)
    if entry.size > MAX_FILE_SIZE:
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
    hint = "大綱のデータのフォルダーの外へ移すか、消してください。"
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
