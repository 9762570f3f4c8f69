"""Templates → text. Whatever comes from the data is escaped, in every format."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup

import taikou_cli
from taikou_cli.base.errors import TaikouError
from taikou_cli.base.fiscal_year import format_fiscal_year
from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.base.markdown_escape import escape_markdown
from taikou_cli.progress.wording import DENOMINATORS, PENDING_REASONS, STATE_NAMES
from taikou_cli.reports.plan_view import PlanView
from taikou_cli.reports.template_failures import explain_failure
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.template_sandbox import Sandbox
from taikou_cli.reports.wording import (
    describe_rounding,
    format_month,
    format_when,
    name_lower_plan,
)
from taikou_cli.reports.year_view import YearView
from taikou_cli.store.file_tree import Tree

FORMATS = ("md", "html")


class Renderer:
    """The templates, each read once however many reports and pages are made from it.

    Args:
        own: Templates of the plan's own, which stand in for the program's.
    """

    def __init__(self, own: Tree | None = None) -> None:
        self._files = TemplateFiles(own)
        self._html = Sandbox(self._files, _reveal, _FILTERS, autoescape=True)
        # The style sheet is the templates', not the data's.
        self._html.globals["style"] = Markup(self.read_asset("report.css"))  # noqa: S704
        self._markdown = Sandbox(self._files, _finalize_markdown, _FILTERS, autoescape=False)

    def read_asset(self, name: str) -> str:
        """Give the text of a file that accompanies the templates."""
        return self._files.read(name)

    def render(self, kind: str, output_format: str, view: PlanView | YearView) -> str:
        """Render a report.

        Args:
            kind: The name of its templates: `plan`, or of a year `annual`, `data-plan`,
                `committee` or `final`.
            output_format: One of `FORMATS`.
            view: The plan for `plan`, a year's view for the others.

        Raises:
            TaikouError: A template of the plan's own cannot be used.
        """
        if output_format == "html":
            return self.render_page(kind, view, {"item_href": "#item-{}".format})
        text = self._render(self._markdown, f"{kind}.md.j2", view, {})
        return re.sub(r"\n{3,}", "\n\n", text)

    def render_page(self, name: str, view: PlanView | YearView, context: Mapping[str, Any]) -> str:
        """Render a web page.

        Args:
            name: The name of its template.
            view: What it tells of.
            context: What else its template names; `item_href` gives the address of an item.

        Raises:
            TaikouError: A template of the plan's own cannot be used.
        """
        return self._render(self._html, f"{name}.html.j2", view, context)

    def _render(
        self,
        environment: Sandbox,
        name: str,
        view: PlanView | YearView,
        context: Mapping[str, Any],
    ) -> str:
        common = {"view": view, "plan": view.plan, "version": taikou_cli.__version__}
        if self._files.own is None:
            return environment.get_template(name).render(common | dict(context))
        try:
            environment.begin()
            return environment.get_template(name).render(common | dict(context))
        except TaikouError:
            raise
        except Exception as error:
            raise explain_failure(error, name, self._files.own) from error


def _reveal(value: Any) -> Any:
    return reveal_controls(value) if type(value) is str else value


def _finalize_markdown(value: Any) -> str:
    if isinstance(value, int | Decimal):
        return str(value)
    return escape_markdown(str(value))


def _format_paragraphs(text: str) -> Markup:
    """Make a paragraph of each block of lines; the lines of a block run on."""
    blocks = (join_lines(block) for block in reveal_controls(text).split("\n\n"))
    return Markup("").join(Markup("<p>{}</p>").format(block) for block in blocks if block)


def _format_link(url: str) -> str | Markup:
    """Make a web address a link; anything else stays text."""
    if not url.startswith(("https://", "http://")):
        return url
    return Markup('<a href="{0}" rel="noopener">{0}</a>').format(reveal_controls(url))


def _format_size(size: int) -> str:
    """Write a size in bytes as people read it: `1.2MB`."""
    return f"{size / 1_000_000:.1f}MB" if size >= 1_000_000 else f"{-(-size // 1000)}KB"  # noqa: PLR2004


def _join_sentences(texts: Iterable[str]) -> str:
    """Run texts together, each ended by one full stop."""
    return "".join(f"{join_lines(text).removesuffix('。')}。" for text in texts)


def _first_sentence(text: str) -> str:
    """Give a text up to its first full stop."""
    sentence, stop, _ = join_lines(text).partition("。")
    return sentence + stop


_FILTERS: dict[str, Callable[..., str]] = {
    "denominator": DENOMINATORS.__getitem__,
    "filesize": _format_size,
    "first_sentence": _first_sentence,
    "fiscal_year": format_fiscal_year,
    "flow": join_lines,
    "lower_plan": name_lower_plan,
    "month": format_month,
    "paragraphs": _format_paragraphs,
    "pending_reason": PENDING_REASONS.__getitem__,
    "rounding": describe_rounding,
    "sentences": _join_sentences,
    "state_name": STATE_NAMES.__getitem__,
    "weblink": _format_link,
    "when": format_when,
}
