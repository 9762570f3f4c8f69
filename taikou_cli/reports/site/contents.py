"""What a website is made from: a year, the years before it, and the files beside the pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from taikou_cli.progress.standing import ItemStanding
from taikou_cli.project.project import Project
from taikou_cli.reports.document.listings import is_stopped
from taikou_cli.reports.document.source import Year, open_year
from taikou_cli.reports.site.search_index import Record


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the website offers beside its pages.

    Attributes:
        path: Where it lies, relative to the website's folder.
        title: What it is.
        size: Its size in bytes.
    """

    path: str
    title: str
    size: int

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """Say what it is for: `report`, `table`, `description` of the tables, or the `whole`."""
        if "/reports/" in self.path:
            return "report"
        if self.path.endswith(".csv"):
            return "table"
        described = self.path.endswith(("datapackage.json", "-metadata.json"))
        return "description" if described else "whole"


@dataclass(frozen=True, slots=True)
class Card:
    """The picture of a year as PNG, and what stands on it in words."""

    picture: bytes
    words: str


CARD = "card.png"
"""Where it lies among the pages of its year."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What accompanies the pages.

    Attributes:
        downloads: The files that are offered.
        data_date: The day of the data that were published, such as `2026-10-30`, if known.
        structured_data: The open data as JSON-LD, safe inside a script element.
        home: The address of the start page over all years; empty: there is none.
        feed: The address of the feed of all editions; empty: there is none.
        found: What the search of the pages finds beside them.
        kept: The reports of earlier editions of the year, by the number of the edition.
        card: The picture that other sites show beside a link.
    """

    downloads: tuple[Download, ...] = ()
    data_date: str = ""
    structured_data: str = ""
    home: str = ""
    feed: str = ""
    found: tuple[Record, ...] = ()
    kept: Mapping[int, bytes] = field(default_factory=dict)
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A year and the evaluated years before it, those before the plan too, the last one first."""

    year: Year
    earlier: tuple[Year, ...]
    extras: Extras

    @property
    def years(self) -> tuple[Year, ...]:
        """All years, the last one first."""
        return (self.year, *self.earlier)

    @property
    def success_grades(self) -> tuple[str, ...]:
        """The grades that count as full success: those of the plan's first rate."""
        scale = self.year.plan.scale_of("items")
        return scale.rates[0].grades if scale and scale.rates else ()

    def list_achieved(self) -> list[ItemStanding]:
        """List the items whose grade counts as full success."""
        return [one for one in self.year.shown if one.grade in self.success_grades]

    def list_lagging(self) -> list[ItemStanding]:
        """List the items whose grade the scale marks as behind, and what was stopped or put off."""
        scale = self.year.plan.scale_of("items")
        behind = {grade.code for grade in scale.grades if grade.behind} if scale else set()
        return [one for one in self.year.shown if is_stopped(one) or one.grade in behind]

    def list_changing(self) -> list[ItemStanding]:
        """List the items that say what they change, those that lag first."""
        lagging = {one.item.number for one in self.list_lagging()}
        changing = [one for one in self.year.shown if _review_of(one)]
        return sorted(changing, key=lambda one: (one.item.number not in lagging, one.item.number))

    def iter_before(self, number: int) -> Iterator[tuple[Year, ItemStanding]]:
        """Yield an item in the earlier years that evaluated it, the last one first."""
        for year in self.earlier:
            standing = year.stand_in(year.fiscal_year, number)
            if standing and standing.evaluation and year.shows(standing):
                yield year, standing


def _review_of(standing: ItemStanding) -> str | None:
    return standing.evaluation.self_evaluation.review if standing.evaluation else None


def open_contents(project: Project, fiscal_year: int, extras: Extras) -> Contents:
    """Open a year and all evaluated years before it.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    evaluated = (*project.earlier_years(), *project.evaluated_years())
    earlier = [year for year in evaluated if year < fiscal_year]
    years = tuple(open_year(project, year) for year in reversed(earlier))
    return Contents(open_year(project, fiscal_year), years, extras)
