"""What every page of a website shows around its contents, and where it stands among the others."""

from dataclasses import dataclass

from markupsafe import Markup

from taikou_cli.reports.document.blocks import Line, Run
from taikou_cli.reports.site.languages import LANGUAGES, Language
from taikou_cli.reports.site.page_names import Page


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that the items can be chosen by; without options it is a tick."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its contents.

    Attributes:
        year: The year that the pages tell of.
        pages: The pages of the navigation.
        filters: What the items can be chosen by.
        data_date: The day of the data, if known.
        structured_data: The open data as JSON-LD.
        home: The address of the start page over all years; empty: there is none.
        feed: The address of the feed of all editions; empty: there is none.
        is_published: The year has been published.
        address: Where the page's folder stands on the web, ended by a slash; empty: unknown.
        languages: In which its labels can be read.
        has_readings: The plan says how some of its words are read.
        has_names: It says what some of its names are in other languages.
        card: The whole address of the year's picture; empty: there is none.
        card_words: What stands on it.
        folder: Where the year's pages lie, as seen from the page: nothing, or `2024/`.
    """

    year: str
    pages: tuple[Page, ...]
    filters: tuple[Filter, ...]
    data_date: str
    structured_data: Markup
    home: str
    feed: str
    is_published: bool
    address: str
    folder: str = ""
    languages: tuple[Language, ...] = LANGUAGES
    has_readings: bool = False
    has_names: bool = False
    card: str = ""
    card_words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A page among the others.

    Attributes:
        name: Its file name without `.html`.
        place: The page of the navigation under which it belongs.
        heading: Its heading.
        about: What stands on it in a sentence or two, for who has not opened it.
        crumbs: The pages above it.
        before: The page before it, if it is one of a row.
        after: The page after it.
        parts: The names of the pages that go on with one another, where there are several.
        whole: The name of the page that holds all of them; empty: this one does.
        template: The name of its template.
    """

    name: str
    place: str
    heading: Line
    about: str = ""
    crumbs: tuple[Run, ...] = ()
    before: Run | None = None
    after: Run | None = None
    parts: tuple[str, ...] = ()
    whole: str = ""
    template: str = "page"
