"""The columns that a plan itself asks for: its years and spans, its own fields, its classifications."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.base.span import name_key, read_span
from taikou_cli.forms.layout.fields import Kind
from taikou_cli.forms.layout.planbook import notations
from taikou_cli.forms.layout.planbook.columns import Column, declared_column
from taikou_cli.forms.layout.planbook.documents import PLAN, Data, item_documents
from taikou_cli.forms.layout.planbook.names import NotReadableError
from taikou_cli.model.declared import DeclaredField

_TARGET = "{}年度 目標値"
_TARGET_HEADING = re.compile(r"(?P<year>[0-9]{4}|[^0-9]{1,2}[0-9元]{1,2})年度?の?目標値?")
_PLANNED = "{}年度の計画"
_PLANNED_HEADING = re.compile(r"(?P<year>[0-9]{4}|[^0-9]{1,2}[0-9元]{1,2})年度?(?:の?計画)?")


class Declared:
    """What the plan itself asks of its tables: its years, its own fields and classifications."""

    def __init__(self, data: Data) -> None:
        self.data = data
        plan = data[PLAN]
        last = [plan["period"]["last_year"]]
        last += [one["last_year"] for one in plan.get("revisions") or () if one.get("last_year")]
        self.years = tuple(range(plan["period"]["first_year"], max(last) + 1))

    def fields_on(self, place: str) -> list[Column]:
        """Give the columns of the fields that the plan declares for a kind of record.

        A private one stands only in the form of whom it is asked, and this is the office's.
        """
        declared = (
            DeclaredField.model_construct(**_as_arguments(one)).entry
            for one in self.data[PLAN].get("fields") or ()
            if one["on"] == place
        )
        return [
            declared_column(entry)
            for entry in declared
            if entry.is_public or entry.asked_of == "office"
        ]

    def classes(self) -> list[Column]:
        """Give the columns of the classifications."""
        return [
            Column(
                ("classes", one["id"]),
                one["name"],
                "コードを「11、16」のように並べる。",
                Kind.TEXT,
                notation=notations.codes(one["id"]),
            )
            for one in self.data[PLAN].get("classifications") or ()
        ]

    def targets(self, indicators: list[Any]) -> list[Column]:
        """Give the columns of the years that have targets, and of those that may have one."""
        known = {year for one in indicators for year in one.get("targets") or ()}
        return [_target(year) for year in sorted({*self.years, *known})]

    def steps(self) -> list[Column]:
        """Give the columns of the schedule: years, and halves and quarters where they are used."""
        items = item_documents(self.data).values()
        actions = [action for item in items for action in item.get("actions") or ()]
        used = {key for action in actions for key in action.get("schedule") or ()}
        spans = {key for key in {*used, *self.years} if not notations.is_long(key)}
        return [
            *(_step(key) for key in sorted(spans, key=read_span)),
            Column(
                ("schedule",),
                "期間をまたぐ予定",
                "1行に1つずつ「2026年度第2四半期～2027年度第4四半期：運用」のように書く。",
                Kind.TEXT,
                30,
                notation=notations.LONG_STEPS,
                is_rare=True,
            ),
        ]


def _as_arguments(one: Any) -> dict[str, Any]:
    """Give the values of a declared field by its attributes, where the file leaves them out."""
    defaults = {name: field.default for name, field in DeclaredField.model_fields.items()}
    return {**defaults, **one, "choices": tuple(one.get("choices") or ())}


def _target(year: int) -> Column:
    help_ = "数のほか「93％超」「維持」「5位以内」とも書ける。"
    return Column(("targets", year), _TARGET.format(year), help_, Kind.AMOUNT, 10)


def _step(key: int | str) -> Column:
    return Column(("schedule", key), name_key(key), "この時期に何をするか。", Kind.TEXT, 20)


def planned(year: int) -> Column:
    """Give the column of what is planned of an amount in a year."""
    return Column((year,), _PLANNED.format(year), "数だけを書く。", Kind.AMOUNT, 13, is_number=True)


def plain_heading(heading: str) -> str:
    """Give the same for headings that mean the same."""
    return "".join(to_half_width(heading).split())


def _read_year(heading: str, pattern: re.Pattern[str]) -> int | None:
    match = pattern.fullmatch(heading)
    try:
        return notations.read_year(match["year"]) if match else None
    except NotReadableError:
        return None


def _read_target(heading: str) -> Column | None:
    year = _read_year(heading, _TARGET_HEADING)
    return _target(year) if year else None


def _read_step(heading: str) -> Column | None:
    try:
        return _step(notations.read_when(heading))
    except NotReadableError:
        return None


def _read_planned(heading: str) -> Column | None:
    year = _read_year(heading, _PLANNED_HEADING)
    return planned(year) if year else None


HEADING_READERS: Mapping[str, Callable[[str], Column | None]] = {
    "kpi": _read_target,
    "kgi": _read_target,
    "action": _read_step,
    "amount": _read_planned,
}
"""By table, what reads the headings of columns that somebody added."""
