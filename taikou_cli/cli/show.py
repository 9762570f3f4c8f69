"""`taikou show`: one item, policy or goal in the terminal."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.cli.console import Words, build_console
from taikou_cli.cli.console import show as print_parts
from taikou_cli.cli.options import DataOption, YearOption

if TYPE_CHECKING:
    from taikou_cli.model.goals import Part
    from taikou_cli.model.item import Item
    from taikou_cli.project.project import Project
    from taikou_cli.reports.document.blocks import Section

HELP = "実施項目・方針・目標など、計画のどれか一つの内容を表示します。"
EXAMPLE = "例： taikou show 15 --year 2025"

_NUMBER = re.compile(r" *(\S{1,20})")
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
    """Show one part of the plan with what is said of it in the year, or in the last one."""
    from taikou_cli.cli.soundness import warn_of_unread
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder

    project = load_project(find_data_folder(Path.cwd(), data))
    warn_of_unread(project)
    notice = project.require_outline().notice
    _print_card(_build(project, " ".join(target), year), notice)
    return 0


def _build(project: "Project", text: str, year: int | None) -> "Section":
    from taikou_cli.model.branches import LEVELS
    from taikou_cli.model.words import Words as Called
    from taikou_cli.reports.document import parts

    written = to_half_width(text).strip()
    for level in LEVELS:
        names = (project.words.of_level(level), Called().of_level(level), level)
        if named := _strip(written, names):
            known = [one.part for one in project.parts_on(level)]
            return parts.build_part(project, (level, _read(project, named, known)), year)
    named = _strip(written, (project.words.item, Called().item, "項目", "item")) or written
    number = _read(project, named, [one.content for one in project.items])
    return parts.build_item(project, number, year)


def _strip(text: str, names: Iterable[str]) -> str:
    """Give what follows one of some names; nothing if the text begins with none of them."""
    for name in map(to_half_width, names):
        match = _NUMBER.fullmatch(text[len(name) :])
        if match and text.casefold().startswith(name.casefold()):
            return match[1]
    return ""


def _read(project: "Project", named: str, parts: Iterable["Part | Item"]) -> int:
    from taikou_cli.model.branches import levels_of
    from taikou_cli.project.numbering import read_number

    number = read_number(named, parts)
    if number is None:
        words = (f"「{project.words.of_level(one)}2」" for one in levels_of(project.branches))
        raise TaikouError(
            f"「{named}」が何を指すか分かりません。",
            f"「15」{''.join(words)}のように番号で指定してください。",
        )
    return number


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
