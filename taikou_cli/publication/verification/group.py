"""The figures of a group of items, computed from the tables of the open data alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from typing import Any, NamedTuple

from taikou_cli.publication.verification.open_data import OpenData, Record

_STOPPED = ("discontinued", "not_in_force")
_ROUNDINGS = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN, "half_even": ROUND_HALF_EVEN}
# Enough that no quotient of two counts is rounded to a half before it is rounded for print.
_DIGITS = 60


class YearData(NamedTuple):
    """What the tables say of one year.

    Attributes:
        fiscal_year: The year.
        plan: The plan.
        codes: The codes of every code list.
        evaluations: An evaluation for every item.
        other_grades: The grades by other scales.
        actions: The actions.
        kpis: The definitions of the KPIs.
        actuals: Their actual values.
        rates: The rates of the scales, each with the `grades` that it counts.
        leading: The id of the scale that the figures count items, actions and KPIs by.
        other_scales: The ids of the other scales of items, and of KPIs.
        kpi_grades: The statuses of the KPIs by the other scales.
    """

    fiscal_year: int
    plan: Record
    codes: dict[str, list[Record]]
    evaluations: list[Record]
    other_grades: list[Record]
    actions: list[Record]
    kpis: list[Record]
    actuals: list[Record]
    rates: list[Record]
    leading: dict[str, str]
    other_scales: dict[str, list[str]]
    kpi_grades: list[Record]


def select_year(data: OpenData, fiscal_year: int) -> YearData:
    """Pick what the tables say of a year."""
    codes: dict[str, list[Record]] = {}
    for code in data.records("codes"):
        codes.setdefault(code["code_list"], []).append(code)
    scales = data.records("scales")
    leading = _find_leading(scales)
    others = {
        subject: [
            one["scale"]
            for one in scales
            if one["applies_to"] == subject and one["scale"] != leading.get(subject)
        ]
        for subject in ("items", "kpis")
    }
    rates = [
        rate | {"of": one["applies_to"], "grades": [grade["grade"] for grade in counted]}
        for one in scales
        if one["applies_to"] != "actions" or one["scale"] in leading.values()
        for rate in data.records("rates", scale=one["scale"])
        for counted in [data.records("rate_grades", scale=one["scale"], rate=rate["rate"])]
    ]
    return YearData(
        fiscal_year=fiscal_year,
        plan=data.records("plan")[0],
        codes=codes,
        evaluations=data.records("evaluations", fiscal_year=fiscal_year),
        other_grades=data.records("other_grades", fiscal_year=fiscal_year),
        actions=data.records("actions", fiscal_year=fiscal_year),
        kpis=data.records("kpis"),
        actuals=data.records("actuals", fiscal_year=fiscal_year),
        rates=rates,
        leading=leading,
        other_scales=others,
        kpi_grades=data.records("kpi_grades", fiscal_year=fiscal_year),
    )


def _find_leading(scales: list[Record]) -> dict[str, str]:
    """Give the first scale of the divisions for each of items, actions and KPIs."""
    leading: dict[str, str] = {}
    for one in scales:
        if not one["judged_by"]:
            leading.setdefault(one["applies_to"], one["scale"])
    return leading


def compute_group(year: YearData, items: Iterable[int]) -> dict[str, Any]:
    """Compute the figures of some items, in the shape in which they are published."""
    numbers = set(items)
    evaluations = _of(year.evaluations, numbers)
    running = {one["item"] for one in evaluations if one["state"] not in _STOPPED}
    states = Counter(one["state"] for one in evaluations)
    grades = count_codes(year, "grade", (one["grade"] for one in evaluations))
    actions, kpis = _count_actions(year, numbers), _count_kpis(year, numbers)
    others = _count_others(year, numbers, numbers & running)
    totals = {
        "items": {"all": len(evaluations), "in_force": len(running)},
        "actions": {"all": actions["total"], "in_force": actions["in_force"]},
        "kpis": {"all": kpis["total"], "in_force": kpis["in_force"]},
    }
    counts = _index_scales(year, grades, actions, kpis) | others
    return {
        "items": len(evaluations),
        "in_force": len(running),
        "rated": grades["rated"],
        "pending": states["pending"],
        "states": {one["code"]: states[one["code"]] for one in year.codes["item_state"]},
        "grades": grades["counts"],
        "shares": grades["shares"],
        "rates": [
            compute_rate(year, rate, counts[rate["scale"]], totals[rate["of"]])
            for rate in year.rates
        ],
        "other_scales": {
            scale: {name: counted[key] for name, key in _OTHER_NAMES.items()}
            for scale, counted in others.items()
        },
        "actions": actions,
        "kpis": kpis,
        "axes": _compare_axes(year, numbers & running),
    }


def compute_share(plan: Record, numerator: int, denominator: int) -> dict[str, Any]:
    """Give a share with its percentage, rounded as the plan says."""
    percent = None
    if denominator:
        with localcontext(prec=_DIGITS):
            exact = Decimal(100 * numerator) / denominator
        percent = str(round_decimal(plan, exact))
    return {"numerator": numerator, "denominator": denominator, "percent": percent}


def round_decimal(plan: Record, value: Decimal) -> Decimal:
    """Round for print as the plan says."""
    last = Decimal(1).scaleb(-plan["decimals"])
    with localcontext(prec=_DIGITS):
        return value.quantize(last, _ROUNDINGS[plan["rounding"]]) + 0  # no minus before zero


def _of(records: list[Record], items: set[int]) -> list[Record]:
    return [one for one in records if one["item"] in items]


def _sort(records: Iterable[Record], items: set[int]) -> dict[int, list[Record]]:
    """Give the records of each of some items."""
    found: dict[int, list[Record]] = {item: [] for item in items}
    for one in records:
        if one["item"] in found:
            found[one["item"]].append(one)
    return found


def count_codes(year: YearData, code_list: str, given: Iterable[str | None]) -> dict[str, Any]:
    """Count codes by one of the lists of the table of codes: all that are rated, each, its share."""
    counts = Counter(code for code in given if code is not None)
    codes = year.codes.get(code_list, [])
    counted = [one["code"] for one in codes if one["counted"]]
    rated = sum(counts[code] for code in counted) if codes else counts.total()
    return {
        "rated": rated,
        "counts": {one["code"]: counts[one["code"]] for one in codes},
        "shares": {code: compute_share(year.plan, counts[code], rated) for code in counted},
    }


def compute_rate(
    year: YearData, rate: Record, counted: Mapping[str, Any], totals: Mapping[str, int]
) -> dict[str, Any]:
    """Compute a rate in the shape in which it is published.

    Args:
        year: Says how to round.
        rate: One of its rates.
        counted: What `count_codes` gives of the scale.
        totals: How many things there are: `all`, and `in_force`.
    """
    numerator = sum(counted["counts"].get(grade, 0) for grade in rate["grades"])
    denominators = {**totals, "rated": counted["rated"]}
    return {
        "id": rate["rate"],
        "name": rate["name"],
        "of": rate["of"],
        **compute_share(year.plan, numerator, denominators[rate["denominator"]]),
        "denominator_of": rate["denominator"],
    }


def _index_scales(
    year: YearData, grades: dict[str, Any], actions: dict[str, Any], kpis: dict[str, Any]
) -> dict[str, Mapping[str, Any]]:
    counts = {
        "items": grades,
        "actions": {"rated": actions["rated"], "counts": actions["statuses"]},
        "kpis": {"rated": kpis["judged"], "counts": kpis["statuses"]},
    }
    return {scale: counts[subject] for subject, scale in year.leading.items()}


def _count_others(year: YearData, items: set[int], running: set[int]) -> dict[str, dict[str, Any]]:
    given = {
        **dict.fromkeys(year.other_scales["items"], _of(year.other_grades, running)),
        **dict.fromkeys(year.other_scales["kpis"], _of(year.kpi_grades, items)),
    }
    return {
        scale: count_codes(
            year, f"scale_{scale}", (one["grade"] for one in rows if one["scale"] == scale)
        )
        for scale, rows in given.items()
    }


_OTHER_NAMES = {"rated": "rated", "grades": "counts", "shares": "shares"}


def _count_actions(year: YearData, items: set[int]) -> dict[str, Any]:
    actions = _of(year.actions, items)
    running = [one for one in actions if one["in_force"]]
    counted = count_codes(year, "action_status", (one["status"] for one in running))
    return {
        "total": len(actions),
        "in_force": len(running),
        "rated": counted["rated"],
        "statuses": counted["counts"],
        "shares": counted["shares"],
    }


def _count_kpis(year: YearData, items: set[int]) -> dict[str, Any]:
    running = [one for one in _of(year.actuals, items) if one["state"] != "not_in_force"]
    states = Counter(one["state"] for one in running)
    counted = count_codes(year, "kpi_status", (one["status"] for one in running))
    return {
        "total": len(_of(year.kpis, items)),
        "in_force": len(running),
        "measured": states["measured"],
        "pending": states["pending"],
        "judged": counted["rated"],
        "statuses": counted["counts"],
        "shares": counted["shares"],
    }


def _compare_axes(year: YearData, running: set[int]) -> dict[str, int]:
    actions = _sort((one for one in year.actions if one["in_force"]), running)
    kpis, values = _sort(year.kpis, running), _sort(year.actuals, running)
    counts = Counter(
        (
            _is_favorable(year.codes.get("action_status", []), actions[item]),
            _is_favorable(
                year.codes.get("kpi_status", []), _list_outcomes(kpis[item], values[item])
            ),
        )
        for item in running
    )
    named = {
        "both": counts[True, True],
        "schedule_only": counts[True, False],
        "outcome_only": counts[False, True],
        "neither": counts[False, False],
    }
    return named | {"not_comparable": len(running) - sum(named.values())}


def _list_outcomes(kpis: list[Record], values: list[Record]) -> list[Record]:
    """Give the values of the outcomes: those marked so, or all where no indicator says its kind."""
    kinds = {one["kpi"]: one["kind"] for one in kpis}
    if not any(kinds[one["kpi"]] for one in values):
        return values
    return [one for one in values if kinds[one["kpi"]] == "outcome"]


def _is_favorable(codes: list[Record], given: list[Record]) -> bool | None:
    favorable = {one["code"]: bool(one["favorable"]) for one in codes if one["counted"]}
    judged = [favorable[one["status"]] for one in given if one["status"] in favorable]
    return all(judged) if judged else None
