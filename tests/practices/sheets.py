"""Every word and number that the files of a plan tell of a year, as readers are to find them."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from taikou_cli.project.project import Project
from taikou_cli.project.published_text import list_leaves

_MONTH = re.compile("[0-9]{4}-([0-9]{2})")
# Keys and codes that outputs name in words, and what steers them.
_NAMED = {"id", "stage", "item", "number", "policy", "fiscal_year", "by", "as_of", "finality"}
_NAMED |= {"kind", "direction", "method", "data_plan", "also_under", "divisions", "order", "unit"}
_NAMED |= {"first_year", "last_year", "state", "reason"}
_OF_THE_PLAN = ("background", "definition", "data_source", "source", "examples", "targets.")


def list_told(project: Project, fiscal_year: int | None) -> Iterator[tuple[str, str]]:
    """Yield key and text of what evaluations of a year, or of the period, and their items tell.

    Args:
        project: The plan.
        fiscal_year: The year; None for the whole period.
    """
    of_year = [d for d in project.evaluations if d.content.fiscal_year == fiscal_year]
    said = [d for d in project.goal_results if d.content.fiscal_year == fiscal_year]
    whole = [*project.period, *project.period_results] if fiscal_year is None else []
    for document in (*of_year, *said, *whole):
        yield from _list_values(document.path, document.content)
    if fiscal_year is not None:
        for document in project.items:
            for key, text in _list_values(document.path, document.content):
                if _is_of_year(key, fiscal_year):
                    yield key, text


def is_in(text: str, printed: str) -> bool:
    """Tell whether a value stands in what was printed: a number in any of its spellings."""
    return any(spelt in printed for spelt in _spell("".join(text.split())))


def _list_values(path: str, content: object) -> Iterator[tuple[str, str]]:
    for leaf in list_leaves(content).values():  # type: ignore[arg-type]
        steps = leaf.key.split(".")
        if steps[-1] not in _NAMED and leaf.text:
            yield f"{path} {leaf.key}", leaf.text


def _is_of_year(key: str, fiscal_year: int) -> bool:
    place = key.partition(" ")[2]
    if place.startswith("amounts."):
        return int(place.split(".")[2]) == fiscal_year
    if ".schedule." in place:
        return str(fiscal_year) in place
    if ".targets." in place:
        return place.endswith(f".{fiscal_year}")
    return not any(one in place for one in _OF_THE_PLAN) and not place.startswith("classes.")


def _spell(text: str) -> Iterator[str]:
    yield text
    if month := _MONTH.fullmatch(text):
        yield f"）{int(month[1])}月に"  # 2027年（令和9年）9月に
        return
    try:
        number = Decimal(text)
    except InvalidOperation:
        return
    yield f"{number:,}"
    yield f"{number:,.2f}"
    yield f"▲{abs(number):,}"
