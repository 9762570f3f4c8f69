"""The open data of the fictitious example, exported in every format."""

import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.publication.tables import build_tables
from taikou_cli.publication.verification import printed

DEMO = Path(__file__).parents[2] / "examples/demo/data"
WHOLE_PERIOD = Path(__file__).parents[1] / "plans/whole_period"
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


@pytest.fixture(scope="session")
def decided(tmp_path_factory):
    """Give the folder of a small plan that has its last year, 2020, decided."""
    data = tmp_path_factory.mktemp("period") / "data"
    shutil.copytree(WHOLE_PERIOD, data)
    for path in (data / "evaluations/2020").glob("[0-9]*.yaml"):
        text = path.read_text("utf-8").replace("stage: drafting", "stage: told")
        path.write_text(
            f"{text}dates:\n  told: 2021-08-01\nself_evaluation:\n  grade: A\n", "utf-8"
        )
    return data


@pytest.fixture(scope="module")
def same_pages_are_read_once():
    """Remember what was read of a page or PDF by its bytes: nearly all are the same in every test."""
    read_page, read_pdf_text = printed._read_page, printed.read_pdf_text
    room = printed.Room(10**9)  # how it runs out is told in test_pdf_text.py
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printed, "_read_page", lru_cache(256)(read_page))
        read = lru_cache(lambda content: read_pdf_text(content, room))
        patch.setattr(printed, "read_pdf_text", lambda content, _room: read(content))
        yield
