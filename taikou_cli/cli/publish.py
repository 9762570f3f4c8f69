"""`taikou publish`: the yearly publication, and the record of it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.console import write
from taikou_cli.cli.options import DataOption, DryRunOption, read_year

if TYPE_CHECKING:
    from taikou_cli.progress.figures import Figures
    from taikou_cli.project.project import Project

HELP = "年度の評価を公表する一式を作り、公表の記録を残します。"
EXAMPLE = "例： taikou publish 2025 -o 公表"

_KINDS = ("annual", "data-plan", "final")


def publish(
    year: Annotated[int, typer.Argument(metavar="年度", parser=read_year, help="公表する年度。")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="フォルダー", help="保存先。")],
    data: DataOption = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            metavar="日付",
            formats=["%Y-%m-%d"],
            help="公表日（省略時は今日）。",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write the bundle, then the record; 1 and nothing written if the year is not ready."""
    from taikou_cli.cli.soundness import is_sound
    from taikou_cli.cli.writing import choose_folder, write_new_files, write_outputs
    from taikou_cli.progress.figures import choose_year, compute_figures
    from taikou_cli.progress.published import summarize
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.publication.bundle import build_zip
    from taikou_cli.publication.record import Imprint, build_record

    folder = find_data_folder(Path.cwd(), data)
    target = choose_folder(folder, output)
    project = load_project(folder)
    if not is_sound(project):
        return 1
    figures = compute_figures(project, choose_year(project, year))
    if not _is_ready(project, figures):
        return 1
    commit = _find_commit(folder)
    files = _build_files(project, figures, commit)
    published_on = day.date() if day else date.today()  # noqa: DTZ011 - the office's day
    imprint = Imprint(published_on, commit, _tool())
    record = build_record(project, summarize(figures.overall), year, imprint)
    _refuse_second(folder / f"publications/{year}.yaml", year)
    write_outputs({target / f"publication-{year}.zip": build_zip(files)}, dry_run=dry_run)
    write_new_files(folder, {f"publications/{year}.yaml": record}, dry_run=dry_run)
    return 0


def _is_ready(project: "Project", figures: "Figures") -> bool:
    """Print what keeps the year from being published."""
    from taikou_cli.publication.readiness import find_obstacles

    if project.plan is None:
        return False
    obstacles = list(find_obstacles(figures.standings, project.plan.content))
    for one in obstacles:
        write(f"  実施項目{one.number} {one.title}： {one.reason}\n", to_stderr=True)
    if obstacles:
        write(
            f"{len(obstacles)}項目が公表できる段階にないため、何も作りませんでした。\n",
            to_stderr=True,
        )
    return not obstacles


def _build_files(project: "Project", figures: "Figures", commit: str | None) -> Mapping[str, bytes]:
    from taikou_cli.progress.contract import describe_figures
    from taikou_cli.publication.bundle import MANIFEST, build_manifest
    from taikou_cli.publication.open_data import BUILDERS
    from taikou_cli.publication.tables import build_tables
    from taikou_cli.reports.rendering import FORMATS, render
    from taikou_cli.reports.year_view import build_year_view

    view = build_year_view(project, figures)
    files = {
        f"{kind}-{figures.fiscal_year}.{name}": render(kind, name, view).encode("utf-8")
        for kind in _KINDS
        for name in FORMATS
    }
    tables = build_tables(project)
    for build in BUILDERS.values():
        files |= {f"data/{name}": content for name, content in build(tables, view.plan).items()}
    about = {
        "title": view.plan.title,
        "government": view.plan.government,
        "fictitious": view.plan.fictitious,
        "fiscal_year": figures.fiscal_year,
        "commit": commit,
        "tool": _tool(),
        "figures": describe_figures(figures, view.plan),
    }
    return {**files, MANIFEST: build_manifest(files, about)}


def _find_commit(folder: Path) -> str | None:
    from taikou_cli.store.git_tree import GitError, GitRepository

    try:
        return GitRepository(folder).resolve("HEAD")
    except GitError:
        return None  # a plan need not be kept in git to be published


def _refuse_second(path: Path, year: int) -> None:
    if path.exists():
        raise TaikouError(
            f"{year}年度はすでに公表の記録があります（{path}）。何も書き込んでいません。",
            "訂正は評価の corrections に書き、「taikou report」で報告書を作り直してください。",
        )


def _tool() -> str:
    from taikou_cli import __version__

    return f"taikou {__version__}"
