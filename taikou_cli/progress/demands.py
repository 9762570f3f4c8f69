"""What a stage of the workflow demands of an evaluation, and what of it is lacking."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.item import Item


class Lack(NamedTuple):
    """Something that is demanded and missing; the route is empty where nothing stands yet."""

    what: str
    route: Route


def find_lacks(demand: str, evaluation: Evaluation, item: Item) -> Iterator[Lack]:
    """Yield what an evaluation lacks of a demand (`model.workflow.Demand`)."""
    yield from _FINDERS[demand](evaluation, item)


def _find_text(key: str, name: str) -> Callable[[Evaluation, Item], Iterator[Lack]]:
    def find(evaluation: Evaluation, _item: Item) -> Iterator[Lack]:
        if getattr(evaluation.self_evaluation, key) is None:
            yield Lack(name, ())

    return find


def _find_actions(evaluation: Evaluation, item: Item) -> Iterator[Lack]:
    told = {result.id for result in evaluation.actions if result.status}
    year = evaluation.fiscal_year
    for action in item.actions:
        in_force = (action.first_year or year) <= year <= (action.last_year or year)
        if in_force and action.id not in told:
            yield Lack(f"取組「{action.title}」の状況", ())


def _find_kpis(evaluation: Evaluation, item: Item) -> Iterator[Lack]:
    told = {
        result.id
        for result in evaluation.kpis
        if result.actual is not None or result.pending or result.status
    }
    year = evaluation.fiscal_year
    for kpi in item.kpis:
        in_force = (kpi.first_year or year) <= year <= (kpi.last_year or year)
        if in_force and kpi.id not in told:
            yield Lack(f"KPI「{kpi.name}」の実績値か未確定の理由", ())


def _find_evidence(evaluation: Evaluation, _item: Item) -> Iterator[Lack]:
    if not evaluation.evidence:
        yield Lack("根拠資料", ())


def _find_opinions(evaluation: Evaluation, _item: Item) -> Iterator[Lack]:
    if not evaluation.opinions:
        yield Lack("委員会意見", ())


def _find_responses(evaluation: Evaluation, _item: Item) -> Iterator[Lack]:
    for index, opinion in enumerate(evaluation.opinions):
        if opinion.response is None:
            yield Lack("意見への対応", ("opinions", index, "opinion"))


_FINDERS: dict[str, Callable[[Evaluation, Item], Iterator[Lack]]] = {
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
