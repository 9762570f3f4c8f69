"""Returned forms → the new texts of evaluations, checked before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Finding, Severity
from taikou_cli.forms.excel.returned import Complaint, ReturnedForm
from taikou_cli.forms.returns.closed_parts import refuse_closed
from taikou_cli.forms.returns.form_files import AnyEdit, edit_files, find_place_in, sort_edits
from taikou_cli.forms.returns.form_words import say_in_form
from taikou_cli.forms.returns.item_return import Filled, ItemReturn
from taikou_cli.forms.returns.merging import merge_form
from taikou_cli.forms.returns.recorded_corrections import Reason, add_corrections
from taikou_cli.forms.returns.together import hold_together
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.loading import Memory, load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.file_tree import OverlayTree
from taikou_cli.store.held_tree import HeldTree
from taikou_cli.store.text_decoding import encode_like

WHOLE = 0
"""Stands for the number of an item where something is said of the whole year."""

_NAMELESS = (
    "シートはありますが、記入欄を見分けられません（欄の名前も、印刷された見出しも失われています）。",
    "様式を作り直して記入した内容を写してもらい、Excel か LibreOffice で、.xlsx のまま保存してもらってください。",
)
_NO_SHEETS = (
    "記入するシートが一つもありません。",
    "様式のシートを残したまま、もう一度送ってもらってください。",
)
_ONLY_STRAYS = (
    "記入欄には何も記入されていません。記入欄の外に書かれています（「確認」のとおり）。",
    "記入欄に移してもらってください。そのままでよければ、このファイルを外して取り込んでください。",
)

Check = Callable[[Project, tuple[str, ...]], Iterable[Finding]]
"""Gives the findings of a plan: those of some rules, by their codes, or of all if none is named."""


class Side(StrEnum):
    """Whose value stands where both changed it."""

    OURS = auto()
    THEIRS = auto()


Choose = Callable[[ReturnedForm, ItemReturn, Filled], Side | None]
"""Says whose value stands where both sides changed it; None takes neither, nor the item."""


class Snapshot(NamedTuple):
    """The plan as it was when it was read: what others change later does not mix with it.

    Attributes:
        tree: The files.
        memory: What loading them remembered.
        project: What they hold.
    """

    tree: HeldTree
    memory: Memory
    project: Project


def take_snapshot(folder: Path) -> Snapshot:
    """Load the plan in a folder."""
    tree = HeldTree(folder)
    memory: Memory = {}
    return Snapshot(tree, memory, load_tree(tree, memory))


@dataclass(slots=True)
class Outcome:
    """What came of one form.

    Attributes:
        form: The form.
        items: What came back, by item.
        refused: The items that are not taken in.
        held_back: Those of them that are good and change something, but came with others that
            are not.
        complaints: Why.
        conflicts: Where both sides changed and nobody has said whose value stands.
        notices: What had to be understood rather than copied.
        warnings: What the rules say of what is taken in.
    """

    form: ReturnedForm
    items: tuple[ItemReturn, ...] = ()
    refused: set[int] = field(default_factory=set)
    held_back: set[int] = field(default_factory=set)
    complaints: list[Complaint] = field(default_factory=list)
    conflicts: list[Filled] = field(default_factory=list)
    notices: list[Complaint] = field(default_factory=list)
    warnings: list[Complaint] = field(default_factory=list)
    edits: dict[int, tuple[Filled, ...]] = field(default_factory=dict)

    @property
    def taken(self) -> tuple[int, ...]:
        """The items that are taken in, changed or not."""
        return tuple(one.item for one in self.items if one.item not in self.refused)

    @property
    def is_good(self) -> bool:
        """Nothing of the form had to be refused."""
        return not self.refused and not self.complaints

    def count_changes(self, item: int) -> int:
        """Count the values of an item that change."""
        return len(self.edits.get(item, ()))


@dataclass(slots=True)
class Imported:
    """What importing makes of a plan: `contents` are the new files by path below the data."""

    outcomes: list[Outcome]
    contents: dict[str, bytes]
    after: Project


class Importer:
    """Takes forms in, one after the other, without writing anything.

    Args:
        plan: The plan.
        check: The rules.
        choose: Whose value stands where both changed it.
        reason: Why and when published values are changed.
        is_partial: Take the good items of a form that is not good as a whole.
    """

    def __init__(
        self,
        plan: Snapshot,
        check: Check,
        choose: Choose,
        reason: Reason,
        *,
        is_partial: bool,
    ) -> None:
        self._before = plan.project
        self._memory = plan.memory
        self._check = check
        self._choose = choose
        self._reason = reason
        self._is_partial = is_partial
        self._tree = plan.tree
        self._paths = {
            (document.content.item, document.content.fiscal_year): document.path.partition("/")[2]
            for document in self._before.evaluations
        }

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        """What the rules say of the plan as it was; not asked where all of it can be read."""
        return tuple(self._check(self._before, ()))

    def take(self, forms: Sequence[ReturnedForm]) -> Imported:
        """Take the forms in: each is held against the plan, and all against one another."""
        returns = [tuple(self._merge(form)) for form in forms]
        return self._settle(list(map(self._outcome_of, forms, hold_together(forms, returns))))

    def _merge(self, form: ReturnedForm) -> Iterator[ItemReturn]:
        for one in refuse_closed(self._before, form.fiscal_year, merge_form(self._before, form)):
            is_read = one.item == WHOLE or (one.item, form.fiscal_year) in self._paths
            own = None if is_read else self._find_own_fault(one.item, form.fiscal_year)
            if own is None:
                yield one
                continue
            message = (
                f"{self._before.words.short.item}{one.item}は、データのほうに誤りがあって取り込めません"
                f"（{own.path}の{own.position.line}行目：{own.message}）。"
            )
            fault = Complaint(one.head, message, own.hint)
            yield one._replace(filled=(), conflicts=(), faults=(fault,), notices=())

    def _find_own_fault(self, item: int, fiscal_year: int) -> Finding | None:
        """Find why the plan's own files of an item cannot be read."""
        for finding in self._findings:
            match = match_document_kind(finding.path.partition("/")[2])
            is_of_item = match and match.number == item
            is_of_year = match and match.fiscal_year in {None, fiscal_year}
            if finding.severity is Severity.ERROR and is_of_item and is_of_year:
                return finding
        return None

    def _outcome_of(self, form: ReturnedForm, items: tuple[ItemReturn, ...]) -> Outcome:
        outcome = Outcome(form, items, notices=[*form.notices, *form.strays])
        self._refuse_nameless(outcome)
        for one in outcome.items:
            outcome.notices += one.notices
            outcome.complaints += one.faults
            asked = () if one.faults else one.conflicts
            sides = [(conflict, self._choose(form, one, conflict)) for conflict in asked]
            unsettled = [conflict for conflict, side in sides if side is None]
            outcome.conflicts += one.conflicts if one.faults else unsettled
            if one.faults or unsettled:
                outcome.refused.add(one.item)
            theirs = (conflict for conflict, side in sides if side is Side.THEIRS)
            # What is refused already is still held against the rules: all is told at once.
            outcome.edits[one.item] = (*one.filled, *theirs)
        return outcome

    @staticmethod
    def _refuse_nameless(outcome: Outcome) -> None:
        """Never let a form pass as taken in of which nothing could be read."""
        form = outcome.form
        for place in dict.fromkeys(form.nameless_items.values()):
            outcome.complaints.append(Complaint(place, *_NAMELESS))
        outcome.refused |= form.nameless_items.keys()
        if not form.cells and not form.nameless_items:
            outcome.complaints.append(Complaint(form.file, *_NO_SHEETS))
        if form.strays and not any(one.is_touched or one.faults for one in outcome.items):
            outcome.complaints.append(Complaint(form.file, *_ONLY_STRAYS))

    def _refuse_rest(self, outcomes: Iterable[Outcome]) -> bool:
        """Drop what is refused: the whole form, unless its good items are asked for.

        Returns:
            Whether anything was dropped that would have changed the plan.
        """
        is_dropped = False
        for outcome in outcomes:
            if outcome.refused and not self._is_partial:
                everything = {one.item for one in outcome.items}
                good = everything - outcome.refused
                outcome.held_back |= {item for item in good if outcome.edits.get(item)}
                outcome.refused = everything
            for item in outcome.refused:
                is_dropped = bool(outcome.edits.pop(item, ())) or is_dropped
        return is_dropped

    def _settle(self, outcomes: list[Outcome]) -> Imported:
        """Leave out what the rules object to, until they object to nothing that is new."""
        while True:
            contents = self._correct(self._build(outcomes))
            after = self._load(contents) if contents else self._before
            found = self._check(after, ()) if contents else ()
            new = self._find_new([one for one in found if one.severity is not Severity.INFO])
            errors = [finding for finding in new if finding.severity is Severity.ERROR]
            self._tell(outcomes, errors, after, is_error=True)
            if not self._refuse_rest(outcomes):
                self._tell(outcomes, new, after, is_error=False)
                return Imported(outcomes, contents, after)

    def _find_new(self, told: list[Finding]) -> list[Finding]:
        """Give what was not told before: only of the rules that tell something now it is asked."""
        if not told:
            return []
        # Whether an acceptance is worth anything depends on the other rules that run.
        is_of_others = any(one.name.startswith("acceptance-") for one in told)
        codes = () if is_of_others else tuple(sorted({one.code for one in told}))
        return find_new(self._check(self._before, codes), told)

    def _tell(
        self, outcomes: list[Outcome], findings: list[Finding], after: Project, *, is_error: bool
    ) -> None:
        for finding in findings:
            if not is_error and finding.severity is not Severity.WARNING:
                continue
            for outcome, item in self._blame(outcomes, finding):
                text, name = after.texts.get(finding.path, ""), self._name(finding.path)
                place = find_place_in(self._before, item, name, text, finding.position.line)
                message = f"{say_in_form(finding.message, item.words)}（{finding.code}）"
                complaint = Complaint(place, message, say_in_form(finding.hint, item.words))
                told = outcome.complaints if is_error else outcome.warnings
                if complaint not in told:
                    told.append(complaint)
                if is_error:
                    outcome.refused.add(item.item)

    def _blame(self, outcomes: list[Outcome], finding: Finding) -> list[tuple[Outcome, ItemReturn]]:
        """Find the forms and items that changed the file of a finding; else all that changed any."""
        changed = [
            (outcome, one)
            for outcome in outcomes
            for one in outcome.items
            if outcome.edits.get(one.item)
        ]
        own = [
            (outcome, one)
            for outcome, one in changed
            if self._name(finding.path) in self._files_of(outcome, one.item)
        ]
        return own or changed

    def _build(self, outcomes: Iterable[Outcome]) -> dict[str, bytes]:
        texts: dict[str, str] = {}
        for outcome in outcomes:
            for item, filled in list(outcome.edits.items()):
                if not filled:
                    continue
                read = partial(self._text_of, texts, outcome.form.fiscal_year)
                try:
                    texts |= edit_files(self._files_of(outcome, item), read)
                except TaikouError as error:
                    head = next(one.head for one in outcome.items if one.item == item)
                    outcome.complaints.append(Complaint(head, error.message, error.hint))
                    outcome.refused.add(item)
                    del outcome.edits[item]
        return {path: self._encode(path, text) for path, text in texts.items()}

    def _correct(self, contents: dict[str, bytes]) -> dict[str, bytes]:
        """Record what the changes correct of what was published."""
        if not contents or not self._before.publications:
            return contents
        after = self._load(contents)
        corrected = {}
        for name in contents:
            path = self._before.path_of(name)
            text = add_corrections(self._before, after, path, self._reason)
            corrected[name] = self._encode(name, text)
        return corrected

    def _text_of(self, changed: Mapping[str, str], fiscal_year: int, path: str) -> str:
        """Give a file as it is; only that of what is said of the goals may not be there yet."""
        text = changed.get(path) or self._before.texts.get(self._before.path_of(path))
        return text or f"fiscal_year: {fiscal_year}\n"

    def _encode(self, path: str, text: str) -> bytes:
        if self._before.path_of(path) in self._before.texts:
            return encode_like(text, self._tree.read(path))
        return text.encode("utf-8")

    def _name(self, path: str) -> str:
        """Name a file below the data folder that findings call by its path."""
        return path.removeprefix(self._before.path_of(""))

    def _files_of(self, outcome: Outcome, item: int) -> dict[str, list[AnyEdit]]:
        edits = (filled.edit for filled in outcome.edits[item])
        return sort_edits(self._before, item, self._path_of(outcome.form, item), edits)

    def _path_of(self, form: ReturnedForm, item: int) -> str:
        if item == WHOLE:
            return f"evaluations/{form.fiscal_year}/goals.yaml"
        return self._paths[item, form.fiscal_year]

    def _load(self, contents: Mapping[str, bytes]) -> Project:
        return load_tree(OverlayTree(self._tree, contents), self._memory)


def find_new(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Give the findings that were not there before, wherever their lines have moved."""
    known = Counter(map(_recognise, before))
    new = []
    for finding in after:
        if known[_recognise(finding)]:
            known[_recognise(finding)] -= 1
        else:
            new.append(finding)
    return new


def _recognise(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, finding.message
