"""`taikou form export`: the workbooks of a year."""

from pathlib import Path

from taikou_cli.cli.console import write
from taikou_cli.cli.soundness import refuse_unread
from taikou_cli.cli.writing import choose_folder, write_outputs
from taikou_cli.forms.building import Selection, build_forms
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import find_data_folder


def export_forms(
    output: Path, data: Path | None, year: int | None, selection: Selection, *, dry_run: bool
) -> int:
    """Write the chosen forms."""
    from taikou_cli.forms.excel_writing import write_workbook

    folder = find_data_folder(Path.cwd(), data)
    target = choose_folder(folder, output)
    project = load_project(folder)
    refuse_unread(project)
    forms = build_forms(project, choose_year(project, year), selection)
    write_outputs(
        {target / form.file_name: write_workbook(form) for form in forms}, dry_run=dry_run
    )
    items = sum(len(form.items) for form in forms)
    write(f"様式： {len(forms)}件（実施項目{items}件）\n")
    return 0
