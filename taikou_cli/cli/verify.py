"""`taikou verify`: whether a publication's files and figures hold, from the publication alone."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.cli.console import paint, write

HELP = "公表された一式のファイルと数字が正しいかを確かめます。"
EXAMPLE = "例： taikou verify publication-2025.zip"


def verify(
    bundle: Annotated[Path, typer.Argument(metavar="一式", help="publication-年度.zip。")],
) -> int:
    """Compute hashes and figures anew; 1 if anything differs."""
    from taikou_cli.publication.verification.verify_bundle import verify_bundle

    problems = list(verify_bundle(bundle))
    for problem in problems:
        write(f"  {reveal_line(problem)}\n")
    if problems:
        write(f"{paint('一致しません。', 'error')}{len(problems)}件\n")
        return 1
    write(
        f"{paint('一致します。', 'ok')}すべてのファイルのハッシュと、"
        "オープンデータから計算し直した数字を確かめました。\n"
        "ウェブサイトと報告書の文面は、ハッシュだけを確かめています。\n"
    )
    return 0
