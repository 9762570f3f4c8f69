"""The sheet on which a division reports on an item in the middle of a year."""

from collections.abc import Iterator
from typing import Any

from taikou_cli.forms.layout.assessor import Assessor
from taikou_cli.forms.layout.division_layout import DivisionSheet, ItemYear, make_sheet
from taikou_cli.forms.layout.field_rows import build_line, choices_of, describe_scale
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet
from taikou_cli.model.catalogue import entry_of
from taikou_cli.model.evaluation import Assessment, Evaluation, IndicatorReport
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.scales import RatingScale
from taikou_cli.model.year_part import move_part, name_part
from taikou_cli.progress.wording import FINALITIES_TO_CHOOSE


def build_report_sheet(subject: ItemYear, as_of: str) -> Sheet:
    """Build the sheet of one item.

    Args:
        subject: The item in the year.
        as_of: The part of the year up to which is reported, as `2026-H1`.
    """
    return make_sheet(subject, _ReportSheet(subject, as_of).lines())


class _ReportSheet(DivisionSheet):
    asked = ("division", "judge")

    def __init__(self, subject: ItemYear, as_of: str) -> None:
        super().__init__(subject)
        self._part, self._part_before = as_of, move_part(as_of, -1)
        self.base = Assessor("division", as_of=as_of).address
        self._report = _find(self._now, self._part)
        self._earlier_report = _find(self._before, self._part_before)
        self._told, self._told_before = self._report, self._earlier_report

    def lines(self) -> Iterator[Line]:
        yield from self._head()
        yield from self._actions()
        yield from self._kpis()
        yield from self._amounts()
        yield from self._report_texts()

    def _name_columns(self) -> tuple[str, str]:
        return f"{name_part(self._part)}　記入欄", f"{name_part(self._part_before)}（参考）"

    def _tell_result(self, kpi: Indicator, now: Any, then: Any) -> Iterator[Line]:
        address = (*self.base, "kpis", kpi.id)
        rows = self._rows(IndicatorReport, address, f"{kpi.name}／{kpi.unit}")
        yield rows.amount(kpi, now, then, self._year)
        yield rows.choice("finality", now, then, FINALITIES_TO_CHOOSE)
        yield rows.grade("status", now, then, self._plan.scale_of("kpis"))
        yield from rows.stories(now, then, rows=1)

    def _report_texts(self) -> Iterator[Line]:
        yield Line(Role.SECTION, ("報告",))
        for scale in self._plan.item_scales:
            if scale.judged_by is None:
                yield self._grade(scale)
        rows = self._rows(Assessment, self.base)
        now, then = self._report, self._earlier_report
        yield from rows.stories(now, then)
        asked = self._plan.declared_for(Evaluation)
        yield from rows.rows_of(asked, now, then, rows=2)

    def _grade(self, scale: RatingScale) -> Line:
        told, before = self._report, self._earlier_report
        is_main = scale is self._plan.scale_of("items")
        field = Field(
            self._item.number,
            (*self.base, "grades", scale.id),
            self._plan.word(entry_of(Assessment, "grades")).title if is_main else scale.title,
            describe_scale(scale),
            Kind.CHOICE,
            told.grades.get(scale.id) if told else None,
            choices=choices_of(scale),
        )
        return build_line(field, before.grades.get(scale.id) if before else None)


def _find(evaluation: Evaluation | None, as_of: str) -> Assessment | None:
    told = evaluation.assessments if evaluation else ()
    return Assessor("division", as_of=as_of).find(told)
