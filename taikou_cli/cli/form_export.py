"""`taikou form export`: a workbook for each division, or for the committee."""

from collections.abc import Iterable
from pathlib import Path

from taikou_cli.cli.console import write
from taikou_cli.cli.writing import write_outputs
from taikou_cli.forms.layout.selection import Selection
from taikou_cli.project.project import find_data_folder
from taikou_cli.work.form_sending import make_forms
from taikou_cli.work.writing import choose_folder


def export_forms(
    places: tuple[Path, Path | None],
    year: int | None,
    selection: Selection,
    items: Iterable[str],
    *,
    dry_run: bool,
) -> int:
    """Write the chosen forms: to the first of two places, of the plan in the second."""
    output, data = places
    folder = find_data_folder(Path.cwd(), data)
    forms = make_forms(folder, choose_folder(folder, output), year, selection, items)
    write_outputs(forms.files, dry_run=dry_run)
    write(f"様式： {len(forms.files)}件（{forms.items}項目）\n")
    return 0
