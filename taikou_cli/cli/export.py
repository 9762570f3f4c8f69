"""`taikou export`: the plan in the formats of other programs."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.cli.options import DataOption, DryRunOption, YearOption
from taikou_cli.cli.soundness import is_sound
from taikou_cli.cli.writing import choose_folder, refuse_data_folder, refuse_link, write_outputs

if TYPE_CHECKING:
    from taikou_cli.project.project import Project

HELP = "大綱と評価のデータを、ほかのプログラムの形式で書き出します。"
EXAMPLE = "例： taikou export --format csv -o オープンデータ"


class ExportFormat(StrEnum):
    """What is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    SQLITE = "sqlite"
    STRATML = "stratml"
    PARQUET = "parquet"
    SITE = "site"
    CODEOWNERS = "codeowners"


_FOLDERS = (ExportFormat.CSV, ExportFormat.PARQUET)


def export(
    output_format: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            help=(
                "csv・parquet＝表ごとのファイル、xlsx・json・sqlite＝すべての表を一つに、"
                "stratml＝目標・項目・KPIのXML（ISO 17469）、site＝ウェブサイト、codeowners＝確認者。"
            ),
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="保存先",
            help="ファイル（csv・parquet・siteではフォルダー）。",
        ),
    ],
    year: YearOption = None,
    data: DataOption = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write one format; files that are there are replaced."""
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder

    folder = find_data_folder(Path.cwd(), data)
    project = load_project(folder)
    if not is_sound(project):
        return 1
    if output_format is ExportFormat.SITE:
        files = _build_site(project, choose_folder(folder, output), year)
    else:
        files = _build(project, folder, output_format, output)
    write_outputs(files, dry_run=dry_run)
    return 0


def _build_site(project: "Project", target: Path, year: int | None) -> dict[Path, bytes]:
    """Give the files of the website of a year: to look at it before it is published."""
    from taikou_cli.cli.bundle_files import Bundle, build_website
    from taikou_cli.progress.figures import choose_year
    from taikou_cli.publication.origin import Origin

    site = build_website(project, choose_year(project, year), Origin(None, None), Bundle({}, {}))
    return {target / path: content for path, content in site.items()}


def _build(
    project: "Project", folder: Path, output_format: ExportFormat, output: Path
) -> dict[Path, bytes]:
    """Give the files to write."""
    from taikou_cli.publication.open_data import EXPORTERS
    from taikou_cli.publication.tables import build_tables
    from taikou_cli.scaffold.codeowners import build_codeowners

    target = refuse_data_folder(folder, output)
    if output_format not in _FOLDERS:
        refuse_link(output.parent.resolve() / output.name)
    if output_format is ExportFormat.CODEOWNERS:
        return {target: build_codeowners(project, _path_in_repository(folder)).encode("utf-8")}
    if project.plan is None:
        return {}
    files = EXPORTERS[output_format](build_tables(project))
    if output_format not in _FOLDERS:
        return {target: next(iter(files.values()))}
    return {choose_folder(folder, output) / name: content for name, content in files.items()}


def _path_in_repository(folder: Path) -> str:
    from taikou_cli.store.git_command import GitError
    from taikou_cli.store.git_tree import GitRepository

    try:
        return folder.resolve().relative_to(GitRepository(folder).top).as_posix()
    except GitError:
        return folder.name  # not in git yet: as if the repository began beside it
