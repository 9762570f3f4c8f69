"""`taikou form import`: read what came back, check it, write it or say why not."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from taikou_cli.base.errors import TaikouError, describe_os_error
from taikou_cli.base.findings import Finding
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.cli.console import write
from taikou_cli.cli.form_printing import print_conflict, print_outcome, print_refusal, print_summary
from taikou_cli.cli.writing import name_path, refuse_link
from taikou_cli.forms.excel.package_guard import MAX_FILE_SIZE
from taikou_cli.forms.excel.returned import ReturnedForm
from taikou_cli.forms.excel.workbook_reading import read_workbook
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.accepting import check_form
from taikou_cli.forms.returns.importing import (
    Imported,
    Importer,
    Outcome,
    Side,
    Snapshot,
    take_snapshot,
)
from taikou_cli.forms.returns.item_return import ItemReturn
from taikou_cli.forms.returns.receipts import (
    Receipt,
    add_receipts,
    load_receipts,
    receipts_path,
    render_receipts,
)
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.project import Project, find_data_folder
from taikou_cli.store.atomic_write import edit_file

_FOUND, _COULD_NOT = 1, 2
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".csv", ".ods"}
_MOST_NAMED = 10


class Request(NamedTuple):
    """What the user asked for."""

    files: tuple[Path, ...]
    year: int | None
    division: str
    items: tuple[int, ...]
    theirs: bool
    ours: bool
    partial: bool
    dry_run: bool


def import_files(request: Request, data: Path | None) -> int:
    """Take the files in; nothing is written of a file that is not good."""
    if request.theirs and request.ours:
        raise TaikouError(
            "「--theirs」と「--ours」は同時に使えません。",
            "どちらか一方にしてください。「--item」で項目ごとに分けて取り込めます。",
        )
    plan = take_snapshot(find_data_folder(Path.cwd(), data))
    project = plan.project
    year = choose_year(project, request.year)
    files = tuple(dict.fromkeys(_expand(request.files)))
    forms = list(_iter_forms(project, year, request._replace(files=files)))
    importer = Importer(
        plan,
        _check,
        lambda form, item: _choose(request, form, item),
        is_partial=request.partial,
    )
    imported = importer.take(forms)
    for outcome in imported.outcomes:
        print_outcome(project, outcome)
    _write(plan, year, imported, dry_run=request.dry_run)
    print_summary(project, imported, dry_run=request.dry_run)
    if len(forms) < len(files):
        return _COULD_NOT
    return 0 if all(outcome.is_good for outcome in imported.outcomes) else _FOUND


def _check(project: Project) -> tuple[Finding, ...]:
    return check_plan(project).findings


def _iter_forms(project: Project, year: int, request: Request) -> Iterator[ReturnedForm]:
    for path in request.files:
        try:
            form = read_workbook(path.name, _read(path))
            check_form(project, form, year, request.division)
        except TaikouError as error:
            print_refusal(path.name, error)
            continue
        yield form.only(request.items) if request.items else form


def _expand(paths: Iterable[Path]) -> Iterator[Path]:
    """Take folders and patterns apart, which not every shell does; Excel's lock files are none."""
    for path in paths:
        if path.is_dir():
            found = list(_look_into(path))
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


def _look_into(folder: Path) -> Iterator[Path]:
    """Yield what may be a form, to be refused in words if it is none; tell what is passed over."""
    others = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.suffix.lower() in _WORKBOOKS and path.is_file():
            yield path
        else:
            others.append(reveal_line(path.name))
    if others:
        more = f"など{len(others)}件" if len(others) > _MOST_NAMED else ""
        write(f"読み飛ばしました： {'、'.join(others[:_MOST_NAMED])}{more}\n")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_SIZE + 1)
    except OSError as error:
        raise TaikouError(
            f"読み込めません（{describe_os_error(error)}）。",
            "ファイル名を確かめ、Excelで開いていれば閉じてください。",
        ) from error


def _choose(request: Request, form: ReturnedForm, item: ItemReturn) -> Side | None:
    if request.theirs or request.ours:
        return Side.THEIRS if request.theirs else Side.OURS
    if not _can_ask():
        return None
    for conflict in item.conflicts:
        print_conflict(conflict)
    question = f"{form.file} の実施項目{item.item}： 様式の値にする t、今のデータのまま o、取り込まない Enter"
    answer = str(typer.prompt(question, default="", show_default=False)).strip().lower()
    return {"t": Side.THEIRS, "o": Side.OURS}.get(answer)


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _write(plan: Snapshot, year: int, imported: Imported, *, dry_run: bool) -> None:
    """Write the evaluations, then the record: it never claims what is not in them."""
    folder = plan.tree.folder
    receipts = [receipt for outcome in imported.outcomes for receipt in _iter_receipts(outcome)]
    if dry_run:
        return
    record = receipts_path(folder, year)
    for path in (record, *(folder / name for name in imported.contents)):
        refuse_link(path)
    for name, content in sorted(imported.contents.items()):
        edit_file(folder / name, plan.tree.read(name), content)
        write(f"書き換えました： {name_path(folder / name)}\n")
    if receipts:
        before = record.read_bytes() if record.exists() else None
        merged = add_receipts(load_receipts(record), receipts)
        edit_file(record, before, render_receipts(year, merged).encode("utf-8"))


def _iter_receipts(outcome: Outcome) -> Iterator[Receipt]:
    """Record each item of a division, and the opinions of a member all together."""
    form = outcome.form
    today = date.today().isoformat()  # noqa: DTZ011 - the day of the user's PC
    counts = {item: outcome.count_changes(item) for item in outcome.taken}
    if form.kind is FormKind.COMMITTEE:
        counts = {0: sum(counts.values())} if counts and not form.is_blank else {}
    for item, changes in counts.items():
        yield Receipt(str(form.kind), form.division, item, form.member, today, changes, form.file)
