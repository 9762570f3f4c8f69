"""Which items each division writes about in a year, and what the divisions are called."""

from taikou_cli.progress.figures import stand_all
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

UNREGISTERED = "未登録"
"""What items are grouped under whose division the plan does not name yet."""


def divisions_of(project: Project, fiscal_year: int) -> dict[str, tuple[int, ...]]:
    """Give the items of a year by their lead divisions, in the order of the organisation.

    Items without a division that the plan knows come last, under the empty id.
    """
    names = as_of(project, fiscal_year).division_names()
    groups: dict[str, list[int]] = {id_: [] for id_ in (*names, "")}
    for standing in stand_all(project.with_private, fiscal_year):
        if has_form(standing):
            lead = standing.item.division_ids[0] if standing.item.division_ids else ""
            groups[lead if lead in names else ""].append(standing.item.number)
    return {id_: tuple(numbers) for id_, numbers in groups.items() if numbers}


def name_division(project: Project, fiscal_year: int, division: str) -> str:
    """Name a division as it was called in a year; the empty id stands for items without one."""
    names = project.division_names() | as_of(project, fiscal_year).division_names()
    return names.get(division, UNREGISTERED)


def has_form(standing: ItemStanding) -> bool:
    """Tell whether an item is evaluated; one that is discontinued this year still says why."""
    return standing.state is not ItemState.NOT_IN_FORCE
