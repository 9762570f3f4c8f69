"""Options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.fiscal_year import parse_fiscal_year


def read_year(text: str | int) -> int:
    """Read a fiscal year of the command line or of a prompt; what cannot be read ends the command."""
    try:
        return parse_fiscal_year(str(text))
    except ValueError as error:
        raise TaikouError(
            f"「{text}」は年度として読めません。", "2025、令和7、R7 のように書いてください。"
        ) from error


# typer prints a parser's name in the help.
read_year.__name__ = "西暦か元号"

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="フォルダー",
        help="plan.yamlのあるフォルダー。",
        show_default=False,
    ),
]

YearOption = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="年度",
        parser=read_year,
        help="評価の年度（2025、令和7、R7など）。",
        show_default=False,
    ),
]
"""A fiscal year, as people write it."""

FontOption = Annotated[
    str | None,
    typer.Option(
        "--font",
        metavar="フォント",
        help="PDFのフォントの名前、ファイル、フォルダーのどれか。",
        show_default=False,
    ),
]
"""What a PDF is set in."""

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="書き込まず、作るファイルの名前だけを示します。")
]
"""Show what would be written."""
