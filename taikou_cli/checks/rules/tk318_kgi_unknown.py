"""指標の「寄与するKGI」が goals.yaml にない

指標の serves には、goals.yaml の kgis にある識別名を書きます。ない識別名では、成果のつながりを示せません。

誤りの例：goals.yaml に id: cost がないのに serves: [cost]
正しい例：goals.yaml の kgis に id: cost があり、serves: [cost]

直し方：識別名を直すか、goals.yaml の kgis に指標を加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.indicator import Indicator
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    known = [kgi.id for goal in project.goals.content.goals for kgi in goal.kgis]
    hint = f"KGIの識別名は {'、'.join(known)} です。" if known else "goals.yaml にKGIがありません。"
    for path, route, indicator in _iter_indicators(project):
        for place, id_ in enumerate(indicator.serves):
            if id_ not in known or id_ == _own_id(route, indicator):
                message = f"「{indicator.name}」が寄与するKGI「{id_}」がありません。"
                yield Problem(path, message, hint, (*route, "serves", place))


def _iter_indicators(project: Project) -> Iterator[tuple[str, Route, Indicator]]:
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            yield item.path, ("kpis", index), kpi
    if project.goals:
        for place, goal in enumerate(project.goals.content.goals):
            for index, kgi in enumerate(goal.kgis):
                yield project.goals.path, ("goals", place, "kgis", index), kgi


def _own_id(route: Route, indicator: Indicator) -> str | None:
    """Give the id that a KGI may not name: its own."""
    return indicator.id if route[0] == "goals" else None
