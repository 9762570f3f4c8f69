"""`taikou export`: the plan in the formats of other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.console import write
from taikou_cli.cli.options import DataOption, DryRunOption

HELP = "大綱のデータを、ほかのプログラムの形式で書き出します。"
EXAMPLE = "例： taikou export --format codeowners -o .github/CODEOWNERS"


class ExportFormat(StrEnum):
    """What is written."""

    CODEOWNERS = "codeowners"


def export(
    output_format: Annotated[ExportFormat, typer.Option("--format", help="書き出す形式。")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="ファイル", help="保存先。")],
    data: DataOption = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write one format to a file; what is there is replaced."""
    from taikou_cli.cli.writing import name_path
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.scaffold.codeowners import build_codeowners
    from taikou_cli.store.atomic_write import write_file

    folder = find_data_folder(Path.cwd(), data)
    builders = {ExportFormat.CODEOWNERS: build_codeowners}
    text = builders[output_format](load_project(folder), _path_in_repository(folder))
    if not dry_run:
        write_file(output, text.encode("utf-8"))
    write(f"{'作る予定です' if dry_run else '作りました'}： {name_path(output.resolve())}\n")
    return 0


def _path_in_repository(folder: Path) -> str:
    from taikou_cli.store.git_tree import GitError, GitRepository

    try:
        return folder.resolve().relative_to(GitRepository(folder).top).as_posix()
    except GitError:
        return folder.name  # not in git yet: as if the repository began beside it
