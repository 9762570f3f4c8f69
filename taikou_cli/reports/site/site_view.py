"""What the pages of a website are made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taikou_cli.model.plan import Plan
from taikou_cli.progress.standing import ItemState
from taikou_cli.reports.year_view import ItemSheet, YearView

_STOPPED = {ItemState.DISCONTINUED, ItemState.CARRIED_OVER}


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
    def kind(self) -> str:
        """Say what it is for: `report`, `table`, `description` of the tables, or the `whole`."""
        if "/reports/" in self.path:
            return "report"
        if self.path.endswith(".csv"):
            return "table"
        described = self.path.endswith(("datapackage.json", "-metadata.json"))
        return "description" if described else "whole"


@dataclass(frozen=True, slots=True)
class SiteView:
    """A year and the years before it, with what accompanies the pages.

    Attributes:
        year: The year that the website tells of.
        earlier: The evaluated years before it, the last one first.
        downloads: The files that are offered.
        data_date: The day of the data that were published, such as `2026-10-30`, if known.
        structured_data: The open data as JSON-LD, safe inside a script element.
    """

    year: YearView
    earlier: tuple[YearView, ...]
    downloads: tuple[Download, ...]
    data_date: str | None
    structured_data: str

    @property
    def plan(self) -> Plan:
        """The outline."""
        return self.year.plan

    @property
    def success_grades(self) -> tuple[str, ...]:
        """The grades that count as full success: those of the plan's first rate."""
        scale = self.plan.scale_of("items")
        return scale.rates[0].grades if scale and scale.rates else ()

    def list_downloads(self, kind: str) -> tuple[Download, ...]:
        """Give the files of one kind, in their order."""
        return tuple(one for one in self.downloads if one.kind == kind)

    def iter_achieved(self) -> Iterator[ItemSheet]:
        """Yield the items whose grade counts as full success."""
        for sheet in self.year.sheets:
            if sheet.standing.grade in self.success_grades:
                yield sheet

    def iter_lagging(self) -> Iterator[ItemSheet]:
        """Yield the items whose grade counts in no rate, and those that were stopped or put off."""
        scale = self.plan.scale_of("items")
        favorable = {grade for rate in (scale.rates if scale else ()) for grade in rate.grades}
        for sheet in self.year.sheets:
            grade = sheet.standing.grade
            if sheet.standing.state in _STOPPED or (favorable and grade and grade not in favorable):
                yield sheet

    def iter_changing(self) -> Iterator[ItemSheet]:
        """Yield the items that say what they change, those that lag first."""
        lagging = {sheet.number for sheet in self.iter_lagging()}
        changing = [sheet for sheet, _ in self.year.iter_reviews()]
        yield from sorted(changing, key=lambda sheet: (sheet.number not in lagging, sheet.number))

    def sheets_before(self, number: int) -> Mapping[int, ItemSheet]:
        """Give an item's sheets of earlier years by year, the last year first."""
        return {
            view.fiscal_year: sheet
            for view in self.earlier
            for sheet in view.sheets
            if sheet.number == number and sheet.evaluation
        }

    @property
    def years(self) -> tuple[YearView, ...]:
        """All years, the last one first."""
        return (self.year, *self.earlier)

    def view_of(self, fiscal_year: int) -> YearView:
        """Give the view of one of the years."""
        return next(v for v in self.years if v.fiscal_year == fiscal_year)
