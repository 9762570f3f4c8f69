"""`taikou diff`: what changed between two revisions, in the office's words."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.console import paint, write, write_document
from taikou_cli.cli.options import DataOption

HELP = "二つの版の間で何が変わったかを、大綱の言葉で示します。"
EXAMPLE = "例： taikou diff main...HEAD --format markdown"


class DiffFormat(StrEnum):
    """How the changes are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def diff(
    base: Annotated[
        str,
        typer.Argument(metavar="前の版", help="コミットやブランチ。A...Bなら分かれた所から。"),
    ] = "HEAD",
    head: Annotated[
        str | None,
        typer.Argument(
            metavar="後の版", help="省くと今のファイル（A...BならB）。", show_default=False
        ),
    ] = None,
    data: DataOption = None,
    output_format: Annotated[
        DiffFormat, typer.Option("--format", help="出力の形式。")
    ] = DiffFormat.TEXT,
) -> int:
    """Show the changes; always 0 if the revisions could be compared."""
    from taikou_cli.changes import words
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.work.compare import compare_revisions

    comparison = compare_revisions(find_data_folder(Path.cwd(), data), base, head)
    if output_format is DiffFormat.JSON:
        write_document(words.render_json(comparison))
    elif output_format is DiffFormat.MARKDOWN:
        write_document(words.render_markdown(comparison))
    else:
        write(words.render_text(comparison, paint))
    return 0
