"""Every amount that items plan, and that evaluations and others tell, in one shape."""

from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.amounts import YearAmount
from taikou_cli.project.assessments import iter_assessments
from taikou_cli.project.project import Project


class PlacedAmount(NamedTuple):
    """An amount of a year.

    Attributes:
        path: The file.
        route: Where it stands.
        id: The amount that it says it is.
        fiscal_year: The year; None of the whole period.
        amount: The number, or the numbers of the parts.
    """

    path: str
    route: Route
    id: str
    fiscal_year: int | None
    amount: YearAmount


def iter_amounts(project: Project) -> Iterator[PlacedAmount]:
    """Yield every amount of a plan."""
    for item in project.items:
        for id_, years in item.content.amounts.items():
            for year, amount in years.items():
                yield PlacedAmount(item.path, ("amounts", id_, year), id_, year, amount)
    for document in project.evaluations:
        year = document.content.fiscal_year
        for id_, amount in document.content.amounts.items():
            yield PlacedAmount(document.path, ("amounts", id_), id_, year, amount)
    for whole in project.period:
        for id_, amount in whole.content.amounts.items():
            yield PlacedAmount(whole.path, ("amounts", id_), id_, None, amount)
    for placed in iter_assessments(project):
        for id_, amount in placed.one.amounts.items():
            route = (*placed.route, "amounts", id_)
            yield PlacedAmount(placed.path, route, id_, placed.fiscal_year, amount)
