"""A workbook of the plan → the new files of the plan, held against the rules before any is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Finding, Route, Severity
from taikou_cli.forms.excel.planbook.reading import ReturnedBook
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.excel.workbook_reading import NotOurFormError
from taikou_cli.forms.layout.planbook.documents import Data, item_documents, words_of
from taikou_cli.forms.layout.planbook.tables import build_tables
from taikou_cli.forms.returns.form_words import say_in_form
from taikou_cli.forms.returns.importing import Snapshot
from taikou_cli.forms.returns.planbook.merged import Choose, Conflict, Merged, Office
from taikou_cli.forms.returns.planbook.merging import merge_book
from taikou_cli.forms.returns.planbook.rewriting import rewrite_all
from taikou_cli.model.catalogue import entries_of
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.loading import load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.file_tree import OverlayTree, Tree, TreeEntry
from taikou_cli.store.text_decoding import encode_like
from taikou_cli.store.yaml_positions import PositionIndex

_BEGIN_LATER = (
    "評価の済んだ年度の後から始まるものなら、その行の「開始年度」を書いてください。"
    "その年度からのものなら、先に評価の段階を戻してください。"
)
Check = Callable[[Project], Iterable[Finding]]
"""Gives the findings of a plan."""


class Outcome(NamedTuple):
    """What came of a workbook.

    Attributes:
        file: The name of its file.
        contents: The new files by their paths below the data folder.
        removed: The files that are to be taken away.
        after: The plan with them.
        complaints: Why nothing is taken in; empty if everything is.
        conflicts: What changed on both sides.
        unsettled: What of it nobody has said whose value stands.
        notices: What had to be understood, and what is taken out.
        warnings: What the rules say of what is taken in.
    """

    file: str
    contents: Mapping[str, bytes]
    removed: tuple[str, ...]
    after: Project
    complaints: tuple[Complaint, ...]
    conflicts: tuple[Conflict, ...]
    unsettled: tuple[Conflict, ...]
    notices: tuple[Complaint, ...]
    warnings: tuple[Complaint, ...] = ()

    @property
    def is_good(self) -> bool:
        """Everything of it may be written."""
        return not self.complaints and not self.unsettled


class _WithoutFiles:
    """A tree without some of its files."""

    def __init__(self, tree: Tree, removed: Iterable[str]) -> None:
        self.folder = tree.folder
        self._tree = tree
        self._removed = frozenset(removed)

    def iter_entries(self) -> Iterator[TreeEntry]:
        return (one for one in self._tree.iter_entries() if one.path not in self._removed)

    def read(self, path: str) -> bytes:
        return self._tree.read(path)


def import_book(
    plan: Snapshot, book: ReturnedBook, check: Check, choose: Choose, day: date
) -> Outcome:
    """Take a workbook in, writing nothing.

    Args:
        plan: The plan.
        book: The workbook.
        check: The rules.
        choose: Whose value stands where both changed it.
        day: The day, for the record of what changed.

    Raises:
        NotOurFormError: It is the workbook of another plan.
    """
    _check_plan(plan.project, book)
    merged = merge_book(book, Office(plan.project.with_private, choose, day))
    both = tuple(merged.conflicts), tuple(merged.unsettled)
    told = tuple(merged.complaints), *both, tuple(merged.all_notices())
    nothing = Outcome(book.file, {}, (), plan.project, *told)
    if not nothing.is_good:
        return nothing
    try:
        contents, removed = _build(plan, merged)
    except TaikouError as error:
        fault = Complaint(book.file, error.message, error.hint)
        return nothing._replace(complaints=(fault,))
    if not contents and not removed:
        return nothing
    after = load_tree(_WithoutFiles(OverlayTree(plan.tree, contents), removed), plan.memory)
    return _judge(
        nothing._replace(contents=contents, removed=removed, after=after), plan, merged, check
    )


def _check_plan(project: Project, book: ReturnedBook) -> None:
    plan = project.require_outline()
    if book.plan.partition(" ")[0] != plan.government.partition(" ")[0]:
        raise NotOurFormError(
            f"別の計画（{book.plan}）のブックです。",
            "計画のフォルダーとファイルを確かめてください。",
        )


def _build(plan: Snapshot, merged: Merged) -> tuple[dict[str, bytes], tuple[str, ...]]:
    project = plan.project
    prefix = project.path_of("")
    texts = {path.removeprefix(prefix): text for path, text in project.texts.items()}
    changed, removed = rewrite_all(texts, merged.before, merged.data)
    contents = {
        path: encode_like(text, plan.tree.read(path)) if path in texts else text.encode("utf-8")
        for path, text in changed.items()
    }
    return contents, removed


def _judge(outcome: Outcome, plan: Snapshot, merged: Merged, check: Check) -> Outcome:
    """Hold the result against the rules: what they found before is not held against it."""
    new = tuple(_find_new(check(plan.project), check(outcome.after)))
    finder = _Finder(outcome, merged)
    errors = tuple(finder.tell(one) for one in new if one.severity is Severity.ERROR)
    if errors:
        told = tuple(dict.fromkeys(errors))
        return outcome._replace(contents={}, removed=(), after=plan.project, complaints=told)
    warnings = tuple(finder.tell(one) for one in new if one.severity is Severity.WARNING)
    return outcome._replace(warnings=tuple(dict.fromkeys(warnings)))


def _find_new(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[Finding]:
    known = Counter((one.path, one.code, one.message) for one in before)
    for one in after:
        key = (one.path, one.code, one.message)
        if known[key]:
            known[key] -= 1
        else:
            yield one


class _Finder:
    """Finds the cell of the workbook that a finding is about."""

    def __init__(self, outcome: Outcome, merged: Merged) -> None:
        self._outcome = outcome
        self._merged = merged
        self._words = dict(_iter_words(merged.before))
        self._places: dict[str, list[tuple[int, str]]] = {}

    def tell(self, finding: Finding) -> Complaint:
        """Say in the words of the workbook what a rule objects to, and at which cell."""
        path = finding.path.removeprefix(self._outcome.after.path_of(""))
        message = f"{say_in_form(finding.message, self._words)}（{finding.code}）"
        match = match_document_kind(path)
        if match and match.fiscal_year and (place := self._find_added(match.number)):
            return Complaint(place, message, _BEGIN_LATER)
        hint = say_in_form(finding.hint, self._words)
        return Complaint(self._place_of(finding, path), message, hint)

    def _find_added(self, number: int | None) -> str | None:
        """Find a row that was added to an item, of whose evaluation something is found."""
        item = next(
            (one for n, one in item_documents(self._merged.data).items() if n == number), None
        )
        inside = dict(_iter_routes(item, ())) if item else {}
        added = (one for one in self._merged.touched if not one.route)
        return next((one.place for one in added if id(one.record) in inside), None)

    def _place_of(self, finding: Finding, path: str) -> str:
        if path not in self._places:
            text = self._outcome.after.texts.get(finding.path, "")
            self._places[path] = sorted(_iter_places(path, text, self._merged))
        known = self._places[path]
        line = finding.position.line
        exact = [place for at, place in known if at == line]
        before = [place for at, place in known if at <= line]
        return next(iter((*exact, *reversed(before))), f"{self._outcome.file} › {finding.path}")


def _iter_words(data: Data) -> Iterator[tuple[str, str]]:
    """Yield what the office calls the keys of the files; of two words the last one counts."""
    say = words_of(data).say
    for table in reversed(build_tables(data)):
        for entry in entries_of(table.model) if table.model else ():
            yield entry.key, say(entry.title)
        for column in table.columns:
            yield str(column.route[-1]), column.heading


def _iter_places(path: str, text: str, merged: Merged) -> Iterator[tuple[int, str]]:
    content = merged.data.get(path)
    if content is None or not text:
        return
    index = PositionIndex(text)
    routes = dict(_iter_routes(content, ()))
    for one in merged.touched:
        if (route := routes.get(id(one.record))) is not None:
            yield index.find((*route, *one.route)).line, one.place


def _iter_routes(content: Any, route: Route) -> Iterator[tuple[int, Route]]:
    """Yield where each mapping stands, by its identity."""
    if isinstance(content, dict):
        yield id(content), route
    parts = content.items() if isinstance(content, dict) else enumerate(content)
    for step, part in parts:
        if isinstance(part, dict | list):
            yield from _iter_routes(part, (*route, step))
