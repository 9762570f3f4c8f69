"""同じ年度までの旧名称が二つある

names は、それぞれの名称を使った最後の年度を until に書きます。同じ年度が二つあると、その年度までの報告の名称が決まりません。

誤りの例：names に until: 2026 が二つ
正しい例：names に until: 2024 と until: 2026

直し方：一方の until を直すか、一方を消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.branches import walk
from taikou_cli.model.validity import FormerName, FormerTitle
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

Names = tuple[FormerName | FormerTitle, ...]


def check(project: Project) -> Iterator[Problem]:
    for path, route, names in _iter_named(project):
        seen: set[int] = set()
        for index, former in enumerate(names):
            if former.until in seen:
                message = f"{former.until}年度までの旧名称が二つあります。"
                hint = "一方の until を直すか、一方を消してください。"
                yield Problem(path, message, hint, (*route, "names", index, "until"))
            seen.add(former.until)


def _iter_named(project: Project) -> Iterator[tuple[str, Route, Names]]:
    if project.plan:
        yield project.plan.path, (), project.plan.content.names
    if project.goals:
        for branch in walk(project.branches):
            yield project.goals.path, branch.route, branch.part.names
    if project.organization:
        path = project.organization.path
        for i, department in enumerate(project.organization.content.departments):
            yield path, ("departments", i), department.names
            for j, division in enumerate(department.divisions):
                yield path, ("departments", i, "divisions", j), division.names
    for item in project.items:
        yield item.path, (), item.content.names
