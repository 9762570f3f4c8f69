"""What the pictures are drawn from: the demo's year, and the small plan's."""

from pathlib import Path

import pytest

from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.loading import load_project
from taikou_cli.reports.year_view import build_year_view

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def view():
    project = load_project(ROOT / "examples/demo/data")
    return build_year_view(compute_figures(project, 2024))


@pytest.fixture(scope="session")
def empty_view():
    """A plan that is not evaluated yet."""
    project = load_project(ROOT / "data")
    return build_year_view(compute_figures(project, 2025))
