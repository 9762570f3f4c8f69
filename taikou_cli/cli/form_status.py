"""`taikou form status`: which divisions have returned what, what is missing, what came when."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from taikou_cli.base.fiscal_year import format_fiscal_year
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.cli.console import Words, build_console, show, write
from taikou_cli.cli.soundness import warn_of_unread
from taikou_cli.forms.layout.division_items import divisions_of, name_division
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.receipts import Receipt, load_receipts, receipts_path
from taikou_cli.forms.returns.unfilled import list_unfilled
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import Project, find_data_folder

_HEADS = ("取組所属", "項目", "返送", "取込日", "未着", "未記入")


def show_status(data: Path | None, wanted: int | None) -> int:
    """Print a line for each division, then the members of the committee; always 0."""
    from rich.table import Table

    folder = find_data_folder(Path.cwd(), data)
    project = load_project(folder)
    warn_of_unread(project)
    year = choose_year(project, wanted)
    receipts = load_receipts(receipts_path(folder, year))
    groups = divisions_of(project, year)
    table = Table(title=None, title_justify="left", header_style="bold")
    for head in _HEADS:
        table.add_column(head)
    returned = 0
    for division, items in groups.items():
        own = {r.item: r for r in receipts if _is_for(r, division) and r.item in items}
        returned += len(own) == len(items)
        table.add_row(*map(Words, _cells(project, year, division, items, own)))
    if notice := project.require_outline().notice:
        write(f"{notice}\n")
    write(f"{format_fiscal_year(year)}の様式： {len(groups)}所属のうち{returned}所属がすべて返送\n")
    show(build_console(), table)
    for line in _committee_lines(receipts):
        write(line + "\n")
    return 0


def _is_for(receipt: Receipt, division: str) -> bool:
    return receipt.kind == FormKind.DIVISION and receipt.division == division


def _cells(
    project: Project, year: int, division: str, items: tuple[int, ...], own: dict[int, Receipt]
) -> Iterator[str]:
    yield name_division(project, year, division)
    yield list_numbers(items)
    yield f"{len(own)}/{len(items)}"
    yield "、".join(sorted({receipt.imported_on for receipt in own.values()})) or "－"
    yield list_numbers(item for item in items if item not in own) or "なし"
    yield list_numbers(list_unfilled(project, year, items)) or "なし"


def _committee_lines(receipts: Iterable[Receipt]) -> Iterator[str]:
    told = [
        f"{receipt.member or '（名前なし）'}（{receipt.imported_on}）"
        for receipt in receipts
        if receipt.kind == FormKind.COMMITTEE
    ]
    if told:
        yield "委員の意見： " + "、".join(told)
