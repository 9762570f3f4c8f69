"""A document as a web page. Templates lay it out; they get the document and nothing else."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from taikou_cli import __version__
from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.base.label import shorten_marks
from taikou_cli.reports.charts.drawing import Chart, draw_both
from taikou_cli.reports.charts.grade_cells import explain, name_look
from taikou_cli.reports.charts.heat_map import HeatMap
from taikou_cli.reports.charts.svg import unmark
from taikou_cli.reports.document.blocks import Document, Figure
from taikou_cli.reports.template_failures import explain_failure
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.template_sandbox import Sandbox
from taikou_cli.reports.writers.html_text import (
    write_inline,
    write_label,
    write_line,
    write_option,
    write_paragraphs,
    write_piece,
    write_rows,
    write_words,
)
from taikou_cli.reports.writers.rows import arrange_bodies, iter_ids
from taikou_cli.store.file_tree import Tree


class HtmlWriter:
    """The templates, each read once however many pages are made with them.

    Args:
        own: Templates of the plan's own, which stand in for the program's.
    """

    def __init__(self, own: Tree | None = None) -> None:
        self._files = TemplateFiles(own)
        filters: dict[str, Callable[..., Any]] = {
            "bodies": arrange_bodies,
            "drawing": _draw,
            "map": _take_map,
            "look": name_look,
            "legend": explain,
            "label": write_label,
            "words": write_words,
            "option": write_option,
            "piece": write_piece,
            "line": write_line,
            "paragraphs": write_paragraphs,
            "inline": write_inline,
            "rows": write_rows,
        }
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
            return self.fill(template, given)
        try:
            self._templates.begin()
            return self._templates.get_template(template).render(given)
        except TaikouError:
            raise
        except Exception as error:
            raise explain_failure(error, template, self._files.own) from error
        finally:
            self._templates.end()

    def fill(self, template: str, context: Mapping[str, Any]) -> str:
        """Give a page by one of the program's own templates, of whatever it names."""
        return self._templates.get_template(template).render(context)


def _reveal(value: Any) -> Any:
    # Text that is safe already has been made from what was revealed.
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return reveal_controls(value) if is_text else value


@pass_context
def _draw(context: Context, figure: Figure) -> Markup:
    """Draw a picture, and once more for phones: the style sheet shows one of the two."""
    drawn = _draw_both(figure.id, figure.chart)
    # Every text in the drawings is escaped by their writers.
    return Markup(shorten_marks(drawn) if "site" in context else unmark(drawn))  # noqa: S704


# The same picture may stand on a page of the website and in several reports.
@lru_cache(maxsize=1024)
def _draw_both(id_: str, chart: Chart) -> str:
    return draw_both(chart, id_)


def _take_map(figure: Figure) -> HeatMap | None:
    """Take what a page shows as a table with coloured cells."""
    return figure.chart if isinstance(figure.chart, HeatMap) else None
