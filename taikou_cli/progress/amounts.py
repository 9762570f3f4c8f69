"""The amounts of a group of items: planned and actual, of a year and since the plan began."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.model.amounts import AmountKind, AmountPart, numbers_of
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import Rounding
from taikou_cli.progress.standing import ItemStanding

Numbers = Mapping[str, int | Decimal]
"""The numbers of an amount by its parts."""


class Entry(NamedTuple):
    """What one item plans and tells of an amount in one year; nothing told is an empty mapping."""

    fiscal_year: int
    planned: Numbers
    actual: Numbers


class AmountSum(NamedTuple):
    """A sum over items, exact and in the amount's unit.

    Attributes:
        planned: What is planned; None where nothing is.
        actual: What is told; None where nothing is.
        planned_told: What the items plan that have told; the percentage is of this.
        percent: `actual` of `planned_told`, rounded for print; None where nothing is told or
            planned.
    """

    planned: Fraction | None
    actual: Fraction | None
    planned_told: Fraction | None
    percent: Decimal | None


class AmountFigure(NamedTuple):
    """The figures of an amount for a group of items in a fiscal year.

    Attributes:
        kind: The amount.
        items: How many items plan it or tell it in the year.
        told: How many of them have told it.
        year: The sums of the year.
        parts: The sums of the year by part.
        cumulative: The sums since the plan began; a lasting effect counts once for every year.
    """

    kind: AmountKind
    items: int
    told: int
    year: AmountSum
    parts: tuple[tuple[AmountPart, AmountSum], ...]
    cumulative: AmountSum


_Weigh = Callable[[int, str], int]
"""How often a year's number of a part counts; 0 leaves it out."""


def compute_amounts(standings: Sequence[ItemStanding], plan: Plan) -> tuple[AmountFigure, ...]:
    """Add up every amount of a plan over some items, all of the same fiscal year."""
    return tuple(_compute(kind, standings, plan) for kind in plan.amounts)


def list_entries(kind: AmountKind, standing: ItemStanding, plan: Plan) -> Iterator[Entry]:
    """Yield what an item plans and tells of an amount, year by year up to that of its standing."""
    planned = standing.item.amounts.get(kind.id, {})
    told = {year: amounts.get(kind.id) for year, amounts in standing.amounts.items()}
    for year in sorted({*planned, *told}):
        entry = Entry(year, numbers_of(planned.get(year)), numbers_of(told.get(year)))
        if plan.first_year <= year <= standing.fiscal_year and (entry.planned or entry.actual):
            yield entry


def count_years(kind: AmountKind, part: str, begun: int, fiscal_year: int, plan: Plan) -> int:
    """Tell how often what began in a year has counted by another: a lasting effect every year."""
    return min(fiscal_year, plan.last_year) - begun + 1 if kind.lasts(part) else 1


def total(numbers: Numbers) -> Fraction | None:
    """Add up the parts of an amount; None where nothing is told."""
    return sum(map(Fraction, numbers.values()), Fraction(0)) if numbers else None


def _compute(kind: AmountKind, standings: Sequence[ItemStanding], plan: Plan) -> AmountFigure:
    now = max((one.fiscal_year for one in standings), default=plan.first_year)
    entries = [entry for one in standings for entry in list_entries(kind, one, plan)]
    of_year = [entry for entry in entries if entry.fiscal_year == now]

    def since(begun: int, part: str) -> int:
        return count_years(kind, part, begun, now, plan)

    return AmountFigure(
        kind,
        len(of_year),
        sum(bool(entry.actual) for entry in of_year),
        _add_up(of_year, lambda _year, _part: 1, plan.rounding),
        tuple((part, _add_up(of_year, _only(part.id), plan.rounding)) for part in kind.parts),
        _add_up(entries, since, plan.rounding),
    )


def _only(wanted: str) -> _Weigh:
    return lambda _year, part: int(part == wanted)


def _add_up(entries: Sequence[Entry], weigh: _Weigh, rounding: Rounding) -> AmountSum:
    planned = _add(((one.fiscal_year, one.planned) for one in entries), weigh)
    actual = _add(((one.fiscal_year, one.actual) for one in entries), weigh)
    told = ((one.fiscal_year, one.planned) for one in entries if one.actual)
    comparable = _add(told, weigh)
    percent = None
    if actual is not None and comparable:
        percent = rounding.print_ratio(actual / comparable)
    return AmountSum(planned, actual, comparable, percent)


def _add(numbers: Iterable[tuple[int, Numbers]], weigh: _Weigh) -> Fraction | None:
    terms = [
        factor * Fraction(number)
        for year, parts in numbers
        for part, number in parts.items()
        if (factor := weigh(year, part))
    ]
    return sum(terms, Fraction(0)) if terms else None
