"""What the pages are called: all lie in one folder, so that links stay relative and short."""


def item_page(number: int) -> str:
    """Name the page of an item."""
    return f"item-{number:02}.html"


def goal_page(number: int) -> str:
    """Name the page of a goal."""
    return f"goal-{number}.html"
