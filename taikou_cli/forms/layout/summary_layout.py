"""The sheet on which the office writes what is said of the plan, its goals and policies (総括)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taikou_cli.base.fiscal_year import format_fiscal_year
from taikou_cli.forms.layout.division_layout import WIDTHS
from taikou_cli.forms.layout.field_rows import FieldRows
from taikou_cli.forms.layout.fields import Address, Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet
from taikou_cli.model.catalogue import entry_of
from taikou_cli.model.evaluation import (
    GoalResults,
    IndicatorResult,
    PartSummary,
    Summaries,
)
from taikou_cli.model.goals import Goal
from taikou_cli.model.indicator import Kgi
from taikou_cli.progress.wording import FINALITIES_TO_CHOOSE

_TITLE = entry_of(Summaries, "summary").title
_ROWS = 4


class Said(NamedTuple):
    """What is said in a year and was said the year before; None where nothing is."""

    current: GoalResults | None
    before: GoalResults | None


def build_summary_sheet(fiscal_year: int, goals: Sequence[Goal], said: Said) -> Sheet:
    """Build the sheet: the plan, then each goal with its indicators and its policies."""
    here = f"{format_fiscal_year(fiscal_year)}　記入欄"
    head = (
        Line(Role.TITLE, (_TITLE,)),
        Line(Role.HEADER, ("項目", here, f"{fiscal_year - 1}年度（参考）")),
        FieldRows(0, Summaries, (), labels={"summary": f"計画全体の{_TITLE}"}).text(
            "summary", said.current, said.before, _ROWS
        ),
    )
    parts = (line for goal in goals for line in _tell_goal(fiscal_year, goal, said))
    return Sheet(_TITLE, WIDTHS, (*head, *parts), repeated=2)


def _tell_goal(fiscal_year: int, goal: Goal, said: Said) -> Iterator[Line]:
    now, before = said
    yield Line(Role.SECTION, (f"目標{goal.sign}　{goal.title}",))
    number = goal.number
    yield _summary(
        ("goals", str(number)),
        f"目標{goal.sign}の{_TITLE}",
        now.of_goal(number) if now else None,
        before.of_goal(number) if before else None,
    )
    for kgi in goal.kgis:
        begins, ends = kgi.first_year or fiscal_year, kgi.last_year or fiscal_year
        if begins <= fiscal_year <= ends and kgi.sum_of is None:
            yield from _tell_kgi(kgi, said)
    for policy in goal.policies:
        yield _summary(
            ("policies", str(policy.number)),
            f"方針{policy.sign}　{policy.title}",
            now.of_policy(policy.number) if now else None,
            before.of_policy(policy.number) if before else None,
        )


def _summary(
    address: Address, label: str, now: PartSummary | None, before: PartSummary | None
) -> Line:
    rows = FieldRows(0, PartSummary, address, labels={"summary": label})
    return rows.text("summary", now, before, _ROWS)


def _tell_kgi(kgi: Kgi, said: Said) -> Iterator[Line]:
    now, then = (_find_result(one, kgi.id) for one in said)
    yield Line(Role.BLOCK, (f"KGI　{kgi.name}（単位：{kgi.unit}）" if kgi.unit else kgi.name,))
    rows = FieldRows(0, IndicatorResult, ("kgis", kgi.id), f"{kgi.name}／{kgi.unit}")
    yield rows.amount(kgi, now, then)
    yield rows.plain("fiscal_year", now, then, Kind.YEAR)
    yield rows.choice("finality", now, then, FINALITIES_TO_CHOOSE)
    yield from rows.stories(now, then, rows=1)


def _find_result(told: GoalResults | None, id_: str) -> IndicatorResult | None:
    return next((one for one in told.kgis if one.id == id_), None) if told else None
