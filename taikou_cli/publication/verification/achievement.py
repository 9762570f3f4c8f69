"""How far an indicator has come, computed from the tables of the open data alone."""

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, NamedTuple

from taikou_cli.publication.verification.group import round_decimal
from taikou_cli.publication.verification.judgement import find_status
from taikou_cli.publication.verification.open_data import OpenData, Record
from taikou_cli.publication.verification.target_words import Demand, read_demand

_DIGITS = 60
_FULL = 100


class Kind(NamedTuple):
    """A kind of indicators: in which tables they stand, and which columns tell them apart."""

    definitions: str
    targets: str
    actuals: str
    key: tuple[str, str]


KPIS = Kind("kpis", "targets", "actuals", ("item", "kpi"))
KGIS = Kind("kgis", "kgi_targets", "kgi_actuals", ("goal", "kgi"))


class Progress(NamedTuple):
    """What follows from the definition, the targets and the values of an indicator in a year.

    Attributes:
        state: What is known of it.
        target: The target that the value is held against, as it is written: a number or words.
        ratio: The achievement, exact (1 = 100 %); None where it cannot be computed.
        met: The target is reached; None where that cannot be told.
        status: The status; None where it cannot be told.
    """

    state: str
    target: Decimal | int | str | None = None
    ratio: Fraction | None = None
    met: bool | None = None
    status: str | None = None


class _Case(NamedTuple):
    """An indicator in a year: its definition, what was measured, and its targets and values."""

    definition: Record
    actual: Record
    targets: dict[int, Record]
    baseline: tuple[int, Fraction] | None
    demand: Demand | None
    values: list[Fraction]


def follow(data: OpenData, kind: Kind, actual: Record) -> Progress:
    """Compute what follows of a row of actual values."""
    names = dict(zip(kind.key, (actual[name] for name in kind.key), strict=True))
    (definition,) = data.records(kind.definitions, **names)
    state = _find_state(definition, actual)
    if state != "measured":
        return Progress(state)
    rows = data.records(kind.targets, **names)
    targets = {row["fiscal_year"]: row for row in rows if row["kind"] == "target"}
    year = actual["fiscal_year"]
    row = targets.get(actual["value_year"] or year, targets.get(year))
    demand = read_demand(row["value"], row["value_text"]) if row else None
    values = [
        Fraction(one["value"])
        for one in data.records(kind.actuals, **names)
        if one["fiscal_year"] <= year and one["value"] is not None
    ]
    case = _Case(definition, actual, targets, _find_baseline(rows), demand, values)
    ratio = met = None
    if actual["value"] is not None:
        ratio = _compute_ratio(case, Fraction(actual["value"]))
        met = _is_met(case, Fraction(actual["value"]))
    status = actual["status"] if actual["status_judged"] else find_status(data, ratio, met=met)
    return Progress(state, write_amount(row) if row else None, ratio, met, status)


def print_percent(plan: Record, ratio: Fraction | None) -> str | None:
    """Give a ratio in percent as it is to be printed."""
    if ratio is None:
        return None
    with localcontext(prec=_DIGITS):
        exact = Decimal(_FULL * ratio.numerator) / ratio.denominator
    return str(round_decimal(plan, exact))


def write_amount(row: Record, name: str = "value") -> Any:
    """Give what stands in the two cells of a value: its number, or else its words."""
    return row[f"{name}_text"] if row[name] is None else row[name]


def _find_state(definition: Record, actual: Record) -> str:
    year = actual["fiscal_year"]
    first, last = definition["first_year"] or year, definition["last_year"] or year
    if not first <= year <= last:
        return "not_in_force"
    if actual["pending_reason"] is not None:
        return "pending"
    is_known = write_amount(actual) is not None or actual["status_judged"]
    return "measured" if is_known else "missing"


def _find_baseline(rows: list[Record]) -> tuple[int, Fraction] | None:
    found = next((row for row in rows if row["kind"] == "baseline"), None)
    if found is None or found["value"] is None:
        return None
    return found["fiscal_year"], Fraction(found["value"])


def _compute_ratio(case: _Case, value: Fraction) -> Fraction | None:
    method = case.definition["method"]
    target = case.demand.divisor if case.demand else None
    if method == "expected_line":
        target = _expect(case) if target is None else target
        method = "inverse_ratio" if case.definition["direction"] == "lower" else "ratio"
    if target is None or method == "maintain":
        return None
    if method == "from_baseline":
        start = case.baseline[1] if case.baseline else None
        return None if start is None else _divide(value - start, target - start)
    if method == "inverse_ratio":
        return _divide(target, value)
    return _divide(sum(case.values, Fraction(0)) if method == "cumulative" else value, target)


def _expect(case: _Case) -> Fraction | None:
    """Give the value that the line from the baseline to the last target has that year."""
    if case.baseline is None or not case.targets:
        return None
    last = max(case.targets)
    final = read_demand(case.targets[last]["value"], case.targets[last]["value_text"]).divisor
    first, start = case.baseline
    slope = None if final is None else _divide(final - start, Fraction(last - first))
    year = case.actual["value_year"] or case.actual["fiscal_year"]
    return None if slope is None else start + slope * (year - first)


def _is_met(case: _Case, value: Fraction) -> bool | None:
    demand, method = case.demand, case.definition["method"]
    if method == "cumulative":
        value = sum(case.values, Fraction(0))
    if demand is None and method == "expected_line":
        demand = Demand(_expect(case))
    if demand is None:
        return None
    number = demand.number
    if demand.is_kept:
        number = case.baseline[1] if case.baseline else None
    if number is None:
        return None
    if value == number:
        return not demand.strict
    upper = case.definition["direction"] == "lower" if demand.upper is None else demand.upper
    return value < number if upper else value > number


def _divide(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    return numerator / denominator if denominator else None
