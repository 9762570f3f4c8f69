"""Tables of what was said of a year: evaluations, actions, evidence, opinions."""

from collections.abc import Iterator

from taikou_cli.base.span import name_quarter
from taikou_cli.model.catalogue import entry_of, stories_of
from taikou_cli.model.evaluation import (
    ActionResult,
    Evaluation,
    Evidence,
    Opinion,
    SelfEvaluation,
)
from taikou_cli.model.item import Action
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.publication.tables.indicators import list_pending
from taikou_cli.publication.tables.table import (
    ITEM,
    OF_ITEM,
    PENDING,
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
)


def _iter_standings(source: Source) -> Iterator[tuple[tuple[Cell, ...], ItemStanding]]:
    """Yield the cells of year and item with the standing."""
    for figures in source.years:
        for standing in figures.standings:
            yield (*name_year(figures.fiscal_year), standing.item.number), standing


def _iter_evaluated(source: Source) -> Iterator[tuple[tuple[Cell, ...], Evaluation]]:
    for place, standing in _iter_standings(source):
        if standing.evaluation is not None:
            yield place, standing.evaluation


def _iter_evaluations(source: Source) -> Iterator[Row]:
    for place, standing in _iter_standings(source):
        yield (*place, *_describe(standing))


def _describe(standing: ItemStanding) -> Row:
    evaluation = standing.evaluation
    own = evaluation.self_evaluation if evaluation else None
    return (
        standing.state.value,
        *cells_of(_STATE, evaluation),
        evaluation.stage if evaluation else None,
        standing.grade,
        *cells_of(_REASON, own),
        standing.suggested,
        *cells_of(_TOLD, own),
        *cells_of(_TOLD_BESIDE, evaluation),
        *list_pending(evaluation.pending if evaluation else None),
    )


def _iter_other_grades(source: Source) -> Iterator[Row]:
    for figures in source.years:
        for standing in figures.standings:
            place = (*name_year(figures.fiscal_year), standing.item.number)
            for scale in figures.plan.other_item_scales:
                if grade := standing.grade_by(scale):
                    yield (*place, scale.id, grade)


def _iter_actions(source: Source) -> Iterator[Row]:
    for place, standing in _iter_standings(source):
        for action, is_in_force, result in standing.actions:
            yield (
                *place,
                action.id,
                action.title,
                int(is_in_force),
                result.status if result else None,
                *cells_of(stories_of(Action), action),
                *cells_of(stories_of(ActionResult), result),
            )


def _iter_schedules(source: Source) -> Iterator[Row]:
    for number, document in sorted(source.project.items_by_number().items()):
        for action in document.content.actions:
            for span, text in action.steps:
                yield number, action.id, *map(name_quarter, span), text


def _iter_evidence(source: Source) -> Iterator[Row]:
    for place, evaluation in _iter_evaluated(source):
        for index, one in enumerate(evaluation.evidence, start=1):
            yield (*place, index, *cells_of(stories_of(Evidence), one))


def _iter_dates(source: Source) -> Iterator[Row]:
    for place, evaluation in _iter_evaluated(source):
        for stage, day in evaluation.dates.items():
            yield (*place, stage, day.isoformat())


def _iter_opinions(source: Source) -> Iterator[Row]:
    for place, evaluation in _iter_evaluated(source):
        for index, one in enumerate(evaluation.opinions, start=1):
            yield (*place, index, *cells_of(stories_of(Opinion), one))


def _iter_overall_opinions(source: Source) -> Iterator[Row]:
    for document in source.project.goal_results:
        told = document.content
        for index, one in enumerate(told.opinions, start=1):
            if told.fiscal_year <= source.last_year:
                yield (*name_year(told.fiscal_year), index, *cells_of(stories_of(Opinion), one))


_STATE = (entry_of(Evaluation, "state_reason"),)
_REASON = (entry_of(SelfEvaluation, "grade_reason"),)
_TOLD = stories_of(SelfEvaluation)
_TOLD_BESIDE = stories_of(Evaluation)

_PLACE = (*YEAR, ITEM)
_NUMBER = Column("number", "順番", "integer", required=True)
_ACTION = Column("action", "取組の識別名", required=True)
_OF_EVALUATION = Reference(("fiscal_year", "item"), "evaluations", ("fiscal_year", "item"))

LAYOUTS = (
    Layout(
        "evaluations",
        "年度評価",
        (
            *_PLACE,
            Column("state", "状態", codes="item_state", required=True),
            *columns_of(_STATE),
            Column("stage", "段階", codes="stage"),
            Column("grade", "評価区分", codes="grade"),
            *columns_of(_REASON),
            Column("suggested", "KPIからの目安", codes="grade"),
            *columns_of((*_TOLD, *_TOLD_BESIDE)),
            *PENDING,
        ),
        ("fiscal_year", "item"),
        _iter_evaluations,
        (OF_ITEM,),
    ),
    Layout(
        "stage_dates",
        "年度評価が各段階に達した日",
        (
            *_PLACE,
            Column("stage", "段階", codes="stage", required=True),
            Column("date", "日付", "date", required=True),
        ),
        ("fiscal_year", "item", "stage"),
        _iter_dates,
        (_OF_EVALUATION,),
    ),
    Layout(
        "other_grades",
        "ほかの尺度での、その年度の評価区分",
        (
            *_PLACE,
            Column("scale", "尺度の識別名", required=True),
            Column(
                "grade", "評価区分（コード表は scale_ に尺度の識別名を付けたもの）", required=True
            ),
        ),
        ("fiscal_year", "item", "scale"),
        _iter_other_grades,
        (_OF_EVALUATION, Reference(("scale",), "scales", ("scale",))),
    ),
    Layout(
        "actions",
        "‹action›の状況",
        (
            *_PLACE,
            _ACTION,
            Column("title", "取組名", required=True),
            Column("in_force", "その年度に実施", "integer", codes="flag", required=True),
            Column("status", "状況", codes="action_status"),
            *columns_of(stories_of(Action)),
            *columns_of(stories_of(ActionResult)),
        ),
        ("fiscal_year", "item", "action"),
        _iter_actions,
        (_OF_EVALUATION,),
    ),
    Layout(
        "schedule",
        "‹action›の予定（工程表）",
        (
            ITEM,
            _ACTION,
            Column("from", "最初の四半期（年度-Q番号）", required=True),
            Column("to", "最後の四半期（年度-Q番号。これを含む）", required=True),
            Column("text", "予定", required=True),
        ),
        ("item", "action", "from", "to"),
        _iter_schedules,
        (OF_ITEM,),
    ),
    Layout(
        "evidence",
        "根拠資料",
        (
            *_PLACE,
            _NUMBER,
            *columns_of(stories_of(Evidence)),
        ),
        ("fiscal_year", "item", "number"),
        _iter_evidence,
        (_OF_EVALUATION,),
    ),
    Layout(
        "opinions",
        "‹opinion›",
        (
            *_PLACE,
            _NUMBER,
            *columns_of(stories_of(Opinion)),
        ),
        ("fiscal_year", "item", "number"),
        _iter_opinions,
        (_OF_EVALUATION,),
    ),
    Layout(
        "overall_opinions",
        "年度の評価全体への‹opinion›",
        (
            *YEAR,
            _NUMBER,
            *columns_of(stories_of(Opinion)),
        ),
        ("fiscal_year", "number"),
        _iter_overall_opinions,
    ),
)
