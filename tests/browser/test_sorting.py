"""How the lists of the website sort: by numbers where numbers are, with the site's own script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).parents[2] / "templates/site/site.js"
COLUMNS = {
    "widths": ["９", "10", "１，２００", "1,100", "0.5"],
    "signs": ["▲2", "△1.5", "-30", "−4", "3", "0"],
    "percents": ["100.0％", "9.5％", "42.9%", "▲1.0％"],
    "units": ["2,940万円", "1億円", "300千円", "1億2,000万円", "5円"],
    "remarks": ["45.2（2021年度）", "9（2022年度）", "120（2020年度）"],
    "labels": ["1-10", "1-2", "2-1", "1-1"],
    "items": ["項目10", "項目9", "項目100"],
    "dates": ["2024-04-01", "2023-12-31", "2024-03-31"],
    # Titles that begin with a number are still titles.
    "titles": ["3つの改革", "県税の徴収", "採用", "広報"],
}
SORTED = {
    "widths": ["0.5", "９", "10", "1,100", "１，２００"],
    "signs": ["-30", "−4", "▲2", "△1.5", "0", "3"],
    "percents": ["▲1.0％", "9.5％", "42.9%", "100.0％"],
    "units": ["5円", "300千円", "2,940万円", "1億円", "1億2,000万円"],
    "remarks": ["9（2022年度）", "45.2（2021年度）", "120（2020年度）"],
    "labels": ["1-1", "1-2", "1-10", "2-1"],
    "items": ["項目9", "項目10", "項目100"],
    "dates": ["2023-12-31", "2024-03-31", "2024-04-01"],
}
EMPTY = ["", "－", "—"]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def sort(tab: Page, cells: list[str], times: int) -> list[str]:
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
    table = f"<table data-sortable><thead><tr><th>列</th></tr></thead><tbody>{rows}</tbody></table>"
    tab.goto("about:blank")
    tab.set_content(table)
    tab.add_script_tag(content=f"{{{SCRIPT.read_text('utf-8')}}}")
    for _ in range(times):
        tab.locator("thead button").click()
    return tab.locator("tbody td").all_text_contents()


@pytest.mark.parametrize("name", SORTED)
def test_numbers_sort_as_numbers_and_what_is_empty_stays_last(tab: Page, name: str) -> None:
    cells = [EMPTY[0], *COLUMNS[name], *EMPTY[1:]]
    for times, order in ((1, SORTED[name]), (2, SORTED[name][::-1])):
        shown = sort(tab, cells, times)
        assert shown[: len(order)] == order
        assert sorted(shown[len(order) :]) == sorted(EMPTY)


def test_words_among_numbers_follow_these(tab: Page) -> None:
    cells = ["未確定", "12", "－", "3", "7"]
    assert sort(tab, cells, 1) == ["3", "7", "12", "未確定", "－"]
    assert sort(tab, cells, 2) == ["12", "7", "3", "未確定", "－"]


def test_titles_that_begin_with_a_number_stay_among_the_titles(tab: Page) -> None:
    up, down = (sort(tab, COLUMNS["titles"], times) for times in (1, 2))
    assert up == down[::-1]
