"""The workbook of the plan, taken in again."""

from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.japan_day import today
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.forms.excel.planbook.reading import read_book
from taikou_cli.forms.layout.planbook.documents import PLAN
from taikou_cli.forms.returns.importing import Snapshot, take_snapshot
from taikou_cli.forms.returns.planbook.importing import Outcome, import_book
from taikou_cli.forms.returns.planbook.merged import Choose
from taikou_cli.store.atomic_write import edit_file, remove_file
from taikou_cli.work.form_intake import is_plan_book_at
from taikou_cli.work.soundness import refuse_unread
from taikou_cli.work.writing import refuse_link


def find_plan_books(files: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Tell workbooks of a plan from forms.

    Args:
        files: Files, and folders in which both may lie.

    Returns:
        The workbooks; and everything that is no workbook and holds more than workbooks.
    """
    books: list[Path] = []
    others: list[Path] = []
    for path in files:
        inside = sorted(path.glob("*.xlsx")) if path.is_dir() else [path]
        found = [one for one in inside if is_plan_book_at(one)]
        books += found
        if not found or len(found) < len(inside):
            others.append(path)
    return tuple(books), tuple(others)


class SentBook(NamedTuple):
    """A workbook that came back: the name of its file, and its bytes."""

    name: str
    content: bytes


class Intake(NamedTuple):
    """A workbook that was read, before anything is written: the plan, and what came of it."""

    plan: Snapshot
    outcome: Outcome


def take_plan_book(folder: Path, book: SentBook, choose: Choose) -> Intake:
    """Merge a workbook into the plan and hold the result against the rules; nothing is written.

    Args:
        folder: The folder that holds `plan.yaml`.
        book: The workbook.
        choose: Whose value stands where both sides changed it.

    Raises:
        TaikouError: The plan or the workbook cannot be read.
    """
    plan = take_snapshot(folder)
    refuse_unread(plan.project)
    read = read_book(book.name, book.content)
    outcome = import_book(plan, read, lambda project: check_plan(project).findings, choose, today())
    return Intake(plan, outcome)


class Done(Enum):
    """What was done to a file."""

    MADE = auto()
    CHANGED = auto()
    REMOVED = auto()


def save_plan_book(intake: Intake) -> Iterator[tuple[Done, Path]]:
    """Write the files of the plan; yield each, and what was done, as soon as it is done.

    Raises:
        WriteError: A file cannot be written, or somebody else has just written it.
    """
    tree, outcome = intake.plan.tree, intake.outcome
    paths = [tree.folder / name for name in (*outcome.contents, *outcome.removed)]
    for path in paths:
        refuse_link(path)
    known = {entry.path for entry in tree.entries}
    # The outline first: whether it counts an item already tells a run that is repeated what is left.
    for name, content in sorted(outcome.contents.items(), key=lambda one: (one[0] != PLAN, one)):
        edit_file(tree.folder / name, tree.read(name) if name in known else None, content)
        yield Done.CHANGED if name in known else Done.MADE, tree.folder / name
    for name in outcome.removed:
        remove_file(tree.folder / name, tree.read(name))
        yield Done.REMOVED, tree.folder / name
