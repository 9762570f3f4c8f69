"""The grades of the whole period, counted from what the open data say of it alone."""

from collections.abc import Mapping
from typing import Any

from taikou_cli.model.year_part import ends_year
from taikou_cli.publication.verification.as_of import view_year
from taikou_cli.publication.verification.group import (
    YearData,
    compute_rate,
    count_codes,
    select_year,
)
from taikou_cli.publication.verification.open_data import OpenData, Record

_Told = Mapping[int, Mapping[str, str]]
"""What is said of each item, by its number and the keys of the values."""


def compute_period(data: OpenData, fiscal_year: int) -> dict[str, Any]:
    """Compute the figures of the period, in the shape of the figures of a year.

    Args:
        data: The open data of a publication.
        fiscal_year: Its year: by its scales the period is judged, its items are counted.
    """
    data, told = view_year(data, fiscal_year), _read_told(data)
    year = select_year(data, fiscal_year)
    numbers = [one["item"] for one in data.records("items")]
    grades = {
        scale["scale"]: [_find_grade(told.get(one, {}), scale, year.leading) for one in numbers]
        for scale in data.records("scales", applies_to="items")
    }
    items = [
        {"number": one, "grades": {scale: given[place] for scale, given in grades.items()}}
        for place, one in enumerate(numbers)
    ]
    return {**_count_all(year, grades | _list_statuses(year, told)), "items": items}


def _read_told(data: OpenData) -> _Told:
    told: dict[int, dict[str, str]] = {}
    for one in data.records("period", part="item"):
        told.setdefault(one["key"], {})[one["field"]] = one["value"]
    return told


def _list_statuses(year: YearData, told: _Told) -> dict[str, list[str | None]]:
    """Give the statuses of all actions by the scale that figures count them by, if there is one."""
    if "actions" not in year.leading:
        return {}
    statuses = (
        told.get(one["item"], {}).get(f"actions.{one['action']}.status") for one in year.actions
    )
    return {year.leading["actions"]: list(statuses)}


def _count_all(year: YearData, given: Mapping[str, list[str | None]]) -> dict[str, Any]:
    """Count the codes by each scale; whatever the plan has had was in force in the period."""
    lists = {year.leading.get("items"): "grade", year.leading.get("actions"): "action_status"}
    counted = {
        scale: count_codes(year, lists.get(scale, f"scale_{scale}"), codes)
        for scale, codes in given.items()
    }
    return {
        "grades": {
            scale: {"rated": one["rated"], "grades": one["counts"], "shares": one["shares"]}
            for scale, one in counted.items()
        },
        "rates": [
            compute_rate(
                year, one, counted[scale], dict.fromkeys(("all", "in_force"), len(given[scale]))
            )
            for one in year.rates
            if (scale := one["scale"]) in given
        ],
    }


def _find_grade(told: Mapping[str, str], scale: Record, leading: Mapping[str, str]) -> str | None:
    """Give an item's grade by a scale: the division's own, or that of the judge's last word."""
    if scale["scale"] == leading.get("items"):
        return told.get("self_evaluation.grade")
    own = told.get(f"self_evaluation.other_grades.{scale['scale']}")
    if own and not scale["judged_by"]:
        return own
    given = sorted(_list_given(told, scale))
    return given[-1][-1] if given else None


def _list_given(told: Mapping[str, str], scale: Record) -> list[tuple[str, int, str]]:
    """Give a judge's grades of the whole period by a scale: each with its day and its number."""
    given = []
    for field, value in told.items():
        if field.startswith("assessments.") and field.endswith(f".grades.{scale['scale']}"):
            number = field.split(".")[1]
            by, day, part = (
                told.get(f"assessments.{number}.{name}") for name in ("by", "date", "as_of")
            )
            if by == (scale["judged_by"] or "division") and ends_year(part):
                given.append((day or "", int(number), value))
    return given
