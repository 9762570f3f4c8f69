"""`taikou show`: one item, policy or goal in the terminal."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.cli.console import Words, build_console
from taikou_cli.cli.console import show as print_parts
from taikou_cli.cli.options import DataOption, YearOption

if TYPE_CHECKING:
    from taikou_cli.project.project import Project
    from taikou_cli.reports.document.blocks import Section

HELP = "実施項目・方針・目標のどれか一つの内容を表示します。"
EXAMPLE = "例： taikou show 15 --year 2025"

_TARGET = re.compile(
    r"(?P<kind>実施項目|項目|item|方針|policy|目標|goal)? *(?P<number>[0-9]{1,3})", re.IGNORECASE
)
_POLICY_WORDS = {"方針", "policy"}
_GOAL_WORDS = {"目標", "goal"}
_LOOKS = {"plain": "", "heading": "bold", "muted": "dim"}


def show(
    target: Annotated[
        list[str],
        typer.Argument(
            metavar="番号", help="15、方針7、目標2のように指定します。", show_default=False
        ),
    ],
    data: DataOption = None,
    year: YearOption = None,
) -> int:
    """Show one part of the plan; an item with its evaluation of the year, or of the last one."""
    from taikou_cli.cli.soundness import warn_of_unread
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder

    kind, number = _parse_target(" ".join(target))
    project = load_project(find_data_folder(Path.cwd(), data))
    warn_of_unread(project)
    notice = project.require_outline().notice
    _print_card(_build(project, kind, number, year), notice)
    return 0


def _parse_target(text: str) -> tuple[str, int]:
    match = _TARGET.fullmatch(to_half_width(text).strip())
    if match is None:
        raise TaikouError(
            f"「{text}」が何を指すか分かりません。",
            "「15」「方針7」「目標2」のように番号で指定してください。",
        )
    word = (match["kind"] or "").lower()
    kind = "goal" if word in _GOAL_WORDS else "policy" if word in _POLICY_WORDS else "item"
    return kind, int(match["number"])


def _build(project: "Project", kind: str, number: int, year: int | None) -> "Section":
    from taikou_cli.reports.document import parts

    if kind == "goal":
        return parts.build_goal(project, number, year)
    if kind == "policy":
        return parts.build_policy(project, number, year)
    return parts.build_item(project, number, year)


def _print_card(section: "Section", notice: str | None) -> None:
    from rich.table import Table

    from taikou_cli.reports.writers.terminal import write_entries, write_title

    console = build_console()
    if notice:
        print_parts(console, notice, style="bold yellow")
    print_parts(console, Words(write_title(section), "bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="cyan")
    grid.add_column()
    for name, text, look in write_entries(section):
        grid.add_row(Words(name), Words(text, _LOOKS[look]))
    print_parts(console, grid)
