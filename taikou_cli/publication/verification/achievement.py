"""How far an indicator has come, computed from the tables of the open data alone."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, NamedTuple

from taikou_cli.publication.verification.group import round_decimal
from taikou_cli.publication.verification.judgement import find_other_status, find_status
from taikou_cli.publication.verification.open_data import OpenData, Record

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
        aim: The number of that target, if it has one.
        expected: What a year without a target is held against, as printed.
        ratio: The achievement, exact (1 = 100 %); None where it cannot be computed.
        way: How much of the way to the final target is gone, exact.
        previous: The value of the year before, or a baseline of that year, exact.
        change: How far the value moved since then, better being positive.
        met: The target is reached; None where that cannot be told.
        computed: The status that follows; None where none does.
        status: The status that holds.
    """

    state: str
    target: Decimal | int | str | None = None
    aim: Decimal | int | None = None
    expected: str | None = None
    ratio: Fraction | None = None
    way: Fraction | None = None
    previous: Fraction | None = None
    change: Fraction | None = None
    met: bool | None = None
    computed: str | None = None
    status: str | None = None

    @property
    def is_judged(self) -> bool:
        """A person gave the status: it is not the one that follows."""
        return self.status is not None and self.status != self.computed

    @property
    def values(self) -> dict[str, Fraction | None]:
        """What scales can look at, in the unit of their bounds."""
        percent = None
        if self.change is not None and self.previous:
            percent = _FULL * self.change / abs(self.previous)
        return {
            "achievement": None if self.ratio is None else _FULL * self.ratio,
            "progress": None if self.way is None else _FULL * self.way,
            "change": self.change,
            "change_percent": percent,
        }


class _Case(NamedTuple):
    """An indicator in a year: its definition, its number, and what that is held against."""

    definition: Record
    year: int
    value: Fraction
    total: Fraction
    target: Record | None
    last: tuple[int, Fraction] | None
    baseline: tuple[int, Fraction] | None


def follow(data: OpenData, kind: Kind, actual: Record) -> Progress:
    """Compute what follows of a row of actual values."""
    names = dict(zip(kind.key, (actual[name] for name in kind.key), strict=True))
    (definition,) = data.records(kind.definitions, **names)
    state = _find_state(definition, actual)
    if state != "measured":
        return Progress(state)
    rows = data.records(kind.targets, **names)
    targets = {row["fiscal_year"]: row for row in rows if row["kind"] == "target"}
    year = actual["value_year"] or actual["fiscal_year"]
    row = targets.get(year, targets.get(actual["fiscal_year"]))
    told = Progress(state)
    if row is not None:
        told = told._replace(target=write_amount(row), aim=row["target_value"])
    if actual["value"] is not None:
        others = data.records(kind.actuals, **names)
        value, total = Fraction(actual["value"]), _sum_until(others, actual["fiscal_year"], year)
        last = _find_last(targets)
        case = _Case(definition, year, value, total, row, last, _find_baseline(rows))
        told = _judge(data.records("plan")[0], case, told)
        told = _compare(told, case, _find_previous(others, actual["fiscal_year"], case))
    computed = find_status(data, told.values, met=told.met)
    status = actual["status"] if actual["status_judged"] else computed
    return told._replace(computed=computed, status=status)


def _judge(plan: Record, case: _Case, told: Progress) -> Progress:
    expected = None if case.target is not None else _expect(case)
    met, ratio = _is_met(case, expected), METHODS[case.definition["method"]](case)
    if None not in (ratio, met) and (ratio < 1 if met else ratio > 1):  # type: ignore[operator]
        ratio = None
    printed = None
    if expected is not None:
        printed = _print_expected(plan, case.definition["decimals"], expected)
    return told._replace(expected=printed, ratio=ratio, way=_find_way(case), met=met)


def print_percent(plan: Record, ratio: Fraction | None) -> str | None:
    """Give a ratio in percent as it is to be printed: what is below 100 % never as 100."""
    if ratio is None:
        return None
    with localcontext(prec=_DIGITS):
        exact = Decimal(_FULL * ratio.numerator) / ratio.denominator
    printed = round_decimal(plan, exact)
    if ratio < 1 and printed == _FULL:
        printed -= Decimal(1).scaleb(-plan["decimals"])
    return str(printed)


def write_amount(row: Record, name: str = "value") -> Any:
    """Give what stands in the two cells of a value: its number, or else its words."""
    return row[f"{name}_text"] if row[name] is None else row[name]


def write_cell(cell: Any) -> str | None:
    """Give a cell as text, a number with all its digits."""
    if cell is None:
        return None
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def print_exact(plan: Record, value: Fraction | None) -> str | None:
    """Give a computed value with all its digits, or with one decimal where they never end."""
    return None if value is None else _print_expected(plan, None, value)


def judge_by_others(data: OpenData, progress: Progress) -> dict[str, Any]:
    """Give the statuses by the other scales for KPIs; None of what is not measured."""
    scales = data.records("scales", applies_to="kpis")
    leading = next((one for one in scales if not one["judged_by"]), None)
    is_measured = progress.state == "measured"
    return {
        one["scale"]: find_other_status(data, one, progress.values, met=progress.met)
        if is_measured
        else None
        for one in scales
        if one is not leading
    }


