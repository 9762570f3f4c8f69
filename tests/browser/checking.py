"""What the accessibility checker axe finds wrong on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The levels that the accessibility statement names.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of the dark scheme only the colours differ.
SCHEMES = [("light", RULES), ("dark", ["cat.color"])]


def find_violations(page: Page, rules: list[str] = RULES) -> list[tuple[str, str]]:
    """Give each rule that the page breaks, and the first element that does."""
    # Describing every element that breaks none takes twice as long as checking it.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]
