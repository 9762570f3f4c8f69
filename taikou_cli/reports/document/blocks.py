"""What a report is made of: few kinds of blocks, which hold text, numbers and data of pictures.

All of it is public and plain: a block knows no plan, so nothing can be reached from it that does
not stand in the report.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from taikou_cli.base.fiscal_year import USUAL, FiscalYears

if TYPE_CHECKING:
    from taikou_cli.reports.charts.drawing import Chart

RunKind = Literal["strong", "muted", "missing", "badge", "figure", "mark", "link", "web", "term"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line that is more than plain text.

    Attributes:
        kind: `strong` · `muted` something secondary · `missing` says that nothing is told ·
            `badge` a grade · `figure` a value as printed · `mark` of the statutory plan · `link`
            to a place of the document · `web` · `term` of the glossary.
        text: What is read.
        to: Of a link or a term the `id` that it leads to, of `web` the address, of a badge,
            figure or fraction (`muted`) the address in the data (`overall.rates.success.percent`); empty: none.
        note: The meaning of a term; of a link to a file, under which name it is saved.
    """

    kind: RunKind
    text: str
    to: str = ""
    note: str = ""

    def __str__(self) -> str:
        """Read it, as a label does in which it stands."""
        return self.text


Line: TypeAlias = tuple[str | Run, ...]
"""Text that runs on: plain strings and runs."""

Text: TypeAlias = tuple[Line, ...]
"""Paragraphs."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs; `note` is small print, `empty` says that there is nothing."""

    text: Text
    role: Literal["text", "note", "empty", "vision", "summary"] = "text"
    kind: ClassVar[str] = "prose"


@dataclass(frozen=True, slots=True)
class Notice:
    """Paragraphs that a reader must not miss."""

    text: Text
    role: Literal["notice", "correction"] = "notice"
    kind: ClassVar[str] = "notice"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name with what is said under it; an answer (`is_reply`) belongs to the fact before."""

    name: str
    text: Text
    id: str = ""
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Named facts: big numbers, rates, the head of a sheet, its story, opinions, or terms."""

    entries: tuple[Fact, ...]
    role: Literal["counts", "rates", "card", "story", "opinions", "terms"]
    kind: ClassVar[str] = "facts"


ColumnKind = Literal["name", "text", "long", "short", "number", "share"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by what it holds: the one `name` of the rows, texts, something short, numbers."""

    name: str
    kind: ColumnKind


Cell: TypeAlias = Text | None
"""Paragraphs; None: the cell above goes on here."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        cells: One for each column.
        id: By what links find it; empty: none leads here.
        is_total: It sums up the others.
        tags: What readers can choose rows by: names with their values.
    """

    cells: tuple[Cell, ...]
    id: str = ""
    is_total: bool = False
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        caption: What it shows.
        columns: Its columns; exactly one holds the names of the rows.
        rows: Its rows.
        role: `codes` counts the codes of a scale, `records` holds long texts, `list` is to be
            sorted and filtered, `course` shows years side by side.
        id: By what links find it; empty: none leads here.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    role: Literal["plain", "codes", "records", "list", "course"] = "plain"
    id: str = ""
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture.

    Attributes:
        id: Names it in the document.
        title: Its caption.
        alt: What it shows, in words.
        chart: What it is drawn from: a value of a module of `reports/charts`.
        table: The same as a table.
        is_told: The numbers stand in a table beside it: one that cannot show it may leave it out.
    """

    id: str
    title: str
    alt: str
    chart: "Chart"
    table: Table
    is_told: bool = False
    kind: ClassVar[str] = "figure"


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries of a list; each of a `story` tells something of an item."""

    entries: tuple[Text, ...]
    role: Literal["plain", "story"] = "plain"
    kind: ClassVar[str] = "listing"


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading: its depth among sections is the level of the heading.

    Attributes:
        id: By what links, and templates, find it.
        title: The heading; a section without one belongs to the heading above.
        blocks: What stands in it.
        role: `sheet` is everything about one item; `folded` is opened by who wants it.
    """

    id: str
    title: Line
    blocks: tuple["Block", ...]
    role: Literal["section", "sheet", "folded"] = "section"
    kind: ClassVar[str] = "section"


Block: TypeAlias = Prose | Notice | Facts | Table | Figure | Listing | Section


@dataclass(frozen=True, slots=True)
class Document:
    """A report, or a page of the website.

    Attributes:
        kind: The name of its kind, such as `annual`.
        title: Its heading, without the name of the plan.
        plan: The title of the plan.
        subtitle: The subtitle of the plan; empty if it has none.
        government: Whose plan it is.
        period: The years of the plan.
        about: What else stands under the heading.
        notice: What is said first, and on every page, of a plan that is made up; else empty.
        contact: Whom to ask; empty if nobody is named.
        closing: What the document is, as its last sentence.
        sections: What stands in it. Templates may choose and order them by `id`.
        years: How days and years are named in it.
    """

    kind: str
    title: str
    plan: str
    subtitle: str
    government: str
    period: str
    about: Text
    notice: str
    contact: str
    closing: str
    sections: tuple[Section, ...]
    years: FiscalYears = USUAL

    @property
    def name(self) -> str:
        """The title with the name of the plan."""
        return f"{self.plan}　{self.title}"
