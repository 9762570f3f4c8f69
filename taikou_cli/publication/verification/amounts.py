"""The sums of amounts, computed from the tables of the open data alone."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from taikou_cli.base.amounts import canonical, find_factor, to_decimal
from taikou_cli.publication.verification.achievement import print_percent, write_cell
from taikou_cli.publication.verification.differences import iter_differences
from taikou_cli.publication.verification.open_data import OpenData, Record


class AmountData(NamedTuple):
    """What the tables say of one amount up to a year.

    Attributes:
        fiscal_year: The year.
        plan: The plan, with its years and its rounding.
        kind: The amount.
        parts: Its parts.
        rows: What items plan and tell of it, in the years of the plan up to that one.
    """

    fiscal_year: int
    plan: Record
    kind: Record
    parts: list[Record]
    rows: list[Record]


def select_amounts(data: OpenData, fiscal_year: int) -> list[AmountData]:
    """Pick what the tables say of every amount."""
    (plan,) = data.records("plan")
    return [
        AmountData(
            fiscal_year,
            plan,
            kind,
            data.records("amount_parts", amount=kind["amount"]),
            [
                row
                for row in data.records("amounts", amount=kind["amount"])
                if plan["first_year"] <= row["fiscal_year"] <= fiscal_year
            ],
        )
        for kind in data.records("amount_kinds")
    ]


def compute_amount(one: AmountData, items: set[int]) -> dict[str, Any]:
    """Compute the sums of an amount over some items, in the shape in which they are published."""
    rows = [row for row in one.rows if row["item"] in items]
    now = [row for row in rows if row["fiscal_year"] == one.fiscal_year]
    return {
        "id": one.kind["amount"],
        "name": one.kind["name"],
        "unit": one.kind["unit"],
        **_add_up(one, now, lambda _: 1),
        "items": len({row["item"] for row in now}),
        "told": len({row["item"] for row in now if row["actual"] is not None}),
        "parts": [
            {
                "id": part["part"],
                "name": part["name"],
                **{
                    name: _print(one, _add(now_of_part, name, lambda _: 1))
                    for name in ("planned", "actual")
                },
            }
            for part in one.parts
            for now_of_part in [[row for row in now if row["part"] == part["part"]]]
        ],
        "cumulative": _add_up(one, rows, lambda row: _count_years(one, row)),
    }


def iter_sum_differences(data: OpenData, fiscal_year: int) -> Iterator[str]:
    """Yield a sentence for every KGI whose value in a year is not the sum that it is defined as.

    Args:
        data: The tables as of that year.
        fiscal_year: The year.
    """
    for row in data.records("kgi_actuals", fiscal_year=fiscal_year):
        (kgi,) = data.records("kgis", goal=row["goal"], kgi=row["kgi"])
        wanted = _sum_of_amount(data, fiscal_year, kgi) or _sum_of_kpis(data, fiscal_year, kgi)
        if wanted is not None and row["state"] != "pending":
            where = f"data.json の kgi_actuals／{fiscal_year} {row['goal']} {row['kgi']}"
            told, summed = write_cell(row["value"]), _write(wanted, kgi["decimals"])
            yield from iter_differences(told, summed, f"{where}／合計")


def _sum_of_amount(data: OpenData, fiscal_year: int, kgi: Record) -> Fraction | None:
    one = next(
        (
            one
            for one in select_amounts(data, fiscal_year)
            if one.kind["amount"] == kgi["sum_of_amount"]
        ),
        None,
    )
    factor = one and find_factor(one.kind["unit"], kgi["unit"])
    if one is None or factor is None:
        return None
    items = _items_of(data, kgi)
    rows = [row for row in one.rows if row["item"] in items]
    total = _add(rows, "actual", lambda row: _still_counts(one, row, kgi["method"]))
    return None if total is None else factor * total


def _sum_of_kpis(data: OpenData, fiscal_year: int, kgi: Record) -> Fraction | None:
    items = _items_of(data, kgi)
    rows = data.records("actuals", fiscal_year=fiscal_year, kpi=kgi["sum_of_kpi"])
    told = [row for row in rows if row["item"] in items and row["value"] is not None]
    factors = [find_factor(row["unit"], kgi["unit"]) for row in told]
    terms = [
        factor * Fraction(row["value"])
        for factor, row in zip(factors, told, strict=True)
        if factor is not None
    ]
    return sum(terms, Fraction(0)) if terms else None


def _items_of(data: OpenData, kgi: Record) -> set[int]:
    """Give the items of a goal, those that are told there again too."""
    return {
        one["item"]
        for one in data.records("item_places")
        if data.trace(one["level"], one["key"]).get("goal") == kgi["goal"]
    }


def _still_counts(one: AmountData, row: Record, method: str) -> int:
    if row["fiscal_year"] == one.fiscal_year:
        return 1
    return int(method == "cumulative" and _lasts(one, row["part"]))


def _count_years(one: AmountData, row: Record) -> int:
    if not _lasts(one, row["part"]):
        return 1
    return int(min(one.fiscal_year, one.plan["last_year"]) - row["fiscal_year"] + 1)


def _lasts(one: AmountData, part: str) -> bool:
    lasting = {row["part"]: row["lasting"] for row in one.parts}
    return bool(lasting.get(part, one.kind["lasting"]))


def _add_up(
    one: AmountData, rows: Sequence[Record], weigh: Callable[[Record], int]
) -> dict[str, Any]:
    told = {(row["item"], row["fiscal_year"]) for row in rows if row["actual"] is not None}
    comparable = [row for row in rows if (row["item"], row["fiscal_year"]) in told]
    planned, actual = _add(rows, "planned", weigh), _add(rows, "actual", weigh)
    of = _add(comparable, "planned", weigh)
    ratio = actual / of if of and actual is not None else None
    sums = {
        "planned": _print(one, planned),
        "actual": _print(one, actual),
        "percent": print_percent(one.plan, ratio),
    }
    return sums if of == planned else sums | {"planned_told": _print(one, of)}


def _add(rows: Sequence[Record], column: str, weigh: Callable[[Record], int]) -> Fraction | None:
    terms = [(weigh(row), row[column]) for row in rows if row[column] is not None]
    counted = [factor * Fraction(number) for factor, number in terms if factor]
    return sum(counted, Fraction(0)) if counted else None


def _print(one: AmountData, total: Fraction | None) -> str | None:
    if total is None:
        return None
    return _write(total, one.kind["decimals"])


def _write(total: Fraction, decimals: int | None) -> str | None:
    exact = to_decimal(total)
    return None if exact is None else write_cell(canonical(exact, decimals))
