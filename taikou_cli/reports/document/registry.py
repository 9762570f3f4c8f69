"""Builds a report by the name of its kind."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from taikou_cli.progress.figures import choose_year
from taikou_cli.project.project import Project
from taikou_cli.reports.document import kinds
from taikou_cli.reports.document.blocks import Document


class Kind(NamedTuple):
    """A kind of report.

    Attributes:
        name: What a user types.
        title: What it is called, such as 年度評価.
        is_of_year: It tells of one year's evaluations.
        build: Builds it from the whole plan and the year.
    """

    name: str
    title: str
    is_of_year: bool
    build: Callable[[Project, Any], Document]

    def name_file(self, fiscal_year: int) -> str:
        """Give the name of its file, without what says the format."""
        return f"{self.name}-{fiscal_year}" if self.is_of_year else self.name


def find_kind(name: str) -> Kind:
    """Give a kind; `name` is one of `kinds.list_names()`."""
    module = import_module(f"{kinds.__name__}.{name.replace('-', '_')}")
    return Kind(name, module.TITLE, getattr(module, "IS_OF_YEAR", True), module.build)


def build_report(name: str, project: Project, fiscal_year: int | None = None) -> Document:
    """Build a report; of a year, if none is named, the last that has evaluations.

    Raises:
        TaikouError: The year lies outside the plan, or a basic file could not be read.
    """
    kind = find_kind(name)
    if kind.is_of_year or fiscal_year is not None:
        return kind.build(project, choose_year(project, fiscal_year))
    return kind.build(project, None)
