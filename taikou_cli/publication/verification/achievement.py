"""How far an indicator has come, computed from the tables of the open data alone."""

import re
import unicodedata
from decimal import Decimal, localcontext
from fractions import Fraction

from taikou_cli.publication.verification.group import round_decimal
from taikou_cli.publication.verification.open_data import OpenData, Record

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MINUS = re.compile("^[▲△−]")
_DIGITS = 60


def compute_achievement(
    data: OpenData, plan: Record, indicator: Record, actual: Record
) -> str | None:
    """Give the achievement in percent as it is to be printed; None where there is none.

    A target in words (`93％超`) counts by its number, if the publication made a number of it.
    """
    if actual["achievement"] is None and actual["target_text"]:
        return None
    ratio = _compute_ratio(data, indicator, actual)
    if ratio is None:
        return None
    with localcontext(prec=_DIGITS):
        exact = Decimal(100 * ratio.numerator) / ratio.denominator
    return str(round_decimal(plan, exact))


def _compute_ratio(data: OpenData, indicator: Record, actual: Record) -> Fraction | None:
    method, value = indicator["method"], _read(actual["value"])
    if value is None or method == "maintain":
        return None
    if method == "cumulative":
        value = _sum_actuals(data, actual)
    target = _read(actual["target"], actual["target_text"])
    baseline = _find_baseline(data, indicator)
    if method == "expected_line":
        target = target if target is not None else _expect(data, indicator, actual, baseline)
        method = "ratio" if indicator["direction"] == "higher" else "inverse_ratio"
    if target is None:
        return None
    if method == "inverse_ratio":
        return _divide(target, value)
    if method != "from_baseline":
        return _divide(value, target)
    return None if baseline is None else _divide(value - baseline[1], target - baseline[1])


def _find_baseline(data: OpenData, indicator: Record) -> tuple[int, Fraction] | None:
    for row in _list_rows(data, indicator, "baseline"):
        value = _read(row["value"])
        return None if value is None else (row["fiscal_year"], value)
    return None


def _expect(
    data: OpenData, indicator: Record, actual: Record, baseline: tuple[int, Fraction] | None
) -> Fraction | None:
    """Give the value that the line from the baseline to the last target has that year."""
    rows = _list_rows(data, indicator, "target")
    last = max(rows, key=lambda row: int(row["fiscal_year"]), default=None)
    final = _read(last["value"], last["value_text"]) if last else None
    if baseline is None or last is None or final is None:
        return None
    first, start = baseline
    slope = _divide(final - start, Fraction(last["fiscal_year"] - first))
    year = actual["value_year"] or actual["fiscal_year"]
    return None if slope is None else start + slope * (year - first)


def _list_rows(data: OpenData, indicator: Record, kind: str) -> list[Record]:
    return data.records("targets", item=indicator["item"], kpi=indicator["kpi"], kind=kind)


def _sum_actuals(data: OpenData, actual: Record) -> Fraction:
    rows = data.records("actuals", item=actual["item"], kpi=actual["kpi"])
    values = (_read(row["value"]) for row in rows if row["fiscal_year"] <= actual["fiscal_year"])
    return sum((value for value in values if value is not None), Fraction(0))


def _read(value: int | Decimal | None, words: str | None = None) -> Fraction | None:
    if value is not None:
        return Fraction(value)
    text = unicodedata.normalize("NFKC", words or "").replace(",", "").strip()
    numbers = _NUMBER.findall(_MINUS.sub("-", text))
    return Fraction(numbers[0]) if len(numbers) == 1 and "位" not in (words or "") else None


def _divide(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    return numerator / denominator if denominator else None
