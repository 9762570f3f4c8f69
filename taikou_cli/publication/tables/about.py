"""What the open data as a whole are, as their table of the plan says it."""

from collections.abc import Iterable
from typing import NamedTuple

from taikou_cli.publication.dataset_title import name_dataset
from taikou_cli.publication.licences import LICENCES, Licence
from taikou_cli.publication.tables.table import Table


class About(NamedTuple):
    """What stands in every description of the open data."""

    plan: str
    government: str
    area_code: str | None
    is_fictitious: bool
    licence: Licence | None
    url: str | None

    @property
    def title(self) -> str:
        """The title of the open data."""
        return name_dataset(self.plan, fictitious=self.is_fictitious)


def read_about(tables: Iterable[Table]) -> About:
    """Take it from the tables, so that who has these alone can make every file anew.

    Raises:
        ValueError, KeyError: There is no plan among them, or it names a licence that is not known.
    """
    (record,) = next(table.list_records() for table in tables if table.name == "plan")
    texts = {name: None if cell is None else str(cell) for name, cell in record.items()}
    licence = texts["licence"]
    return About(
        texts["title"] or "",
        texts["government"] or "",
        texts["area_code"],
        bool(record["fictitious"]),
        LICENCES[licence] if licence else None,
        texts["url"],
    )
