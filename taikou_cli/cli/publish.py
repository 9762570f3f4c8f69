"""`taikou publish`: the yearly publication, and the record of it."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.japan_day import today
from taikou_cli.base.japanese_text import list_numbers, reveal_line
from taikou_cli.cli.console import write
from taikou_cli.cli.options import DataOption, DryRunOption, FontOption, read_year

if TYPE_CHECKING:
    from taikou_cli.publication.readiness import Obstacle
    from taikou_cli.work.publish import Publication, Refusal

HELP = "年度の評価を公表する一式を作り、公表の記録を残します。"
EXAMPLE = "例： taikou publish 2025 -o 公表"


class EditionChoice(StrEnum):
    """Why a further edition is published."""

    CORRECTION = "correction"
    ADDITION = "addition"
    REISSUE = "reissue"


def publish(
    year: Annotated[int, typer.Argument(metavar="年度", parser=read_year, help="公表する年度。")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="フォルダー", help="保存先。")],
    data: DataOption = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            metavar="日付",
            formats=["%Y-%m-%d"],
            help="公表日（省略時は今日）。",
            show_default=False,
        ),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="理由",
            help="2回目からの版を公表する理由（最初の公表には要りません）。",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        EditionChoice | None,
        typer.Option(
            "--kind",
            help="版の種類。correction＝訂正、addition＝追加公表、reissue＝再発行（省略時は変更から決めます）。",
            show_default=False,
        ),
    ] = None,
    font: FontOption = None,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="PDFを作りません。")] = False,
    key: Annotated[
        Path | None,
        typer.Option(
            "--sign",
            metavar="鍵",
            help="一式の一覧（MANIFEST.json）に署名するSSHの鍵。署名は一式の隣に書きます。",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write the bundle, the stages, then the record; 1 and nothing written if the year is not ready."""
    from taikou_cli.cli.locking import writing_to
    from taikou_cli.cli.progress_bar import follow
    from taikou_cli.cli.writing import write_edits, write_outputs
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.work.bundle import STEPS
    from taikou_cli.work.publish import (
        PublishRequest,
        Refusal,
        find_earlier,
        prepare_publication,
        remove_signature,
    )
    from taikou_cli.work.writing import choose_folder

    folder = find_data_folder(Path.cwd(), data)
    target = choose_folder(folder, output)
    published_on = day.date() if day else today()
    request = PublishRequest(
        year, published_on, why, kind.value if kind else None, not no_pdf, font
    )
    with writing_to(folder.parent, "publish", dry_run=dry_run):
        made = follow(prepare_publication(folder, request), STEPS)
        if isinstance(made, Refusal):
            _print_refusal(made)
            return 1
        signed = _sign(made, key) if key else {}
        earlier = find_earlier(target, made)
        write_outputs({target / name: one for name, one in earlier.items()}, dry_run=dry_run)
        if earlier and not dry_run:
            remove_signature(target, made)
        outputs = {made.name: made.packed} | signed
        write_outputs({target / name: one for name, one in outputs.items()}, dry_run=dry_run)
        _print_imprint(made)
        write_edits(folder, made.edits, dry_run=dry_run)
    return 0


def _sign(made: "Publication", key: Path) -> dict[str, bytes]:
    from taikou_cli.publication.bundle import name_signature
    from taikou_cli.store.ssh_signature import sign

    return {name_signature(made.name): sign(made.manifest, key)}


def _print_imprint(made: "Publication") -> None:
    write(f"公表した版： {made.edition}\n")
    write(f"SHA-256： {made.sha256}\n")
    write(f"コミット： {made.commit or 'なし（git のコミットから作ったものではありません）'}\n")


def _print_refusal(refusal: "Refusal") -> None:
    from taikou_cli.cli.soundness import print_errors

    if refusal.errors:
        print_errors(refusal.errors)
    else:
        _print_obstacles(refusal.obstacles, refusal.words.short.item)


def _print_obstacles(obstacles: "tuple[Obstacle, ...]", item: str) -> None:
    for reason in dict.fromkeys(one.reason for one in obstacles):
        numbers = [one.number for one in obstacles if one.reason == reason]
        write(f"{reveal_line(reason)}（{len(numbers)}項目）\n", to_stderr=True)
        write(f"  {item}{list_numbers(numbers)}\n", to_stderr=True)
    write(
        f"{len(obstacles)}項目が公表できる段階にないため、何も作りませんでした。\n",
        to_stderr=True,
    )
