"""Tables of what others said beside the self-evaluations, of parts of a year, and of 総括."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from taikou_cli.model.amounts import numbers_of
from taikou_cli.model.catalogue import stories_of
from taikou_cli.model.evaluation import ActionResult, Assessment, IndicatorReport, PartSummary
from taikou_cli.progress.achievement import judge_by, measure
from taikou_cli.progress.wording import write_exact
from taikou_cli.publication.tables.table import (
    ITEM,
    NO_PART,
    VALUE,
    YEAR,
    Cell,
    Column,
    Layout,
    Reference,
    Row,
    Source,
    cells_of,
    columns_of,
    name_year,
    split_amount,
)


class _Placed(NamedTuple):
    """An assessment with the cells that say what it is of and tell it from the others."""

    place: tuple[Cell, ...]
    one: Assessment


def _iter_summaries(source: Source) -> Iterator[tuple[tuple[Cell, ...], PartSummary]]:
    """Yield what is said of the plan, goals and policies, with the cells of year and part."""
    for document in source.project.goal_results:
        told, year = document.content, name_year(document.content.fiscal_year)
        if told.fiscal_year > source.last_year:
            continue
        whole = PartSummary(number=1, summary=told.summary, assessments=told.assessments)
        yield (*year, "plan", 1), whole
        for level, parts in told.parts.items():
            for part in parts:
                yield (*year, level, part.number), part


def _iter_assessments(source: Source) -> Iterator[_Placed]:
    for figures in source.years:
        for standing in figures.standings:
            place: tuple[Cell, ...] = (
                *name_year(figures.fiscal_year),
                "item",
                standing.item.number,
            )
            told = standing.evaluation.assessments if standing.evaluation else ()
            yield from _number(place, told)
    for place, part in _iter_summaries(source):
        yield from _number(place, part.assessments)


def _number(place: tuple[Cell, ...], told: tuple[Assessment, ...]) -> Iterator[_Placed]:
    return (_Placed((*place, number), one) for number, one in enumerate(told, start=1))


def _describe_all(source: Source) -> Iterator[Row]:
    for place, one in _iter_assessments(source):
        date = one.date.isoformat() if one.date else None
        yield (*place, one.by, date, one.as_of, *cells_of(stories_of(Assessment), one))


def _iter_grades(source: Source) -> Iterator[Row]:
    for place, one in _iter_assessments(source):
        for scale, grade in sorted(one.grades.items()):
            yield (*place, scale, grade)


def _iter_actions(source: Source) -> Iterator[Row]:
    for place, one in _iter_assessments(source):
        for result in one.actions:
            told = cells_of(stories_of(ActionResult), result)
            yield (*place, result.id, result.status, *told)


def _iter_kpis(source: Source) -> Iterator[Row]:
    for place, one in _iter_assessments(source):
        for result in one.kpis:
            told = cells_of(stories_of(IndicatorReport), result)
            finality = None if result.actual is None else result.finality
            value = (*split_amount(result.actual), finality)
            yield (*place, result.id, *value, result.status, *told)


def _iter_amounts(source: Source) -> Iterator[Row]:
    units = {kind.id: kind.unit for kind in source.plan.amounts}
    for place, one in _iter_assessments(source):
        for id_, amount in sorted(one.amounts.items()):
            for part, number in numbers_of(amount).items():
                yield (*place, id_, part or NO_PART, number, units.get(id_))


def _list_summaries(source: Source) -> Iterator[Row]:
    for place, part in _iter_summaries(source):
        if part.summary:
            yield (*place, part.summary)


def _iter_kpi_grades(source: Source) -> Iterator[Row]:
    for figures in source.years:
        rounding = figures.plan.rounding
        for standing in figures.standings:
            place = (*name_year(figures.fiscal_year), standing.item.number)
            for one in standing.indicators:
                for scale in figures.plan.other_scales_of("kpis"):
                    if grade := judge_by(one, scale):
                        value = write_exact(measure(one, scale), rounding)
                        number = None if value is None else Decimal(value)
                        yield (*place, one.indicator.id, scale.id, number, grade)


_PART = (
    *YEAR,
    Column("part", "何についてか", codes="part", required=True),
    Column("key", "番号（計画全体は1）", "integer", required=True),
)
_KEY = ("fiscal_year", "part", "key", "number")
_NUMBER = Column("number", "順番", "integer", required=True)
_OF_ASSESSMENT = Reference(_KEY, "assessments", _KEY)
_SCALE = Column("scale", "尺度の識別名", required=True)
_OF_SCALE = Reference(("scale",), "scales", ("scale",))

LAYOUTS = (
    Layout(
        "assessments",
        "ほかの評価と途中の報告",
        (
            *_PART,
            _NUMBER,
            Column(
                "by",
                "評価者（division＝‹division›、office＝‹office›、ほかは推進体制の識別名）",
                required=True,
            ),
            Column("date", "日付", "date"),
            Column("as_of", "時点（空欄なら年度末。H1＝上半期、Q3＝第3四半期など）"),
            *columns_of(stories_of(Assessment)),
        ),
        _KEY,
        _describe_all,
    ),
    Layout(
        "assessment_grades",
        "ほかの評価の評価区分",
        (
            *_PART,
            _NUMBER,
            _SCALE,
            Column("grade", "評価区分", required=True),
        ),
        (*_KEY, "scale"),
        _iter_grades,
        (_OF_ASSESSMENT, _OF_SCALE),
    ),
    Layout(
        "assessment_actions",
        "ほかの評価と途中の報告での、取組の状況",
        (
            *_PART,
            _NUMBER,
            Column("action", "取組の識別名", required=True),
            Column("status", "状況", codes="action_status"),
            *columns_of(stories_of(ActionResult)),
        ),
        (*_KEY, "action"),
        _iter_actions,
        (_OF_ASSESSMENT,),
    ),
    Layout(
        "assessment_kpis",
        "ほかの評価と途中の報告での、KPIの値",
        (
            *_PART,
            _NUMBER,
            Column("kpi", "KPIの識別名", required=True),
            *VALUE,
            Column("finality", "確定の別", codes="finality"),
            Column("status", "状況", codes="kpi_status"),
            *columns_of(stories_of(IndicatorReport)),
        ),
        (*_KEY, "kpi"),
        _iter_kpis,
        (_OF_ASSESSMENT,),
    ),
    Layout(
        "assessment_amounts",
        "ほかの評価と途中の報告での、金額と業務量",
        (
            *_PART,
            _NUMBER,
            Column("amount", "金額と業務量の識別名", required=True),
            Column("amount_part", "内訳の識別名（ALL は全体）", required=True),
            Column("value", "値", "number", required=True),
            Column("unit", "単位"),
        ),
        (*_KEY, "amount", "amount_part"),
        _iter_amounts,
        (_OF_ASSESSMENT, Reference(("amount",), "amount_kinds", ("amount",))),
    ),
    Layout(
        "summaries",
        "総括",
        (*_PART, Column("summary", "総括", required=True)),
        ("fiscal_year", "part", "key"),
        _list_summaries,
    ),
    Layout(
        "kpi_grades",
        "ほかの尺度でのKPIの状況",
        (
            *YEAR,
            ITEM,
            Column("kpi", "KPIの識別名", required=True),
            _SCALE,
            Column("value", "尺度が見た値（達成率などの％、変化はKPIの単位）", "number"),
            Column("grade", "状況（コード表は scale_ に尺度の識別名を付けたもの）", required=True),
        ),
        ("fiscal_year", "item", "kpi", "scale"),
        _iter_kpi_grades,
        (
            Reference(("fiscal_year", "item", "kpi"), "actuals", ("fiscal_year", "item", "kpi")),
            _OF_SCALE,
        ),
    ),
)
