"""Takes returned forms in: what is read, what comes of it, what is written."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Finding
from taikou_cli.base.japan_day import today
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.checks.settings import Settings
from taikou_cli.forms.excel.returned import ReturnedForm
from taikou_cli.forms.excel.workbook_reading import read_workbook
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.accepting import check_form
from taikou_cli.forms.returns.importing import (
    Choose,
    Imported,
    Importer,
    Outcome,
    Snapshot,
    take_snapshot,
)
from taikou_cli.forms.returns.receipts import (
    Receipt,
    add_receipts,
    find_news,
    load_record,
    name_record,
    receipts_folder,
    render_receipts,
)
from taikou_cli.forms.returns.recorded_corrections import Reason
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.numbering import read_items
from taikou_cli.project.project import Project
from taikou_cli.store.atomic_write import edit_file
from taikou_cli.work.sent_files import is_plan_book_at, read_file
from taikou_cli.work.writing import refuse_link

_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".csv", ".ods"}


class IntakeRequest(NamedTuple):
    """What shall be taken in.

    Attributes:
        files: The forms, or folders and patterns of them.
        year: The fiscal year; None for the one that is being evaluated.
        division: The id or name of the division whose forms they must be; empty if any.
        items: The items to take, by number or label; all if empty.
        why: Why published values are changed; empty for why their evaluations were moved back.
    """

    files: tuple[Path, ...]
    year: int | None = None
    division: str = ""
    items: tuple[str, ...] = ()
    why: str = ""


class Returned(NamedTuple):
    """What came back, before anything is made of it.

    Attributes:
        plan: The plan as it was read.
        year: The fiscal year.
        forms: The forms that belong here.
        refused: The files that are not taken in at all, each with the reason.
        passed_over: The names of what lies in a folder and is no form.
        workbooks: The bytes of the forms, in their order.
    """

    plan: Snapshot
    year: int
    forms: tuple[ReturnedForm, ...]
    refused: tuple[tuple[str, TaikouError], ...]
    passed_over: tuple[str, ...]
    workbooks: tuple[bytes, ...]


def read_forms(folder: Path, request: IntakeRequest) -> Returned:
    """Read the plan and what came back.

    Raises:
        TaikouError: The plan cannot be read, or a folder holds no form.
    """
    plan = take_snapshot(folder)
    passed_over: list[str] = []
    paths = dict.fromkeys(_expand(request.files, passed_over))
    files = [(path.name, partial(read_file, path)) for path in paths if _is_form(path, request)]
    return _sort_forms(plan, request, files)._replace(passed_over=tuple(passed_over))


def _is_form(path: Path, request: IntakeRequest) -> bool:
    """Tell whether a file is one to take in: a plan's workbook in a folder has been before."""
    return path in request.files or not is_plan_book_at(path)


def read_sent(folder: Path, files: Iterable[tuple[str, bytes]], year: int) -> Returned:
    """Read the plan and forms that are at hand already: their names and their bytes.

    Raises:
        TaikouError: The plan cannot be read.
    """

    def give(content: bytes) -> bytes:
        return content

    named = [(name, partial(give, content)) for name, content in files]
    return _sort_forms(take_snapshot(folder), IntakeRequest((), year), named)


def _sort_forms(
    plan: Snapshot, request: IntakeRequest, files: Iterable[tuple[str, Callable[[], bytes]]]
) -> Returned:
    """Tell the forms that belong here from those that do not."""
    year = choose_year(plan.project, request.year)
    items = read_items(request.items, plan.project)
    forms, refused, workbooks = [], [], []
    for name, read in files:
        try:
            workbook = read()
            form = read_workbook(name, workbook)
            check_form(plan.project, form, year, request.division)
        except TaikouError as error:
            refused.append((name, error))
        else:
            forms.append(form.only(items) if items else form)
            workbooks.append(workbook)
    return Returned(plan, year, tuple(forms), tuple(refused), (), tuple(workbooks))


