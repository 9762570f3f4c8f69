"""The open data of the fictitious example, exported in every format."""

from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.publication.tables import build_tables

DEMO = Path(__file__).parents[2] / "examples/demo/data"
SINGLE = {"xlsx": "data.xlsx", "json": "data.json", "sqlite": "data.sqlite", "stratml": "plan.xml"}


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """Give the folder with what `taikou export` writes."""
    folder = tmp_path_factory.mktemp("open")
    places = {"csv": folder} | {name: folder / file for name, file in SINGLE.items()}
    for name, place in places.items():
        assert run(["export", "--data", str(DEMO), "--format", name, "-o", str(place)]) == 0
    return folder


@pytest.fixture(scope="session")
def project():
    return load_project(DEMO)


@pytest.fixture(scope="session")
def tables(project):
    return build_tables(project)
