"""What a stage of the workflow demands of an evaluation, and what of it is lacking."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.item import Item


class Lack(NamedTuple):
    """Something that is demanded and missing; the route is empty where nothing stands yet."""

    what: str
    route: Route


def find_lacks(demand: str, evaluation: Evaluation, item: Item) -> Sequence[Lack]:
    """Give what an evaluation lacks of a demand (`model.workflow.Demand`)."""
    return _FINDERS[demand](evaluation, item)


def _find_text(key: str, name: str) -> Callable[[Evaluation, Item], Sequence[Lack]]:
    def find(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
        return _lack(name) if getattr(evaluation.self_evaluation, key) is None else ()

    return find


def _find_actions(evaluation: Evaluation, item: Item) -> Sequence[Lack]:
    told = {result.id for result in evaluation.actions if result.status}
    year = evaluation.fiscal_year
    return [
        Lack(f"取組「{action.title}」の状況", ())
        for action in item.actions
        if action.id not in told
        and (action.first_year or year) <= year <= (action.last_year or year)
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
        if kpi.id not in told and (kpi.first_year or year) <= year <= (kpi.last_year or year)
    ]


def _find_evidence(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
    return () if evaluation.evidence else _lack("根拠資料")


def _find_opinions(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
    return () if evaluation.opinions else _lack("委員会意見")


def _find_responses(evaluation: Evaluation, _item: Item) -> Sequence[Lack]:
    return [
        Lack("意見への対応", ("opinions", index, "opinion"))
        for index, opinion in enumerate(evaluation.opinions)
        if opinion.response is None
    ]


def _lack(what: str) -> Sequence[Lack]:
    return (Lack(what, ()),)


_FINDERS: dict[str, Callable[[Evaluation, Item], Sequence[Lack]]] = {
    "grade": _find_text("grade", "評価区分"),
    "achievements": _find_text("achievements", "取組実績"),
    "factors": _find_text("factors", "要因分析"),
    "issues": _find_text("issues", "課題"),
    "review": _find_text("review", "見直し"),
    "actions": _find_actions,
    "kpis": _find_kpis,
    "evidence": _find_evidence,
    "opinions": _find_opinions,
    "responses": _find_responses,
}
