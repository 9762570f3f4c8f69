"""Templates → text. Whatever comes from the data is escaped, in every format."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

import taikou_cli
from taikou_cli.base.fiscal_year import format_calendar_year, format_fiscal_year
from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.model.plan import LowerPlan, PastPlan
from taikou_cli.reports.markdown_escape import escape_markdown
from taikou_cli.reports.plan_view import PlanView
from taikou_cli.store.shipped import find_shipped

FORMATS = ("md", "html")


def render_plan(view: PlanView, output_format: str) -> str:
    """Render the report of the plan and its current state.

    Args:
        view: The plan.
        output_format: One of `FORMATS`.
    """
    environment = _ENVIRONMENTS[output_format]()
    template = environment.get_template(f"plan.{output_format}.j2")
    return template.render(view=view, plan=view.plan, version=taikou_cli.__version__)


def _build_environment(finalize: Callable[[Any], Any], *, autoescape: bool) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(find_shipped("templates", "templates")),
        autoescape=autoescape,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= _FILTERS
    return environment


def _build_html_environment() -> SandboxedEnvironment:
    environment = _build_environment(_reveal, autoescape=True)
    # The style sheet is ours, not the data's.
    style = (find_shipped("templates", "templates") / "report.css").read_text(encoding="utf-8")
    environment.globals["style"] = Markup(style)  # noqa: S704
    return environment


def _build_markdown_environment() -> SandboxedEnvironment:
    return _build_environment(_finalize_markdown, autoescape=False)


_ENVIRONMENTS = {"html": _build_html_environment, "md": _build_markdown_environment}


def _reveal(value: Any) -> Any:
    return reveal_controls(value) if type(value) is str else value


def _finalize_markdown(value: Any) -> str:
    if isinstance(value, int | Decimal):
        return str(value)
    return escape_markdown(str(value))


def _format_period(past: PastPlan) -> str:
    """Write when an earlier plan was: its calendar year, or its fiscal years."""
    if past.calendar_year:
        return format_calendar_year(past.calendar_year)
    years = [format_fiscal_year(year) for year in (past.first_year, past.last_year) if year]
    return "～".join(years)


def _format_lower_plan(lower: LowerPlan) -> str:
    return f"{lower.title}（{lower.field}分野）"


def _format_month(month: str) -> str:
    """Write a month both ways: `2025-03` → `2025年（令和7年）3月`."""
    year, _, number = month.partition("-")
    return f"{format_calendar_year(int(year))}{int(number)}月"


_DENOMINATORS = {
    "all": "全項目の数",
    "rated": "評価した項目の数",
    "in_force": "その年度に実施中の項目の数",
}

_FILTERS: dict[str, Callable[..., str]] = {
    "denominator": _DENOMINATORS.__getitem__,
    "fiscal_year": format_fiscal_year,
    "flow": join_lines,
    "lower_plan": _format_lower_plan,
    "month": _format_month,
    "when": _format_period,
}
