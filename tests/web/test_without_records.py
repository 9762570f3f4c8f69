"""A plan in a plain folder, or on a computer without git: all but the page of changes, unseen."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interruption.commands import _decide

from .conftest import Visitor, fill
from .test_pages import PAGES
from .test_publishing import begin, wait
from .test_returned_workbooks import give, press, send
from .test_work_of_a_year import FILE, PAGE, fill_in

Visit = Callable[..., Visitor]


@pytest.fixture
def without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))


@pytest.fixture(params=["git is there", "git is not there"])
def plain(request: pytest.FixtureRequest, visit: Visit) -> Visitor:
    if request.param == "git is not there":
        request.getfixturevalue("without_git")
    return visit()


def test_no_page_speaks_of_records_that_cannot_be_made(plain: Visitor) -> None:
    _decide(plain.folder.parent)
    made = begin(plain)
    wait(plain, made)
    for path in (*PAGES, made):
        got = plain.get(path)
        assert got.status == 200, got.words
        assert 'href="/changes"' not in got.text, path
        assert "/history" not in got.text, path
        assert not re.search("git|コミット", got.text), path


def test_a_repository_without_git_has_no_page_of_changes_either(
    visit: Visit, request: pytest.FixtureRequest
) -> None:
    visitor = visit()
    subprocess.run(["git", "init", "-q", str(visitor.folder.parent)], check=True)
    assert 'href="/changes"' in visitor.get("/").text
    request.getfixturevalue("without_git")
    assert 'href="/changes"' not in visitor.get("/").text


def test_a_year_is_worked_through(plain: Visitor) -> None:
    """Edit and save, take a form in, look at a report, make the bundle and record it."""
    got = plain.post(PAGE, fill(plain.open_form(PAGE), kpis__kpi_2__actual="12"))
    assert got.status == 303, got.words
    form = fill_in(give(plain), tk_02_kpis_kpi_2_actual=13)
    assert press(plain, send(plain, form)).status == 303
    assert "actual: 13" in (plain.folder / FILE).read_text("utf-8")
    shown = plain.get("/preview-make?kind=annual&year=2026&format=html")
    assert plain.get(shown.headers["location"]).status == 200
    _decide(plain.folder.parent)
    address = begin(plain)
    assert wait(plain, address).status == 200
    assert plain.get(f"{address}/bundle").body.startswith(b"PK")
    assert plain.post(address).status == 303
    assert (plain.folder / "publications/2026.yaml").exists()
