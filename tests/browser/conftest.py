"""A real browser, and the pages of the small and of the real plan."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from taikou_cli.cli.main import run

ROOT = Path(__file__).parents[2]
PLANS = {"small": ROOT / "tests/plans/small", "real": ROOT / "data"}


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


@pytest.fixture(scope="session", params=PLANS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    data = str(PLANS[request.param])
    assert run(["report", "--data", data, "--format", "html", "-o", str(folder)]) == 0
    return folder / "plan.html"


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(report.as_uri())
    yield page
    page.close()
