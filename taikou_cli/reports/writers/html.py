"""A document as a web page. Templates lay it out; they get the document and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from taikou_cli import __version__
from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.reports.charts.drawing import draw
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Row,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.template_failures import explain_failure
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.template_sandbox import Sandbox


class HtmlWriter:
    """The templates, each read once however many pages are made with them.

    Args:
        own: A folder with templates of the plan's own, which stand in for the program's.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._files = TemplateFiles(own)
        filters = {"bodies": arrange_bodies, "drawing": _draw}
        self._templates = Sandbox(self._files, _reveal, filters, autoescape=True)
        # The style sheet is the templates', not the data's.
        self._templates.globals["style"] = Markup(self.read_asset("report.css"))  # noqa: S704
        self._templates.globals["version"] = __version__

    def read_asset(self, name: str) -> str:
        """Give the text of a file that accompanies the templates."""
        return self._files.read(name)

    def write(self, document: Document) -> str:
        """Give the page of a report: by the template of its kind if there is one.

        Raises:
            TaikouError: A template of the plan's own cannot be used.
        """
        links = {id_: f"#{id_}" for id_ in iter_ids(document.sections)}
        own = f"{document.kind}.html.j2"
        name = own if self._files.has(own) else "report.html.j2"
        return self.write_page(name, document, {"links": links})

    def write_page(self, template: str, document: Document, context: Mapping[str, Any]) -> str:
        """Give a page.

        Args:
            template: The name of its template.
            document: What stands on it.
            context: What else its template names, `links` among it: the address of each id.

        Raises:
            TaikouError: A template of the plan's own cannot be used.
        """
        given = {"document": document, **context}
        if self._files.own is None:
            return self._templates.get_template(template).render(given)
        try:
            self._templates.begin()
            return self._templates.get_template(template).render(given)
        except TaikouError:
            raise
        except Exception as error:
            raise explain_failure(error, template, self._files.own) from error


def iter_ids(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the ids of a document that links can lead to."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from iter_ids(block.blocks)
        elif isinstance(block, Table):
            yield from (id_ for id_ in (block.id, *(row.id for row in block.rows)) if id_)
        elif isinstance(block, Facts):
            yield from (fact.id for fact in block.entries if fact.id)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its column, and over how many rows it goes."""

    column: Column
    text: Text
    span: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with the cells that begin in it."""

    id: str
    tags: tuple[tuple[str, tuple[str, ...]], ...]
    cells: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Body:
    """Rows that belong together."""

    rows: tuple[_Line, ...]
    is_total: bool


def arrange_bodies(table: Table) -> tuple[_Body, ...]:
    """Give the rows by the parts of the table that they make up: totals, and rows that are one."""
    groups: list[list[Row]] = []
    is_joined = any(cell is None for row in table.rows for cell in row.cells)
    for row in table.rows:
        begins = None not in row.cells if is_joined else row.is_total
        if not groups or begins or row.is_total != groups[-1][-1].is_total:
            groups.append([])
        groups[-1].append(row)
    return tuple(
        _Body(
            tuple(_arrange(table, group, place) for place in range(len(group))), group[0].is_total
        )
        for group in groups
    )


def _arrange(table: Table, group: list[Row], place: int) -> _Line:
    row, below = group[place], group[place + 1 :]
    cells = []
    for number, (column, text) in enumerate(zip(table.columns, row.cells, strict=True)):
        if text is not None:
            joined = [later.cells[number] is None for later in below]
            span = 1 + (joined.index(False) if False in joined else len(joined))
            cells.append(_Cell(column, text, span))
    return _Line(row.id, row.tags, tuple(cells))


def _reveal(value: Any) -> Any:
    return reveal_controls(value) if type(value) is str else value


def _draw(figure: Figure) -> Markup:
    # Every text in the drawing is escaped by its writer.
    return Markup(draw(figure.chart, figure.id))  # noqa: S704