def _print_expected(plan: Record, decimals: int | None, value: Fraction) -> str:
    with localcontext(prec=_DIGITS):
        exact = Decimal(value.numerator) / value.denominator
        if decimals is not None:
            return str(round_decimal(plan | {"decimals": decimals}, exact))
        if Fraction(exact) != value:
            exact = round_decimal(plan | {"decimals": 1}, exact)
        return f"{exact.normalize() + 0:f}"


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
    if found is None or found["target_value"] is None:
        return None
    return found["fiscal_year"], Fraction(found["target_value"])


def _find_last(targets: dict[int, Record]) -> tuple[int, Fraction] | None:
    """Give the last target with its year, if it is a number to divide by."""
    if not targets:
        return None
    number = _find_divisor(targets[max(targets)])
    return None if number is None else (max(targets), number)


def _find_divisor(row: Record | None) -> Fraction | None:
    if row is None or row["target_value"] is None or row["target_kind"] == "rank":
        return None
    return Fraction(row["target_value"])


def _compare(told: Progress, case: _Case, previous: Fraction | None) -> Progress:
    if previous is None:
        return told
    sign = -1 if case.definition["direction"] == "lower" else 1
    return told._replace(previous=previous, change=sign * (case.value - previous))


def _find_previous(rows: list[Record], evaluated: int, case: _Case) -> Fraction | None:
    """Give the value of the year before, or the baseline of that year."""
    year = case.year - 1
    told = _list_values(rows, evaluated).get(year)
    if told is None and case.baseline and case.baseline[0] == year:
        return case.baseline[1]
    return told


def _sum_until(rows: list[Record], evaluated: int, year: int) -> Fraction:
    """Add up the values until a year."""
    values = _list_values(rows, evaluated)
    return sum((value for of, value in values.items() if of <= year), Fraction(0))


def _list_values(rows: list[Record], evaluated: int) -> dict[int, Fraction]:
    """Give the values, each once: by the year that it is of, as it was last told."""
    of_year: dict[int, Fraction] = {}
    for row in sorted(rows, key=lambda one: int(one["fiscal_year"])):
        if row["fiscal_year"] <= evaluated and row["value"] is not None:
            of_year[row["value_year"] or row["fiscal_year"]] = Fraction(row["value"])
    return of_year


def _expect(case: _Case) -> Fraction | None:
    """Give the value that the line from the baseline to the last target has that year."""
    if case.definition["method"] != "expected_line" or None in (case.baseline, case.last):
        return None
    (first, start), (last, end) = case.baseline, case.last  # type: ignore[misc]
    slope = _divide(end - start, Fraction(last - first))
    return None if slope is None else start + slope * (case.year - first)


def _find_way(case: _Case) -> Fraction | None:
    if case.last is None:
        return None
    if case.definition["method"] == "cumulative":
        return _divide(case.total, case.last[1])
    if case.baseline is None:
        return None
    start = case.baseline[1]
    return _divide(case.value - start, case.last[1] - start)


def _is_met(case: _Case, expected: Fraction | None) -> bool | None:
    value = case.total if case.definition["method"] == "cumulative" else case.value
    number, upper, strict = expected, None, False
    if row := case.target:
        told = row["target_value"]
        number = None if told is None else Fraction(told)
        upper, strict = row["target_upper"], bool(row["target_strict"])
        if row["target_kind"] == "maintain":
            number = case.baseline[1] if case.baseline else None
    if number is None:
        return None
    if value == number:
        return not strict
    is_upper = case.definition["direction"] == "lower" if upper is None else upper
    return value < number if is_upper else value > number


def _by_ratio(case: _Case) -> Fraction | None:
    return _part(case.value, _find_divisor(case.target))


def _by_inverse_ratio(case: _Case) -> Fraction | None:
    number = _find_divisor(case.target)
    return None if number is None else _part(number, case.value)


def _from_baseline(case: _Case) -> Fraction | None:
    number = _find_divisor(case.target)
    if case.baseline is None or number is None:
        return None
    return _divide(case.value - case.baseline[1], number - case.baseline[1])


def _by_total(case: _Case) -> Fraction | None:
    return _part(case.total, _find_divisor(case.target))


def _by_line(case: _Case) -> Fraction | None:
    number = _find_divisor(case.target) if case.target else _expect(case)
    if number is None:
        return None
    start = case.baseline[1] if case.baseline else None
    if start is not None and min(case.value, number) < start < max(case.value, number):
        return (case.value - start) / (number - start)
    is_lower = case.definition["direction"] == "lower"
    return _part(number, case.value) if is_lower else _part(case.value, number)


METHODS: dict[str, Callable[[_Case], Fraction | None]] = {
    "ratio": _by_ratio,
    "inverse_ratio": _by_inverse_ratio,
    "from_baseline": _from_baseline,
    "maintain": lambda _: None,
    "cumulative": _by_total,
    "expected_line": _by_line,
}
"""What is computed anew, by the names of the methods; of another, nothing can be verified."""


def _part(numerator: Fraction, denominator: Fraction | None) -> Fraction | None:
    if denominator is None or numerator < 0 or denominator <= 0:
        return None
    return numerator / denominator


def _divide(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    return numerator / denominator if denominator else None
