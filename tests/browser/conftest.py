"""A real browser, reports of the small plan, the real one and the example, and a served plan."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.publication.edition import Imprint, begin_edition
from taikou_cli.reports.site import parts
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.work.website import build_website

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


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


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


@pytest.fixture(scope="session")
def every_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the example's site of all its years with short pages.

    Two years are published, one of them in two editions.
    """
    project = load_project(DEMO)
    for year, day in ((2023, date(2024, 11, 20)), (2024, date(2025, 11, 20))):
        project = begin_edition(project, year, Imprint("first", day, None, "taikou"))
    again = Imprint("correction", date(2025, 12, 20), None, "taikou", "実績値の訂正")
    project = begin_edition(project, 2024, again)
    folder = tmp_path_factory.mktemp("every-year")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "ROOM", 60)
        for path, content in build_website(project, (2022, 2023, 2024, 2025), HtmlWriter()).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return folder


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
