"""What the pages are called: all lie in one folder, so that links stay relative and short."""

from typing import NamedTuple


class Page(NamedTuple):
    """A page that every website has.

    Attributes:
        name: Its file name without `.html`.
        title: What the navigation calls it.
        is_main: It stands in the navigation at the top; else in the footer.
    """

    name: str
    title: str
    is_main: bool = True


def item_page(number: int) -> str:
    """Name the page of an item, without `.html`."""
    return f"item-{number:02}"


def page_id(name: str) -> str:
    """Give the id by which links find one of the pages that every website has."""
    return f"page-{name}"
