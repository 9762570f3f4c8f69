"""`taikou remind`: drafts of mails to the divisions, and the deadlines; nothing is sent."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.cli.console import write
from taikou_cli.cli.options import DataOption, DryRunOption, YearOption

HELP = "記入の足りない所属への督促のメールの下書きと、期限のカレンダーを作ります。送信はしません。"
EXAMPLE = "例： taikou remind --year 2025 -o 督促"


def remind(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="フォルダー", help="保存先のフォルダー。")
    ],
    data: DataOption = None,
    year: YearOption = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            metavar="日付",
            formats=["%Y-%m-%d"],
            help="この日に過ぎている期限を、過ぎていると書きます（省略時は書きません）。",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write the drafts and the calendar; 0 also where nothing is missing."""
    from taikou_cli.cli.writing import write_outputs
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.work.remind import make_reminders
    from taikou_cli.work.writing import choose_folder

    folder = find_data_folder(Path.cwd(), data)
    target = choose_folder(folder, output)
    made = make_reminders(folder, target, year, day.date() if day else None)
    write_outputs(made.files, dry_run=dry_run)
    names = reveal_line("、".join(made.divisions))
    write(f"督促する所属： {len(made.divisions)}{f'（{names}）' if names else ''}\n")
    if not made.deadlines:
        write("期限が plan.yaml の calendar にないので、カレンダーは作りません。\n")
    return 0
