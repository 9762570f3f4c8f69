"""The workbook of the plan, made for the office."""

from pathlib import Path

from taikou_cli.forms.excel.planbook.writing import write_book
from taikou_cli.forms.layout.planbook.book import FILE_NAME, build_book
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import Project
from taikou_cli.work.form_sending import refuse_filled_in
from taikou_cli.work.soundness import refuse_unread


def make_plan_book(folder: Path, target: Path) -> dict[Path, bytes]:
    """Make the workbook of a plan without writing it.

    Args:
        folder: The folder that holds `plan.yaml`.
        target: The folder that it shall lie in.

    Raises:
        TaikouError: A file of the plan could not be read.
        WriteError: A workbook in which somebody may have written would be written over.
    """
    files = {target / FILE_NAME: render_plan_book(load_project(folder))}
    refuse_filled_in(files)
    return files


def render_plan_book(project: Project) -> bytes:
    """Give the workbook of a plan, to be called `FILE_NAME`.

    Raises:
        TaikouError: A file of the plan could not be read.
    """
    refuse_unread(project)
    return write_book(build_book(project.with_private))