def take_in(returned: Returned, choose: Choose, why: str = "", *, is_partial: bool) -> Imported:
    """Merge the forms into the plan and hold the result against the rules; nothing is written.

    Args:
        returned: What came back.
        choose: Whose value stands where both sides changed it.
        why: Why published values are changed; empty for why their evaluations were moved back.
        is_partial: Take the good items of a form that is not good as a whole.
    """
    reason = Reason(why, today())
    importer = Importer(returned.plan, _check, choose, reason, is_partial=is_partial)
    return importer.take(returned.forms)


def save_intake(returned: Returned, imported: Imported) -> Iterator[Path]:
    """Write the evaluations, then the record: it never claims what is not in them.

    Yields:
        Each evaluation when it is written.

    Raises:
        WriteError: A file cannot be written, or somebody else has just written it.
    """
    tree = returned.plan.tree
    records = dict(_iter_records(returned, imported))
    for path in (*records, *(tree.folder / name for name in imported.contents)):
        refuse_link(path)
    for name, content in sorted(imported.contents.items()):
        is_there = (tree.folder / name).exists()
        edit_file(tree.folder / name, tree.read(name) if is_there else None, content)
        yield tree.folder / name
    for path, receipts in records.items():
        _add_to_record(path, returned.year, receipts)


def _iter_records(
    returned: Returned, imported: Imported
) -> Iterator[tuple[Path, tuple[Receipt, ...]]]:
    folder = receipts_folder(returned.plan.tree.folder, returned.year)
    for outcome, workbook in zip(imported.outcomes, returned.workbooks, strict=True):
        if receipts := tuple(_iter_receipts(outcome)):
            form = outcome.form
            yield folder / name_record(form.kind, form.division, workbook), receipts


def _add_to_record(path: Path, year: int, receipts: Iterable[Receipt]) -> None:
    known = load_record(path)
    if news := find_news(known, receipts):
        before = path.read_bytes() if path.exists() else None
        text = render_receipts(year, add_receipts(known, news))
        edit_file(path, before, text.encode("utf-8"))


def _check(project: Project, codes: tuple[str, ...]) -> tuple[Finding, ...]:
    # That what is corrected waits for its edition is the next step, and no fault of a form.
    return check_plan(project, Settings(select=codes, ignore=("TK608",))).findings


def _expand(paths: Iterable[Path], passed_over: list[str]) -> Iterator[Path]:
    """Take folders and patterns apart, which not every shell does; Excel's lock files are none."""
    for path in paths:
        if path.is_dir():
            found = list(_look_into(path, passed_over))
        elif not path.exists() and "*" in path.name:
            found = sorted(path.parent.glob(path.name))
        else:
            yield path
            continue
        found = [one for one in found if not one.name.startswith("~$")]
        if not found:
            raise TaikouError(
                f"「{path}」に様式（.xlsx）がありません。",
                "フォルダーとファイル名を確かめてください。",
            )
        yield from found


def _look_into(folder: Path, passed_over: list[str]) -> Iterator[Path]:
    """Yield what may be a form, to be refused in words if it is none; keep the other names."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.suffix.lower() in _WORKBOOKS and path.is_file():
            yield path
        else:
            passed_over.append(path.name)


def _iter_receipts(outcome: Outcome) -> Iterator[Receipt]:
    """Record each item of a division, and the opinions of a member all together."""
    form = outcome.form
    if form.as_of:
        return  # `taikou form status` tells of the year's evaluation
    day = today().isoformat()
    counts = {item: outcome.count_changes(item) for item in outcome.taken}
    if form.kind is FormKind.COMMITTEE:
        counts = {0: sum(counts.values())} if counts and not form.is_blank else {}
    for item, changes in counts.items():
        yield Receipt(str(form.kind), form.division, item, form.member, day, changes, form.file)
