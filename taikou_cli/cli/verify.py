"""`taikou verify`: whether a publication's files and figures hold, from the publication alone."""

import re
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.cli.console import paint, write

HELP = "公表された一式のファイルと数字が正しいかを確かめます。"
EXAMPLE = "例： taikou verify publication-2025.zip"


def _read_hash(text: str) -> str:
    hash_ = text.strip().removeprefix("sha256:")
    if not re.fullmatch("[0-9a-fA-F]{64}", hash_):
        raise TaikouError(
            f"「{text}」は SHA-256 として読めません。", "0～9とa～fの64文字で書いてください。"
        )
    return hash_


def verify(
    bundle: Annotated[
        Path,
        typer.Argument(metavar="一式", help="publication-年度.zip か、それを展開したフォルダー。"),
    ],
    sha256: Annotated[
        str | None,
        typer.Option(
            "--sha256",
            metavar="ハッシュ",
            parser=_read_hash,
            help="団体が知らせた一式のSHA-256。違えば一致しません。",
        ),
    ] = None,
) -> int:
    """Compute hashes and figures anew; 1 if anything differs."""
    from taikou_cli.publication.verification.verify_bundle import find_other_hash, verify_bundle

    other = find_other_hash(bundle, sha256) if sha256 else None
    problems = [*([other] if other else []), *verify_bundle(bundle)]
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
