"""Makes the forms that are sent out."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import WriteError
from taikou_cli.forms.excel.book_bytes import is_as_written
from taikou_cli.forms.excel.workbook_writing import write_workbook
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.selection import Selection, choose_form_year
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.loading import load_project
from taikou_cli.project.numbering import read_items
from taikou_cli.work.soundness import refuse_unread
from taikou_cli.work.writing import name_path


class Forms(NamedTuple):
    """Workbooks by their paths, and how many items they ask about."""

    files: dict[Path, bytes]
    items: int


def make_forms(
    folder: Path, target: Path, year: int | None, selection: Selection, items: Iterable[str] = ()
) -> Forms:
    """Make the chosen forms without writing them.

    Args:
        folder: The folder that holds `plan.yaml`.
        target: The folder that they shall lie in.
        year: The fiscal year; None for the one that is being evaluated.
        selection: Which forms.
        items: The items to ask about, by number or label; those of the selection if none.

    Raises:
        TaikouError: A file of the plan could not be read.
        WriteError: A form in which somebody may have written would be written over.
    """
    project = load_project(folder)
    refuse_unread(project)
    if named := read_items(items, project):
        selection = selection._replace(items=named)
    wanted = choose_form_year(year, selection)
    forms = build_forms(project, choose_year(project, wanted), selection)
    files = {target / form.file_name: write_workbook(form) for form in forms}
    refuse_filled_in(files)
    return Forms(files, sum(len(form.items) for form in forms))


def refuse_filled_in(paths: Iterable[Path]) -> None:
    """Keep what somebody may have written in a workbook from being written over.

    Raises:
        WriteError: One was saved since it was made.
    """
    filled = [path for path in paths if path.is_file() and not is_as_written(path.read_bytes())]
    if filled:
        names = "、".join(name_path(path) for path in filled)
        raise WriteError(
            f"「{names}」は、作った後に保存し直されています。上書きすると記入が失われるので、何も書き込んでいません。",
            "「-o」で別のフォルダーを指定するか、取り込みが済んでいれば先に移してください。",
        )
