"""Finds the kinds of reports: every file of `kinds/`, by its name."""

import pkgutil
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


def find_kinds() -> dict[str, Kind]:
    """Give all kinds by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))
    return {kind.name: kind for kind in map(_load, names)}


def _load(name: str) -> Kind:
    module = import_module(f"{kinds.__name__}.{name}")
    is_of_year = getattr(module, "IS_OF_YEAR", True)
    return Kind(name.replace("_", "-"), module.TITLE, is_of_year, module.build)


def build_report(kind: Kind, project: Project, fiscal_year: int | None) -> Document:
    """Build a report; of a year, if none is named, the last that has evaluations.

    Raises:
        TaikouError: The year lies outside the plan, or a basic file could not be read.
    """
    return kind.build(
        project, choose_year(project, fiscal_year) if kind.is_of_year else fiscal_year
    )
