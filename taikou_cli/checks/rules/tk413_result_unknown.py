"""評価が、ない取組やKPIを指している

評価の actions と kpis の id は、実施項目の取組とKPI（goals.yaml では KGI）の識別名です。ないものを指すと、実績がどこにも表示されません。

誤りの例：kpis に id: rates（実施項目では rate）
正しい例：kpis に id: rate

直し方：識別名を直してください。
"""

from collections.abc import Iterator, Sequence

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.evaluation import ActionResult, IndicatorResult
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    items = project.items_by_number()
    for document in project.evaluations:
        if item := items.get(document.content.item):
            content = document.content
            actions = {action.id for action in item.content.actions}
            kpis = {kpi.id for kpi in item.content.kpis}
            yield from _check_ids(document.path, "actions", content.actions, actions, item.path)
            yield from _check_ids(document.path, "kpis", content.kpis, kpis, item.path)
    if project.goals:
        kgis = {kgi.id for goal in project.goals.content.goals for kgi in goal.kgis}
        for results in project.goal_results:
            found = results.content.kgis
            yield from _check_ids(results.path, "kgis", found, kgis, project.goals.path)


def _check_ids(
    path: str,
    key: str,
    results: Sequence[ActionResult | IndicatorResult],
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
            yield Problem(path, message, hint, (key, index, "id"))
        elif result.id in seen:
            message = f"識別名「{result.id}」が二度書かれています。"
            yield Problem(path, message, "一方を消してください。", (key, index, "id"))
        seen.add(result.id)
