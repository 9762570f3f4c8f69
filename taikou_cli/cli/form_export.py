"""`taikou form export`: the workbooks of a year."""

from collections.abc import Iterable
from pathlib import Path

from taikou_cli.base.errors import WriteError
from taikou_cli.cli.console import write
from taikou_cli.cli.soundness import refuse_unread
from taikou_cli.cli.writing import choose_folder, name_path, write_outputs
from taikou_cli.forms.layout.building import Selection, build_forms
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import find_data_folder


def export_forms(
    output: Path, data: Path | None, year: int | None, selection: Selection, *, dry_run: bool
) -> int:
    """Write the chosen forms."""
    from taikou_cli.forms.excel.workbook_writing import write_workbook

    folder = find_data_folder(Path.cwd(), data)
    target = choose_folder(folder, output)
    project = load_project(folder)
    refuse_unread(project)
    forms = build_forms(project, choose_year(project, year), selection)
    files = {target / form.file_name: write_workbook(form) for form in forms}
    _refuse_filled_in(files)
    write_outputs(files, dry_run=dry_run)
    items = sum(len(form.items) for form in forms)
    write(f"様式： {len(forms)}件（実施項目{items}件）\n")
    return 0


def _refuse_filled_in(paths: Iterable[Path]) -> None:
    """Make sure that no form is written over in which somebody may have written."""
    from taikou_cli.forms.excel.workbook_writing import is_as_written

    filled = [path for path in paths if path.is_file() and not is_as_written(path.read_bytes())]
    if filled:
        names = "、".join(name_path(path) for path in filled)
        raise WriteError(
            f"「{names}」は、作った後に保存し直されています。上書きすると記入が失われるので、何も書き込んでいません。",
            "「-o」で別のフォルダーを指定するか、取り込みが済んでいれば先に移してください。",
        )
