"""実施する年度の範囲が正しくない

項目・取組・KPIの first_year と last_year は、推進期間の中で、始まりが終わりより前でなければなりません。

誤りの例：first_year: 2028 と last_year: 2027
正しい例：first_year: 2027 と last_year: 2028

直し方：年度を直してください。推進期間の全部で行うなら、書かなくて構いません。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Action, Item
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if years is None:
        return
    for item in project.items:
        for route, part in _iter_parts(item.content):
            first, last = part.first_year or years[0], part.last_year or years[-1]
            if years[0] <= first <= last <= years[-1]:
                continue
            message = (
                f"実施する年度（{first}～{last}年度）が、推進期間"
                f"（{years[0]}～{years[-1]}年度）に合いません。"
            )
            key = "first_year" if part.first_year else "last_year"
            hint = "first_year と last_year を確かめてください。"
            yield Problem(item.path, message, hint, (*route, key))


def _iter_parts(item: Item) -> Iterator[tuple[Route, Item | Action | Indicator]]:
    yield (), item
    for index, action in enumerate(item.actions):
        yield ("actions", index), action
    for index, kpi in enumerate(item.kpis):
        yield ("kpis", index), kpi
