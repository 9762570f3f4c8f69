"""All figures of a year, computed from the tables of the open data alone."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from taikou_cli.model.branches import LEVELS, LISTS
from taikou_cli.model.fields import Level
from taikou_cli.publication.verification.achievement import (
    KPIS,
    Progress,
    follow,
    judge_by_others,
    print_exact,
    print_percent,
    write_amount,
    write_cell,
)
from taikou_cli.publication.verification.amounts import (
    AmountData,
    compute_amount,
    select_amounts,
)
from taikou_cli.publication.verification.as_of import view_year
from taikou_cli.publication.verification.group import YearData, compute_group, select_year
from taikou_cli.publication.verification.judgement import suggest_grade
from taikou_cli.publication.verification.open_data import OpenData, Record

_DECLARED = ("pending", "carried_over", "discontinued")
"""The states of items that an office declares; the others follow from what it wrote."""


class _Year(NamedTuple):
    """What the tables say of a year: to be counted, and to be added up."""

    counted: YearData
    amounts: list[AmountData]


def compute_figures(data: OpenData, fiscal_year: int) -> dict[str, Any]:
    """Compute the figures of a year, in the shape in which they are published."""
    years = {
        one: _compute_overall(view_year(data, one), one)
        for one in _list_years(data)
        if one <= fiscal_year
    }
    data = view_year(data, fiscal_year)
    year = _select(data, fiscal_year)
    items = data.records("items")
    overall = _compute_group(year, _number(items))
    return {
        "fiscal_year": fiscal_year,
        "overall": overall | {"changes": _compare(overall, years, fiscal_year)},
        **{LISTS[level]: _group_level(data, year, level) for level in LEVELS},
        "divisions": _group_identified(year, _list_divisions(data), items),
        "departments": _group_identified(year, _list_departments(data), items),
        "attitudes": _group_numbered(
            year, data.records("attitudes"), "attitude", data.records("item_attitudes")
        ),
        "classifications": _group_classes(data, year),
        "data_plan": _compute_group(year, _number(one for one in items if one["data_plan"])),
        "years": [{"fiscal_year": one, **group} for one, group in years.items()],
        "items": [_describe_item(data, year.counted, one) for one in items],
    }


def _select(data: OpenData, fiscal_year: int) -> _Year:
    return _Year(select_year(data, fiscal_year), select_amounts(data, fiscal_year))


def _compute_group(year: _Year, items: Iterable[int]) -> dict[str, Any]:
    numbers = set(items)
    amounts = [compute_amount(one, numbers) for one in year.amounts]
    return {"amounts": amounts, **compute_group(year.counted, numbers)}


def _compute_overall(data: OpenData, fiscal_year: int) -> dict[str, Any]:
    return _compute_group(_select(data, fiscal_year), _number(data.records("items")))


def _list_years(data: OpenData) -> list[int]:
    return sorted({one["fiscal_year"] for one in data.records("evaluations")})


def _number(items: Iterable[Record]) -> list[int]:
    return [one["item"] for one in items]


def _compare(
    overall: dict[str, Any], years: dict[int, dict[str, Any]], fiscal_year: int
) -> dict[str, Any] | None:
    before = years.get(fiscal_year - 1)
    if before is None:
        return None
    changes = {
        code: count - before["grades"].get(code, 0) for code, count in overall["grades"].items()
    }
    grades = {code: f"▲{-n}" if n < 0 else str(n) for code, n in changes.items()}
    return {"since": fiscal_year - 1, "grades": grades}


def _group_numbered(
    year: _Year, groups: list[Record], column: str, members: list[Record]
) -> list[dict[str, Any]]:
    return [
        {
            "number": group[column],
            "label": group.get("label"),
            "title": group["title"],
            **_compute_group(year, _number(m for m in members if m[column] == group[column])),
        }
        for group in groups
    ]


def _place_items(data: OpenData) -> list[Record]:
    """Give where every item stands: a row for each place, with all that it lies in."""
    return [
        {"item": one["item"], "repeated": one["repeated"], **data.trace(one["level"], one["key"])}
        for one in data.records("item_places")
    ]


def _group_level(data: OpenData, year: _Year, level: Level) -> list[dict[str, Any]]:
    if level not in data.levels:
        return []
    return _group_placed(year, data.records(LISTS[level]), level, _place_items(data))


def _group_placed(
    year: _Year, groups: list[Record], column: str, places: list[Record]
) -> list[dict[str, Any]]:
    """Group by where items stand, and count those that are at home elsewhere."""
    places = [one for one in places if column in one]
    at_home = {one["item"]: one[column] for one in places if not one["repeated"]}
    return [
        described
        | {
            "repeated": len(
                {
                    one["item"]
                    for one in places
                    if one[column] == described["number"] != at_home.get(one["item"])
                }
            )
        }
        for described in _group_numbered(year, groups, column, places)
    ]


def _group_classes(data: OpenData, year: _Year) -> list[dict[str, Any]]:
    classes: dict[str, dict[str, Any]] = {}
    for row in data.records("classifications"):
        if row["roll_up"]:
            id_, code = row["classification"], row["code"]
            members = data.records("item_classes", classification=id_, code=code)
            one = classes.setdefault(id_, {"id": id_, "name": row["name"], "values": []})
            group = _compute_group(year, _number(members))
            one["values"].append({"code": code, "label": row["label"], **group})
    return list(classes.values())


def _group_identified(
    year: _Year, groups: list[tuple[str, str, set[str]]], items: list[Record]
) -> list[dict[str, Any]]:
    """Group by the leading division; a group without items is not published."""
    chosen = [
        (id_, name, _number(one for one in items if one["division"] in divisions))
        for id_, name, divisions in groups
    ]
    return [
        {"id": id_, "name": name, **_compute_group(year, numbers)}
        for id_, name, numbers in chosen
        if numbers
    ]


def _list_divisions(data: OpenData) -> list[tuple[str, str, set[str]]]:
    return [(one["division"], one["title"], {one["division"]}) for one in data.records("divisions")]


def _list_departments(data: OpenData) -> list[tuple[str, str, set[str]]]:
    departments: dict[str, tuple[str, str, set[str]]] = {}
    for one in data.records("divisions"):
        id_ = one["department"]
        departments.setdefault(id_, (id_, one["department_title"], set()))[2].add(one["division"])
    return list(departments.values())


def _describe_item(data: OpenData, year: YearData, item: Record) -> dict[str, Any]:
    number = item["item"]
    (evaluation,) = data.records("evaluations", fiscal_year=year.fiscal_year, item=number)
    definitions = {one["kpi"]: one for one in data.records("kpis", item=number)}
    rows = data.records("actuals", fiscal_year=year.fiscal_year, item=number)
    followed = [(row, follow(data, KPIS, row)) for row in rows]
    measured = [(one.ratio, one.met, one.status) for _, one in followed if one.state == "measured"]
    grade, suggested = evaluation["grade"], suggest_grade(data, measured)
    return {
        "number": number,
        "label": item["label"],
        "title": item["title"],
        **{level: item.get(level) for level in LEVELS},
        "state": find_state(item, evaluation),
        "grade": grade,
        "suggested": suggested,
        "judged_by_hand": bool(grade and suggested) and grade != suggested,
        "other_grades": _list_other_grades(year, evaluation),
        "kpis": [
            _describe_indicator(data, definitions[row["kpi"]], row, one) for row, one in followed
        ],
    }


def _list_other_grades(year: YearData, evaluation: Record) -> dict[str, Any]:
    told = {
        one["scale"]: one["grade"] for one in year.other_grades if one["item"] == evaluation["item"]
    }
    return {scale: told.get(scale) for scale in year.other_scales["items"]}


def _describe_indicator(
    data: OpenData, definition: Record, row: Record, progress: Progress
) -> dict[str, Any]:
    (plan,) = data.records("plan")
    return {
        "id": definition["kpi"],
        "name": definition["name"],
        "unit": definition["unit"],
        "method": definition["method"],
        "kind": definition["kind"],
        "state": progress.state,
        "actual": write_cell(write_amount(row)),
        "target": write_cell(progress.target),
        "target_value": write_cell(progress.aim),
        "expected": progress.expected,
        "previous": print_exact(plan, progress.previous),
        "change": print_exact(plan, progress.change),
        "achievement": print_percent(plan, progress.ratio),
        "progress": print_percent(plan, progress.way),
        "met": progress.met,
        "status": progress.status,
        "computed_status": progress.computed,
        "judged_by_hand": progress.is_judged,
        "other_statuses": judge_by_others(data, progress),
    }


def find_state(item: Record, evaluation: Record) -> str:
    """Give the state of an item in a year: of what is not to be seen, what the table says."""
    year, told = evaluation["fiscal_year"], str(evaluation["state"])
    if not item["first_year"] <= year <= item["last_year"]:
        return "not_in_force"
    if told in _DECLARED:
        return told
    return "unrated" if evaluation["grade"] is None else "rated"
