"""The sheet on which the office writes what is said of the plan, its goals and what is below (総括)."""

from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.forms.layout.division_layout import WIDTHS
from taikou_cli.forms.layout.field_rows import FieldRows
from taikou_cli.forms.layout.fields import Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet
from taikou_cli.model.branches import Branch, walk
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
from taikou_cli.project.project import Project

_TITLE = entry_of(Summaries, "summary").title
_ROWS = 4


class Said(NamedTuple):
    """What is said in a year and was said the year before; None where nothing is."""

    current: GoalResults | None
    before: GoalResults | None


def build_summary_sheet(project: Project, fiscal_year: int, said: Said) -> Sheet:
    """Build the sheet: the plan, then each goal with its indicators and what is below it."""
    return Sheet(_TITLE, WIDTHS, tuple(_Lines(project, fiscal_year, said).all()), repeated=2)


class _Lines:
    def __init__(self, project: Project, fiscal_year: int, said: Said) -> None:
        self._branches, self._words = project.branches, project.words
        self._fiscal_years = project.require_outline().fiscal_years
        self._year, self._said = fiscal_year, said

    def all(self) -> Iterator[Line]:
        here = f"{self._fiscal_years.name(self._year)}　記入欄"
        yield Line(Role.TITLE, (_TITLE,))
        yield Line(Role.HEADER, ("項目", here, f"{self._year - 1}年度（参考）"))
        whole = {"summary": f"計画全体の{_TITLE}"}
        yield FieldRows(self._words, 0, Summaries, (), labels=whole).text(
            "summary", *self._said, _ROWS
        )
        for branch in walk(self._branches):
            yield from self._tell_part(branch)

    def _tell_part(self, branch: Branch) -> Iterator[Line]:
        goal = branch.part if isinstance(branch.part, Goal) else None
        yield Line(Role.SECTION if goal else Role.BLOCK, (branch.name_in(self._words),))
        label = {"summary": f"{branch.sign_in(self._words)}の{_TITLE}"}
        now, before = (one and one.of_part(branch.home) for one in self._said)
        rows = FieldRows(self._words, 0, PartSummary, branch.address, labels=label)
        yield rows.text("summary", now, before, _ROWS)
        for kgi in goal.kgis if goal else ():
            if kgi.covers(self._year) and kgi.sum_of is None:
                yield from self._tell_kgi(kgi)

    def _tell_kgi(self, kgi: Kgi) -> Iterator[Line]:
        now, then = (_find_result(one, kgi.id) for one in self._said)
        yield Line(Role.BLOCK, (f"KGI　{kgi.name}（単位：{kgi.unit}）" if kgi.unit else kgi.name,))
        subject = f"{kgi.name}／{kgi.unit}"
        rows = FieldRows(self._words, 0, IndicatorResult, ("kgis", kgi.id), subject)
        yield rows.amount(kgi, now, then, self._year)
        yield rows.plain("fiscal_year", now, then, Kind.YEAR)
        yield rows.choice("finality", now, then, FINALITIES_TO_CHOOSE)
        yield from rows.stories(now, then, rows=1)


def _find_result(told: GoalResults | None, id_: str) -> IndicatorResult | None:
    return next((one for one in told.kgis if one.id == id_), None) if told else None
