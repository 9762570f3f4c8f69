"""`taikou init`: the skeleton of a new plan, for any government."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.console import write
from taikou_cli.cli.options import DryRunOption, read_year

HELP = "新しい計画のひな形を作ります。"
EXAMPLE = "例： taikou init 計画 --title 改革プラン --government 海辺市 --first-year 2026 --last-year 2030"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="フォルダー", help="この下に data を作ります。")
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="名称", prompt="計画の名称", help="計画の名称。")
    ],
    government: Annotated[
        str, typer.Option("--government", metavar="名称", prompt="団体の名称", help="団体の名称。")
    ],
    first_year: Annotated[
        int,
        typer.Option(
            "--first-year",
            metavar="年度",
            parser=read_year,
            prompt="最初の年度（例：2026、令和8）",
            help="推進期間の最初の年度。",
        ),
    ],
    last_year: Annotated[
        int,
        typer.Option(
            "--last-year",
            metavar="年度",
            parser=read_year,
            prompt="最後の年度（例：2030、令和12）",
            help="推進期間の最後の年度。",
        ),
    ],
    dry_run: DryRunOption = False,
) -> int:
    """Write a valid skeleton; the user is asked for what the command line does not say."""
    from taikou_cli.base.errors import TaikouError
    from taikou_cli.cli.locking import writing_to
    from taikou_cli.cli.workplace import write_place
    from taikou_cli.scaffold.new_plan import PlanAnswers, build_plan

    if last_year < first_year:
        raise TaikouError(
            f"最後の年度（{last_year}）が最初の年度（{first_year}）より前です。",
            "推進期間の年度を確かめてください。",
        )
    if not title.strip() or not government.strip():
        raise TaikouError(
            "計画か団体の名称が空です。",
            "「--title」と「--government」に名称を書いてください。",
        )
    answers = PlanAnswers(title, government, first_year, last_year)
    data = folder / "data"
    texts = {f"data/{name}": text for name, text in build_plan(answers).items()}
    with writing_to(folder, "init", dry_run=dry_run):
        write_place(folder, texts, dry_run=dry_run)
    write(
        f"{data} の goals.yaml に目標と方針、items/ に実施項目を、\n"
        "plan.yaml に策定年月（adopted）を書き、〔…を書く〕を書き換えて、\n"
        f"「taikou validate --data {data}」で確かめてください。\n"
    )
    return 0
