"""Tells which forms of a year have come back, and what is missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from taikou_cli.forms.layout.division_items import divisions_of, name_division
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.receipts import Receipt, load_receipts, receipts_folder
from taikou_cli.forms.returns.unfilled import list_unfilled
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.project import Project


class DivisionReturns(NamedTuple):
    """What has come back of a division.

    Attributes:
        name: The name of the division.
        items: The items that it is asked about.
        days: The days on which something of it was taken in, as `2026-05-20`, the first one first.
        missing: The items that have not come back.
        unfilled: The items of which something is still to be filled in.
    """

    name: str
    items: tuple[int, ...]
    days: tuple[str, ...]
    missing: tuple[int, ...]
    unfilled: tuple[int, ...]


class Returns(NamedTuple):
    """What has come back of a year: by division, and from the members of the committee."""

    year: int
    divisions: tuple[DivisionReturns, ...]
    members: tuple[Receipt, ...]


def list_returns(project: Project, folder: Path, year: int | None) -> Returns:
    """Look what has come back.

    Args:
        project: The plan.
        folder: The folder that holds `plan.yaml`.
        year: The fiscal year; None for the one that is being evaluated.

    Raises:
        TaikouError: The record of what came back is not what this program writes.
    """
    chosen = choose_year(project, year)
    receipts = load_receipts(receipts_folder(folder, chosen))
    members = tuple(one for one in receipts if one.kind == FormKind.COMMITTEE)
    return Returns(chosen, tuple(_iter_divisions(project, chosen, receipts)), members)


def _iter_divisions(
    project: Project, year: int, receipts: tuple[Receipt, ...]
) -> Iterator[DivisionReturns]:
    for division, items in divisions_of(project, year).items():
        own = {
            one.item: one.imported_on
            for one in receipts
            if one.kind == FormKind.DIVISION and one.division == division and one.item in items
        }
        yield DivisionReturns(
            name_division(project, year, division),
            items,
            tuple(sorted(set(own.values()))),
            tuple(item for item in items if item not in own),
            tuple(list_unfilled(project, year, items)),
        )
