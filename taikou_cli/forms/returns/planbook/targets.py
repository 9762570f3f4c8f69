"""A target that changed in the workbook: whether that needs a reason, and what is recorded of it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from taikou_cli.model.indicator import Baseline, Indicator
from taikou_cli.progress.target import read_target

Amount = int | Decimal | str | None


class TargetEdit(NamedTuple):
    """A target before and after; None where there is none."""

    fiscal_year: int
    before: Amount
    after: Amount


def needs_reason(record: dict[str, Any], edit: TargetEdit, told_years: Iterable[int]) -> bool:
    """Tell whether a change has to be explained: one that loosens, or one of a year that was told.

    Args:
        record: The indicator.
        edit: The change.
        told_years: The years whose evaluations hold a copy of the target.
    """
    if edit.before is None:
        return False
    return edit.fiscal_year in set(told_years) or _is_loosened(record, edit)


def _is_loosened(record: dict[str, Any], edit: TargetEdit) -> bool:
    """Tell whether a target asks for less; of words that cannot be compared it is assumed."""
    if edit.after is None or edit.before is None:
        return True
    indicator = _indicator_of(record)
    before, after = read_target(indicator, edit.before), read_target(indicator, edit.after)
    if before.value is None or after.value is None:
        return before != after or edit.before != edit.after
    upper = indicator.direction == "lower" if after.upper is None else after.upper
    return after.value > before.value if upper else after.value < before.value


def _indicator_of(record: dict[str, Any]) -> Indicator:
    baseline = record.get("baseline")
    return Indicator.model_construct(
        id=record.get("id", ""),
        name=record.get("name", ""),
        unit=record.get("unit"),
        direction=record.get("direction") or "higher",
        method=record.get("method"),
        baseline=Baseline.model_construct(
            fiscal_year=baseline.get("fiscal_year", 0), value=baseline["value"]
        )
        if isinstance(baseline, dict) and "value" in baseline
        else None,
    )


def record_changes(
    indicator: dict[str, Any],
    above: dict[str, Any] | None,
    edits: list[TargetEdit],
    why: str,
    day: date,
) -> None:
    """Write down what targets were before, and why they changed.

    Args:
        indicator: The indicator; its targets have changed already.
        above: The item that keeps a record of its revisions; None where there is none.
        edits: The changes.
        why: The reason.
        day: The day of the change.
    """
    changes = indicator.setdefault("target_changes", [])
    for edit in edits:
        change = {"fiscal_year": edit.fiscal_year, "date": day.isoformat()}
        before = {} if edit.before is None else {"before": edit.before}
        changes.append({**change, **before, "why": why})
    if above is not None:
        told = "、".join(_tell(edit, str(indicator.get("unit") or "")) for edit in edits)
        what = f"「{indicator['name']}」の目標値の変更（{told}）"
        above["revisions"] = [
            *(above.get("revisions") or ()),
            {"date": day.isoformat(), "what": what, "why": why},
        ]


def _tell(edit: TargetEdit, unit: str) -> str:
    before, after = _say(edit.before, unit), _say(edit.after, unit)
    return f"{edit.fiscal_year}年度：{before}→{after}"


def _say(amount: Amount, unit: str) -> str:
    if amount is None:
        return "なし"
    return (
        amount
        if isinstance(amount, str)
        else f"{amount:f}{unit}"
        if isinstance(amount, Decimal)
        else f"{amount}{unit}"
    )
