"""What a stage of the workflow demands of an evaluation, and what of it is lacking."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.amounts import numbers_of
from taikou_cli.model.catalogue import Entry, entries_of
from taikou_cli.model.declared import DeclaredField
from taikou_cli.model.evaluation import Evaluation, SelfEvaluation
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Action, Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.model.workflow import DEMANDS


class Lack(NamedTuple):
    """Something that is demanded and missing; the route is empty where nothing stands yet."""

    what: str
    route: Route


def find_lacks(demand: str, evaluation: Evaluation, item: Item) -> Sequence[Lack]:
    """Give what an evaluation lacks of a demand (`model.workflow.Demand`)."""
    return _FINDERS[demand](evaluation, item)


def find_empty_fields(
    evaluation: Evaluation, item: Item, plan: Plan, of: str | None = None
) -> Iterator[tuple[str, Lack]]:
    """Yield the plan's own fields that a stage requires and that are empty, with the stage's id.

    An item's own and those of its actions and indicators are asked for with its evaluation; the
    plan is to be the one with its private fields.

    Args:
        evaluation: The evaluation.
        item: Its item.
        plan: The outline.
        of: Whom the evaluation's own fields are asked of that are looked at; None for all.
    """
    year = evaluation.fiscal_year
    required = [one for one in plan.fields if one.required_from and one.covers(year)]
    if of is not None:
        required = [one for one in required if (one.on, one.asked_of) == ("evaluation", of)]
    if not required:
        return
    for record in (evaluation, item, *_parts_of(item, year)):
        name = getattr(record, "name", getattr(record, "title", "")) if record is not item else ""
        for field in required:
            if field.on == record.has_fields_as and not _is_told(field, record):
                what = f"{name}の{field.name}" if name else field.name
                yield str(field.required_from), Lack(what, ())


def _is_told(field: DeclaredField, record: Record) -> bool:
    """Tell whether a field has a value; a body may answer in its assessment of the year."""
    told = record.assessments if isinstance(record, Evaluation) else ()
    answers = (one for one in told if one.by == field.asked_of and one.is_of_year)
    return any(one.field_values.get(field.id) is not None for one in (record, *answers))


def _parts_of(item: Item, year: int) -> Iterator[Action | Indicator]:
    entries: tuple[Action | Indicator, ...] = (*item.actions, *item.kpis)
    return (one for one in entries if one.covers(year))


def demands_of(whom: str) -> frozenset[str]:
    """Give what stages can demand of `division` or `committee`."""
    parts = (*entries_of(SelfEvaluation), *entries_of(Evaluation))
    return frozenset(e.key for e in parts if e.asked_of == whom) & DEMANDS.keys()


def _find_text(entry: Entry) -> Callable[[Evaluation, Item], Sequence[Lack]]:
    def find(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
        return _lack(entry.title) if entry.read(evaluation.self_evaluation) is None else ()

    return find


def _find_actions(evaluation: Evaluation, item: Item) -> Sequence[Lack]:
    told = {result.id for result in evaluation.actions if result.status}
    year = evaluation.fiscal_year
    return [
        Lack(f"‹short.action›「{action.title}」の状況", ())
        for action in item.actions
        if action.id not in told and action.covers(year)
    ]


def _find_kpis(evaluation: Evaluation, item: Item) -> Sequence[Lack]:
    told = {
        result.id
        for result in evaluation.kpis
        if result.actual is not None or result.pending or result.status
    }
    year = evaluation.fiscal_year
    return [
        Lack(f"KPI「{kpi.name}」の実績値か未確定の理由", ())
        for kpi in item.kpis
        if kpi.id not in told and kpi.covers(year)
    ]


def _find_amounts(evaluation: Evaluation, item: Item) -> Sequence[Lack]:
    planned = {id_: years.get(evaluation.fiscal_year) for id_, years in item.amounts.items()}
    return [
        Lack(f"amounts の「{id_}」の実績", ())
        for id_, amount in planned.items()
        if numbers_of(amount) and not numbers_of(evaluation.amounts.get(id_))
    ]


def _find_evidence(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
    return () if evaluation.evidence else _lack(DEMANDS["evidence"])


def _find_opinions(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
    return () if evaluation.opinions else _lack(DEMANDS["opinions"])


def _find_responses(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
    return [
        Lack(DEMANDS["responses"], ("opinions", index, "opinion"))
        for index, opinion in enumerate(evaluation.opinions)
        if opinion.response is None
    ]


def _lack(what: str) -> Sequence[Lack]:
    return (Lack(what, ()),)


_FINDERS: dict[str, Callable[[Evaluation, Item], Sequence[Lack]]] = {
    **{
        entry.key: _find_text(entry) for entry in entries_of(SelfEvaluation) if entry.key in DEMANDS
    },
    "actions": _find_actions,
    "kpis": _find_kpis,
    "amounts": _find_amounts,
    "evidence": _find_evidence,
    "opinions": _find_opinions,
    "responses": _find_responses,
}
