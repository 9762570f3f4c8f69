"""What the pictures are drawn from: the demo's year, and the small plan's."""

from pathlib import Path

import pytest

from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.source import open_year

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def year():
    project = load_project(ROOT / "examples/demo/data")
    return open_year(project, 2024)


@pytest.fixture(scope="session")
def empty_year():
    """A plan that is not evaluated yet."""
    project = load_project(ROOT / "data")
    return open_year(project, 2025)
