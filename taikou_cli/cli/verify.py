"""`taikou verify`: whether a publication's files and figures hold, and whether it has its origin."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.cli.console import paint, write
from taikou_cli.cli.options import FontOption

if TYPE_CHECKING:
    from taikou_cli.publication.verification.signed import Seal
    from taikou_cli.publication.verification.verify_bundle import Opened
    from taikou_cli.work.origin import Proof

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
        typer.Argument(
            metavar="一式",
            help="公表された一式（zip。名前は何でもよい）か、それを展開したフォルダー。",
        ),
    ],
    source: Annotated[
        Path | None,
        typer.Option(
            "--source",
            metavar="リポジトリー",
            help="計画のリポジトリー。一式を、挙げられたコミットから作り直して比べます。",
            show_default=False,
        ),
    ] = None,
    sha256: Annotated[
        str | None,
        typer.Option(
            "--sha256",
            metavar="ハッシュ",
            parser=_read_hash,
            help="団体が知らせた一式のSHA-256。違えば一致しません。",
        ),
    ] = None,
    signers: Annotated[
        Path | None,
        typer.Option(
            "--allowed-signers",
            metavar="一覧",
            help="署名してよい人とSSHの鍵の一覧（団体から別に受け取ったもの）。一式の隣の署名を確かめます。",
            show_default=False,
        ),
    ] = None,
    font: FontOption = None,
) -> int:
    """Compute hashes and figures anew; 1 if anything differs."""
    from taikou_cli.publication.verification.signed import check_signature
    from taikou_cli.publication.verification.verify_bundle import (
        find_other_hash,
        open_bundle,
        verify_bundle,
    )

    opened = open_bundle(bundle)
    other = find_other_hash(opened, sha256) if sha256 else None
    problems = [*([other] if other else []), *verify_bundle(opened)]
    seal = check_signature(bundle, opened, signers) if signers else None
    problems += [seal.problem] if seal and seal.problem else []
    proof = _prove(opened, source, font) if source else None
    problems += proof.problems if proof else ()
    _print_imprint(opened)
    _print_signature(bundle, seal)
    for problem in problems:
        write(f"  {reveal_line(problem)}\n")
    for note in proof.notes if proof else ():
        write(f"{reveal_line(note)}\n")
    if problems:
        write(f"{paint('一致しません。', 'error')}{len(problems)}件\n")
        return 1
    write(f"{paint('一致します。', 'ok')}{_CHECKED if proof else _CHECKED + _UNCHECKED}")
    return 0


_CHECKED = "すべてのファイルのハッシュと、オープンデータから計算し直した数字と、HTML、Markdown、PDF に印刷された数字を確かめました。\n"
_UNCHECKED = (
    "文面と、Markdown と PDF の項目数などは、ハッシュだけを確かめています"
    "（計画のリポジトリーがあれば、「--source」で文面も確かめられます）。\n"
)


def _prove(opened: "Opened", repository: Path, font: str | None) -> "Proof":
    from taikou_cli.cli.progress_bar import follow
    from taikou_cli.work.bundle import STEPS
    from taikou_cli.work.origin import prove_origin

    return follow(prove_origin(opened, repository, font), STEPS)


def _print_imprint(opened: "Opened") -> None:
    """Tell what the bundle says it is, and the SHA-256 that was computed of it."""
    told = opened.manifest
    edition = told.get("edition")
    number, day = (
        (edition.get("number"), edition.get("published_on"))
        if isinstance(edition, dict)
        else (None, None)
    )
    name = f"{told.get('title')}　{told.get('fiscal_year')}年度　第{number}版（{day} 公表）"
    write(f"一式： {reveal_line(name)}\n")
    write(f"コミット： {reveal_line(str(told.get('commit') or 'なし'))}\n")
    if opened.sha256:
        write(f"SHA-256： {opened.sha256}\n")
        record = f"publications/{told.get('fiscal_year')}.yaml"
        where = f"{record} の第{number}版の bundle_sha256、サイトの入口とフィードのその版"
        write(f"  （{reveal_line(where)}と比べられます）\n")


def _print_signature(bundle: Path, seal: "Seal | None") -> None:
    from taikou_cli.publication.verification.signed import find_signature

    if seal and not seal.problem:
        write(f"署名： {reveal_line(seal.signer)}\n")
    elif not seal and find_signature(bundle):
        write("署名： 確かめていません（「--allowed-signers 一覧」で確かめられます）\n")
