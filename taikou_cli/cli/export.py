"""`taikou export`: the plan in the formats of other programs."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.options import DataOption, DryRunOption, YearOption
from taikou_cli.work.export import ExportFormat, build_export

HELP = "大綱と評価のデータを、ほかのプログラムの形式で書き出します。"
EXAMPLE = "例： taikou export --format csv -o オープンデータ"


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
    from taikou_cli.cli.soundness import is_sound
    from taikou_cli.cli.writing import write_outputs
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder

    project = load_project(find_data_folder(Path.cwd(), data))
    if not is_sound(project):
        return 1
    write_outputs(build_export(project, output_format, output, year), dry_run=dry_run)
    return 0
