"""`taikou publish`: the yearly publication, and the record of it."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.cli.bundle_files import STEPS, Bundle, Files, build_bundle
from taikou_cli.cli.console import write
from taikou_cli.cli.options import DataOption, DryRunOption, FontOption, read_year

if TYPE_CHECKING:
    from taikou_cli.progress.figures import Figures
    from taikou_cli.project.project import Project
    from taikou_cli.publication.origin import Origin

HELP = "年度の評価を公表する一式を作り、公表の記録を残します。"
EXAMPLE = "例： taikou publish 2025 -o 公表"


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
    again: Annotated[
        bool,
        typer.Option("--again", help="訂正した後に、一式だけを作り直します（記録は残します）。"),
    ] = False,
    font: FontOption = None,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="PDFを作りません。")] = False,
    dry_run: DryRunOption = False,
) -> int:
    """Write the bundle, then the record; 1 and nothing written if the year is not ready."""
    from hashlib import sha256

    from taikou_cli.cli.progress_bar import show_progress
    from taikou_cli.cli.soundness import is_sound
    from taikou_cli.cli.writing import choose_folder, write_new_files, write_outputs
    from taikou_cli.progress.figures import choose_year, compute_figures
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.publication.bundle import build_zip
    from taikou_cli.publication.origin import find_origin
    from taikou_cli.publication.record import Imprint, build_record
    from taikou_cli.reports.fonts import choose_fonts

    folder = find_data_folder(Path.cwd(), data)
    target = choose_folder(folder, output)
    record = folder / f"publications/{year}.yaml"
    _check_record(record, year, again=again)
    project = load_project(folder)
    if not is_sound(project):
        return 1
    figures = compute_figures(project, choose_year(project, year))
    if not _is_ready(project, figures):
        return 1
    origin = find_origin(folder)
    fonts = None if no_pdf else choose_fonts(font)
    with show_progress(STEPS) as advance:
        bundle = build_bundle(project, figures, origin, fonts, advance)
    files = _add_manifest(bundle, project, figures, origin)
    packed = build_zip(files)
    write_outputs({target / f"publication-{year}.zip": packed}, dry_run=dry_run)
    write(f"SHA-256： {sha256(packed).hexdigest()}\n")
    write(f"版： {origin.commit or 'なし（git のコミットから作ったものではありません）'}\n")
    if not again:
        published_on = day.date() if day else date.today()  # noqa: DTZ011 - the office's day
        imprint = Imprint(published_on, origin.commit, _tool())
        text = build_record(project, figures, imprint)
        write_new_files(folder, {f"publications/{year}.yaml": text}, dry_run=dry_run)
    return 0


def _check_record(path: Path, year: int, *, again: bool) -> None:
    """Hold to one record a year: the first publication is what later changes are held against."""
    if path.exists() and not again:
        raise TaikouError(
            f"{year}年度はすでに公表の記録があります（{path}）。何も書き込んでいません。",
            "訂正を評価の corrections に書いた後なら、「--again」で一式だけを作り直せます。",
        )
    if again and not path.exists():
        raise TaikouError(
            f"{year}年度の公表の記録がまだありません。", "「--again」を付けずに実行してください。"
        )


def _is_ready(project: "Project", figures: "Figures") -> bool:
    """Print what keeps the year from being published."""
    from taikou_cli.base.japanese_text import list_numbers
    from taikou_cli.publication.readiness import find_obstacles

    if project.plan is None:
        return False
    obstacles = list(find_obstacles(figures.standings, project.plan.content))
    for reason in dict.fromkeys(one.reason for one in obstacles):
        numbers = [one.number for one in obstacles if one.reason == reason]
        write(f"{reveal_line(reason)}（{len(numbers)}項目）\n", to_stderr=True)
        write(f"  実施項目{list_numbers(numbers)}\n", to_stderr=True)
    if obstacles:
        write(
            f"{len(obstacles)}項目が公表できる段階にないため、何も作りませんでした。\n",
            to_stderr=True,
        )
    return not obstacles


def _add_manifest(
    bundle: Bundle, project: "Project", figures: "Figures", origin: "Origin"
) -> Files:
    from taikou_cli.progress.contract import describe_figures
    from taikou_cli.publication.bundle import MANIFEST, build_manifest

    if project.plan is None:
        return bundle.files
    plan = figures.plan
    about = {
        "title": plan.title,
        "government": plan.government,
        "fictitious": plan.fictitious,
        "fiscal_year": figures.fiscal_year,
        "commit": origin.commit,
        "data_date": origin.day.isoformat() if origin.day else None,
        "tool": _tool(),
        "figures": describe_figures(figures),
    }
    return bundle.files | {MANIFEST: build_manifest(bundle.files, about)}


def _tool() -> str:
    from taikou_cli import __version__

    return f"taikou {__version__}"
