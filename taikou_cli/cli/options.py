"""Options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="フォルダー",
        help="plan.yamlのあるフォルダー（省略時は上へ探します）。",
        show_default=False,
    ),
]
