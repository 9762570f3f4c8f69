"""The editions of a published year, and what each of them corrects."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from taikou_cli.model.correction import Correction
from taikou_cli.model.publication import Edition
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Document, Project


class Corrected(NamedTuple):
    """A correction, the file that it stands in, and the edition that published it."""

    edition: Edition
    document: Document[Any]
    correction: Correction


def list_editions(project: Project, fiscal_year: int) -> tuple[Edition, ...]:
    """Give the editions of a year, the first one first; none if it is not published."""
    found = (one for one in project.publications if one.content.fiscal_year == fiscal_year)
    return next((one.content.editions for one in found), ())


def name_edition(project: Project, fiscal_year: int, number: int | None = None) -> str:
    """Name an edition of a year in file names: `plan2022_FY2024_edition2`.

    Without a number it is the last one; before the first, as that one.
    """
    editions = list_editions(project, fiscal_year)
    number = number or (editions[-1].number if editions else 1)
    return f"plan{project.require_outline().first_year}_FY{fiscal_year}_edition{number}"


def published_years(project: Project) -> tuple[int, ...]:
    """Give the years of which there is an edition, the first one first."""
    return tuple(sorted(one.content.fiscal_year for one in project.publications))


def iter_corrections(project: Project, fiscal_year: int) -> Iterator[Corrected]:
    """Yield what the editions of a year corrected, in whichever file: of earlier years, too."""
    editions = list_editions(project, fiscal_year)
    documents = as_of(project, fiscal_year).documents().values()
    since = editions[0].published_on if editions else date.max
    for document in documents:
        for one in document.content.corrections:
            after = (edition for edition in editions[1:] if one.date <= edition.published_on)
            if one.date >= since and (edition := next(after, None)):
                yield Corrected(edition, document, one)
