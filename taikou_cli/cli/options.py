"""Options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.fiscal_year import parse_fiscal_year


def _read_year(text: str) -> int:
    try:
        return parse_fiscal_year(text)
    except ValueError as error:
        raise TaikouError(
            f"「{text}」は年度として読めません。", "2025、令和7、R7 のように書いてください。"
        ) from error


DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="フォルダー",
        help="plan.yamlのあるフォルダー（省略時は上へ探します）。",
        show_default=False,
    ),
]

YearOption = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="年度",
        parser=_read_year,
        help="評価の年度（2025、令和7、R7など）。",
        show_default=False,
    ),
]
"""A fiscal year, as people write it."""
