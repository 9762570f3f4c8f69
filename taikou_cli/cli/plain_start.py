"""The program started by a double click: the plan beside it in the browser, or how to get one."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import typer

from taikou_cli.cli.console import prepare_streams, write
from taikou_cli.cli.main import run

_OFFER = """このフォルダーに、大綱のデータ（data/plan.yaml）がありません。
  {folder}

  1  架空の例で試す
  2  新しい計画を作る
  Enter だけ  何もしないで終わる
"""
_FOLDERS = {"1": ("demo", "架空の例"), "2": ("init", "計画")}
_CLOSING = "終わるときは、この窓で Ctrl+C を押すか、窓を閉じてください。\n"


def start(beside: Path) -> int:
    """Serve the plan that lies beside the program; offer to make one where there is none.

    Args:
        beside: The folder of the program.

    Returns:
        The exit code of the last command.
    """
    prepare_streams()
    plans = list(dict.fromkeys(_iter_plans(beside)))
    plan = _choose(plans) if plans else None
    code = 0
    if not plans:
        code, plan = _offer(beside)
    if plan and not code:
        write(f"{plan}\n{_CLOSING}")
        code = run(["serve", "--data", str(plan)])
    if code:
        _ask("Enter を押すと閉じます")
    return code


def _iter_plans(beside: Path) -> Iterator[Path]:
    """Yield the plans at hand: of the folder one stands in, beside the program, one folder down."""
    from taikou_cli.base.errors import PlanNotFoundError
    from taikou_cli.project.project import find_data_folder

    for folder in (Path.cwd(), beside):
        with suppress(PlanNotFoundError):
            yield find_data_folder(folder)
            return
    with suppress(OSError):
        yield from (path.parent.resolve() for path in sorted(beside.glob("*/data/plan.yaml")))


def _choose(plans: list[Path]) -> Path | None:
    if len(plans) == 1:
        return plans[0]
    write("どの計画を開きますか。\n")
    for number, plan in enumerate(plans, 1):
        write(f"  {number}  {plan.parent.name}\n")
    answer = _ask("番号")
    return plans[int(answer) - 1] if answer in map(str, range(1, len(plans) + 1)) else None


def _offer(beside: Path) -> tuple[int, Path | None]:
    """Make what somebody chooses; give the exit code, and the plan if there is one now."""
    write(_OFFER.format(folder=beside))
    chosen = _FOLDERS.get(_ask("番号"))
    if chosen is None:
        return 0, None
    command, name = chosen
    return run([command, str(beside / name)]), beside / name / "data"


def _ask(question: str) -> str:
    """Ask somebody at a keyboard; nobody there gives no answer."""
    from taikou_cli.base.japanese_text import to_half_width

    if sys.stdin is None:
        return ""
    try:
        return to_half_width(str(typer.prompt(question, default="", show_default=False))).strip()
    except typer.Abort:
        return ""
