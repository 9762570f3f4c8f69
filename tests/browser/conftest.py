"""A real browser, reports of the small plan, the real one and the example, and a served plan."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from taikou_cli.cli.main import run

from .serving import Served, copy_plan, git, serve

ROOT = Path(__file__).parents[2]
SMALL, REAL, DEMO = ROOT / "tests/plans/small", ROOT / "data", ROOT / "examples/demo/data"
REPORTS = {
    "small-plan": (SMALL, []),
    "real-plan": (REAL, []),
    "real-annual": (REAL, ["--kind", "annual"]),
    "demo-annual": (DEMO, ["--kind", "annual", "--year", "2024"]),
    "demo-data-plan": (DEMO, ["--kind", "data-plan", "--year", "2024"]),
    "demo-committee": (DEMO, ["--kind", "committee", "--year", "2025"]),
    "demo-final": (DEMO, ["--kind", "final", "--year", "2024"]),
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        pytest.skip("Chromium がないため、ブラウザーでの確認を省きます")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=REPORTS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    data, options = REPORTS[request.param]
    command = ["report", "--data", str(data), "--format", "html", "-o", str(folder), *options]
    assert run(command) == 0
    return next(folder.iterdir())


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(report.as_uri())
    yield page
    page.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = copy_plan(SMALL, tmp_path_factory.mktemp("office"), recorded=True)
    git(folder, "tag", "first")
    with serve(folder) as served:
        yield served


@pytest.fixture
def office(small_office: Served) -> Served:
    """Serve the small plan, as it was recorded first."""
    git(small_office.folder, "reset", "-q", "--hard", "first")
    git(small_office.folder.parent, "clean", "-qfd")
    return small_office
