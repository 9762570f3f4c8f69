"""評価が、ない取組やKPIを指している

評価の actions と kpis の id は、‹item›の取組とKPI（goals.yaml と、その中のほかの評価では KGI）の識別名です。ないものを指すと、実績がどこにも表示されません。

誤りの例：kpis に id: rates（‹item›では rate）
正しい例：kpis に id: rate

直し方：識別名を直してください。
"""

from collections.abc import Iterator, Sequence

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.evaluation import (
    ActionResult,
    Assessment,
    Evaluation,
    IndicatorReport,
    IndicatorResult,
)
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.project.assessments import iter_assessments, iter_summaries
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    items = project.items_by_number()
    for path, route, number, told in _iter_told(project):
        if item := items.get(number):
            actions = {action.id for action in item.content.actions}
            kpis = {kpi.id for kpi in item.content.kpis}
            yield from _check_ids(path, (*route, "actions"), told.actions, actions, item.path)
            yield from _check_ids(path, (*route, "kpis"), told.kpis, kpis, item.path)
    if project.goals:
        kgis = {kgi.id for goal in project.goals.content.goals for kgi in goal.kgis}
        for path, _, results in iter_summaries(project):
            yield from _check_ids(path, ("kgis",), results.kgis, kgis, project.goals.path)
        for placed in iter_assessments(project):
            if placed.item is None:
                route, told, goals = (*placed.route, "kpis"), placed.one, project.goals.path
                yield from _check_ids(placed.path, route, told.kpis, kgis, goals)


def _iter_told(
    project: Project,
) -> Iterator[tuple[str, Route, int, Evaluation | PeriodEvaluation | Assessment]]:
    """Yield what tells results of an item: evaluations, and what others say."""
    for document in project.evaluations:
        yield document.path, (), document.content.item, document.content
    for period in project.period:
        yield period.path, (), period.content.item, period.content
    for placed in iter_assessments(project):
        if placed.item is not None:
            yield placed.path, placed.route, placed.item, placed.one


def _check_ids(
    path: str,
    route: Route,
    results: Sequence[ActionResult | IndicatorResult | IndicatorReport],
    known: set[str],
    source: str,
) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, result in enumerate(results):
        if result.id not in known:
            message = f"識別名「{result.id}」は {source} にありません。"
            hint = f"先に {source} に登録してください。"
            if known:
                hint = f"使える識別名は {'、'.join(sorted(known))} です。"
            yield Problem(path, message, hint, (*route, index, "id"))
        elif result.id in seen:
            message = f"識別名「{result.id}」が二度書かれています。"
            yield Problem(path, message, "一方を消してください。", (*route, index, "id"))
        seen.add(result.id)
