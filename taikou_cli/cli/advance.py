"""`taikou advance`: the evaluations of a year reach a stage, or are moved back to one."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japan_day import today
from taikou_cli.base.japanese_text import list_numbers, reveal_line
from taikou_cli.cli.console import paint, write
from taikou_cli.cli.options import DataOption, YearOption

if TYPE_CHECKING:
    from taikou_cli.work.advance import Advance

HELP = "年度評価の段階を、必要な記入を確かめて進めます。「--back」で戻します。"
EXAMPLE = "例： taikou advance self_evaluated --year 2025 --date 2026-05-29"


def advance(
    stage: Annotated[
        str, typer.Argument(metavar="段階", help="進める（戻す）先の段階の識別名か名称。")
    ],
    more: Annotated[
        list[str] | None, typer.Argument(metavar="[番号]...", help="「--item」の続きの番号。")
    ] = None,
    data: DataOption = None,
    year: YearOption = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            metavar="日付",
            formats=["%Y-%m-%d"],
            help="段階に達した日（省略時は今日）。",
            show_default=False,
        ),
    ] = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            metavar="番号",
            help="この項目だけ（「--item 3 5 8」のように続けて書けます）。",
            show_default=False,
        ),
    ] = None,
    division: Annotated[
        str,
        typer.Option(
            "--division",
            metavar="所属",
            help="主担当がこの所属（名称か識別名）の項目だけ。",
            show_default=False,
        ),
    ] = "",
    department: Annotated[
        str,
        typer.Option(
            "--department",
            metavar="部局",
            help="主担当がこの部局（名称か識別名）の所属の項目だけ。",
            show_default=False,
        ),
    ] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help="足りないもののない項目だけを進めます。")
    ] = False,
    back: Annotated[
        bool, typer.Option("--back", help="この段階まで戻します（「--why」が要ります）。")
    ] = False,
    why: Annotated[
        str,
        typer.Option(
            "--why", metavar="理由", help="戻す理由。評価に残ります。", show_default=False
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="書き込まず、何がどの段階になるかだけを示します。")
    ] = False,
) -> int:
    """Move the stages of a year's evaluations; 1 if an item lacks something."""
    from taikou_cli.cli.locking import writing_to
    from taikou_cli.cli.writing import write_changes
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.work.advance import AdvanceRequest, prepare_advance

    _check_options(back=back, why=why, is_continued=bool(more) and not item)
    request = AdvanceRequest(
        stage,
        year,
        day.date() if day else today(),
        (*(item or ()), *(more or ())),
        division,
        department,
        why if back else None,
        partial,
    )
    folder = find_data_folder(Path.cwd(), data)
    with writing_to(folder.parent, "advance", dry_run=dry_run):
        made = prepare_advance(folder, request)
        _print(made)
        write_changes(folder, made.edits, dry_run=dry_run)
    return 1 if made.hindered else 0


def _check_options(*, back: bool, why: str, is_continued: bool) -> None:
    if why and not back:
        raise TaikouError(
            "「--why」は、段階を戻すとき（--back）だけ使えます。",
            "「--why」を外すか、「--back」を付けてください。",
        )
    if is_continued:
        raise TaikouError(
            "段階の後に、ほかの言葉が続いています。",
            "項目を選ぶなら「--item 3 5 8」のように書いてください。",
        )


def _print(made: "Advance") -> None:
    """Say what moves, what is there already, and what each of the rest lacks."""
    is_held_back = bool(made.hindered) and not made.edits
    for before in dict.fromkeys(move.before for move in made.moves if not is_held_back):
        numbers = [move.item for move in made.moves if move.before == before]
        write(
            f"「{before.name}」→「{made.stage.name}」： "
            f"実施項目{list_numbers(numbers)}（{len(numbers)}項目）\n"
        )
    if made.already:
        reached = list_numbers(made.already)
        write(f"すでに「{made.stage.name}」の段階にあるか、過ぎています： 実施項目{reached}\n")
    for one in made.hindered:
        lacks = reveal_line("、".join(dict.fromkeys(one.lacks)))
        write(f"{paint('不足:', 'error')} 実施項目{one.item}： {lacks}\n", to_stderr=True)
    if is_held_back:
        rest = f"足りている{len(made.moves)}項目だけを動かすには、「--partial」を付けてください。"
        write(
            f"{len(made.hindered)}項目に足りないものがあるので、何も書き込んでいません。"
            f"{rest if made.moves else ''}\n",
            to_stderr=True,
        )
