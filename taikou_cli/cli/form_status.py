"""`taikou form status`: which divisions have returned what, what is missing, what came when."""

from pathlib import Path

from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.cli.console import Words, build_console, show, write
from taikou_cli.cli.soundness import warn_of_unread
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import find_data_folder
from taikou_cli.work.form_returns import DivisionReturns, list_returns

_HEADS = ("項目", "返送", "取込日", "未着", "未記入")


def show_status(data: Path | None, wanted: int | None) -> int:
    """Print a line for each division, then the members of the committee; always 0."""
    from rich.table import Table

    folder = find_data_folder(Path.cwd(), data)
    project = load_project(folder)
    warn_of_unread(project)
    returns = list_returns(project, folder, wanted)
    table = Table(title=None, title_justify="left", header_style="bold")
    for head in (project.words.division, *_HEADS):
        table.add_column(head)
    for division in returns.divisions:
        table.add_row(*map(Words, _cells(division)))
    complete = sum(not division.missing for division in returns.divisions)
    if notice := project.require_outline().notice:
        write(f"{notice}\n")
    write(
        f"{project.require_outline().fiscal_years.name(returns.year)}の様式： "
        f"{len(returns.divisions)}所属のうち{complete}所属がすべて返送\n"
    )
    show(build_console(), table)
    members = [f"{one.member or '（名前なし）'}（{one.imported_on}）" for one in returns.members]
    if members:
        write(f"委員の意見： {'、'.join(members)}\n")
    return 0


def _cells(division: DivisionReturns) -> tuple[str, ...]:
    came = len(division.items) - len(division.missing)
    return (
        division.name,
        list_numbers(division.items),
        f"{came}/{len(division.items)}",
        "、".join(division.days) or "－",
        list_numbers(division.missing) or "なし",
        list_numbers(division.unfilled) or "なし",
    )
