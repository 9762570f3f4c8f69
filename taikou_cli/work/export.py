"""Makes the plan's data for other programs, in one format."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from taikou_cli.work.writing import choose_folder, refuse_data_folder, refuse_link

if TYPE_CHECKING:
    from taikou_cli.project.project import Project


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


_FOLDERS = (ExportFormat.CSV, ExportFormat.PARQUET, ExportFormat.SITE)


def build_export(
    project: "Project", export_format: ExportFormat, output: Path, year: int | None
) -> dict[Path, bytes]:
    """Make the files of an export without writing them.

    Args:
        project: The plan, without errors.
        export_format: What is made.
        output: The file, or for tables and websites the folder.
        year: The fiscal year that a website is of, or the last one that tables tell of; None for
            all.

    Returns:
        The contents by their whole paths.

    Raises:
        TaikouError: The output would lie among the data, or where it cannot.
    """
    if export_format in _FOLDERS:
        target = choose_folder(project.folder, output)
        files = (
            _build_site(project, year)
            if export_format is ExportFormat.SITE
            else _build_tables(project, export_format, year)
        )
        return {target / name: content for name, content in files.items()}
    target = refuse_data_folder(project.folder, output)
    refuse_link(output.parent.resolve() / output.name)
    if export_format is ExportFormat.CODEOWNERS:
        return {target: _build_codeowners(project)}
    return {target: next(iter(_build_tables(project, export_format, year).values()))}


def _build_site(project: "Project", year: int | None) -> dict[str, bytes]:
    """Make the website of a year; of all years that it could tell of where none is chosen."""
    from taikou_cli.progress.figures import choose_year
    from taikou_cli.reports.site.all_years import list_site_years
    from taikou_cli.reports.template_files import find_own_templates
    from taikou_cli.reports.writers.html import HtmlWriter
    from taikou_cli.work.kept_editions import keep_committed_editions
    from taikou_cli.work.website import More, build_website

    chosen = choose_year(project, year)
    years = list_site_years(project, chosen) if year is None else (chosen,)
    html = HtmlWriter(find_own_templates(project.folder))
    more = More(keep_committed_editions(project, years))
    return build_website(project, years, html, more=more)


def _build_tables(
    project: "Project", export_format: ExportFormat, year: int | None
) -> dict[str, bytes]:
    from taikou_cli.progress.figures import choose_year
    from taikou_cli.publication.open_data import EXPORTERS
    from taikou_cli.publication.tables import build_tables

    return EXPORTERS[export_format](build_tables(project, year and choose_year(project, year)))


def _build_codeowners(project: "Project") -> bytes:
    from taikou_cli.scaffold.codeowners import build_codeowners

    return build_codeowners(project, _path_in_repository(project.folder)).encode("utf-8")


def _path_in_repository(folder: Path) -> str:
    from taikou_cli.store.git_command import GitError
    from taikou_cli.store.git_tree import GitRepository

    try:
        return folder.resolve().relative_to(GitRepository(folder).top).as_posix()
    except GitError:
        return folder.name  # not in git yet: as if the repository began beside it
